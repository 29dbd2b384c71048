/** Read by authors of tests that need a Vitess cluster to read from. */
@NullMarked
package io.driftguard.vitesstesting;

import org.jspecify.annotations.NullMarked;

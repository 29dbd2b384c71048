/** Read by authors of tests that ask a real MySQL server. */
@NullMarked
package io.driftguard.mysqltesting;

import org.jspecify.annotations.NullMarked;

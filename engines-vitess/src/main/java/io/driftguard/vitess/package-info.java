/** Read by operators and maintainers of the Vitess adapter. */
@NullMarked
package io.driftguard.vitess;

import org.jspecify.annotations.NullMarked;

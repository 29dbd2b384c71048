/** Read by maintainers of the {@code driftguard} command. */
@NullMarked
package io.driftguard.cli;

import org.jspecify.annotations.NullMarked;

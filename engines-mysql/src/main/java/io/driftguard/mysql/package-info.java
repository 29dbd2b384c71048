/** Read by operators and maintainers of the MySQL adapter. */
@NullMarked
package io.driftguard.mysql;

import org.jspecify.annotations.NullMarked;

/** Read by anyone who compares two schemas or applies a DDL statement to a table model. */
@NullMarked
package io.driftguard.schemadiff;

import org.jspecify.annotations.NullMarked;

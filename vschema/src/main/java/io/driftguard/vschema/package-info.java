/** Read by anyone who reads a Vitess VSchema or compares two of them. */
@NullMarked
package io.driftguard.vschema;

import org.jspecify.annotations.NullMarked;

/** Read by anyone who parses MySQL DDL or compares it in its canonical form. */
@NullMarked
package io.driftguard.grammar;

import org.jspecify.annotations.NullMarked;

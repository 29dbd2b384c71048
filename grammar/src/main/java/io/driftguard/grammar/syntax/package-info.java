/**
 * Read only by the parser of package {@code io.driftguard.grammar}: ANTLR's side of the grammar.
 */
package io.driftguard.grammar.syntax;

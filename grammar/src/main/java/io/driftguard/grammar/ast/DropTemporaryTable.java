package io.driftguard.grammar.ast;

/**
 * {@code DROP TEMPORARY TABLE}.
 *
 * @param drop the statement without {@code TEMPORARY}
 */
public record DropTemporaryTable(DropTable drop) implements Unkeyed {}

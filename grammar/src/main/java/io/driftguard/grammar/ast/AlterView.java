package io.driftguard.grammar.ast;

/**
 * {@code ALTER VIEW}.
 *
 * @param view the view as it is to be
 */
public record AlterView(View view) implements Statement {}

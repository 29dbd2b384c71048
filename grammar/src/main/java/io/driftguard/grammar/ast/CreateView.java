package io.driftguard.grammar.ast;

/**
 * {@code CREATE VIEW}.
 *
 * @param view the view
 * @param orReplace whether {@code OR REPLACE} was said
 * @param ifNotExists whether {@code IF NOT EXISTS} was said
 */
public record CreateView(View view, boolean orReplace, boolean ifNotExists) implements Statement {}

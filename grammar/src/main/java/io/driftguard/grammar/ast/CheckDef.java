package io.driftguard.grammar.ast;

import java.util.Optional;

/**
 * A {@code CHECK} constraint.
 *
 * @param name the constraint's name
 * @param expression the condition
 * @param enforced false for {@code NOT ENFORCED}
 */
public record CheckDef(Optional<String> name, Expr expression, boolean enforced)
    implements TableElement {}

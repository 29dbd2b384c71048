package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import java.util.Locale;

/**
 * A default that may be another one for each row and on each server. No column is added with it,
 * since the rows that are there would differ between replicas; one that is there can get it.
 */
final class UnsafeDefault {

  private static final ImmutableSet<String> FUNCTIONS =
      ImmutableSet.of("rand", "random_bytes", "sysdate", "uuid", "uuid_short");

  private UnsafeDefault() {}

  /** Tells whether a column has such a default. */
  static boolean isOf(ColumnDef column) {
    return column.defaultValue().orElse(null) instanceof DefaultValue.Expression value
        && ColumnReferences.anyMatch(value.expression(), UnsafeDefault::isUnsafe);
  }

  private static boolean isUnsafe(Expr expression) {
    return expression instanceof Expr.Call call
        && call.schema().isEmpty()
        && FUNCTIONS.contains(call.name().toLowerCase(Locale.ROOT));
  }
}

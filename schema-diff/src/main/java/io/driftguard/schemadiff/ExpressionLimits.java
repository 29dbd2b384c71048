package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the expressions of generated columns, checks and functional keys may be. */
final class ExpressionLimits {

  /** Functions whose value is another one at another time, for another user or in another place. */
  private static final ImmutableSet<String> CHANGING =
      ImmutableSet.of(
          "benchmark",
          "connection_id",
          "curdate",
          "current_date",
          "current_time",
          "current_timestamp",
          "current_user",
          "curtime",
          "database",
          "found_rows",
          "get_lock",
          "is_free_lock",
          "is_used_lock",
          "last_insert_id",
          "load_file",
          "localtime",
          "localtimestamp",
          "now",
          "rand",
          "random_bytes",
          "release_lock",
          "row_count",
          "schema",
          "session_user",
          "sleep",
          "sysdate",
          "system_user",
          "user",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "uuid",
          "uuid_short",
          "values",
          "version");

  private ExpressionLimits() {}

  /**
   * @param table a canonical table
   * @param before the table that is there already, of which nothing is asked again
   */
  static void check(CreateTable table, Optional<CreateTable> before) throws SimulationException {
    List<ColumnDef> columns = before.map(CreateTable::columns).orElse(List.of());
    for (ColumnDef column : table.columns()) {
      if (column.generated().isPresent() && !columns.contains(column)) {
        requireSteady(column.generated().get().expression(), "generated column", column.name());
      }
    }
    List<CheckDef> checks = before.map(CreateTable::checks).orElse(List.of());
    for (CheckDef check : table.checks()) {
      if (!checks.contains(check)) {
        requireSteady(check.expression(), "check", Names.of(check));
        requireQuestion(check);
      }
    }
    List<KeyDef> keys = before.map(CreateTable::keys).orElse(List.of());
    for (KeyDef key : table.keys()) {
      if (!keys.contains(key)) {
        functional(key);
      }
    }
  }

  private static void requireSteady(Expr expression, String what, String name)
      throws SimulationException {
    if (ColumnReferences.anyMatch(expression, ExpressionLimits::mayChange)) {
      throw new SimulationException(
          SimulationCode.FUNCTION_NOT_ALLOWED,
          "expected an expression whose value depends on columns alone, but found another one in "
              + what
              + " "
              + Names.quoted(name));
    }
  }

  private static boolean mayChange(Expr expression) {
    if (!(expression instanceof Expr.Call call) || call.schema().isPresent()) {
      return false;
    }
    String name = call.name().toLowerCase(Locale.ROOT);
    return CHANGING.contains(name) || (name.equals("unix_timestamp") && call.arguments().isEmpty());
  }

  /** A column, a number or a text is no truth value; TRUE and FALSE are. */
  private static void requireQuestion(CheckDef check) throws SimulationException {
    Expr expression = check.expression();
    if (expression instanceof Expr.Column
        || expression instanceof Expr.NumberLiteral
        || expression instanceof Expr.Text) {
      throw new SimulationException(
          SimulationCode.CHECK_NOT_BOOLEAN,
          "expected a check to ask something that is true or false, but found a value in check "
              + Names.quoted(Names.of(check)));
    }
  }

  private static void functional(KeyDef key) throws SimulationException {
    int arrays = 0;
    for (KeyPart part : key.parts()) {
      if (part instanceof KeyPart.ExpressionPart functional) {
        if (key.kind() != KeyKind.UNIQUE && key.kind() != KeyKind.PLAIN) {
          throw refused(key, "a functional part in a " + key.kind() + " key");
        }
        if (functional.expression() instanceof Expr.Column) {
          throw refused(key, "a column in parentheses");
        }
        requireSteady(functional.expression(), "key", Names.of(key));
        if (functional.expression() instanceof Expr.Cast cast && cast.array()) {
          arrays++;
        }
      }
    }
    if (arrays > 1) {
      throw refused(key, arrays + " parts that are arrays");
    }
  }

  private static SimulationException refused(KeyDef key, String found) {
    return new SimulationException(
        SimulationCode.FUNCTIONAL_KEY,
        "expected expressions that a server makes a key of, but found "
            + found
            + " in key "
            + Names.quoted(Names.of(key)));
  }
}

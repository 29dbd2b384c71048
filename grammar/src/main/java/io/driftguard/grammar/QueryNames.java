package io.driftguard.grammar;

import io.driftguard.grammar.QueryResolution.Unresolved;
import io.driftguard.grammar.ast.Expr;
import java.util.List;
import java.util.Optional;

/**
 * What names of columns mean in one {@code SELECT}.
 *
 * @param scope the columns of the tables that it reads
 * @param selected what it selects; empty where names do not mean that
 * @param outer the query around it
 */
record QueryNames(QueryScope scope, List<Selected> selected, Optional<QueryNames> outer) {

  QueryNames {
    selected = List.copyOf(selected);
  }

  /**
   * A member of the select list.
   *
   * @param value resolved
   * @param name the name that it has in the result
   */
  record Selected(Expr value, String name) {

    boolean isColumn() {
      return value instanceof Expr.Column;
    }

    boolean isLiteral() {
      return value instanceof Expr.Text
          || value instanceof Expr.NumberLiteral
          || value instanceof Expr.Hex
          || value instanceof Expr.Bits
          || value instanceof Expr.Bool
          || value instanceof Expr.Null
          || value instanceof Expr.Temporal;
    }
  }

  /** The members of the select list that have a name. */
  List<Selected> named(String name) {
    return selected.stream().filter(each -> Names.same(each.name(), name)).toList();
  }

  /** A column in an expression: of the tables first, then of what is selected, then from around. */
  Expr column(Expr.Column written) {
    if (!written.qualifiers().isEmpty()) {
      return qualified(written);
    }
    List<Expr.Column> columns = scope.named(written.column());
    if (columns.size() > 1) {
      throw new Unresolved("the column " + Quoted.of(written.column()) + " is of several tables");
    }
    if (columns.size() == 1) {
      return columns.get(0);
    }
    List<Selected> aliases = named(written.column());
    if (!aliases.isEmpty()) {
      return alias(aliases, written);
    }
    return outer
        .orElseThrow(
            () -> new Unresolved("the column " + Quoted.of(written.column()) + " is of no table"))
        .column(written);
  }

  private Expr qualified(Expr.Column written) {
    if (written.qualifiers().size() > 1) {
      throw new Unresolved(
          "it names another schema before the column " + Quoted.of(written.column()));
    }
    String table = written.qualifiers().get(0);
    Optional<QueryScope.Table> found = scope.table(table);
    if (found.isEmpty()) {
      return outer
          .orElseThrow(() -> new Unresolved("its table " + Quoted.of(table) + " is not known"))
          .qualified(written);
    }
    return found
        .get()
        .column(written.column())
        .orElseThrow(
            () ->
                new Unresolved(
                    "the column "
                        + Quoted.of(written.column())
                        + " is not one of "
                        + Quoted.of(table)));
  }

  /** What is selected under a name, where that name is looked for first: in {@code HAVING}. */
  Expr selectedFirst(Expr.Column written) {
    if (!written.qualifiers().isEmpty()) {
      return column(written);
    }
    List<Selected> found = named(written.column());
    if (found.isEmpty()) {
      return column(written);
    }
    Selected one = only(found, written);
    return one.value() instanceof Expr.Column c && Names.same(c.column(), one.name())
        ? c
        : new Expr.Column(List.of(), one.name());
  }

  private static Expr alias(List<Selected> found, Expr.Column written) {
    return new Expr.Column(List.of(), only(found, written).name());
  }

  static Selected only(List<Selected> found, Expr.Column written) {
    if (found.size() != 1) {
      throw new Unresolved("it selects " + Quoted.of(written.column()) + " more than once");
    }
    if (found.get(0).isLiteral()) {
      // Which of the two the server prints depends on where the name stands.
      throw new Unresolved("it names a constant that it selects: " + Quoted.of(written.column()));
    }
    return found.get(0);
  }
}

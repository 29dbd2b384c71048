package io.driftguard.mysql;

import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.LostCharacters;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.TableElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Completes what a server prints of defaults. It prints a question mark for each character beyond
 * U+FFFF, in {@code information_schema} too; but it computes with what it has, so that {@code
 * DEFAULT(column)} tells. Members of {@code ENUM} and {@code SET} it tells nowhere.
 */
final class WholeDefaults {

  private WholeDefaults() {}

  /** Asks for the defaults of columns. */
  @FunctionalInterface
  interface Ask {
    /** The default of each of the columns that has one that is text. */
    Map<String, String> defaults(List<String> columns) throws SQLException;
  }

  /**
   * The text of a table in which each string is known to be what it says; empty where the printed
   * text is all that there is to know.
   */
  static Optional<String> of(String printed, ServerProfile profile, Ask ask) throws SQLException {
    try {
      if (LostCharacters.in(printed, profile).isEmpty()
          || !(new DdlParser(profile, ParseLimits.DEFAULT).parse(printed)
              instanceof CreateTable table)) {
        return Optional.empty();
      }
      List<String> doubtful =
          table.columns().stream().filter(WholeDefaults::isDoubtful).map(ColumnDef::name).toList();
      CreateTable others = with(table, doubtful, column -> Optional.empty());
      if (doubtful.isEmpty() || LostCharacters.in(Renderer.render(others), profile).isPresent()) {
        return Optional.empty();
      }
      Map<String, String> told = ask.defaults(doubtful);
      if (!told.keySet().containsAll(doubtful)) {
        return Optional.empty();
      }
      return Optional.of(
          Renderer.render(with(table, doubtful, column -> Optional.ofNullable(told.get(column)))));
    } catch (DdlRejectedException e) {
      // Whoever reads the text will say so.
      return Optional.empty();
    }
  }

  private static boolean isDoubtful(ColumnDef column) {
    return column.type() instanceof DataType.CharacterType
        && column.defaultValue().orElse(null) instanceof DefaultValue.Literal literal
        && literal.value() instanceof Expr.Text text
        && (text.value().indexOf('?') >= 0 || text.value().indexOf('\uFFFD') >= 0);
  }

  /** The table with other defaults of some columns, or without. */
  private static CreateTable with(
      CreateTable table, List<String> columns, Function<String, Optional<String>> defaults) {
    List<TableElement> elements = new ArrayList<>();
    for (TableElement element : table.elements()) {
      elements.add(
          element instanceof ColumnDef column && columns.contains(column.name())
              ? column.toBuilder()
                  .defaultValue(
                      defaults
                          .apply(column.name())
                          .map(
                              value ->
                                  new DefaultValue.Literal(new Expr.Text(Optional.empty(), value))))
                  .build()
              : element);
    }
    return new CreateTable(
        table.table(), table.ifNotExists(), elements, table.options(), table.partitioning());
  }
}

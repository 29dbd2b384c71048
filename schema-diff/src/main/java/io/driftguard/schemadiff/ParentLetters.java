package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The letter case in which a foreign key names columns of its parent: the server prints them as the
 * parent has them, whatever was written.
 */
final class ParentLetters {

  private ParentLetters() {}

  /** The table with its foreign keys in the letters of the parents that are known. */
  static TableState used(TableState state, Function<ForeignKeyDef, Optional<CreateTable>> parents) {
    CreateTable table = state.table();
    List<TableElement> elements = new ArrayList<>();
    for (TableElement element : table.elements()) {
      elements.add(
          element instanceof ForeignKeyDef key
              ? parents.apply(key).map(parent -> inLettersOf(parent, key)).orElse(key)
              : element);
    }
    return elements.equals(table.elements())
        ? state
        : new TableState(
            new CreateTable(table.table(), false, elements, table.options(), table.partitioning()),
            state.origins());
  }

  private static ForeignKeyDef inLettersOf(CreateTable parent, ForeignKeyDef key) {
    References references = key.references();
    List<String> columns =
        references.columns().stream().map(name -> inLettersOf(parent, name)).toList();
    return new ForeignKeyDef(
        key.name(),
        key.indexName(),
        key.columns(),
        new References(
            references.table(),
            columns,
            references.match(),
            references.onDelete(),
            references.onUpdate()));
  }

  private static String inLettersOf(CreateTable parent, String column) {
    return parent.columns().stream()
        .map(ColumnDef::name)
        .filter(name -> Names.same(name, column))
        .findFirst()
        .orElse(column);
  }
}

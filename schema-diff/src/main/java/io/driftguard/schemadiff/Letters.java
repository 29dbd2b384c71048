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
 * The letter case of columns in foreign keys: the server prints a column as its table has it,
 * whatever was written.
 */
final class Letters {

  private Letters() {}

  /** The table with its foreign keys in the letters of the parents that are known. */
  static TableState ofParents(
      TableState state, Function<ForeignKeyDef, Optional<CreateTable>> parents) {
    CreateTable table = state.table();
    List<TableElement> elements = new ArrayList<>();
    for (TableElement element : table.elements()) {
      elements.add(
          element instanceof ForeignKeyDef key
              ? parents.apply(key).map(parent -> following(key, parent)).orElse(key)
              : element);
    }
    return elements.equals(table.elements())
        ? state
        : new TableState(
            new CreateTable(table.table(), false, elements, table.options(), table.partitioning()),
            state.origins());
  }

  private static ForeignKeyDef following(ForeignKeyDef key, CreateTable parent) {
    return new ForeignKeyDef(
        key.name(), key.indexName(), key.columns(), of(parent, key.references()));
  }

  /** What a foreign key references in the letters of its parent. */
  static References of(CreateTable parent, References references) {
    return new References(
        references.table(),
        of(parent, references.columns()),
        references.match(),
        references.onDelete(),
        references.onUpdate());
  }

  /** The names of columns in the letters in which a table has them. */
  static List<String> of(CreateTable table, List<String> names) {
    return names.stream().map(name -> of(table, name)).toList();
  }

  private static String of(CreateTable table, String column) {
    return table.columns().stream()
        .map(ColumnDef::name)
        .filter(name -> Names.same(name, column))
        .findFirst()
        .orElse(column);
  }
}

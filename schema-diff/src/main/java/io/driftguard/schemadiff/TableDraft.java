package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that is being changed: its parts as lists that may be edited in place. */
final class TableDraft {

  TableName name;
  final List<ColumnDef> columns;
  final List<KeyDef> keys;
  final List<ForeignKeyDef> foreignKeys;
  final List<CheckDef> checks;

  final Map<TableOption.Key, TableOption> options = new LinkedHashMap<>();
  Optional<Partitioning> partitioning;

  TableDraft(CreateTable table) {
    this.name = table.table();
    this.columns = new ArrayList<>(table.columns());
    this.keys = new ArrayList<>(table.keys());
    this.foreignKeys = new ArrayList<>(table.foreignKeys());
    this.checks = new ArrayList<>(table.checks());
    table.options().forEach(option -> options.put(option.key(), option));
    this.partitioning = table.partitioning();
  }

  /** The draft as a statement that is not canonical yet. */
  CreateTable toStatement() {
    List<TableElement> elements = new ArrayList<>(columns);
    elements.addAll(keys);
    elements.addAll(foreignKeys);
    elements.addAll(checks);
    return new CreateTable(name, false, elements, List.copyOf(options.values()), partitioning);
  }

  /**
   * The table that {@code CREATE TABLE … LIKE} makes: foreign keys are not copied, and checks get
   * generated names (MySQL Reference Manual, "CREATE TABLE ... LIKE Statement").
   */
  static CreateTable like(CreateTable model, TableName name) {
    TableDraft draft = new TableDraft(model);
    draft.name = name;
    draft.foreignKeys.clear();
    draft.checks.replaceAll(
        check -> new CheckDef(Optional.empty(), check.expression(), check.enforced()));
    return draft.toStatement();
  }
}

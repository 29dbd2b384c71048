package io.driftguard.schemadiff;

import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TruncateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A schema that a statement is being applied to. */
final class SchemaDraft {

  private final ServerProfile profile;
  private final Canonicalizer canonicalizer;
  private final TreeMap<String, CreateTable> tables;

  SchemaDraft(Schema schema) {
    this.profile = schema.profile();
    this.canonicalizer = new Canonicalizer(profile);
    this.tables = new TreeMap<>(schema.tables());
  }

  Schema build() {
    return new Schema(profile, tables);
  }

  void apply(Statement statement) throws SimulationException {
    if (statement instanceof CreateTable create) {
      create(create.table(), create.ifNotExists(), create);
    } else if (statement instanceof CreateTableLike like) {
      create(like.table(), like.ifNotExists(), TableDraft.like(require(like.like()), like.table()));
    } else if (statement instanceof AlterTable alter) {
      alter(alter);
    } else if (statement instanceof CreateIndex index) {
      ArrayList<AlterClause> clauses =
          new ArrayList<>(List.of(new AlterClause.AddKey(index.key())));
      clauses.addAll(index.how());
      alter(new AlterTable(index.table(), clauses));
    } else if (statement instanceof DropIndex index) {
      ArrayList<AlterClause> clauses = new ArrayList<>();
      clauses.add(
          index.key().equalsIgnoreCase("PRIMARY")
              ? new AlterClause.DropPrimaryKey()
              : new AlterClause.DropKey(index.key()));
      clauses.addAll(index.how());
      alter(new AlterTable(index.table(), clauses));
    } else if (statement instanceof DropTable drop) {
      drop(drop);
    } else if (statement instanceof RenameTable renames) {
      for (RenameTable.Rename rename : renames.renames()) {
        rename(rename.from(), rename.to());
      }
    } else if (statement instanceof TruncateTable truncate) {
      require(truncate.table());
    } else {
      throw new IllegalArgumentException("not a known statement: " + statement.getClass());
    }
  }

  private void create(TableName name, boolean ifNotExists, CreateTable create)
      throws SimulationException {
    if (tables.containsKey(unqualified(name))) {
      if (ifNotExists) {
        return;
      }
      throw new SimulationException(
          SimulationCode.TABLE_EXISTS, "table " + quoted(name) + " is there already");
    }
    put(create);
  }

  private void alter(AlterTable alter) throws SimulationException {
    CreateTable before = require(alter.table());
    put(new AlterSimulation(before, new AlterRequest(alter.clauses()), profile).after());
    for (AlterClause clause : alter.clauses()) {
      if (clause instanceof AlterClause.RenameTable rename) {
        rename(alter.table(), rename.to());
      }
    }
  }

  private void drop(DropTable drop) throws SimulationException {
    for (TableName table : drop.tables()) {
      if (!drop.ifExists()) {
        require(table);
      }
    }
    for (TableName table : drop.tables()) {
      tables.remove(unqualified(table));
    }
  }

  private void rename(TableName from, TableName to) throws SimulationException {
    CreateTable table = require(from);
    String target = unqualified(to);
    String source = unqualified(from);
    if (tables.containsKey(target) && !target.equals(source)) {
      throw new SimulationException(
          SimulationCode.TABLE_EXISTS, "table " + quoted(to) + " is there already");
    }
    tables.remove(source);
    TableDraft draft = new TableDraft(table);
    draft.name = to;
    draft.checks.replaceAll(
        check ->
            new CheckDef(
                check.name().map(name -> GeneratedName.CHECK.renamed(name, from.name(), to.name())),
                check.expression(),
                check.enforced()));
    draft.foreignKeys.replaceAll(
        key ->
            new ForeignKeyDef(
                key.name()
                    .map(name -> GeneratedName.FOREIGN_KEY.renamed(name, from.name(), to.name())),
                key.indexName(),
                key.columns(),
                key.references()));
    put(draft.toStatement());
    for (CreateTable other : List.copyOf(tables.values())) {
      mapParents(
          other, references -> parentIs(references, source) ? at(references, to) : references);
    }
  }

  private void mapParents(CreateTable child, UnaryOperator<References> change)
      throws SimulationException {
    TableDraft draft = new TableDraft(child);
    draft.foreignKeys.replaceAll(
        key ->
            new ForeignKeyDef(
                key.name(), key.indexName(), key.columns(), change.apply(key.references())));
    if (!draft.foreignKeys.equals(child.foreignKeys())) {
      put(draft.toStatement());
    }
  }

  private static References at(References references, TableName table) {
    return new References(
        table,
        references.columns(),
        references.match(),
        references.onDelete(),
        references.onUpdate());
  }

  private boolean parentIs(References references, String key) {
    return references.table().schema().isEmpty()
        && Schema.key(profile, references.table().name()).equals(key);
  }

  private void put(CreateTable table) throws SimulationException {
    try {
      CreateTable canonical = TableDraft.canonical(table, canonicalizer);
      tables.put(unqualified(canonical.table()), canonical);
    } catch (DdlRejectedException e) {
      throw new SimulationException(
          SimulationCode.NOT_CANONICAL,
          "table " + quoted(table.table()) + " has no canonical form: " + e.getMessage(),
          e);
    }
  }

  private CreateTable require(TableName name) throws SimulationException {
    CreateTable table = tables.get(unqualified(name));
    if (table == null) {
      throw new SimulationException(
          SimulationCode.UNKNOWN_TABLE, "table " + quoted(name) + " is not there");
    }
    return table;
  }

  private String unqualified(TableName name) throws SimulationException {
    if (name.schema().isPresent()) {
      throw new SimulationException(
          SimulationCode.QUALIFIED_NAME,
          "expected a table's name without a schema, but found "
              + Names.quoted(name.schema().get())
              + "."
              + quoted(name));
    }
    return Schema.key(profile, name.name());
  }

  private static String quoted(TableName name) {
    return Names.quoted(name.name());
  }
}

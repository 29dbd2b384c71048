package io.driftguard.schemadiff;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddCheck;
import io.driftguard.grammar.ast.AlterClause.AddColumn;
import io.driftguard.grammar.ast.AlterClause.AddForeignKey;
import io.driftguard.grammar.ast.AlterClause.AddKey;
import io.driftguard.grammar.ast.AlterClause.AlterEnforcement;
import io.driftguard.grammar.ast.AlterClause.ChangeColumn;
import io.driftguard.grammar.ast.AlterClause.DropCheck;
import io.driftguard.grammar.ast.AlterClause.DropConstraint;
import io.driftguard.grammar.ast.AlterClause.DropForeignKey;
import io.driftguard.grammar.ast.AlterClause.SetOptions;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.References;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The effect of one {@code ALTER TABLE} on its own table. */
final class AlterSimulation {

  private final CreateTable before;
  private final AlterRequest request;
  private final TableDraft draft;
  private final AlteredColumns columns;
  private final boolean inlineReferences;
  private long lastForeignKey;
  private long lastCheck;

  AlterSimulation(CreateTable before, AlterRequest request, ServerProfile profile)
      throws SimulationException {
    this.before = before;
    this.request = request;
    this.inlineReferences = profile.version().isAtLeast(90000);
    this.lastForeignKey =
        before.foreignKeys().stream()
            .mapToLong(key -> GeneratedName.FOREIGN_KEY.number(table(), Names.of(key)).orElse(0))
            .max()
            .orElse(0);
    this.lastCheck =
        before.checks().stream()
            .mapToLong(check -> GeneratedName.CHECK.number(table(), Names.of(check)).orElse(0))
            .max()
            .orElse(0);
    this.draft = new TableDraft(before);
    this.columns = new AlteredColumns(before.columns(), request);
  }

  /** The columns, and what they were called before. */
  AlteredColumns columns() {
    return columns;
  }

  /** The table after the statement, not canonical yet. */
  CreateTable after() throws SimulationException {
    draft.columns.clear();
    columns.columns().forEach(column -> draft.columns.add(plain(column.definition())));
    draft.keys.clear();
    draft.keys.addAll(new AlteredKeys(before.keys(), request, columns).kept());
    dropConstraints();
    draft.foreignKeys.replaceAll(this::withNewColumns);
    enforcement();
    add();
    for (SetOptions set : request.all(SetOptions.class)) {
      set.options().forEach(option -> draft.options.put(option.key(), option));
    }
    return draft.toStatement();
  }

  /** A column without what belongs to the table: keys and constraints that stand with it. */
  private static ColumnDef plain(ColumnDef column) {
    return column.toBuilder()
        .primaryKey(false)
        .uniqueKey(false)
        .checks(List.of())
        .references(Optional.empty())
        .build();
  }

  private void dropConstraints() throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof DropForeignKey drop) {
        if (!draft.foreignKeys.removeIf(key -> Names.same(Names.of(key), drop.name()))) {
          throw new SimulationException(
              SimulationCode.UNKNOWN_FOREIGN_KEY,
              "foreign key " + Names.quoted(drop.name()) + " is not there");
        }
      } else if (clause instanceof DropCheck drop) {
        if (!draft.checks.removeIf(check -> Names.same(Names.of(check), drop.name()))) {
          throw new SimulationException(
              SimulationCode.UNKNOWN_CHECK, "check " + Names.quoted(drop.name()) + " is not there");
        }
      } else if (clause instanceof DropConstraint drop) {
        boolean foreignKey =
            draft.foreignKeys.removeIf(key -> Names.same(Names.of(key), drop.name()));
        boolean check = draft.checks.removeIf(each -> Names.same(Names.of(each), drop.name()));
        if (foreignKey && check) {
          throw new SimulationException(
              SimulationCode.AMBIGUOUS_CONSTRAINT,
              "several constraints are named " + Names.quoted(drop.name()));
        }
        if (!foreignKey && !check) {
          throw new SimulationException(
              SimulationCode.UNKNOWN_CONSTRAINT,
              "constraint " + Names.quoted(drop.name()) + " is not there");
        }
      }
    }
    draft.checks.removeIf(
        check -> {
          Set<String> used = ColumnReferences.of(check.expression());
          return !used.isEmpty() && columns.dropped().containsAll(used);
        });
  }

  private ForeignKeyDef withNewColumns(ForeignKeyDef key) {
    return new ForeignKeyDef(
        key.name(),
        key.indexName(),
        key.columns().stream().map(name -> columns.newName(name).orElse(name)).toList(),
        key.references());
  }

  private void enforcement() throws SimulationException {
    for (AlterEnforcement alter : request.all(AlterEnforcement.class)) {
      boolean found = false;
      for (int i = 0; i < draft.checks.size(); i++) {
        CheckDef check = draft.checks.get(i);
        if (Names.same(Names.of(check), alter.constraint())) {
          draft.checks.set(i, new CheckDef(check.name(), check.expression(), alter.enforced()));
          found = true;
        }
      }
      if (!found) {
        throw new SimulationException(
            alter.anyConstraint()
                ? SimulationCode.UNKNOWN_CONSTRAINT
                : SimulationCode.UNKNOWN_CHECK,
            "check " + Names.quoted(alter.constraint()) + " is not there");
      }
    }
  }

  private void add() {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof AddColumn add) {
        lift(add.column());
      } else if (clause instanceof ChangeColumn change) {
        lift(change.column());
      } else if (clause instanceof AddKey add) {
        draft.added.add(add.key());
      } else if (clause instanceof AddForeignKey add) {
        draft.added.add(named(add.foreignKey()));
      } else if (clause instanceof AddCheck add) {
        draft.added.add(named(add.check()));
      }
    }
  }

  private void lift(ColumnDef column) {
    List<KeyPart> parts =
        List.of(new KeyPart.ColumnPart(column.name(), OptionalLong.empty(), false));
    if (column.primaryKey()) {
      draft.added.add(new KeyDef(KeyKind.PRIMARY, Optional.empty(), parts, KeyOptions.NONE));
    }
    if (column.uniqueKey()) {
      draft.added.add(new KeyDef(KeyKind.UNIQUE, Optional.empty(), parts, KeyOptions.NONE));
    }
    column.checks().forEach(check -> draft.added.add(named(check)));
    if (column.references().isPresent() && inlineReferences) {
      References references = column.references().get();
      draft.added.add(
          named(
              new ForeignKeyDef(
                  Optional.empty(), Optional.empty(), List.of(column.name()), references)));
    }
  }

  private ForeignKeyDef named(ForeignKeyDef key) {
    if (key.name().isPresent()) {
      return key;
    }
    return new ForeignKeyDef(
        Optional.of(GeneratedName.FOREIGN_KEY.of(table(), ++lastForeignKey)),
        key.indexName(),
        key.columns(),
        key.references());
  }

  private CheckDef named(CheckDef check) {
    if (check.name().isPresent()) {
      return check;
    }
    return new CheckDef(
        Optional.of(GeneratedName.CHECK.of(table(), ++lastCheck)),
        check.expression(),
        check.enforced());
  }

  private String table() {
    return before.table().name();
  }
}

package io.driftguard.engine.explain;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of a clause whether a live table already is what the clause would make of it. */
final class AppliedClauses {

  private final Schema live;
  private final CreateTable table;

  AppliedClauses(Schema live, CreateTable table) {
    this.live = live;
    this.table = table;
  }

  /** False as well where it is not certain. */
  boolean holds(AlterClause clause) {
    if (clause instanceof AlterClause.AddColumn c) {
      return column(c.column().name()).isPresent()
          && changesNothing(
              new AlterClause.ChangeColumn(c.column().name(), c.column(), c.position()));
    } else if (clause instanceof AlterClause.AddKey c) {
      return table.keys().stream().anyMatch(key -> isThat(key, c.key()));
    } else if (clause instanceof AlterClause.AddForeignKey c) {
      return table.foreignKeys().stream().anyMatch(key -> isThat(key, c.foreignKey()));
    } else if (clause instanceof AlterClause.AddCheck c) {
      return table.checks().stream().anyMatch(check -> isThat(check, c.check()));
    } else if (clause instanceof AlterClause.AddPartitions c) {
      return !c.definitions().isEmpty() && partitions().containsAll(names(c.definitions()));
    } else if (clause instanceof AlterClause.DropColumn c) {
      return column(c.column()).isEmpty();
    } else if (clause instanceof AlterClause.DropKey c) {
      return key(c.key()).isEmpty();
    } else if (clause instanceof AlterClause.DropPrimaryKey) {
      return table.keys().stream().noneMatch(key -> key.kind() == KeyKind.PRIMARY);
    } else if (clause instanceof AlterClause.DropForeignKey c) {
      return table.foreignKeys().stream().noneMatch(key -> isNamed(key.name(), c.name()));
    } else if (clause instanceof AlterClause.DropCheck c) {
      return table.checks().stream().noneMatch(check -> isNamed(check.name(), c.name()));
    } else if (clause instanceof AlterClause.DropConstraint c) {
      return Stream.of(
              table.keys().stream().map(KeyDef::name),
              table.foreignKeys().stream().map(ForeignKeyDef::name),
              table.checks().stream().map(CheckDef::name))
          .flatMap(names -> names)
          .noneMatch(name -> isNamed(name, c.name()));
    } else if (clause instanceof AlterClause.RenameColumn c) {
      return column(c.from()).isEmpty() && column(c.to()).isPresent();
    } else if (clause instanceof AlterClause.RenameKey c) {
      return key(c.from()).isEmpty() && key(c.to()).isPresent();
    } else if (clause instanceof AlterClause.ChangeColumn c) {
      return (c.oldName().equals(c.column().name()) || column(c.oldName()).isEmpty())
          && column(c.column().name()).isPresent()
          && changesNothing(
              new AlterClause.ChangeColumn(c.column().name(), c.column(), c.position()));
    } else if (clause instanceof AlterClause.PartitionAction c) {
      return c.action().equals("DROP PARTITION")
          && c.names().stream().noneMatch(partitions()::contains);
    }
    return isStatement(clause) && changesNothing(clause);
  }

  /** Whether all that the clause does is in the table's definition. */
  private static boolean isStatement(AlterClause clause) {
    return clause instanceof AlterClause.SetOptions
        || clause instanceof AlterClause.ConvertCharset
        || clause instanceof AlterClause.AlterDefault
        || clause instanceof AlterClause.AlterColumnVisibility
        || clause instanceof AlterClause.AlterKeyVisibility
        || clause instanceof AlterClause.AlterEnforcement
        || clause instanceof AlterClause.PartitionBy;
  }

  private boolean changesNothing(AlterClause clause) {
    try {
      AlterTable alone = new AlterTable(table.table(), List.of(clause));
      return Simulator.apply(live, alone).equals(live);
    } catch (SimulationException e) {
      return false;
    }
  }

  private Optional<ColumnDef> column(String name) {
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private Optional<KeyDef> key(String name) {
    return table.keys().stream().filter(key -> isNamed(key.name(), name)).findFirst();
  }

  private List<String> partitions() {
    return table.partitioning().map(Partitioning::definitions).map(AppliedClauses::names).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> names(List<PartitionDef> definitions) {
    return definitions.stream().map(PartitionDef::name).toList();
  }

  /** A clause that gives no name takes what the server gives. */
  private static boolean isThat(KeyDef live, KeyDef wanted) {
    return live.kind() == wanted.kind()
        && (wanted.name().isEmpty() || isNamed(live.name(), wanted.name().get()))
        && live.parts().equals(wanted.parts())
        && live.options().equals(wanted.options());
  }

  private static boolean isThat(ForeignKeyDef live, ForeignKeyDef wanted) {
    return (wanted.name().isEmpty() || isNamed(live.name(), wanted.name().get()))
        && live.columns().equals(wanted.columns())
        && live.references().equals(wanted.references());
  }

  private static boolean isThat(CheckDef live, CheckDef wanted) {
    return (wanted.name().isEmpty() || isNamed(live.name(), wanted.name().get()))
        && live.expression().equals(wanted.expression())
        && live.enforced() == wanted.enforced();
  }

  private static boolean isNamed(Optional<String> name, String wanted) {
    return name.filter(wanted::equalsIgnoreCase).isPresent();
  }
}

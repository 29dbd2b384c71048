package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Operation;
import io.driftguard.grammar.QueryTables;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.grammar.ast.TruncateTable;
import io.driftguard.grammar.ast.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a statement does, and the tables that it names.
 *
 * @param operation what it does
 * @param changed the tables that it changes; several only when it is no change of one table
 * @param renamedTo the new names that it gives to what it changes
 * @param references the tables that it depends on
 */
public record StatementTables(
    Operation operation,
    ImmutableList<TableName> changed,
    ImmutableList<TableName> renamedTo,
    ImmutableList<TableName> references) {

  /** What a statement, written or canonical, does and names. */
  public static StatementTables of(Statement statement) {
    if (statement instanceof CreateTable create) {
      return new StatementTables(
          Operation.CREATE,
          ImmutableList.of(create.table()),
          ImmutableList.of(),
          ImmutableList.<TableName>builder()
              .addAll(referencesOf(create.elements()))
              .addAll(unionOf(create.options()))
              .build());
    }
    if (statement instanceof CreateTableLike like) {
      return new StatementTables(
          Operation.CREATE,
          ImmutableList.of(like.table()),
          ImmutableList.of(),
          ImmutableList.of(like.like()));
    }
    if (statement instanceof AlterTable alter) {
      return ofAlter(alter);
    }
    if (statement instanceof CreateIndex create) {
      return ofOne(Operation.ALTER, create.table());
    }
    if (statement instanceof DropIndex drop) {
      return ofOne(Operation.ALTER, drop.table());
    }
    if (statement instanceof DropTable drop) {
      return new StatementTables(
          Operation.DROP,
          ImmutableList.copyOf(drop.tables()),
          ImmutableList.of(),
          ImmutableList.of());
    }
    if (statement instanceof RenameTable rename) {
      return new StatementTables(
          Operation.RENAME,
          names(rename.renames().stream().map(RenameTable.Rename::from)),
          names(rename.renames().stream().map(RenameTable.Rename::to)),
          ImmutableList.of());
    }
    if (statement instanceof TruncateTable truncate) {
      return ofOne(Operation.TRUNCATE, truncate.table());
    }
    if (statement instanceof CreateView create) {
      return ofView(Operation.CREATE, create.view());
    }
    if (statement instanceof AlterView alter) {
      return ofView(Operation.ALTER, alter.view());
    }
    if (statement instanceof DropView drop) {
      return new StatementTables(
          Operation.DROP,
          ImmutableList.copyOf(drop.views()),
          ImmutableList.of(),
          ImmutableList.of());
    }
    throw new IllegalArgumentException("an unknown kind of statement: " + statement.getClass());
  }

  private static StatementTables ofOne(Operation operation, TableName table) {
    return new StatementTables(
        operation, ImmutableList.of(table), ImmutableList.of(), ImmutableList.of());
  }

  /** A view shares its name with no table, so that its key is that of a table. */
  private static StatementTables ofView(Operation operation, View view) {
    return new StatementTables(
        operation,
        ImmutableList.of(view.name()),
        ImmutableList.of(),
        ImmutableList.copyOf(QueryTables.of(view.query())));
  }

  private static StatementTables ofAlter(AlterTable alter) {
    ImmutableList.Builder<TableName> changed = ImmutableList.builder();
    changed.add(alter.table());
    ImmutableList.Builder<TableName> renamedTo = ImmutableList.builder();
    ImmutableList.Builder<TableName> references = ImmutableList.builder();
    for (AlterClause clause : alter.clauses()) {
      if (clause instanceof AlterClause.RenameTable rename) {
        renamedTo.add(rename.to());
      } else if (clause instanceof AlterClause.ExchangePartition exchange) {
        // Its rows change places with those of the partition: both tables change.
        changed.add(exchange.table());
      } else if (clause instanceof AlterClause.AddForeignKey add) {
        references.add(add.foreignKey().references().table());
      } else if (clause instanceof AlterClause.AddColumn add) {
        add.column().references().map(References::table).ifPresent(references::add);
      } else if (clause instanceof AlterClause.SetOptions set) {
        references.addAll(unionOf(set.options()));
      }
    }
    return new StatementTables(
        Operation.ALTER, changed.build(), renamedTo.build(), references.build());
  }

  private static ImmutableList<TableName> referencesOf(List<TableElement> elements) {
    return names(
        elements.stream()
            .flatMap(element -> referencesOf(element).stream())
            .map(References::table));
  }

  /** The tables that a table of the MERGE engine is the union of. */
  private static ImmutableList<TableName> unionOf(List<TableOption> options) {
    return names(options.stream().flatMap(option -> option.tables().stream()));
  }

  private static Optional<References> referencesOf(TableElement element) {
    if (element instanceof ForeignKeyDef foreignKey) {
      return Optional.of(foreignKey.references());
    }
    return element instanceof ColumnDef column ? column.references() : Optional.empty();
  }

  private static ImmutableList<TableName> names(Stream<TableName> names) {
    return names.collect(ImmutableList.toImmutableList());
  }
}

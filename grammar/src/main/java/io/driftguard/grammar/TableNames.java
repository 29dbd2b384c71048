package io.driftguard.grammar;

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
import java.util.function.UnaryOperator;

/** Changes every table name in a statement, but for those within a query. */
final class TableNames {

  private TableNames() {}

  /** Changes schema and name alike. */
  static UnaryOperator<TableName> lettersBy(UnaryOperator<String> change) {
    return n -> new TableName(n.schema().map(change), change.apply(n.name()));
  }

  static Statement map(Statement statement, UnaryOperator<TableName> change) {
    if (statement instanceof CreateTable s) {
      return new CreateTable(
          change.apply(s.table()),
          s.ifNotExists(),
          s.elements().stream().map(e -> element(e, change)).toList(),
          options(s.options(), change),
          s.partitioning());
    }
    if (statement instanceof CreateTableLike s) {
      return new CreateTableLike(change.apply(s.table()), s.ifNotExists(), change.apply(s.like()));
    }
    if (statement instanceof AlterTable s) {
      return new AlterTable(
          change.apply(s.table()), s.clauses().stream().map(c -> clause(c, change)).toList());
    }
    if (statement instanceof DropTable s) {
      return new DropTable(s.tables().stream().map(change).toList(), s.ifExists(), s.behaviour());
    }
    if (statement instanceof RenameTable s) {
      return new RenameTable(
          s.renames().stream()
              .map(r -> new RenameTable.Rename(change.apply(r.from()), change.apply(r.to())))
              .toList());
    }
    if (statement instanceof TruncateTable s) {
      return new TruncateTable(change.apply(s.table()));
    }
    if (statement instanceof CreateIndex s) {
      return new CreateIndex(change.apply(s.table()), s.key(), s.how());
    }
    if (statement instanceof DropIndex s) {
      return new DropIndex(change.apply(s.table()), s.key(), s.how());
    }
    if (statement instanceof CreateView s) {
      return new CreateView(view(s.view(), change), s.orReplace(), s.ifNotExists());
    }
    if (statement instanceof AlterView s) {
      return new AlterView(view(s.view(), change));
    }
    if (statement instanceof DropView s) {
      return new DropView(s.views().stream().map(change).toList(), s.ifExists(), s.behaviour());
    }
    throw Renderer.unknown(statement);
  }

  /**
   * The query stays as it is: what a name in it means depends on the names that it gives itself.
   */
  private static View view(View view, UnaryOperator<TableName> change) {
    return new View(
        change.apply(view.name()),
        view.algorithm(),
        view.definer(),
        view.security(),
        view.columns(),
        view.query(),
        view.checkOption(),
        view.duality());
  }

  private static TableElement element(TableElement element, UnaryOperator<TableName> change) {
    if (element instanceof ColumnDef column) {
      return column(column, change);
    }
    return element instanceof ForeignKeyDef key ? foreignKey(key, change) : element;
  }

  private static ColumnDef column(ColumnDef column, UnaryOperator<TableName> change) {
    return column.toBuilder()
        .references(column.references().map(r -> references(r, change)))
        .build();
  }

  private static ForeignKeyDef foreignKey(ForeignKeyDef key, UnaryOperator<TableName> change) {
    return new ForeignKeyDef(
        key.name(), key.indexName(), key.columns(), references(key.references(), change));
  }

  private static References references(References r, UnaryOperator<TableName> change) {
    return new References(
        change.apply(r.table()), r.columns(), r.match(), r.onDelete(), r.onUpdate());
  }

  private static List<TableOption> options(
      List<TableOption> options, UnaryOperator<TableName> change) {
    return options.stream()
        .map(o -> new TableOption(o.key(), o.value(), o.tables().stream().map(change).toList()))
        .toList();
  }

  private static AlterClause clause(AlterClause clause, UnaryOperator<TableName> change) {
    if (clause instanceof AlterClause.AddColumn c) {
      return new AlterClause.AddColumn(column(c.column(), change), c.position());
    }
    if (clause instanceof AlterClause.ChangeColumn c) {
      return new AlterClause.ChangeColumn(c.oldName(), column(c.column(), change), c.position());
    }
    if (clause instanceof AlterClause.AddForeignKey c) {
      return new AlterClause.AddForeignKey(foreignKey(c.foreignKey(), change));
    }
    if (clause instanceof AlterClause.RenameTable c) {
      return new AlterClause.RenameTable(change.apply(c.to()));
    }
    if (clause instanceof AlterClause.ExchangePartition c) {
      return new AlterClause.ExchangePartition(
          c.partition(), change.apply(c.table()), c.validation());
    }
    if (clause instanceof AlterClause.SetOptions c) {
      return new AlterClause.SetOptions(options(c.options(), change));
    }
    return clause;
  }
}

package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Namespace;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TruncateTable;
import java.util.List;

/**
 * Takes a statement's own namespace out of its table names. A statement runs in its namespace, so
 * {@code ns.t} and {@code t} are one table there; a name in another namespace stays as it is.
 */
final class OwnNamespace {

  private final String namespace;

  OwnNamespace(Namespace namespace) {
    this.namespace = namespace.name();
  }

  /** The statement without its own namespace. */
  Statement takenOutOf(Statement statement) {
    if (statement instanceof CreateTable create) {
      return new CreateTable(
          name(create.table()),
          create.ifNotExists(),
          create.elements().stream().map(this::element).toList(),
          create.options(),
          create.partitioning());
    }
    if (statement instanceof CreateTableLike like) {
      return new CreateTableLike(name(like.table()), like.ifNotExists(), name(like.like()));
    }
    if (statement instanceof AlterTable alter) {
      return new AlterTable(
          name(alter.table()), alter.clauses().stream().map(this::clause).toList());
    }
    if (statement instanceof DropTable drop) {
      return new DropTable(names(drop.tables()), drop.ifExists(), drop.behaviour());
    }
    if (statement instanceof RenameTable rename) {
      return new RenameTable(
          rename.renames().stream()
              .map(one -> new RenameTable.Rename(name(one.from()), name(one.to())))
              .toList());
    }
    if (statement instanceof TruncateTable truncate) {
      return new TruncateTable(name(truncate.table()));
    }
    if (statement instanceof CreateIndex create) {
      return new CreateIndex(name(create.table()), create.key(), create.how());
    }
    if (statement instanceof DropIndex drop) {
      return new DropIndex(name(drop.table()), drop.key(), drop.how());
    }
    throw new IllegalArgumentException("an unknown kind of statement: " + statement.getClass());
  }

  private TableElement element(TableElement element) {
    if (element instanceof ForeignKeyDef foreignKey) {
      return foreignKey(foreignKey);
    }
    return element instanceof ColumnDef column ? column(column) : element;
  }

  private AlterClause clause(AlterClause clause) {
    if (clause instanceof AlterClause.AddColumn add) {
      return new AlterClause.AddColumn(column(add.column()), add.position());
    }
    if (clause instanceof AlterClause.ChangeColumn change) {
      return new AlterClause.ChangeColumn(
          change.oldName(), column(change.column()), change.position());
    }
    if (clause instanceof AlterClause.AddForeignKey add) {
      return new AlterClause.AddForeignKey(foreignKey(add.foreignKey()));
    }
    if (clause instanceof AlterClause.RenameTable rename) {
      return new AlterClause.RenameTable(name(rename.to()));
    }
    if (clause instanceof AlterClause.ExchangePartition exchange) {
      return new AlterClause.ExchangePartition(
          exchange.partition(), name(exchange.table()), exchange.validation());
    }
    return clause;
  }

  private ColumnDef column(ColumnDef column) {
    return column.references().isEmpty()
        ? column
        : column.toBuilder().references(column.references().map(this::references)).build();
  }

  private ForeignKeyDef foreignKey(ForeignKeyDef foreignKey) {
    return new ForeignKeyDef(
        foreignKey.name(),
        foreignKey.indexName(),
        foreignKey.columns(),
        references(foreignKey.references()));
  }

  private References references(References references) {
    return new References(
        name(references.table()),
        references.columns(),
        references.match(),
        references.onDelete(),
        references.onUpdate());
  }

  private List<TableName> names(List<TableName> names) {
    return names.stream().map(this::name).collect(ImmutableList.toImmutableList());
  }

  private TableName name(TableName name) {
    return name.schema().filter(namespace::equals).isPresent() ? TableName.of(name.name()) : name;
  }
}

package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One clause of {@code ALTER TABLE} (MySQL Reference Manual, "ALTER TABLE Statement"). */
public sealed interface AlterClause {

  /** Where a column goes. */
  sealed interface Position {
    /** {@code FIRST}. */
    record First() implements Position {}

    /** {@code AFTER column}. */
    record After(String column) implements Position {}
  }

  record AddColumn(ColumnDef column, Optional<Position> position) implements AlterClause {}

  record AddKey(KeyDef key) implements AlterClause {}

  record AddForeignKey(ForeignKeyDef foreignKey) implements AlterClause {}

  record AddCheck(CheckDef check) implements AlterClause {}

  /** {@code CHANGE}; {@code MODIFY} is a change that keeps the name. */
  record ChangeColumn(String oldName, ColumnDef column, Optional<Position> position)
      implements AlterClause {}

  record DropColumn(String column) implements AlterClause {}

  record DropKey(String key) implements AlterClause {}

  record DropPrimaryKey() implements AlterClause {}

  record DropForeignKey(String name) implements AlterClause {}

  record DropCheck(String name) implements AlterClause {}

  /** {@code DROP CONSTRAINT}: whichever constraint has that name. */
  record DropConstraint(String name) implements AlterClause {}

  record RenameColumn(String from, String to) implements AlterClause {}

  record RenameKey(String from, String to) implements AlterClause {}

  record RenameTable(TableName to) implements AlterClause {}

  /** {@code ALTER COLUMN … SET DEFAULT}; empty for {@code DROP DEFAULT}. */
  record AlterDefault(String column, Optional<DefaultValue> value) implements AlterClause {}

  record AlterColumnVisibility(String column, boolean visible) implements AlterClause {}

  record AlterKeyVisibility(String key, boolean visible) implements AlterClause {}

  /**
   * @param anyConstraint {@code ALTER CONSTRAINT} rather than {@code ALTER CHECK}
   */
  record AlterEnforcement(String constraint, boolean anyConstraint, boolean enforced)
      implements AlterClause {}

  /** Table options that stand together, without commas or with them. */
  record SetOptions(List<TableOption> options) implements AlterClause {
    public SetOptions {
      options = List.copyOf(options);
    }
  }

  /**
   * {@code CONVERT TO CHARACTER SET}.
   *
   * @param charset empty for {@code DEFAULT}
   */
  record ConvertCharset(Optional<String> charset, Optional<String> collation)
      implements AlterClause {}

  record OrderBy(List<Order> columns) implements AlterClause {
    public OrderBy {
      columns = List.copyOf(columns);
    }

    /** One column to order by. */
    public record Order(String column, boolean descending) {}
  }

  /** {@code ALGORITHM = …}: how, not what. */
  record Algorithm(String value) implements AlterClause {}

  /** {@code LOCK = …}: how, not what. */
  record Lock(String value) implements AlterClause {}

  /**
   * A clause that is fully said by its upper-case words: {@code FORCE}, {@code DISABLE KEYS},
   * {@code WITHOUT VALIDATION}, …
   */
  record Plain(String words) implements AlterClause {}

  record PartitionBy(Partitioning partitioning) implements AlterClause {}

  /** {@code ADD PARTITION}: definitions, or a number. */
  record AddPartitions(
      boolean noWriteToBinlog, List<Partitioning.PartitionDef> definitions, OptionalLong count)
      implements AlterClause {
    public AddPartitions {
      definitions = List.copyOf(definitions);
    }
  }

  record ReorganizePartitions(
      boolean noWriteToBinlog, List<String> names, List<Partitioning.PartitionDef> into)
      implements AlterClause {
    public ReorganizePartitions {
      names = List.copyOf(names);
      into = List.copyOf(into);
    }
  }

  record CoalescePartitions(boolean noWriteToBinlog, long count) implements AlterClause {}

  record ExchangePartition(String partition, TableName table, Optional<Boolean> validation)
      implements AlterClause {}

  /**
   * An action on partitions by name: {@code DROP PARTITION}, {@code TRUNCATE PARTITION}, {@code
   * ANALYZE PARTITION}, {@code DISCARD PARTITION … TABLESPACE}, …
   *
   * @param action the upper-case words before the names
   * @param names the partitions; empty for {@code ALL}
   * @param trailer the upper-case words after the names
   */
  record PartitionAction(String action, boolean noWriteToBinlog, List<String> names, String trailer)
      implements AlterClause {
    public PartitionAction {
      names = List.copyOf(names);
    }
  }
}

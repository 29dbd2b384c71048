package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code PARTITION BY} clause.
 *
 * @param function how rows are assigned
 * @param count {@code PARTITIONS n}
 * @param subpartitions how rows are assigned within a partition
 * @param definitions the partitions that were written out
 */
public record Partitioning(
    Function function,
    OptionalLong count,
    Optional<Subpartitioning> subpartitions,
    List<PartitionDef> definitions) {

  public Partitioning {
    definitions = List.copyOf(definitions);
  }

  /** A partitioning function. */
  public sealed interface Function {}

  /** {@code HASH (expr)}. */
  public record Hash(boolean linear, Expr expression) implements Function {}

  /**
   * {@code KEY (columns)}.
   *
   * @param algorithm {@code ALGORITHM = 1 | 2} as written
   */
  public record Key(boolean linear, OptionalLong algorithm, List<String> columns)
      implements Function {
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /** {@code RANGE (expr)} or {@code LIST (expr)}. */
  public record ByValue(boolean list, Expr expression) implements Function {}

  /** {@code RANGE COLUMNS (columns)} or {@code LIST COLUMNS (columns)}. */
  public record ByColumns(boolean list, List<String> columns) implements Function {
    public ByColumns {
      columns = List.copyOf(columns);
    }
  }

  /**
   * @param function {@link Hash} or {@link Key}
   * @param count {@code SUBPARTITIONS n}
   */
  public record Subpartitioning(Function function, OptionalLong count) {}

  /**
   * One partition or subpartition.
   *
   * @param name its name
   * @param values its {@code VALUES} clause
   * @param options the options that were written, by keyword as in {@link TableOption.Key}
   * @param subpartitions its subpartitions that were written out
   */
  public record PartitionDef(
      String name,
      Optional<Values> values,
      List<PartitionOption> options,
      List<PartitionDef> subpartitions) {
    public PartitionDef {
      options = List.copyOf(options);
      subpartitions = List.copyOf(subpartitions);
    }
  }

  /**
   * @param key one of {@code ENGINE, COMMENT, DATA_DIRECTORY, INDEX_DIRECTORY, MAX_ROWS, MIN_ROWS,
   *     TABLESPACE, NODEGROUP}
   * @param value its value, unquoted
   */
  public record PartitionOption(PartitionOptionKey key, String value) {}

  /** The options of a partition. */
  public enum PartitionOptionKey {
    ENGINE,
    COMMENT,
    DATA_DIRECTORY,
    INDEX_DIRECTORY,
    MAX_ROWS,
    MIN_ROWS,
    TABLESPACE,
    NODEGROUP
  }

  /** A {@code VALUES} clause. */
  public sealed interface Values {}

  /**
   * {@code VALUES LESS THAN (…)}.
   *
   * @param bounds one expression a column; empty optional for {@code MAXVALUE}
   */
  public record LessThan(List<Optional<Expr>> bounds) implements Values {
    public LessThan {
      bounds = List.copyOf(bounds);
    }
  }

  /**
   * {@code VALUES IN (…)}.
   *
   * @param rows the values; each with one expression a column
   */
  public record In(List<List<Expr>> rows) implements Values {
    public In {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}

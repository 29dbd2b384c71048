package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.IntegerType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.ByColumns;
import io.driftguard.grammar.ast.Partitioning.ByValue;
import io.driftguard.grammar.ast.Partitioning.In;
import io.driftguard.grammar.ast.Partitioning.LessThan;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.grammar.ast.Partitioning.PartitionOptionKey;
import io.driftguard.grammar.ast.Partitioning.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How a table may be partitioned: by which engine and function, and into which partitions. */
final class PartitionLimits {

  private static final long MOST_PARTITIONS = 8_192;

  /**
   * Engines of the server that know no partitions. Of one that is not known here nothing is said.
   */
  private static final ImmutableSet<String> WHOLE_TABLES =
      ImmutableSet.of("ARCHIVE", "BLACKHOLE", "CSV", "FEDERATED", "MEMORY", "MRG_MYISAM", "MYISAM");

  /** The functions that an expression may use, as the manual lists them. */
  private static final ImmutableSet<String> FUNCTIONS =
      ImmutableSet.of(
          "abs",
          "ceil",
          "ceiling",
          "datediff",
          "day",
          "dayofmonth",
          "dayofweek",
          "dayofyear",
          "extract",
          "floor",
          "hour",
          "microsecond",
          "minute",
          "mod",
          "month",
          "quarter",
          "second",
          "time_to_sec",
          "to_days",
          "to_seconds",
          "unix_timestamp",
          "weekday",
          "year",
          "yearweek");

  private final CreateTable table;
  private final Partitioning by;

  private PartitionLimits(CreateTable table, Partitioning by) {
    this.table = table;
    this.by = by;
  }

  /**
   * @param table a canonical table
   * @param before the table that is there already, whose partitions have been taken
   */
  static void check(CreateTable table, Optional<CreateTable> before) throws SimulationException {
    if (table.partitioning().isEmpty()) {
      return;
    }
    PartitionLimits limits = new PartitionLimits(table, table.partitioning().get());
    limits.engine();
    if (table.partitioning().equals(before.flatMap(CreateTable::partitioning))) {
      return;
    }
    limits.function(limits.by.function());
    if (limits.by.subpartitions().isPresent()) {
      limits.function(limits.by.subpartitions().get().function());
    }
    limits.kinds();
    limits.names();
    limits.count();
    limits.values();
  }

  private void engine() throws SimulationException {
    String engine = Engines.of(table);
    boolean fulltext = table.keys().stream().anyMatch(key -> key.kind() == KeyKind.FULLTEXT);
    if (WHOLE_TABLES.contains(engine.toUpperCase(Locale.ROOT)) || fulltext) {
      throw new SimulationException(
          SimulationCode.PARTITIONED_ENGINE,
          "expected a partitioned table to be of InnoDB and without fulltext keys, but found "
              + (fulltext ? "a fulltext key" : engine));
    }
    for (PartitionDef definition : by.definitions()) {
      boolean other =
          definition.options().stream()
              .anyMatch(
                  option ->
                      option.key() == PartitionOptionKey.ENGINE
                          && !option.value().equalsIgnoreCase(engine));
      if (other) {
        throw new SimulationException(
            SimulationCode.PARTITIONED_ENGINE,
            "expected one engine for all partitions, but found another one for "
                + Names.quoted(definition.name()));
      }
    }
  }

  private void function(Partitioning.Function function) throws SimulationException {
    if (function instanceof Partitioning.Hash hash) {
      expression(hash.expression());
    } else if (function instanceof ByValue value) {
      expression(value.expression());
    } else if (function instanceof ByColumns columns) {
      Set<String> names = new HashSet<>();
      for (String column : columns.columns()) {
        if (!names.add(Names.key(column))) {
          throw notAllowed("column " + Names.quoted(column) + " twice");
        }
      }
    }
  }

  private void expression(Expr expression) throws SimulationException {
    if (ColumnReferences.of(expression).isEmpty()) {
      throw notAllowed("an expression without columns");
    }
    if (ColumnReferences.anyMatch(expression, PartitionLimits::isUnknownFunction)) {
      throw notAllowed("a function or a division that is none of them");
    }
    for (String name : ColumnReferences.of(expression)) {
      boolean zoned =
          column(name)
              .filter(column -> column.type() instanceof TemporalType type && isZoned(type))
              .isPresent();
      // What a day of a timestamp is depends on the zone of the session.
      if (zoned && !ColumnReferences.anyMatch(expression, PartitionLimits::isWithoutZone)) {
        throw notAllowed("a timestamp, of which only UNIX_TIMESTAMP is the same in each zone");
      }
    }
  }

  private static boolean isZoned(TemporalType type) {
    return type.kind() == TemporalKind.TIMESTAMP;
  }

  private static boolean isWithoutZone(Expr expression) {
    return expression instanceof Expr.Call call && call.name().equalsIgnoreCase("unix_timestamp");
  }

  private static boolean isUnknownFunction(Expr expression) {
    return (expression instanceof Expr.Call call
            && !FUNCTIONS.contains(call.name().toLowerCase(Locale.ROOT)))
        || (expression instanceof Expr.Binary binary && binary.operator().equals("/"));
  }

  private static SimulationException notAllowed(String found) {
    return new SimulationException(
        SimulationCode.PARTITIONING_FUNCTION,
        "expected a table to be partitioned by columns and the functions that servers take for"
            + " it, but found "
            + found);
  }

  private Optional<ColumnDef> column(String name) {
    return table.columns().stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }

  private boolean isByRangeOrList() {
    return by.function() instanceof ByValue || by.function() instanceof ByColumns;
  }

  private boolean isByList() {
    return (by.function() instanceof ByValue value && value.list())
        || (by.function() instanceof ByColumns columns && columns.list());
  }

  private void kinds() throws SimulationException {
    if (isByRangeOrList() && by.definitions().isEmpty()) {
      throw kind("each partition of RANGE and LIST to be defined, but found none");
    }
    if (!isByRangeOrList() && by.subpartitions().isPresent()) {
      throw kind("subpartitions in RANGE and LIST alone, but found some in HASH or KEY");
    }
    for (PartitionDef definition : by.definitions()) {
      if (!fits(definition.values())) {
        throw kind(
            "VALUES LESS THAN in RANGE, VALUES IN in LIST and neither elsewhere, but found another"
                + " one in partition "
                + Names.quoted(definition.name()));
      }
    }
  }

  private boolean fits(Optional<Values> values) {
    if (!isByRangeOrList()) {
      return values.isEmpty();
    }
    return values.filter(it -> isByList() ? it instanceof In : it instanceof LessThan).isPresent();
  }

  private static SimulationException kind(String expected) {
    return new SimulationException(SimulationCode.PARTITIONING_KIND, "expected " + expected);
  }

  private void names() throws SimulationException {
    Set<String> names = new HashSet<>();
    for (PartitionDef definition : by.definitions()) {
      name(definition, names);
      for (PartitionDef sub : definition.subpartitions()) {
        name(sub, names);
      }
    }
  }

  private static void name(PartitionDef definition, Set<String> names) throws SimulationException {
    DefinitionLimits.requireName("partition", definition.name());
    DefinitionLimits.requireComment(
        "partition",
        definition.name(),
        definition.options().stream()
            .filter(option -> option.key() == PartitionOptionKey.COMMENT)
            .map(Partitioning.PartitionOption::value)
            .findFirst(),
        DefinitionLimits.LONGEST_COMMENT);
    if (!names.add(Names.key(definition.name()))) {
      throw new SimulationException(
          SimulationCode.DUPLICATE_PARTITION,
          "expected each partition to have its own name, but found "
              + Names.quoted(definition.name())
              + " twice");
    }
  }

  private void count() throws SimulationException {
    long partitions = by.definitions().isEmpty() ? by.count().orElse(1) : by.definitions().size();
    long subpartitions =
        by.definitions().stream().mapToLong(each -> each.subpartitions().size()).sum();
    OptionalLong each =
        by.subpartitions().isPresent() ? by.subpartitions().get().count() : OptionalLong.of(1);
    if (partitions == 0 || each.orElse(1) == 0) {
      throw kind("at least one partition, but found 0");
    }
    DefinitionLimits.requireFewer(
        "partitions", Math.max(subpartitions, partitions * each.orElse(1)), MOST_PARTITIONS);
  }

  private void values() throws SimulationException {
    Set<List<Expr>> rows = new HashSet<>();
    for (int i = 0; i < by.definitions().size(); i++) {
      PartitionDef definition = by.definitions().get(i);
      if (i > 0 && !isByList()) {
        PartitionRange.requireToFollow(by.definitions().get(i - 1), definition);
      }
      if (definition.values().orElse(null) instanceof LessThan bounds) {
        for (Optional<Expr> bound : bounds.bounds()) {
          if (bound.isPresent()) {
            value(definition, bound.get());
          }
        }
      } else if (definition.values().orElse(null) instanceof In in) {
        for (List<Expr> row : in.rows()) {
          for (Expr value : row) {
            value(definition, value);
          }
          if (!rows.add(row)) {
            throw notTaken(definition, "a value that is there already");
          }
        }
      }
    }
  }

  private void value(PartitionDef definition, Expr value) throws SimulationException {
    if (!isByList() && value instanceof Expr.Null) {
      throw notTaken(definition, "NULL");
    }
    if (by.function() instanceof ByValue function) {
      if (value instanceof Expr.Text) {
        throw notTaken(definition, "a text");
      }
      boolean negative = value instanceof Expr.Unary unary && unary.operator().equals("-");
      if (negative && isUnsigned(function.expression())) {
        throw notTaken(definition, "a value below zero");
      }
    }
  }

  private boolean isUnsigned(Expr expression) {
    return expression instanceof Expr.Column named
        && column(named.column())
            .map(ColumnDef::type)
            .filter(PartitionLimits::isUnsigned)
            .isPresent();
  }

  private static boolean isUnsigned(DataType type) {
    return type instanceof IntegerType integer && (integer.unsigned() || integer.zerofill());
  }

  private static SimulationException notTaken(PartitionDef definition, String found) {
    return new SimulationException(
        SimulationCode.PARTITION_VALUE,
        "expected values that partition "
            + Names.quoted(definition.name())
            + " can have, but found "
            + found);
  }
}

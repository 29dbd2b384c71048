package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.grammar.ast.Partitioning.PartitionOption;
import io.driftguard.grammar.ast.Partitioning.PartitionOptionKey;
import io.driftguard.grammar.ast.Partitioning.Subpartitioning;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The canonical form of partitions.
 *
 * @param expressions the form of their expressions
 * @param engine the table's engine, where it is known
 * @param constants the form of bounds that are computed
 */
record PartitionForm(ExpressionForm expressions, Optional<String> engine, ConstantForm constants) {

  private static final List<Expr> NULL = List.of(new Expr.Null());

  Partitioning of(Partitioning partitioning) {
    List<PartitionDef> definitions = partitioning.definitions();
    OptionalLong count = partitioning.count();
    if (!definitions.isEmpty()) {
      count = OptionalLong.empty();
    }
    Optional<Subpartitioning> subpartitions = Optional.empty();
    if (partitioning.subpartitions().isPresent()) {
      Subpartitioning sub = partitioning.subpartitions().get();
      OptionalLong each = sub.count();
      for (PartitionDef definition : definitions) {
        if (!definition.subpartitions().isEmpty()) {
          each = OptionalLong.empty();
        }
      }
      subpartitions = Optional.of(new Subpartitioning(function(sub.function()), each));
    }
    return new Partitioning(
        function(partitioning.function()),
        count,
        subpartitions,
        definitions(
            subpartitions.isPresent() ? definitions : withTablespace(definitions),
            isByColumns(partitioning)));
  }

  /** Partitions of a table of which only the definitions are known. */
  List<PartitionDef> definitions(List<PartitionDef> definitions) {
    return definitions(definitions, true);
  }

  private List<PartitionDef> definitions(List<PartitionDef> definitions, boolean byColumns) {
    return definitions.stream().map(d -> definition(inherited(d), byColumns)).toList();
  }

  /** Subpartitions that are written out have the options of their partition, which has none. */
  private static PartitionDef inherited(PartitionDef partition) {
    if (partition.subpartitions().isEmpty()) {
      return partition;
    }
    List<PartitionDef> subpartitions = new ArrayList<>();
    for (PartitionDef sub : partition.subpartitions()) {
      List<PartitionOption> options = new ArrayList<>(sub.options());
      for (PartitionOption option : partition.options()) {
        if (sub.options().stream().noneMatch(o -> o.key() == option.key())) {
          options.add(option);
        }
      }
      subpartitions.add(new PartitionDef(sub.name(), sub.values(), options, sub.subpartitions()));
    }
    return new PartitionDef(partition.name(), partition.values(), List.of(), subpartitions);
  }

  /** A tablespace of one partition is that of all, where they have no subpartitions. */
  private static List<PartitionDef> withTablespace(List<PartitionDef> definitions) {
    List<PartitionOption> named =
        definitions.stream()
            .flatMap(d -> d.options().stream())
            .filter(o -> o.key() == PartitionOptionKey.TABLESPACE)
            .distinct()
            .toList();
    if (named.size() != 1) {
      return definitions;
    }
    List<PartitionDef> out = new ArrayList<>();
    for (PartitionDef definition : definitions) {
      List<PartitionOption> options = new ArrayList<>(definition.options());
      if (!options.contains(named.get(0))) {
        options.add(named.get(0));
      }
      out.add(
          new PartitionDef(
              definition.name(), definition.values(), options, definition.subpartitions()));
    }
    return out;
  }

  private static boolean isByColumns(Partitioning partitioning) {
    return partitioning.function() instanceof Partitioning.ByColumns;
  }

  private Partitioning.Function function(Partitioning.Function function) {
    if (function instanceof Partitioning.Hash hash) {
      return new Partitioning.Hash(hash.linear(), expressions.of(hash.expression()));
    }
    if (function instanceof Partitioning.Key key) {
      boolean usual = key.algorithm().equals(OptionalLong.of(2));
      return new Partitioning.Key(
          key.linear(), usual ? OptionalLong.empty() : key.algorithm(), key.columns());
    }
    if (function instanceof Partitioning.ByValue by) {
      return new Partitioning.ByValue(by.list(), expressions.of(by.expression()));
    }
    return function;
  }

  private PartitionDef definition(PartitionDef definition, boolean byColumns) {
    List<PartitionOption> options = new ArrayList<>();
    for (PartitionOption option : definition.options()) {
      if (!isDefault(option)) {
        options.add(option(option));
      }
    }
    options.sort(Comparator.comparing(PartitionOption::key));
    return new PartitionDef(
        definition.name(),
        definition.values().map(v -> values(v, byColumns)),
        options,
        definitions(definition.subpartitions(), byColumns));
  }

  private static PartitionOption option(PartitionOption option) {
    return switch (option.key()) {
      case ENGINE -> new PartitionOption(option.key(), OptionForm.engine(option.value()));
      case COMMENT -> new PartitionOption(option.key(), CommentText.stored(option.value()));
      default -> option;
    };
  }

  private boolean isDefault(PartitionOption option) {
    return switch (option.key()) {
      case ENGINE -> engine.equals(Optional.of(OptionForm.engine(option.value())));
      case COMMENT -> option.value().isEmpty();
      case MAX_ROWS, MIN_ROWS -> option.value().equals("0");
      case DATA_DIRECTORY, INDEX_DIRECTORY, TABLESPACE, NODEGROUP -> false;
    };
  }

  private Partitioning.Values values(Partitioning.Values values, boolean byColumns) {
    if (values instanceof Partitioning.LessThan lessThan) {
      return new Partitioning.LessThan(
          lessThan.bounds().stream().map(b -> b.map(e -> value(e, byColumns))).toList());
    }
    if (values instanceof Partitioning.In in) {
      List<List<Expr>> rows = new ArrayList<>();
      in.rows().forEach(r -> rows.add(r.stream().map(e -> value(e, byColumns)).toList()));
      if (!byColumns) {
        // The server keeps NULL apart and prints it first.
        rows.sort(Comparator.comparing(r -> !r.equals(NULL)));
      }
      return new Partitioning.In(rows);
    }
    throw Renderer.unknown(values);
  }

  private Expr value(Expr written, boolean byColumns) {
    Expr e = expressions.of(written);
    if (e instanceof Expr.Temporal t && byColumns) {
      return new Expr.Text(Optional.empty(), t.value());
    }
    return byColumns ? e : constants.of(e).map(PartitionForm::number).orElse(e);
  }

  private static Expr number(BigInteger value) {
    Expr magnitude = new Expr.NumberLiteral(value.abs().toString());
    return value.signum() < 0 ? new Expr.Unary("-", magnitude) : magnitude;
  }
}

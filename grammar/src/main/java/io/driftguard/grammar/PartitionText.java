package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.grammar.ast.Partitioning.PartitionOption;
import java.util.List;
import java.util.Optional;

/** Prints partitions. */
final class PartitionText {

  /** One line a partition, as in {@code CREATE TABLE}. */
  static final PartitionText LINES = new PartitionText("\n", ",\n ", "\n (", ",\n  ");

  /** All on one line, as in {@code ALTER TABLE}. */
  static final PartitionText ONE_LINE = new PartitionText(" ", ", ", " (", ", ");

  private final String clause;
  private final String next;
  private final String open;
  private final String nextSub;

  private PartitionText(String clause, String next, String open, String nextSub) {
    this.clause = clause;
    this.next = next;
    this.open = open;
    this.nextSub = nextSub;
  }

  String of(Partitioning partitioning) {
    StringBuilder out =
        new StringBuilder("PARTITION BY ").append(function(partitioning.function()));
    partitioning.count().ifPresent(n -> out.append(clause).append("PARTITIONS ").append(n));
    partitioning
        .subpartitions()
        .ifPresent(
            s -> {
              out.append(clause).append("SUBPARTITION BY ").append(function(s.function()));
              s.count().ifPresent(n -> out.append(clause).append("SUBPARTITIONS ").append(n));
            });
    if (!partitioning.definitions().isEmpty()) {
      out.append(clause).append(definitions(partitioning.definitions()));
    }
    return out.toString();
  }

  /** Partitions in parentheses. */
  String definitions(List<PartitionDef> definitions) {
    return "(" + Renderer.list(definitions, next, d -> definition("PARTITION ", d)) + ")";
  }

  private String definition(String keyword, PartitionDef definition) {
    StringBuilder out = new StringBuilder(keyword).append(Renderer.identifier(definition.name()));
    definition.values().ifPresent(v -> out.append(" VALUES ").append(values(v)));
    definition.options().forEach(o -> out.append(" ").append(option(o)));
    if (!definition.subpartitions().isEmpty()) {
      out.append(open)
          .append(
              Renderer.list(
                  definition.subpartitions(), nextSub, d -> definition("SUBPARTITION ", d)))
          .append(")");
    }
    return out.toString();
  }

  private static String values(Partitioning.Values values) {
    if (values instanceof Partitioning.LessThan lessThan) {
      return "LESS THAN (" + Renderer.list(lessThan.bounds(), ",", PartitionText::bound) + ")";
    }
    if (values instanceof Partitioning.In in) {
      return "IN (" + Renderer.list(in.rows(), ",", PartitionText::row) + ")";
    }
    throw Renderer.unknown(values);
  }

  private static String bound(Optional<Expr> bound) {
    return bound.map(PartitionText::value).orElse("MAXVALUE");
  }

  /** A value; a list that begins with a parenthesis would be one of rows. */
  private static String value(Expr e) {
    boolean negative =
        e instanceof Expr.Unary u
            && u.operator().equals("-")
            && u.operand() instanceof Expr.NumberLiteral;
    return negative ? ExpressionText.of(e) : ExpressionText.operand(e);
  }

  private static String row(List<Expr> row) {
    String items = Renderer.list(row, ",", PartitionText::value);
    return row.size() == 1 ? items : "(" + items + ")";
  }

  private static String option(PartitionOption option) {
    String key = option.key().name().replace('_', ' ');
    return switch (option.key()) {
      case ENGINE ->
          key
              + " = "
              + (Renderer.isWord(option.value()) ? option.value() : Renderer.text(option.value()));
      case COMMENT, DATA_DIRECTORY, INDEX_DIRECTORY -> key + " = " + Renderer.text(option.value());
      case MAX_ROWS, MIN_ROWS -> option.key().name() + " = " + option.value();
      case NODEGROUP -> key + " = " + option.value();
      case TABLESPACE -> key + " = " + Renderer.identifier(option.value());
    };
  }

  private static String function(Partitioning.Function function) {
    if (function instanceof Partitioning.Hash hash) {
      return linear(hash.linear()) + "HASH (" + Renderer.render(hash.expression()) + ")";
    }
    if (function instanceof Partitioning.Key key) {
      String algorithm =
          key.algorithm().isPresent() ? "ALGORITHM = " + key.algorithm().getAsLong() + " " : "";
      return linear(key.linear()) + "KEY " + algorithm + Renderer.columns(key.columns());
    }
    if (function instanceof Partitioning.ByValue by) {
      return (by.list() ? "LIST (" : "RANGE (") + Renderer.render(by.expression()) + ")";
    }
    if (function instanceof Partitioning.ByColumns by) {
      return (by.list() ? "LIST" : "RANGE") + " COLUMNS" + Renderer.columns(by.columns());
    }
    throw Renderer.unknown(function);
  }

  private static String linear(boolean linear) {
    return linear ? "LINEAR " : "";
  }
}

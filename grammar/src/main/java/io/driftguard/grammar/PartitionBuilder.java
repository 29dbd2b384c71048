package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.grammar.ast.Partitioning.PartitionOption;
import io.driftguard.grammar.ast.Partitioning.PartitionOptionKey;
import io.driftguard.grammar.ast.Partitioning.Subpartitioning;
import io.driftguard.grammar.ast.Partitioning.Values;
import io.driftguard.grammar.syntax.DdlGrammar.BitExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.HashFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.ParenthesizedContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionByContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionValueContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionValuesContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.SimpleContext;
import io.driftguard.grammar.syntax.DdlGrammar.SubpartitionByContext;
import io.driftguard.grammar.syntax.DdlGrammar.SubpartitionDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.WholeNumberContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds partitions. What the server calls a syntax error although it is none of the grammar (a
 * number of partitions that is not the number of definitions, say) is refused here.
 */
final class PartitionBuilder {

  private final Words words;
  private final ExpressionBuilder expressions;

  PartitionBuilder(Words words, ExpressionBuilder expressions) {
    this.words = words;
    this.expressions = expressions;
  }

  Partitioning partitioning(PartitionByContext c) {
    Partitioning partitioning =
        new Partitioning(
            function(c.partitionFunction()),
            count(c.wholeNumber()),
            c.subpartitionBy() == null
                ? Optional.empty()
                : Optional.of(subpartitioning(c.subpartitionBy())),
            definitions(c.partitionDef()));
    if (!c.partitionDef().isEmpty()) {
      refuseContradictions(partitioning, c.partitionDef());
    }
    return partitioning;
  }

  private Partitioning.Function function(PartitionFunctionContext c) {
    if (c.keyFunction() != null) {
      return key(c.LINEAR() != null, c.keyFunction());
    }
    if (c.hashFunction() != null) {
      return hash(c.LINEAR() != null, c.hashFunction());
    }
    boolean list = c.LIST() != null;
    return c.COLUMNS() == null
        ? new Partitioning.ByValue(list, expressions.arithmetic(c.bitExpr()))
        : new Partitioning.ByColumns(list, words.names(c.ident()));
  }

  private Partitioning.Function key(boolean linear, KeyFunctionContext c) {
    OptionalLong algorithm = OptionalLong.empty();
    if (c.ALGORITHM() != null) {
      BigInteger value = words.wholeNumber(c.wholeNumber());
      Words.refuseOutside(value, 1, 2, c.wholeNumber());
      algorithm = OptionalLong.of(value.longValue());
    }
    return new Partitioning.Key(linear, algorithm, words.names(c.ident()));
  }

  private Partitioning.Function hash(boolean linear, HashFunctionContext c) {
    return new Partitioning.Hash(linear, expressions.arithmetic(c.bitExpr()));
  }

  private Subpartitioning subpartitioning(SubpartitionByContext c) {
    boolean linear = c.LINEAR() != null;
    if (c.keyFunction() != null && c.keyFunction().ident().isEmpty()) {
      throw Words.syntax(c.keyFunction(), "expected the columns of SUBPARTITION BY KEY");
    }
    return new Subpartitioning(
        c.keyFunction() == null ? hash(linear, c.hashFunction()) : key(linear, c.keyFunction()),
        count(c.wholeNumber()));
  }

  OptionalLong count(@Nullable WholeNumberContext number) {
    return number == null
        ? OptionalLong.empty()
        : OptionalLong.of(words.longNumber(number.getStart()));
  }

  // ---- definitions ----------------------------------------------------------------------------

  List<PartitionDef> definitions(List<PartitionDefContext> contexts) {
    return Words.map(contexts, this::definition);
  }

  private PartitionDef definition(PartitionDefContext c) {
    return new PartitionDef(
        words.name(c.ident()),
        c.partitionValues() == null ? Optional.empty() : Optional.of(values(c.partitionValues())),
        options(c.partitionOption()),
        Words.map(c.subpartitionDef(), this::definition));
  }

  private PartitionDef definition(SubpartitionDefContext c) {
    return new PartitionDef(
        words.identOrText(c.identOrText()),
        Optional.empty(),
        options(c.partitionOption()),
        List.of());
  }

  private Values values(PartitionValuesContext c) {
    if (c.IN() != null) {
      return new Partitioning.In(rows(c.partitionValue()));
    }
    if (c.MAXVALUE() != null) {
      return new Partitioning.LessThan(List.of(Optional.empty()));
    }
    return new Partitioning.LessThan(
        c.partitionValue().stream()
            .map(
                value ->
                    value.MAXVALUE() == null
                        ? Optional.of(expressions.arithmetic(value.bitExpr()))
                        : Optional.<Expr>empty())
            .toList());
  }

  /** When the first value of a list stands in parentheses, all are rows. */
  private List<List<Expr>> rows(List<PartitionValueContext> values) {
    boolean inParentheses = isRow(values.get(0));
    List<List<Expr>> rows = new ArrayList<>();
    for (PartitionValueContext value : values) {
      if (value.MAXVALUE() != null) {
        throw Words.unsupported(value, "MAXVALUE is no member of a list of values");
      }
      if (inParentheses && !isRow(value)) {
        throw Words.syntax(value, "expected a row in parentheses, as before");
      }
      Expr e = expressions.arithmetic(value.bitExpr());
      rows.add(inParentheses && e instanceof Expr.Row row ? row.items() : List.of(e));
    }
    return rows;
  }

  private static boolean isRow(PartitionValueContext value) {
    BitExprContext e = value.bitExpr();
    return e instanceof SimpleContext simple
        && simple.simpleExpr() instanceof PlainPrimaryContext plain
        && plain.primary() instanceof ParenthesizedContext;
  }

  private List<PartitionOption> options(List<PartitionOptionContext> contexts) {
    Map<PartitionOptionKey, PartitionOption> options = new EnumMap<>(PartitionOptionKey.class);
    for (PartitionOptionContext context : contexts) {
      PartitionOption option = option(context);
      options.put(option.key(), option);
    }
    return List.copyOf(options.values());
  }

  private PartitionOption option(PartitionOptionContext c) {
    if (c.ENGINE() != null) {
      return new PartitionOption(PartitionOptionKey.ENGINE, words.identOrText(c.identOrText()));
    }
    if (c.TABLESPACE() != null) {
      return new PartitionOption(PartitionOptionKey.TABLESPACE, words.name(c.ident()));
    }
    if (c.DIRECTORY() != null) {
      return new PartitionOption(
          c.DATA() == null ? PartitionOptionKey.INDEX_DIRECTORY : PartitionOptionKey.DATA_DIRECTORY,
          words.text(c.TEXT_STRING()));
    }
    if (c.COMMENT() != null) {
      return new PartitionOption(PartitionOptionKey.COMMENT, words.text(c.TEXT_STRING()));
    }
    return new PartitionOption(
        PartitionOptionKey.valueOf(Words.keyword(c)),
        words.wholeNumber(c.wholeNumber()).toString());
  }

  // ---- contradictions -------------------------------------------------------------------------

  private static void refuseContradictions(
      Partitioning partitioning, List<PartitionDefContext> places) {
    List<PartitionDef> definitions = partitioning.definitions();
    refuseOtherNumber("partitions", partitioning.count(), definitions.size(), places.get(0));
    int columns = columns(partitioning.function());
    boolean byValues = columns > 0;
    int subpartitions = definitions.get(0).subpartitions().size();
    OptionalLong subpartitionCount =
        partitioning.subpartitions().map(Subpartitioning::count).orElse(OptionalLong.empty());
    for (int i = 0; i < definitions.size(); i++) {
      PartitionDef definition = definitions.get(i);
      PartitionDefContext place = places.get(i);
      if (byValues) {
        Values values =
            definition
                .values()
                .orElseThrow(
                    () -> Words.syntax(place, "each partition by RANGE or LIST has VALUES"));
        refuseOtherWidth(partitioning.function(), values, columns, place);
      }
      if (definition.subpartitions().size() != subpartitions) {
        throw Words.syntax(
            place, "expected " + subpartitions + " subpartitions, as in the first partition");
      }
      if (subpartitions > 0) {
        refuseOtherNumber("subpartitions", subpartitionCount, subpartitions, place);
      }
    }
  }

  /** How many columns the values of a partition have; none when it has no values. */
  private static int columns(Partitioning.Function function) {
    if (function instanceof Partitioning.ByColumns by) {
      return by.columns().size();
    }
    return function instanceof Partitioning.ByValue ? 1 : 0;
  }

  private static void refuseOtherNumber(
      String what, OptionalLong expected, int found, ParserRuleContext where) {
    if (expected.isPresent() && expected.getAsLong() != found) {
      throw otherNumber(what, expected.getAsLong(), found, where);
    }
  }

  /** Too few values of several columns, or several values of one expression. */
  private static void refuseOtherWidth(
      Partitioning.Function function, Values values, int columns, ParserRuleContext where) {
    boolean several = function instanceof Partitioning.ByColumns;
    if (values instanceof Partitioning.LessThan lessThan) {
      if (several && lessThan.bounds().size() < columns) {
        throw otherNumber("values", columns, lessThan.bounds().size(), where);
      }
    } else if (values instanceof Partitioning.In in) {
      for (List<Expr> row : in.rows()) {
        if (several ? row.size() < columns : row.size() > 1) {
          throw otherNumber("values", columns, row.size(), where);
        }
      }
    }
  }

  private static Refusal otherNumber(
      String what, long expected, int found, ParserRuleContext where) {
    return Words.syntax(where, "expected " + expected + " " + what + ", but found " + found);
  }
}

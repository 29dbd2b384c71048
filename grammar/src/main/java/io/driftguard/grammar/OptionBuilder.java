package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Partitioning.PartitionDef;
import io.driftguard.grammar.ast.Partitioning.PartitionOption;
import io.driftguard.grammar.ast.Partitioning.PartitionOptionKey;
import io.driftguard.grammar.ast.Partitioning.Subpartitioning;
import io.driftguard.grammar.ast.Partitioning.Values;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.AutoextendOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.BitExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.CharsetOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.DirectoryOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.EngineOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.HashFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.InsertMethodOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.NumberOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.ParenthesizedContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionByContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionValueContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionValuesContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.RowFormatOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SamplePagesOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SecondaryEngineOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SimpleContext;
import io.driftguard.grammar.syntax.DdlGrammar.SizeNumberContext;
import io.driftguard.grammar.syntax.DdlGrammar.StartTransactionOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.StorageOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SubpartitionByContext;
import io.driftguard.grammar.syntax.DdlGrammar.SubpartitionDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.SwitchOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TablespaceOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.UnionOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.WholeNumberContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds table options and partitions. */
final class OptionBuilder {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([kKmMgG])");

  private final Words words;
  private final ExpressionBuilder expressions;

  OptionBuilder(Words words, ExpressionBuilder expressions) {
    this.words = words;
    this.expressions = expressions;
  }

  // ---- table options --------------------------------------------------------------------------

  /** Options in the order of their last mention; of two with one key the last one holds. */
  List<TableOption> options(List<TableOptionContext> contexts) {
    Map<TableOption.Key, TableOption> options = new EnumMap<>(TableOption.Key.class);
    List<TableOption.Key> order = new ArrayList<>();
    for (TableOptionContext context : contexts) {
      TableOption option = option(context);
      TableOption before = options.put(option.key(), option);
      if (before != null) {
        refuseConflict(before, option, context);
        order.remove(option.key());
      }
      order.add(option.key());
    }
    return order.stream().map(options::get).toList();
  }

  /** The server refuses two different character sets of one table. */
  private static void refuseConflict(
      TableOption before, TableOption option, TableOptionContext where) {
    if (option.key() == TableOption.Key.CHARSET && !before.value().equals(option.value())) {
      throw Words.unsupported(
          where, "the character sets " + before.value() + " and " + option.value() + " conflict");
    }
  }

  private TableOption option(TableOptionContext context) {
    if (context instanceof EngineOptionContext c) {
      return TableOption.of(
          TableOption.Key.ENGINE,
          words.plainWord(words.identOrText(c.identOrText()), c.identOrText()));
    }
    if (context instanceof CharsetOptionContext c) {
      return c.COLLATE() == null
          ? TableOption.of(TableOption.Key.CHARSET, words.charset(c.charsetName()))
          : TableOption.of(TableOption.Key.COLLATE, words.collation(c.collationName()));
    }
    if (context instanceof NumberOptionContext c) {
      return numberOption(c);
    }
    if (context instanceof TextOptionContext c) {
      return TableOption.of(TableOption.Key.valueOf(Words.keyword(c)), words.text(c.TEXT_STRING()));
    }
    if (context instanceof RowFormatOptionContext c) {
      return TableOption.of(TableOption.Key.ROW_FORMAT, Words.keyword(c.getStop()));
    }
    if (context instanceof SwitchOptionContext c) {
      return switchOption(c);
    }
    if (context instanceof SamplePagesOptionContext c) {
      if (c.DEFAULT() != null) {
        return TableOption.of(TableOption.Key.STATS_SAMPLE_PAGES, "DEFAULT");
      }
      BigInteger pages = words.number(c.number());
      refuseOutside(pages, 1, 65_535, c.number());
      return TableOption.of(TableOption.Key.STATS_SAMPLE_PAGES, pages.toString());
    }
    return rareOption(context);
  }

  private TableOption rareOption(TableOptionContext context) {
    if (context instanceof UnionOptionContext c) {
      return new TableOption(
          TableOption.Key.UNION, "", c.tableName().stream().map(words::tableName).toList());
    }
    if (context instanceof InsertMethodOptionContext c) {
      return TableOption.of(TableOption.Key.INSERT_METHOD, Words.keyword(c.getStop()));
    }
    if (context instanceof DirectoryOptionContext c) {
      return TableOption.of(
          c.DATA() == null ? TableOption.Key.INDEX_DIRECTORY : TableOption.Key.DATA_DIRECTORY,
          words.text(c.TEXT_STRING()));
    }
    if (context instanceof TablespaceOptionContext c) {
      return TableOption.of(TableOption.Key.TABLESPACE, words.name(c.ident()));
    }
    if (context instanceof StorageOptionContext c) {
      return TableOption.of(TableOption.Key.STORAGE, Words.keyword(c.getStop()));
    }
    if (context instanceof StartTransactionOptionContext) {
      return TableOption.of(TableOption.Key.START_TRANSACTION, "");
    }
    if (context instanceof SecondaryEngineOptionContext c) {
      return TableOption.of(
          TableOption.Key.SECONDARY_ENGINE,
          c.identOrText() == null
              ? "NULL"
              : words.plainWord(words.identOrText(c.identOrText()), c.identOrText()));
    }
    if (context instanceof AutoextendOptionContext c) {
      return TableOption.of(TableOption.Key.AUTOEXTEND_SIZE, size(c.sizeNumber()).toString());
    }
    throw new IllegalArgumentException("not a table option: " + context.getClass());
  }

  private TableOption numberOption(NumberOptionContext c) {
    BigInteger value = words.number(c.number());
    TableOption.Key key =
        c.TABLE_CHECKSUM() == null
            ? TableOption.Key.valueOf(Words.keyword(c))
            : TableOption.Key.CHECKSUM;
    if (key == TableOption.Key.AVG_ROW_LENGTH) {
      refuseOutside(value, 0, 0xFFFF_FFFFL, c.number());
    } else if (key == TableOption.Key.KEY_BLOCK_SIZE) {
      refuseOutside(value, 0, 65_535, c.number());
    }
    return TableOption.of(key, value.toString());
  }

  private TableOption switchOption(SwitchOptionContext c) {
    TableOption.Key key = TableOption.Key.valueOf(Words.keyword(c));
    if (c.DEFAULT() != null) {
      return TableOption.of(key, "DEFAULT");
    }
    BigInteger value = words.number(c.number());
    refuseOutside(value, 0, 1, c.number());
    return TableOption.of(key, value.toString());
  }

  /** Numbers that the server calls a syntax error. */
  private static void refuseOutside(
      BigInteger value, long least, long most, ParserRuleContext where) {
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw Words.syntax(
          where, "expected a number from " + least + " to " + most + ", but found " + value);
    }
  }

  private BigInteger size(SizeNumberContext c) {
    if (c.wholeNumber() != null) {
      return words.wholeNumber(c.wholeNumber());
    }
    Matcher m = SIZE.matcher(c.getText());
    if (!m.matches()) {
      throw Words.unsupported(c, "expected a size such as 4M, but found " + Quoted.of(c.getText()));
    }
    int shift =
        switch (m.group(2)) {
          case "k", "K" -> 10;
          case "m", "M" -> 20;
          default -> 30;
        };
    return new BigInteger(m.group(1)).shiftLeft(shift);
  }

  // ---- partitions -----------------------------------------------------------------------------

  Partitioning partitioning(PartitionByContext c) {
    return new Partitioning(
        function(c.partitionFunction()),
        count(c.wholeNumber()),
        c.subpartitionBy() == null
            ? Optional.empty()
            : Optional.of(subpartitioning(c.subpartitionBy())),
        definitions(c.partitionDef()));
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
      refuseOutside(value, 1, 2, c.wholeNumber());
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

  List<PartitionDef> definitions(List<PartitionDefContext> contexts) {
    return contexts.stream().map(this::definition).toList();
  }

  private PartitionDef definition(PartitionDefContext c) {
    return new PartitionDef(
        words.name(c.ident()),
        c.partitionValues() == null ? Optional.empty() : Optional.of(values(c.partitionValues())),
        partitionOptions(c.partitionOption()),
        c.subpartitionDef().stream().map(this::definition).toList());
  }

  private PartitionDef definition(SubpartitionDefContext c) {
    return new PartitionDef(
        words.identOrText(c.identOrText()),
        Optional.empty(),
        partitionOptions(c.partitionOption()),
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

  /** In a list of values either all stand in parentheses, and are rows, or none. */
  private List<List<Expr>> rows(List<PartitionValueContext> values) {
    boolean inParentheses = isRow(values.get(0));
    List<List<Expr>> rows = new ArrayList<>();
    for (PartitionValueContext value : values) {
      if (value.MAXVALUE() != null) {
        throw Words.unsupported(value, "MAXVALUE is no member of a list of values");
      }
      if (isRow(value) != inParentheses) {
        throw Words.syntax(
            value,
            inParentheses
                ? "expected a row in parentheses, as before"
                : "expected a value without parentheses, as before");
      }
      Expr e = expressions.arithmetic(value.bitExpr());
      rows.add(e instanceof Expr.Row row ? row.items() : List.of(e));
    }
    return rows;
  }

  private static boolean isRow(PartitionValueContext value) {
    BitExprContext e = value.bitExpr();
    return e instanceof SimpleContext simple
        && simple.simpleExpr() instanceof PlainPrimaryContext plain
        && plain.primary() instanceof ParenthesizedContext;
  }

  private List<PartitionOption> partitionOptions(List<PartitionOptionContext> contexts) {
    Map<PartitionOptionKey, PartitionOption> options = new EnumMap<>(PartitionOptionKey.class);
    for (PartitionOptionContext context : contexts) {
      PartitionOption option = partitionOption(context);
      options.put(option.key(), option);
    }
    return List.copyOf(options.values());
  }

  private PartitionOption partitionOption(PartitionOptionContext c) {
    if (c.ENGINE() != null) {
      return new PartitionOption(
          PartitionOptionKey.ENGINE,
          words.plainWord(words.identOrText(c.identOrText()), c.identOrText()));
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
    String key = DdlGrammar.VOCABULARY.getSymbolicName(c.getStart().getType());
    return new PartitionOption(
        PartitionOptionKey.valueOf(key), words.wholeNumber(c.wholeNumber()).toString());
  }
}

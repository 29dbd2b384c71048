package io.driftguard.grammar;

import io.driftguard.grammar.ast.TableOption;
import io.driftguard.grammar.syntax.DdlGrammar.AutoextendOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.CharsetOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.DirectoryOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.EngineOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.FlagOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.InsertMethodOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.NumberOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.RowFormatOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SamplePagesOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SecondaryEngineOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SizeNumberContext;
import io.driftguard.grammar.syntax.DdlGrammar.StartTransactionOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.StorageOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SwitchOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TablespaceOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.UnionOptionContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds table options. */
final class OptionBuilder {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,10})([kKmMgG])");

  /** The value of {@code SECONDARY_ENGINE = NULL}. */
  private static final String NO_ENGINE = "NULL";

  private final Words words;

  OptionBuilder(Words words) {
    this.words = words;
  }

  /**
   * Options in the order of their last mention; of two with one key the last one holds. Two
   * different character sets are both kept, because they contradict each other.
   */
  List<TableOption> options(List<TableOptionContext> contexts) {
    List<TableOption> options = new ArrayList<>();
    for (TableOptionContext context : contexts) {
      TableOption option = option(context);
      boolean isCharset = option.key() == TableOption.Key.CHARSET;
      options.removeIf(
          before ->
              before.key() == option.key()
                  && (!isCharset || before.value().equals(option.value())));
      options.add(option);
    }
    return options;
  }

  private TableOption option(TableOptionContext context) {
    if (context instanceof EngineOptionContext c) {
      return TableOption.of(TableOption.Key.ENGINE, words.identOrText(c.identOrText()));
    }
    if (context instanceof CharsetOptionContext c) {
      return c.COLLATE() == null
          ? TableOption.of(TableOption.Key.CHARSET, words.anyCharset(c.charsetName()))
          : TableOption.of(TableOption.Key.COLLATE, words.anyCollation(c.collationName()));
    }
    if (context instanceof NumberOptionContext c) {
      return numberOption(c);
    }
    if (context instanceof FlagOptionContext c) {
      // Any number but zero switches it on.
      return TableOption.of(
          c.DELAY_KEY_WRITE() == null ? TableOption.Key.CHECKSUM : TableOption.Key.DELAY_KEY_WRITE,
          words.number(c.number()).signum() == 0 ? "0" : "1");
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
      Words.refuseOutside(pages, 1, 65_535, c.number());
      return TableOption.of(TableOption.Key.STATS_SAMPLE_PAGES, pages.toString());
    }
    return rareOption(context);
  }

  private TableOption rareOption(TableOptionContext context) {
    if (context instanceof UnionOptionContext c) {
      return new TableOption(TableOption.Key.UNION, "", Words.map(c.tableName(), words::tableName));
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
      String engine = c.identOrText() == null ? NO_ENGINE : words.identOrText(c.identOrText());
      if (c.identOrText() != null && engine.equals(NO_ENGINE)) {
        // A server prints it without quotes, and so as no engine.
        throw Words.unsupported(c.identOrText(), "an engine cannot be named NULL");
      }
      return TableOption.of(TableOption.Key.SECONDARY_ENGINE, engine);
    }
    if (context instanceof AutoextendOptionContext c) {
      return TableOption.of(TableOption.Key.AUTOEXTEND_SIZE, size(c.sizeNumber()).toString());
    }
    throw new IllegalArgumentException("not a table option: " + context.getClass());
  }

  private TableOption numberOption(NumberOptionContext c) {
    BigInteger value = words.wholeNumber(c.numberLiteral().getStart());
    TableOption.Key key = TableOption.Key.valueOf(Words.keyword(c));
    if (key == TableOption.Key.AVG_ROW_LENGTH) {
      Words.refuseOutside(value, 0, 0xFFFF_FFFFL, c.numberLiteral());
    } else if (key == TableOption.Key.KEY_BLOCK_SIZE) {
      Words.refuseOutside(value, 0, 65_535, c.numberLiteral());
    }
    return TableOption.of(key, value.toString());
  }

  private TableOption switchOption(SwitchOptionContext c) {
    TableOption.Key key = TableOption.Key.valueOf(Words.keyword(c));
    if (c.DEFAULT() != null) {
      return TableOption.of(key, "DEFAULT");
    }
    BigInteger value = words.number(c.number());
    Words.refuseOutside(value, 0, 1, c.number());
    return TableOption.of(key, value.toString());
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
}

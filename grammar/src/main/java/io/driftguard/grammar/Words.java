package io.driftguard.grammar;

import io.driftguard.grammar.SqlTokens.SqlToken;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.CharsetNameContext;
import io.driftguard.grammar.syntax.DdlGrammar.CollationNameContext;
import io.driftguard.grammar.syntax.DdlGrammar.IdentContext;
import io.driftguard.grammar.syntax.DdlGrammar.IdentOrTextContext;
import io.driftguard.grammar.syntax.DdlGrammar.NumberContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableNameContext;
import io.driftguard.grammar.syntax.DdlGrammar.WholeNumberContext;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** What the smallest parts of a statement say: names, strings, numbers, keywords. */
final class Words {

  private final String source;
  private final ServerProfile.SqlMode mode;

  Words(String source, ServerProfile.SqlMode mode) {
    this.source = source;
    this.mode = mode;
  }

  ServerProfile.SqlMode mode() {
    return mode;
  }

  // ---- names ----------------------------------------------------------------------------------

  String name(IdentContext ident) {
    String name = name(ident.getStart());
    if (name.isEmpty()) {
      throw new Refusal(
          RejectionCode.INVALID_DEFINITION,
          ident.getStart().getStartIndex(),
          "expected a name, but found an empty one");
    }
    return name;
  }

  String name(Token token) {
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    char quote = source.charAt(start);
    if (quote != '`' && (quote != '"' || token.getType() != DdlGrammar.IDENTIFIER)) {
      return source.substring(start, end);
    }
    String inner = source.substring(start + 1, end - 1);
    String twice = "" + quote + quote;
    return inner.contains(twice) ? inner.replace(twice, String.valueOf(quote)) : inner;
  }

  Optional<String> optionalName(@Nullable IdentContext ident) {
    return ident == null ? Optional.empty() : Optional.of(name(ident));
  }

  List<String> names(List<IdentContext> idents) {
    return map(idents, this::name);
  }

  /** A list of what each member of a list becomes. */
  static <T, R> List<R> map(List<T> list, Function<T, R> function) {
    List<R> result = new ArrayList<>(list.size());
    for (T member : list) {
      result.add(function.apply(member));
    }
    return result;
  }

  TableName tableName(TableNameContext table) {
    List<IdentContext> parts = table.ident();
    return parts.size() == 1
        ? TableName.of(name(parts.get(0)))
        : new TableName(Optional.of(name(parts.get(0))), name(parts.get(1)));
  }

  String identOrText(IdentOrTextContext context) {
    return context.ident() == null ? text(context.TEXT_STRING()) : name(context.ident().getStart());
  }

  String charset(CharsetNameContext context) {
    String name = nameOrText(context.ident(), context.TEXT_STRING());
    return Charsets.charset(plainWord(name, context));
  }

  String collation(CollationNameContext context) {
    String name = nameOrText(context.ident(), context.TEXT_STRING());
    return Charsets.collation(plainWord(name, context));
  }

  /** A name of which the canonical form says whether there is such a character set. */
  String anyCharset(CharsetNameContext context) {
    return Charsets.charset(nameOrText(context.ident(), context.TEXT_STRING()));
  }

  /** A name of which the canonical form says whether there is such a collation. */
  String anyCollation(CollationNameContext context) {
    return Charsets.collation(nameOrText(context.ident(), context.TEXT_STRING()));
  }

  private String nameOrText(@Nullable IdentContext ident, @Nullable TerminalNode text) {
    if (ident != null) {
      return name(ident);
    }
    return text == null ? "binary" : text(text);
  }

  /** A name that is printed without quotes and therefore must not need them. */
  String plainWord(String name, ParserRuleContext where) {
    if (!isPlainWord(name)) {
      throw unsupported(
          where, "a name that needs no quotes was expected, but found " + Quoted.of(name));
    }
    return name;
  }

  private static boolean isPlainWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '_')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** What was written, from the first token to the last. */
  String source(ParserRuleContext context) {
    return source.substring(
        context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1);
  }

  // ---- strings --------------------------------------------------------------------------------

  String text(TerminalNode string) {
    return text(string.getSymbol());
  }

  /** The characters that a string stands for. */
  String text(Token string) {
    int start = string.getStartIndex();
    if (string.getType() == DdlGrammar.NATIONAL_STRING) {
      start++;
    }
    return decode(start + 1, string.getStopIndex(), source.charAt(start));
  }

  private String decode(int start, int end, char quote) {
    int i = start;
    while (i < end && source.charAt(i) != '\\' && source.charAt(i) != quote) {
      i++;
    }
    if (i == end) {
      return source.substring(start, end);
    }
    StringBuilder out = new StringBuilder(end - start).append(source, start, i);
    while (i < end) {
      char c = source.charAt(i++);
      if (c == quote) {
        i++;
        out.append(c);
      } else if (c == '\\' && !mode.noBackslashEscapes()) {
        appendEscaped(source.charAt(i++), out);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** MySQL Reference Manual, "String Literals": \% and \_ keep their backslash. */
  private static void appendEscaped(char escaped, StringBuilder out) {
    switch (escaped) {
      case '0' -> out.append('\0');
      case 'b' -> out.append('\b');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'Z' -> out.append('\u001A');
      case '%', '_' -> out.append('\\').append(escaped);
      default -> out.append(escaped);
    }
  }

  // ---- numbers --------------------------------------------------------------------------------

  /** A hexadecimal literal's digits: an even number of them, upper-case. */
  static String hexDigits(Token token) {
    String written = token.getText();
    String digits =
        written.endsWith("'") ? written.substring(2, written.length() - 1) : written.substring(2);
    return (digits.length() % 2 == 0 ? digits : "0" + digits).toUpperCase(Locale.ROOT);
  }

  static String bitDigits(Token token) {
    String written = token.getText();
    return written.endsWith("'")
        ? written.substring(2, written.length() - 1)
        : written.substring(2);
  }

  /**
   * The characters of a hexadecimal or binary literal. Only plain ASCII is certain: what other
   * bytes stand for depends on a character set.
   */
  String asciiText(Token token) {
    BigInteger value =
        token.getType() == DdlGrammar.HEX_NUMBER
            ? new BigInteger("0" + hexDigits(token), 16)
            : new BigInteger("0" + bitDigits(token), 2);
    byte[] bytes = value.toByteArray();
    String text = new String(bytes, StandardCharsets.US_ASCII);
    if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw unsupported(token, "expected a string, but found " + Quoted.of(token.getText()));
    }
    return text;
  }

  BigInteger wholeNumber(WholeNumberContext context) {
    return wholeNumber(context.getStart());
  }

  BigInteger number(NumberContext context) {
    return wholeNumber(context.getStart());
  }

  /** The value of a number where the server wants a whole one: it drops a fraction. */
  BigInteger wholeNumber(Token token) {
    String digits = token.getText();
    switch (token.getType()) {
      case DdlGrammar.HEX_NUMBER -> {
        digits = hexDigits(token);
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, 16);
      }
      case DdlGrammar.FLOAT_NUMBER ->
          throw unsupported(token, "expected a whole number, but found " + Quoted.of(digits));
      default -> {
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        return whole.isEmpty() ? BigInteger.ZERO : new BigInteger(whole);
      }
    }
  }

  long longNumber(Token token) {
    if (token.getType() == DdlGrammar.WHOLE_NUMBER) {
      return Long.parseLong(source, token.getStartIndex(), token.getStopIndex() + 1, 10);
    }
    BigInteger value = wholeNumber(token);
    if (value.bitLength() > 63) {
      throw outOfRange(token, Long.toString(Long.MAX_VALUE));
    }
    return value.longValue();
  }

  int intNumber(Token token) {
    if (token.getType() == DdlGrammar.WHOLE_NUMBER) {
      return (int) longNumber(token);
    }
    BigInteger value = wholeNumber(token);
    if (value.bitLength() > 31) {
      throw outOfRange(token, Integer.toString(Integer.MAX_VALUE));
    }
    return value.intValue();
  }

  /** Numbers that the server calls a syntax error. */
  static void refuseOutside(BigInteger value, long least, long most, ParserRuleContext where) {
    if (value.compareTo(BigInteger.valueOf(least)) < 0
        || value.compareTo(BigInteger.valueOf(most)) > 0) {
      throw syntax(
          where, "expected a number from " + least + " to " + most + ", but found " + value);
    }
  }

  private static Refusal outOfRange(Token token, String most) {
    return unsupported(
        token, "expected a number up to " + most + ", but found " + Quoted.of(token.getText()));
  }

  // ---- keywords -------------------------------------------------------------------------------

  /** A keyword in its one spelling: its token's name. */
  static String keyword(Token token) {
    return DdlGrammar.VOCABULARY.getSymbolicName(token.getType());
  }

  static String keyword(ParserRuleContext context) {
    return keyword(context.getStart());
  }

  // ---- refusals -------------------------------------------------------------------------------

  static Refusal unsupported(ParserRuleContext where, String message) {
    return unsupported(where.getStart(), message);
  }

  static Refusal unsupported(Token where, String message) {
    return new Refusal(RejectionCode.UNSUPPORTED_CLAUSE, where.getStartIndex(), message);
  }

  /** Holds that a word is written, where an operator of that meaning has no place. */
  static void requireWord(TerminalNode node) {
    String text = node.getText();
    if (text.equals("&&") || text.equals("||")) {
      throw syntax(
          node.getSymbol(),
          "expected " + (text.equals("&&") ? "AND" : "OR") + ", but found " + Quoted.of(text));
    }
  }

  static Refusal syntax(ParserRuleContext where, String message) {
    return syntax(where.getStart(), message);
  }

  static Refusal syntax(Token where, String message) {
    return new Refusal(RejectionCode.SYNTAX_ERROR, ((SqlToken) where).start(), message);
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What a grammar expects, in words. */
final class Expectation {

  private static final int MOST = 8;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(Token.EOF, "the end of the statement"),
          Map.entry(DdlGrammar.IDENTIFIER, "an identifier"),
          Map.entry(DdlGrammar.TEXT_STRING, "a string"),
          Map.entry(DdlGrammar.NATIONAL_STRING, "a string"),
          Map.entry(DdlGrammar.INTRODUCER, "a string"),
          Map.entry(DdlGrammar.WHOLE_NUMBER, "a number"),
          Map.entry(DdlGrammar.LARGE_NUMBER, "a number"),
          Map.entry(DdlGrammar.DECIMAL_NUMBER, "a number"),
          Map.entry(DdlGrammar.FLOAT_NUMBER, "a number"),
          Map.entry(DdlGrammar.HEX_NUMBER, "a number"),
          Map.entry(DdlGrammar.BIT_NUMBER, "a number"),
          Map.entry(DdlGrammar.LPAREN, "\"(\""),
          Map.entry(DdlGrammar.RPAREN, "\")\""),
          Map.entry(DdlGrammar.LBRACE, "\"{\""),
          Map.entry(DdlGrammar.RBRACE, "\"}\""),
          Map.entry(DdlGrammar.COMMA, "\",\""),
          Map.entry(DdlGrammar.DOT, "\".\""),
          Map.entry(DdlGrammar.EQ, "\"=\""),
          Map.entry(DdlGrammar.ASSIGN, "\"=\""),
          Map.entry(DdlGrammar.NULL_SAFE_EQ, "an operator"),
          Map.entry(DdlGrammar.NE, "an operator"),
          Map.entry(DdlGrammar.LT, "an operator"),
          Map.entry(DdlGrammar.LE, "an operator"),
          Map.entry(DdlGrammar.GT, "an operator"),
          Map.entry(DdlGrammar.GE, "an operator"),
          Map.entry(DdlGrammar.PLUS, "an operator"),
          Map.entry(DdlGrammar.MINUS, "an operator"),
          Map.entry(DdlGrammar.STAR, "an operator"),
          Map.entry(DdlGrammar.SLASH, "an operator"),
          Map.entry(DdlGrammar.PERCENT, "an operator"),
          Map.entry(DdlGrammar.CARET, "an operator"),
          Map.entry(DdlGrammar.AMPERSAND, "an operator"),
          Map.entry(DdlGrammar.PIPE, "an operator"),
          Map.entry(DdlGrammar.TILDE, "an operator"),
          Map.entry(DdlGrammar.BANG, "an operator"),
          Map.entry(DdlGrammar.NOT2, "NOT"),
          Map.entry(DdlGrammar.CONCAT, "an operator"),
          Map.entry(DdlGrammar.SHIFT_LEFT, "an operator"),
          Map.entry(DdlGrammar.SHIFT_RIGHT, "an operator"),
          Map.entry(DdlGrammar.ARROW, "an operator"),
          Map.entry(DdlGrammar.UNQUOTING_ARROW, "an operator"),
          Map.entry(DdlGrammar.INTERVAL_FUNCTION, "INTERVAL"));

  private static final IntervalSet IDENTIFIERS = Keywords.identifiers();

  private Expectation() {}

  /** The expected tokens as {@code a, b or c}; at most a few of them. */
  static String describe(IntervalSet expected) {
    boolean identifier = expected.contains(DdlGrammar.IDENTIFIER);
    List<String> first = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (int type : expected.toArray()) {
      if (type == Token.EPSILON) {
        continue;
      }
      if (NAMES.containsKey(type)) {
        names.add(NAMES.getOrDefault(type, ""));
      } else if (!identifier || !IDENTIFIERS.contains(type)) {
        names.add(DdlGrammar.VOCABULARY.getSymbolicName(type));
      }
    }
    if (names.remove("an identifier")) {
      first.add("an identifier");
    }
    first.addAll(names);
    return join(first);
  }

  private static String join(List<String> names) {
    if (names.size() > MOST) {
      return String.join(", ", names.subList(0, MOST)) + ", …";
    }
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}

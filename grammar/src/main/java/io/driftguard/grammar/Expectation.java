package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What the grammar expects at a place, in words. */
final class Expectation {

  /** More alternatives than this are of no help. */
  private static final int MOST = 8;

  /** Sets of tokens that one phrase stands for, the larger ones first. */
  private static final Map<String, IntervalSet> PHRASES = phrases();

  /** Where a query can stand: it is refused too. */
  private static final IntervalSet QUERY =
      tokens(
          DdlGrammar.IGNORE,
          DdlGrammar.REPLACE,
          DdlGrammar.SELECT,
          DdlGrammar.TABLE,
          DdlGrammar.VALUES,
          DdlGrammar.WITH);

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
          Map.entry(DdlGrammar.ASSIGN, "\":=\""),
          Map.entry(DdlGrammar.PLUS, "\"+\""),
          Map.entry(DdlGrammar.MINUS, "\"-\""),
          Map.entry(DdlGrammar.STAR, "\"*\""),
          Map.entry(DdlGrammar.ARROW, "\"->\""),
          Map.entry(DdlGrammar.UNQUOTING_ARROW, "\"->>\""),
          Map.entry(DdlGrammar.NOT2, "NOT"),
          Map.entry(DdlGrammar.INTERVAL_FUNCTION, "INTERVAL"));

  private Expectation() {}

  /** The expected tokens as {@code a, b or c}; at most a few of them. */
  static String describe(IntervalSet expected) {
    IntervalSet rest = new IntervalSet(expected);
    rest.remove(Token.EPSILON);
    if (rest.contains(DdlGrammar.SELECT)) {
      remove(QUERY, rest);
    }
    List<String> phrases = new ArrayList<>();
    PHRASES.forEach(
        (phrase, tokens) -> {
          if (rest.and(tokens).size() == tokens.size()) {
            phrases.add(phrase);
            remove(tokens, rest);
          }
        });
    Set<String> names = new TreeSet<>();
    for (int type : rest.toArray()) {
      String name = NAMES.get(type);
      names.add(name == null ? DdlGrammar.VOCABULARY.getSymbolicName(type) : name);
    }
    Set<String> all = new LinkedHashSet<>(phrases);
    all.addAll(names);
    return join(List.copyOf(all));
  }

  /** Tells whether an expression can stand where these tokens can. */
  static boolean isExpression(IntervalSet expected) {
    IntervalSet operand = first(DdlGrammar.RULE_primary);
    return expected.and(operand).size() == operand.size();
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

  private static Map<String, IntervalSet> phrases() {
    Map<String, IntervalSet> phrases = new LinkedHashMap<>();
    phrases.put("an expression", first(DdlGrammar.RULE_expr));
    phrases.put("an operand", first(DdlGrammar.RULE_bitExpr));
    phrases.put("a literal", first(DdlGrammar.RULE_literal));
    phrases.put("a data type", first(DdlGrammar.RULE_dataType));
    phrases.put("a clause of ALTER TABLE", first(DdlGrammar.RULE_alterItem));
    phrases.put("an attribute of a column", first(DdlGrammar.RULE_columnAttribute));
    phrases.put("a table option", first(DdlGrammar.RULE_tableOption));
    phrases.put("a key option", first(DdlGrammar.RULE_keyOption));
    phrases.put("a key or constraint", first(DdlGrammar.RULE_constraintDef));
    phrases.put("an alias", first(DdlGrammar.RULE_selectAlias));
    phrases.put("an identifier", Keywords.identifiers());
    phrases.put(
        "an operator",
        tokens(
            DdlGrammar.AMPERSAND,
            DdlGrammar.CARET,
            DdlGrammar.DIV,
            DdlGrammar.MINUS,
            DdlGrammar.MOD,
            DdlGrammar.PERCENT,
            DdlGrammar.PIPE,
            DdlGrammar.PLUS,
            DdlGrammar.SHIFT_LEFT,
            DdlGrammar.SHIFT_RIGHT,
            DdlGrammar.SLASH,
            DdlGrammar.STAR));
    phrases.put(
        "a comparison",
        tokens(
            DdlGrammar.EQ,
            DdlGrammar.GE,
            DdlGrammar.GT,
            DdlGrammar.IS,
            DdlGrammar.LE,
            DdlGrammar.LT,
            DdlGrammar.NE,
            DdlGrammar.NULL_SAFE_EQ));
    phrases.put("a predicate", first(DdlGrammar.RULE_predicateTail));
    return phrases;
  }

  /** The tokens with which a rule can start. */
  private static IntervalSet first(int rule) {
    return DdlGrammar._ATN.nextTokens(DdlGrammar._ATN.ruleToStartState[rule]);
  }

  private static IntervalSet tokens(int... types) {
    IntervalSet set = new IntervalSet();
    for (int type : types) {
      set.add(type);
    }
    return set;
  }

  private static void remove(IntervalSet tokens, IntervalSet from) {
    for (int type : tokens.toArray()) {
      from.remove(type);
    }
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;

/**
 * Tells by the tokens next to it what a token is that could be two things, so that the grammar need
 * not look ahead. Most of them are words that are names everywhere else.
 */
final class TokenNeighbours {

  private final SqlTokens tokens;

  TokenNeighbours(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Settles the last token, or the one before it.
   *
   * @param start the first token of the statement
   */
  void settle(int start) {
    int last = tokens.count() - 1;
    if (last == start) {
      return;
    }
    switch (tokens.type(last)) {
      case DdlGrammar.TEXT_STRING -> string(start, last);
      case DdlGrammar.STAR -> become(last - 1, DdlGrammar.DOT, DdlGrammar.WILD_DOT);
      case DdlGrammar.ROW -> become(last - 1, DdlGrammar.VALUES, DdlGrammar.VALUE_ROWS);
      case DdlGrammar.ASSIGN -> {
        if (last - 2 >= start) {
          become(last - 2, DdlGrammar.AT, DdlGrammar.ASSIGNED_AT);
        }
      }
      case DdlGrammar.LPAREN -> quantifier(start, last - 1);
      case DdlGrammar.IDENTIFIER -> selectOption(last);
      default -> {}
    }
  }

  private void become(int index, int from, int to) {
    if (tokens.type(index) == from) {
      tokens.retype(index, to);
    }
  }

  /** Strings side by side are one string; a string right after another operand is its alias. */
  private void string(int start, int last) {
    switch (tokens.type(last - 1)) {
      case DdlGrammar.TEXT_STRING, DdlGrammar.NATIONAL_STRING, DdlGrammar.CONTINUED_STRING ->
          tokens.retype(last, DdlGrammar.CONTINUED_STRING);
      case DdlGrammar.IDENTIFIER -> {
        boolean odbc = last - 2 >= start && tokens.type(last - 2) == DdlGrammar.LBRACE;
        if (!odbc) {
          tokens.retype(last, DdlGrammar.ALIAS_STRING);
        }
      }
      case DdlGrammar.RPAREN,
          DdlGrammar.WHOLE_NUMBER,
          DdlGrammar.LARGE_NUMBER,
          DdlGrammar.DECIMAL_NUMBER,
          DdlGrammar.FLOAT_NUMBER,
          DdlGrammar.HEX_NUMBER,
          DdlGrammar.BIT_NUMBER,
          DdlGrammar.NULL,
          DdlGrammar.TRUE,
          DdlGrammar.FALSE,
          DdlGrammar.END ->
          tokens.retype(last, DdlGrammar.ALIAS_STRING);
      default -> {}
    }
  }

  /** {@code ANY} and {@code SOME} are words of the grammar only in {@code a = ANY (…)}. */
  private void quantifier(int start, int word) {
    if (word > start
        && tokens.type(word) == DdlGrammar.IDENTIFIER
        && isComparison(tokens.type(word - 1))
        && (tokens.is(word, "ANY") || tokens.is(word, "SOME"))) {
      tokens.retype(word, DdlGrammar.QUANTIFIER);
    }
  }

  private static boolean isComparison(int type) {
    return switch (type) {
      case DdlGrammar.EQ,
          DdlGrammar.NE,
          DdlGrammar.LT,
          DdlGrammar.LE,
          DdlGrammar.GT,
          DdlGrammar.GE ->
          true;
      default -> false;
    };
  }

  private void selectOption(int last) {
    switch (tokens.type(last - 1)) {
      case DdlGrammar.SELECT,
          DdlGrammar.ALL,
          DdlGrammar.DISTINCT,
          DdlGrammar.HIGH_PRIORITY,
          DdlGrammar.STRAIGHT_JOIN,
          DdlGrammar.SQL_SMALL_RESULT,
          DdlGrammar.SQL_BIG_RESULT,
          DdlGrammar.SQL_CALC_FOUND_ROWS,
          DdlGrammar.SELECT_OPTION -> {
        if (tokens.is(last, "SQL_NO_CACHE") || tokens.is(last, "SQL_BUFFER_RESULT")) {
          tokens.retype(last, DdlGrammar.SELECT_OPTION);
        }
      }
      default -> {}
    }
  }
}

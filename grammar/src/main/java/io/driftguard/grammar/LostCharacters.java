package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Optional;

/**
 * What a server prints is not all that it has. In the default of a column and in the members of an
 * {@code ENUM} it prints a question mark for each character beyond U+FFFF. To a session that has
 * its results converted it prints one for each byte of such a character in an expression too, and
 * for each byte that is no text in UTF-8; where nothing is converted, such a byte arrives as
 * itself, and is the replacement character U+FFFD once the answer is a Java string. Seen with MySQL
 * 8.0.31. Comments lose nothing: there the server itself keeps the question mark.
 */
public final class LostCharacters {

  private LostCharacters() {}

  /**
   * The first string of a printed text that may stand for several, with its place; empty when there
   * is none.
   *
   * @param profile of the session that printed the text
   * @throws DdlRejectedException when the text is not made of tokens, or exceeds a limit
   */
  public static Optional<String> in(String printed, ServerProfile profile)
      throws DdlRejectedException {
    if (!standsForSeveral(printed)) {
      return Optional.empty();
    }
    try {
      SqlTokens tokens = SqlLexer.read(printed, profile, ParseLimits.DEFAULT);
      boolean view = isView(tokens);
      for (int i = 0; i < tokens.count(); i++) {
        if (isString(tokens.type(i))
            && (view ? standsForSeveralInView(tokens, i) : standsForSeveral(tokens.written(i)))
            && !isComment(tokens, i)) {
          Place place = Place.of(printed, tokens.start(i));
          return Optional.of(
              "line "
                  + place.line()
                  + ", column "
                  + place.column()
                  + ": "
                  + Quoted.of(tokens.written(i)));
        }
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      throw refusal.in(printed);
    }
  }

  private static boolean standsForSeveral(String text) {
    return text.indexOf('?') >= 0 || text.indexOf('\uFFFD') >= 0;
  }

  /**
   * A view has expressions only, in which a character leaves as many question marks as it has
   * bytes, and in a character set of its own one for a byte.
   */
  private static boolean standsForSeveralInView(SqlTokens tokens, int string) {
    String written = tokens.written(string);
    boolean ownCharset = string > 0 && tokens.type(string - 1) == DdlGrammar.INTRODUCER;
    return ownCharset
        ? standsForSeveral(written)
        : written.contains("????") || written.indexOf('\uFFFD') >= 0;
  }

  private static boolean isView(SqlTokens tokens) {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.is(i, "VIEW") || tokens.is(i, "TABLE")) {
        return tokens.is(i, "VIEW");
      }
    }
    return false;
  }

  private static boolean isString(int type) {
    return type == DdlGrammar.TEXT_STRING
        || type == DdlGrammar.NATIONAL_STRING
        || type == DdlGrammar.CONTINUED_STRING
        || type == DdlGrammar.ALIAS_STRING;
  }

  private static boolean isComment(SqlTokens tokens, int string) {
    int before = string - 1;
    if (before >= 0 && tokens.is(before, "=")) {
      before--;
    }
    return before >= 0 && tokens.is(before, "COMMENT");
  }
}

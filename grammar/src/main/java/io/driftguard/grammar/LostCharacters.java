package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Optional;

/**
 * What a server prints is not all that it has: in the default of a column and in the members of an
 * {@code ENUM} it prints a question mark for each character beyond U+FFFF, in an expression one for
 * each of its bytes, and whoever fetches the text sees one for each byte that is no text in UTF-8.
 * Seen with MySQL 8.0.31. Comments lose nothing: there the server itself keeps the question mark.
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
    if (printed.indexOf('?') < 0) {
      return Optional.empty();
    }
    try {
      SqlTokens tokens = SqlLexer.read(printed, profile, ParseLimits.DEFAULT);
      for (int i = 0; i < tokens.count(); i++) {
        if (isString(tokens.type(i))
            && tokens.written(i).indexOf('?') >= 0
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

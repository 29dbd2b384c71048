package io.driftguard.vitess;

import java.util.Optional;

/**
 * What tablets put in place of the name of their own schema in texts. It stands there without
 * quotes, where a name with its quotes was, so that the text is no SQL until they are back.
 */
final class SchemaPlaceholder {

  /** The name that every schema has in texts whose placeholders are quoted. */
  static final String NAME = "{{.DatabaseName}}";

  private SchemaPlaceholder() {}

  /**
   * The text with each placeholder quoted as a name. There is none where a placeholder stands
   * within a string or a longer name: a tablet replaces there too, and what it replaced is lost.
   */
  static Optional<String> quotedIn(String text) {
    StringBuilder quoted = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = endOfToken(text, at);
      String token = text.substring(at, end);
      if (token.equals(NAME)) {
        quoted.append('`').append(NAME).append('`');
      } else if (token.contains(NAME) && !token.equals("`" + NAME + "`")) {
        return Optional.empty();
      } else {
        quoted.append(token);
      }
      at = end;
    }
    return Optional.of(quoted.toString());
  }

  private static int endOfToken(String text, int start) {
    if (text.startsWith(NAME, start)) {
      return start + NAME.length();
    }
    char quote = text.charAt(start);
    if (quote != '\'' && quote != '"' && quote != '`') {
      return start + 1;
    }
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && quote != '`') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }
}

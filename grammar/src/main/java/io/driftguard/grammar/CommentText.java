package io.driftguard.grammar;

/** What a server keeps of a comment. */
final class CommentText {

  private CommentText() {}

  /**
   * The comment as it is stored: comments have the character set {@code utf8mb3}, and what is not
   * in it becomes a question mark, character by character.
   */
  static String stored(String written) {
    StringBuilder stored = new StringBuilder();
    written
        .codePoints()
        .forEach(c -> stored.appendCodePoint(Character.isBmpCodePoint(c) ? c : '?'));
    return stored.toString();
  }
}

package io.driftguard.propertytests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a statement in another way without changing what it means: letter case of keywords, white
 * space, comments, quotes, and words that MySQL takes for each other.
 *
 * <p>It understands the statements that are rendered for the kit's own tables, where every name is
 * quoted; it is not a parser.
 *
 * @param choices decide what is done where: the same choices do the same
 */
record Respelling(List<Integer> choices) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "`(?:[^`]|``)*`|'(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_]*|[0-9.]+|\\s+|.",
          Pattern.DOTALL);

  private static final Pattern PLAIN_NAME = Pattern.compile("`[A-Za-z_][A-Za-z0-9_]*`");

  /** The kit's names that MySQL reserves. */
  private static final Set<String> RESERVED = Set.of("`key`", "`order`");

  private static final List<String> GAPS =
      List.of(" ", "\n", "\t ", " /* ADD, DROP; */ ", " -- it's ` \"\n", "\r\n# x\n", "/**/");

  /** Text and the texts that mean the same. */
  private record Synonyms(Pattern pattern, List<String> replacements) {
    Synonyms(String pattern, String... replacements) {
      this(Pattern.compile(pattern), List.of(replacements));
    }
  }

  private static final List<Synonyms> SYNONYMS =
      List.of(
          new Synonyms("\\bADD COLUMN ", "ADD COLUMN ", "ADD "),
          new Synonyms("\\bDROP COLUMN ", "DROP COLUMN ", "DROP "),
          new Synonyms(
              "\\b(?:MODIFY|CHANGE)(?: COLUMN)? (`[^`]+`)(?: \\1)? (?=[A-Za-z])",
              "MODIFY COLUMN $1 ",
              "MODIFY $1 ",
              "CHANGE COLUMN $1 $1 ",
              "CHANGE $1 $1 "),
          new Synonyms("\\bADD KEY ", "ADD KEY ", "ADD INDEX "),
          new Synonyms("\\bDROP KEY ", "DROP KEY ", "DROP INDEX "),
          new Synonyms("\\bUNIQUE KEY ", "UNIQUE KEY ", "UNIQUE INDEX ", "UNIQUE "),
          new Synonyms("\\bint (?=DEFAULT|NOT)", "int ", "INTEGER ", "int(11) ", "INT4 "),
          new Synonyms("\\bbigint unsigned\\b", "bigint unsigned", "INT8 (20) UNSIGNED"),
          new Synonyms("\\btinyint\\(1\\)", "tinyint(1)", "BOOL", "BOOLEAN"),
          new Synonyms(
              "\\bvarchar\\(", "varchar(", "CHARACTER VARYING(", "CHAR VARYING (", "VARCHARACTER("),
          new Synonyms("\\bdecimal\\(10,0\\)", "decimal(10,0)", "DEC", "NUMERIC(10)", "FIXED"),
          new Synonyms("\\bdecimal\\(", "decimal(", "DEC(", "numeric (", "FIXED("),
          new Synonyms("\\bDEFAULT NULL\\b", "DEFAULT NULL", "NULL DEFAULT NULL", "NULL", ""),
          new Synonyms("\\bDEFAULT '([01])'", "DEFAULT '$1'", "DEFAULT $1"),
          new Synonyms(
              "\\bNOT NULL (DEFAULT '[^']*')", "NOT NULL $1", "$1 NOT NULL", "NOT NULL $1"),
          new Synonyms("\\bDEFAULT 'x'", "DEFAULT 'x'", "DEFAULT '' 'x'", "DEFAULT \"x\""),
          new Synonyms(
              "\\bCURRENT_TIMESTAMP\\b(?:\\(\\))?",
              "CURRENT_TIMESTAMP",
              "NOW()",
              "LOCALTIMESTAMP",
              "CURRENT_TIMESTAMP()"),
          new Synonyms("it''s", "it''s", "it\\\\'s"),
          new Synonyms("\\bKEY (`[^`]+`) \\((`[^`]+`)\\)", "KEY $1 ($2)", "KEY $1 ($2 ASC)"));

  Respelling {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("a respelling makes at least one choice");
    }
  }

  /** The statement in another spelling. */
  String of(String statement) {
    int next = 0;
    String text = statement;
    for (Synonyms synonyms : SYNONYMS) {
      StringBuilder replaced = new StringBuilder();
      Matcher m = synonyms.pattern().matcher(text);
      while (m.find()) {
        m.appendReplacement(replaced, pick(synonyms.replacements(), next++));
      }
      text = m.appendTail(replaced).toString();
    }
    StringBuilder out = new StringBuilder(choice(next++) % 3 == 0 ? pick(GAPS, next++) : "");
    List<String> tokens = tokens(text);
    for (int i = 0; i < tokens.size(); i++) {
      out.append(token(tokens.get(i), next++));
      if (i + 1 < tokens.size() && isSeparator(tokens.get(i), tokens.get(i + 1))) {
        out.append(choice(next++) % 4 == 0 ? pick(GAPS, next++) : "");
      }
    }
    return out.append(pick(List.of("", ";", " ; ", "\n-- done"), next)).toString();
  }

  private String token(String token, int next) {
    if (token.isBlank()) {
      return pick(GAPS, next);
    }
    if (PLAIN_NAME.matcher(token).matches()) {
      boolean unquoted = choice(next) % 2 == 0 && !RESERVED.contains(token);
      return unquoted ? token.substring(1, token.length() - 1) : token;
    }
    if (Character.isLetter(token.charAt(0))) {
      return switch (choice(next) % 3) {
        case 0 -> token.toUpperCase(Locale.ROOT);
        case 1 -> token.toLowerCase(Locale.ROOT);
        default -> token;
      };
    }
    return token;
  }

  /**
   * White space may stand on either side of a comma and inside parentheses, but not before a
   * parenthesis: that can make a function's name a column's.
   */
  private static boolean isSeparator(String left, String right) {
    return left.equals("(") || left.equals(",") || right.equals(")") || right.equals(",");
  }

  private int choice(int index) {
    return Math.floorMod(choices.get(Math.floorMod(index, choices.size())), 1000);
  }

  private <T> T pick(List<T> from, int index) {
    return from.get(choice(index) % from.size());
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (Matcher m = TOKEN.matcher(text); m.find(); ) {
      tokens.add(m.group());
    }
    return tokens;
  }
}

package io.driftguard.grammar;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code SHOW CREATE TABLE} printed, less what it prints differently although it means the
 * same: the closed list of {@code docs/canonical-form.md}. It is text that is taken away from text,
 * so that it shares nothing with the form that it is held against.
 */
final class ShownTable {

  private static final Pattern CHARSET =
      Pattern.compile("\\) (?:/\\*.*?\\*/ )*ENGINE=.* DEFAULT CHARSET=(\\w+)(?: COLLATE=(\\w+))?");
  private static final String COLUMN = "(?m)^(  `(?:[^`]|``)*` (?:(?!CHARACTER SET|COLLATE).)*?)";

  private ShownTable() {}

  /**
   * @param defaults the collation that each character set has when none is named
   */
  static String meaning(String shown, Map<String, String> defaults) {
    String text = shown.replaceAll(" AUTO_INCREMENT=\\d+| ON (?:DELETE|UPDATE) RESTRICT", "");
    if (text.contains("ENGINE=InnoDB") || text.contains("ENGINE=MyISAM")) {
      text = text.replace(" USING BTREE", "");
    }
    text = text.replace("_utf8mb4'", "'");
    Matcher m = CHARSET.matcher(text);
    if (!m.find()) {
      return text;
    }
    String charset = m.group(1);
    String usual = defaults.getOrDefault(charset, "");
    String collation = m.group(2) == null ? usual : m.group(2);
    String tail = text.substring(m.start());
    String head =
        text.substring(0, m.start())
            .replaceAll(
                COLUMN + " CHARACTER SET " + charset + " COLLATE " + collation + "\\b", "$1")
            .replaceAll(COLUMN + " COLLATE " + collation + "\\b", "$1");
    if (collation.equals(usual)) {
      head = head.replaceAll(COLUMN + " CHARACTER SET " + charset + "\\b(?! COLLATE)", "$1");
    }
    return head + tail;
  }
}

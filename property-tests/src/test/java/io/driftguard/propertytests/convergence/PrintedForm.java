package io.driftguard.propertytests.convergence;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code SHOW CREATE TABLE} prints, without what is printed differently although it means the
 * same. That list is closed: see the page about the canonical form. This is done on the text, so
 * that it shares nothing with the form that it is to confirm.
 */
final class PrintedForm {

  private static final Pattern OF_TABLE =
      Pattern.compile("\\n\\) .*DEFAULT CHARSET=(\\w+)(?: COLLATE=(\\w+))?");

  private static final Pattern OF_COLUMN =
      Pattern.compile("(?: CHARACTER SET (\\w+))?(?: COLLATE (\\w+))?(?= |,|\\n)");

  private final Map<String, String> defaultCollations;

  /**
   * @param defaultCollations the default collations of character sets
   */
  PrintedForm(Map<String, String> defaultCollations) {
    this.defaultCollations = Map.copyOf(defaultCollations);
  }

  SortedMap<String, String> of(SortedMap<String, String> printed) {
    SortedMap<String, String> forms = new TreeMap<>();
    printed.forEach((name, text) -> forms.put(name, of(text)));
    return forms;
  }

  private String of(String text) {
    String form =
        text.replaceAll(" AUTO_INCREMENT=\\d+", "")
            .replaceAll(" USING BTREE", "")
            .replaceAll(" ON (DELETE|UPDATE) RESTRICT", "")
            .replaceAll("_utf8mb4'", "'");
    Matcher found = OF_TABLE.matcher(form);
    if (!found.find()) {
      return form;
    }
    MatchResult table = found.toMatchResult();
    return OF_COLUMN
        .matcher(form)
        .replaceAll(
            column -> {
              if (column.group().isEmpty()) {
                return "";
              }
              String collation = collation(column.group(1), column.group(2));
              return collation.equals(collation(table.group(1), table.group(2)))
                  ? ""
                  : " COLLATE " + collation;
            });
  }

  /** A collation implies its character set, and a character set its default collation. */
  private String collation(String charset, String collation) {
    return collation == null ? defaultCollations.getOrDefault(charset, charset) : collation;
  }
}

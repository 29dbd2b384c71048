package io.driftguard.propertytests.convergence;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private static final Pattern PART = Pattern.compile("[(,](`[^`]*`)");

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
        withSettledKeys(text)
            .replaceAll(" AUTO_INCREMENT=\\d+", "")
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

  /** The unique keys beside a primary key in the order that the next change of the table makes. */
  private static String withSettledKeys(String text) {
    List<String> before = new ArrayList<>();
    List<String> unique = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (String line : Splitter.on('\n').split(text)) {
      if (line.startsWith("  UNIQUE KEY")) {
        unique.add(line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
      } else {
        (unique.isEmpty() ? before : after).add(line);
      }
    }
    if (unique.isEmpty() || !before.get(before.size() - 1).startsWith("  PRIMARY KEY")) {
      return text;
    }
    unique.sort(
        Comparator.comparing((String key) -> !isNotNull(key, before))
            .thenComparing(key -> key.contains("`(")));
    String last = after.get(0).startsWith(")") ? "\n" : ",\n";
    return String.join("\n", before)
        + "\n"
        + String.join(",\n", unique)
        + last
        + String.join("\n", after);
  }

  private static boolean isNotNull(String key, List<String> columns) {
    Matcher parts = PART.matcher(key.substring(key.indexOf('(')));
    return parts
        .results()
        .allMatch(
            part ->
                columns.stream()
                    .anyMatch(
                        column ->
                            column.startsWith("  " + part.group(1) + " ")
                                && column.contains(" NOT NULL")));
  }

  /** A collation implies its character set, and a character set its default collation. */
  private String collation(String charset, String collation) {
    return collation == null ? defaultCollations.getOrDefault(charset, charset) : collation;
  }
}

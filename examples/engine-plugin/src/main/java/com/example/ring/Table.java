package com.example.ring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as {@code SHOW CREATE TABLE} prints it: one column or key a line. A ring keeps its files
 * in that form, so that text is compared with text.
 *
 * @param name the name, unquoted
 * @param columns name to definition, in order
 * @param keys name to definition, in order
 * @param primary the definition of the primary key
 * @param options what stands behind the last parenthesis
 * @param text the whole text
 */
record Table(
    String name,
    Map<String, String> columns,
    Map<String, String> keys,
    String primary,
    String options,
    String text) {

  private static final String NAME = "`((?:[^`]|``)+)`";
  private static final Pattern FIRST = Pattern.compile("CREATE TABLE " + NAME + " \\(");
  private static final Pattern COLUMN = Pattern.compile("  " + NAME + " (.+?),?");
  private static final Pattern KEY = Pattern.compile("  (?:UNIQUE )?KEY " + NAME + " .+?,?");
  private static final Pattern PRIMARY = Pattern.compile("  PRIMARY KEY .+?,?");
  private static final Pattern LAST = Pattern.compile("\\)( [A-Z].*)?");

  /** The table, or empty when the text is not exactly one in that form. */
  static Optional<Table> read(String text) {
    List<String> lines = text.strip().lines().toList();
    Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.get(0));
    Matcher last = LAST.matcher(lines.isEmpty() ? "" : lines.get(lines.size() - 1));
    if (!first.matches() || !last.matches()) {
      return Optional.empty();
    }
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> keys = new LinkedHashMap<>();
    List<String> primary = new ArrayList<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      String definition = line.strip().replaceFirst(",$", "");
      Matcher column = COLUMN.matcher(line);
      Matcher key = KEY.matcher(line);
      if (column.matches()) {
        columns.put(unquoted(column.group(1)), definition);
      } else if (key.matches()) {
        keys.put(unquoted(key.group(1)), definition);
      } else if (PRIMARY.matcher(line).matches()) {
        primary.add(definition);
      } else {
        return Optional.empty();
      }
    }
    if (columns.isEmpty() || primary.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(
        new Table(
            unquoted(first.group(1)),
            columns,
            keys,
            primary.get(0),
            Optional.ofNullable(last.group(1)).orElse(""),
            text.strip()));
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static String unquoted(String name) {
    return name.replace("``", "`");
  }
}

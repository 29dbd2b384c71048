package io.driftguard.mysql;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code SHOW GRANTS} says of the current account with all of its roles.
 *
 * <p>A server lists only those tables of a schema on which an account has a privilege. So an
 * account sees all of them for certain only when it may read the schema as a whole. What is not
 * understood of the grants counts as nothing.
 */
final class Grants {

  private static final Pattern GLOBAL = Pattern.compile("GRANT (?<what>[^`]+) ON \\*\\.\\* TO .*");
  private static final Pattern SCHEMA =
      Pattern.compile("GRANT (?<what>[^`(]+) ON `(?<schema>(?:[^`]|``)+)`\\.\\* TO .*");
  private static final Pattern REVOKED =
      Pattern.compile("REVOKE (?<what>[^`]+) ON `(?<schema>(?:[^`]|``)+)`\\.\\* FROM .*");

  private final ImmutableList<OnSchema> granted;
  private final ImmutableList<OnSchema> revoked;
  private final boolean global;
  private final boolean wildcards;
  private final boolean letterCase;

  private Grants(
      List<OnSchema> granted,
      List<OnSchema> revoked,
      boolean global,
      boolean wildcards,
      boolean letterCase) {
    this.granted = ImmutableList.copyOf(granted);
    this.revoked = ImmutableList.copyOf(revoked);
    this.global = global;
    this.wildcards = wildcards;
    this.letterCase = letterCase;
  }

  /** A line for one schema, or for a pattern of schemas. */
  private record OnSchema(String schema, boolean read) {}

  /**
   * Reads the lines.
   *
   * @param partialRevokes whether the server has {@code partial_revokes}, by which names of schemas
   *     are no patterns
   * @param lowerCaseTableNames the server's {@code lower_case_table_names}
   */
  static Grants read(List<String> lines, boolean partialRevokes, int lowerCaseTableNames) {
    ImmutableList.Builder<OnSchema> granted = ImmutableList.builder();
    ImmutableList.Builder<OnSchema> revoked = ImmutableList.builder();
    boolean global = false;
    for (String line : lines) {
      Matcher all = GLOBAL.matcher(line);
      Matcher one = SCHEMA.matcher(line);
      Matcher less = REVOKED.matcher(line);
      if (all.matches()) {
        global |= reads(all.group("what"));
      } else if (one.matches()) {
        granted.add(onSchema(one));
      } else if (less.matches()) {
        revoked.add(onSchema(less));
      }
    }
    return new Grants(
        granted.build(), revoked.build(), global, !partialRevokes, lowerCaseTableNames == 0);
  }

  private static OnSchema onSchema(Matcher line) {
    return new OnSchema(line.group("schema").replace("``", "`"), reads(line.group("what")));
  }

  private static boolean reads(String privileges) {
    List<String> names = Splitter.on(',').trimResults().splitToList(privileges);
    return names.contains("SELECT") || names.contains("ALL PRIVILEGES");
  }

  /** Tells whether the account may read a schema as a whole, so that no table is hidden from it. */
  boolean readAllOf(String schema) {
    boolean taken = revoked.stream().anyMatch(each -> each.read() && isNamed(each, schema));
    if (global && !taken) {
      return true;
    }
    List<OnSchema> exact = granted.stream().filter(each -> isNamed(each, schema)).toList();
    if (!exact.isEmpty()) {
      return exact.stream().allMatch(OnSchema::read);
    }
    // Only one of several patterns counts, and which it is depends on their order.
    List<OnSchema> patterns =
        granted.stream().filter(each -> wildcards && matches(each.schema(), schema)).toList();
    return !patterns.isEmpty() && patterns.stream().allMatch(OnSchema::read);
  }

  private boolean isNamed(OnSchema grant, String schema) {
    String name =
        wildcards ? grant.schema().replace("\\_", "_").replace("\\%", "%") : grant.schema();
    return folded(name).equals(folded(schema));
  }

  private boolean matches(String like, String schema) {
    StringBuilder regex = new StringBuilder();
    String pattern = folded(like);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(folded(schema)).matches();
  }

  private String folded(String name) {
    return letterCase ? name : name.toLowerCase(Locale.ROOT);
  }
}

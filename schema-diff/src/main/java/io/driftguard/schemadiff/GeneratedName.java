package io.driftguard.schemadiff;

import java.util.OptionalLong;

/**
 * The names that the server gives to constraints without one: the table's name, an infix and a
 * number. A name that a user wrote in that form counts as generated.
 */
enum GeneratedName {
  FOREIGN_KEY("_ibfk_"),
  CHECK("_chk_");

  private final String infix;

  GeneratedName(String infix) {
    this.infix = infix;
  }

  String of(String table, long number) {
    return table + infix + number;
  }

  /** The number in a constraint's name that is generated from the table's name. */
  OptionalLong number(String table, String constraint) {
    String prefix = table + infix;
    if (!constraint.startsWith(prefix)) {
      return OptionalLong.empty();
    }
    String digits = constraint.substring(prefix.length());
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= 10
            && digits.charAt(0) != '0'
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
  }

  /** The name of a constraint after its table was renamed. */
  String renamed(String constraint, String from, String to) {
    OptionalLong number = number(from, constraint);
    return number.isPresent() ? of(to, number.getAsLong()) : constraint;
  }
}

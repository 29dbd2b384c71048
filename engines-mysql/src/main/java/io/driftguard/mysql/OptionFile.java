package io.driftguard.mysql;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account in a MySQL option file: {@code user} and {@code password} of the group {@code
 * [client]}, as MySQL's own programs read them. Whatever else the file holds is not looked at.
 *
 * @param user the account's name
 * @param password its password
 */
record OptionFile(Optional<String> user, Optional<String> password) {

  @Override
  public String toString() {
    return "an option file";
  }

  static OptionFile parse(String text) {
    boolean client = false;
    @Nullable String user = null;
    @Nullable String password = null;
    for (String written : text.lines().toList()) {
      String line = written.strip();
      if (line.startsWith("[")) {
        client = line.equals("[client]");
      } else if (client && !line.startsWith("#") && !line.startsWith(";")) {
        int equals = line.indexOf('=');
        String name = equals < 0 ? line : line.substring(0, equals).strip();
        String value = equals < 0 ? "" : unquoted(line.substring(equals + 1).strip());
        if (name.equals("user")) {
          user = value;
        } else if (name.equals("password")) {
          password = value;
        }
      }
    }
    return new OptionFile(Optional.ofNullable(user), Optional.ofNullable(password));
  }

  private static String unquoted(String value) {
    char first = value.isEmpty() ? ' ' : value.charAt(0);
    boolean quoted =
        value.length() >= 2
            && (first == '"' || first == '\'')
            && value.charAt(value.length() - 1) == first;
    String inner = quoted ? value.substring(1, value.length() - 1) : value;
    return inner.indexOf('\\') < 0 ? inner : unescaped(inner);
  }

  /** MySQL Reference Manual, "Using Option Files": other escapes stand for themselves. */
  private static String unescaped(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      char next = i + 1 < value.length() ? value.charAt(i + 1) : '\0';
      int known = "btnrs\\".indexOf(next);
      if (c == '\\' && next != '\0' && known >= 0) {
        out.append("\b\t\n\r \\".charAt(known));
        i++;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}

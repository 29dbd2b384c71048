package io.driftguard.vschema;

import io.driftguard.api.Quoted;
import java.util.regex.Pattern;

/**
 * A place in a document, printed as {@code $.tables.orders.columns[2]}.
 *
 * @param text the printed form
 */
record JsonPath(String text) {

  static final JsonPath ROOT = new JsonPath("$");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  JsonPath key(String key) {
    return new JsonPath(
        text + (PLAIN.matcher(key).matches() ? "." + key : "[" + Quoted.text(key) + "]"));
  }

  JsonPath index(int index) {
    return new JsonPath(text + "[" + index + "]");
  }

  @Override
  public String toString() {
    return text;
  }
}

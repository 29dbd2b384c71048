package io.driftguard.engine.json;

import io.driftguard.api.Quoted;
import java.util.regex.Pattern;

/**
 * Where a value stands in a document.
 *
 * @param path the way to it from the root: {@code $.ddl_changes[0].ddl}
 * @param line its line, counted from 1
 * @param column its column in characters, counted from 1
 */
public record JsonPlace(String path, int line, int column) {

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  JsonPlace key(String key, int line, int column) {
    String step = PLAIN_KEY.matcher(key).matches() ? "." + key : "[" + Quoted.text(key) + "]";
    return new JsonPlace(path + step, line, column);
  }

  JsonPlace index(int index, int line, int column) {
    return new JsonPlace(path + "[" + index + "]", line, column);
  }

  @Override
  public String toString() {
    return path + " (line " + line + ", column " + column + ")";
  }
}

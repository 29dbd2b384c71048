package io.driftguard.api;

/** The one test that every name in the vocabulary passes. */
final class Names {

  private Names() {}

  static void requirePlain(String what, String name) {
    if (name.isBlank() || !name.equals(name.strip())) {
      throw new IllegalArgumentException(what + " is blank or padded: \"" + name + "\"");
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what + " holds a control character: \"" + escaped(name) + "\"");
    }
  }

  private static String escaped(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}

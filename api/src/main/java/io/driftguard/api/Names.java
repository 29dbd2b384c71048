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
          what + " holds a control character: \"" + VisibleText.of(name) + "\"");
    }
  }
}

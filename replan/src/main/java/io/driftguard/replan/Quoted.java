package io.driftguard.replan;

/** Foreign text as it may stand in a message: without characters that act instead of showing. */
final class Quoted {

  private Quoted() {}

  static String text(String value) {
    return "\"" + plain(value.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  static String plain(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (acts(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean acts(char c) {
    return Character.isISOControl(c)
        || switch (Character.getType(c)) {
          case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
          default -> false;
        };
  }
}

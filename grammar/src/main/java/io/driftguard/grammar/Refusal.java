package io.driftguard.grammar;

/** A refusal on its way out of code that can throw no checked exception. */
final class Refusal extends RuntimeException {

  private final RejectionCode code;
  private final int offset;

  /**
   * @param offset where in the text
   */
  Refusal(RejectionCode code, int offset, String message) {
    super(message, null, false, false);
    this.code = code;
    this.offset = offset;
  }

  RejectionCode code() {
    return code;
  }

  DdlRejectedException in(String text) {
    Place place = Place.of(text, Math.min(offset, text.length()));
    return new DdlRejectedException(code, place.line(), place.column(), message());
  }

  private String message() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }
}

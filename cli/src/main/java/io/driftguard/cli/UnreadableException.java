package io.driftguard.cli;

import io.driftguard.api.engine.EngineException;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;

/** Something that the command needs could not be read or understood, so there is no answer. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  UnreadableException(String message) {
    super(message);
    this.message = message;
  }

  /** The first of these reasons, and what to do about it. */
  static UnreadableException of(List<Refusal> refusals) {
    Refusal first = refusals.get(0);
    return new UnreadableException(
        first.code()
            + ": "
            + first.where()
            + ": expected "
            + first.expected()
            + ", but found "
            + first.found()
            + "; "
            + first.recovery());
  }

  /** Why an adapter cannot answer, in the words of a refusal, and what to do about it. */
  static UnreadableException of(EngineException e) {
    RefusalCode code = RefusalCode.of(e.reason());
    return new UnreadableException(code + ": " + e.getMessage() + "; " + code.recovery());
  }

  @Override
  public String getMessage() {
    return message;
  }
}

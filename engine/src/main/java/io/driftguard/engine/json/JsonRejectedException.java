package io.driftguard.engine.json;

import io.driftguard.engine.refusal.Refusal;
import java.util.List;

/** A document that is refused. */
public final class JsonRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Refusal> refusals;

  /** For those who read a document further than to its JSON. */
  public JsonRejectedException(List<Refusal> refusals) {
    super(refusals.toString());
    this.refusals = List.copyOf(refusals);
  }

  JsonRejectedException(Refusal refusal) {
    this(List.of(refusal));
  }

  /** Why; at least one. */
  public List<Refusal> refusals() {
    return refusals;
  }
}

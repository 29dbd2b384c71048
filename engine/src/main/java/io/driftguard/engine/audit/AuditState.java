package io.driftguard.engine.audit;

/** How a table or a VSchema of one place stands, the best first. */
public enum AuditState {
  /** The desired schema asks for nothing more. */
  AS_DESIRED("as desired"),
  /** Something is to be done, and a dispatch that the guard would permit does exactly that. */
  PENDING("pending as reviewed"),
  /** Something is to be done, and nobody has reviewed it. */
  DRIFTED("drifted"),
  /** What is to be done could not be found out. */
  UNVERIFIABLE("unverifiable");

  private final String title;

  AuditState(String title) {
    this.title = title;
  }

  /** A few words for a heading or a legend. */
  public String title() {
    return title;
  }
}

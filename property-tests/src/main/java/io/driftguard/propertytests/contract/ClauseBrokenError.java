package io.driftguard.propertytests.contract;

/** A clause of the engine specification is broken: which, how, by what, and where to look. */
public final class ClauseBrokenError extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final Clause clause;

  /**
   * @param clause the clause
   * @param found what was expected and what was found
   * @param example what it was found with
   */
  public ClauseBrokenError(Clause clause, String found, String example) {
    super(
        "\n"
            + clause.number()
            + " is broken: "
            + clause.must()
            + "\n  found:    "
            + found.replace("\n", "\n            ")
            + "\n  check:    "
            + clause.check()
            + "\n  example:  "
            + example.replace("\n", "\n            ")
            + "\n  see:      docs/engine-spec.md, "
            + clause.number());
    this.clause = clause;
  }

  /** The clause that is broken. */
  public Clause clause() {
    return clause;
  }
}

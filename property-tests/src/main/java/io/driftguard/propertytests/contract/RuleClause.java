package io.driftguard.propertytests.contract;

/** What a rule of a vendor has to keep; the numbers are stable. */
public enum RuleClause {
  R1(
      "a rule answers whatever facts it is given: it throws nothing and returns no null",
      "lookups that can miss, texts that can be anything, lists that can be empty"),
  R2(
      "a rule gives the same answer to the same facts",
      "state, clocks, randomness, the order of hash sets"),
  R3(
      "a rule more can only refuse more, and what it is violated by is refused",
      "the id: one of the guard's own is refused as an impostor"),
  R4(
      "a rule says what to do: title and recovery are one line of text, and so is each finding's",
      "the annotation, and Finding's recovery"),
  R5(
      "the codes of findings are the vendor's own, not those of the guard",
      "the codes in docs/refusals.md; begin yours with the vendor's name"),
  R6(
      "the rule was seen satisfied and violated, so that the run shows something",
      "plans() and variations(): do they ever bring what the rule looks for, and ever leave it out?");

  private final String must;
  private final String check;

  RuleClause(String must, String check) {
    this.must = must;
    this.check = check;
  }

  /** What must hold. */
  public String must() {
    return must;
  }

  /** Where to look when it does not. */
  public String check() {
    return check;
  }

  AssertionError brokenBy(String found, Object example) {
    return new AssertionError(
        "\n"
            + this
            + " is broken: "
            + must
            + "\n  found:    "
            + found.replace("\n", "\n            ")
            + "\n  check:    "
            + check
            + "\n  example:  "
            + example);
  }
}

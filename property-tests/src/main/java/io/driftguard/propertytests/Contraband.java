package io.driftguard.propertytests;

/** What the compiler forbids and the virtual machine does not: for breaking contracts. */
final class Contraband {

  private Contraband() {}

  /** Null where no null may be. Code that is compiled without null checks can do this anywhere. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T nothing() {
    return null;
  }

  /** Throws a checked exception where none may be thrown, as other languages of the JVM do. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException thrown(Throwable throwable) throws E {
    throw (E) throwable;
  }
}

package io.driftguard.engine.testing;

/** Throws what the signature does not declare, as some bridges to drivers do. */
public final class Undeclared {

  private Undeclared() {}

  /** Never returns. Its type lets it stand where a value is wanted. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T> T thrown(Throwable failure) {
    return Undeclared.<T, RuntimeException>rethrown(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T rethrown(Throwable failure) throws E {
    throw (E) failure;
  }
}

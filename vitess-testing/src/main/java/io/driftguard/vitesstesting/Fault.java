package io.driftguard.vitesstesting;

import io.grpc.Status;

/** What happens to a call instead of an answer, or before it. */
public sealed interface Fault {

  /** The call ends with an error. */
  static Fault status(Status status) {
    return new Ends(status);
  }

  /** The call is never answered; it ends when the caller gives it up. */
  static Fault silence() {
    return new Silent();
  }

  /** Something happens to the cluster first; then the call is answered. */
  static Fault after(Runnable event) {
    return new Happens(event);
  }

  record Ends(Status status) implements Fault {}

  record Silent() implements Fault {}

  record Happens(Runnable event) implements Fault {}
}

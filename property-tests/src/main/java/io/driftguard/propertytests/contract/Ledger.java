package io.driftguard.propertytests.contract;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How the clauses of one contract ended, so far. */
final class Ledger {

  private final ConcurrentLinkedQueue<String> notJudged = new ConcurrentLinkedQueue<>();
  private volatile boolean someFailed;

  void failed() {
    someFailed = true;
  }

  void notJudged(String reason) {
    notJudged.add(reason);
  }

  /** Why a run without a failure shows less than it seems to; empty when it does not. */
  Optional<String> unexplained() {
    return someFailed || notJudged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "expected that every clause is judged, or that the one fails which keeps others from it;"
                + " found neither, so the adapter does not always answer in the same way:\n"
                + String.join("\n", List.copyOf(notJudged)));
  }
}

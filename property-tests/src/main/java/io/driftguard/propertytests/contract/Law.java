package io.driftguard.propertytests.contract;

/**
 * What must hold of an adapter on one deployment. It returns when it holds, and what it met is in
 * the tally; otherwise it throws one of the kit's exceptions, which {@link Clause#judge} turns into
 * a {@link Judgement}.
 */
@FunctionalInterface
interface Law {
  void check(Subject subject, Tally tally);
}

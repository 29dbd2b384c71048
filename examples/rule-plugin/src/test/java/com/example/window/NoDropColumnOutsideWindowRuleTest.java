package com.example.window;

import io.driftguard.api.Dispatch;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.propertytests.contract.RuleContract;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

class NoDropColumnOutsideWindowRuleTest extends RuleContract {

  @Override
  protected RuleCatalog catalog() {
    return new GeneratedRuleCatalog();
  }

  /** Half of the dispatches are for the window. */
  @Override
  protected Arbitrary<UnaryOperator<Dispatch>> variations() {
    return Arbitraries.of("production", "maintenance")
        .map(environment -> dispatch -> in(environment, dispatch));
  }

  private static Dispatch in(String environment, Dispatch dispatch) {
    return new Dispatch(
        dispatch.planId(),
        dispatch.database(),
        dispatch.engine(),
        environment,
        dispatch.target(),
        dispatch.targetShard(),
        dispatch.changes(),
        dispatch.schemaFiles(),
        dispatch.declaredEmpty());
  }
}

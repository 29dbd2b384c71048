package io.driftguard.propertytests.contract;

import io.driftguard.api.rule.RuleCatalog;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** The contract as the vendor of a wrong rule would extend it; not run by itself. */
@PropertyDefaults(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
public final class ContractOfAWrongRule extends RuleContract {

  /** The one that is wrong; empty means one that is right. The platform makes the instances. */
  static volatile Optional<WrongRule> wrong = Optional.empty();

  @Override
  protected RuleCatalog catalog() {
    return wrong.map(WrongRule::catalog).orElseGet(WrongRule::rightOne);
  }
}

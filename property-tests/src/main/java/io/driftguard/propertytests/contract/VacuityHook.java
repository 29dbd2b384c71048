package io.driftguard.propertytests.contract;

import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.opentest4j.TestAbortedException;

/** Lets no clause pass that was judged on nothing, and none fail that could not be judged. */
final class VacuityHook implements AroundPropertyHook {

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    if (!(context.testInstance() instanceof EngineAdapterContract contract)
        || contract.judged().isEmpty()) {
      // A property of the vendor's own.
      return result;
    }
    if (result.throwable().filter(ClauseBrokenError.class::isInstance).isPresent()) {
      return result;
    }
    Optional<String> notJudged = contract.notJudged();
    if (notJudged.isPresent()) {
      return result.mapToAborted(new TestAbortedException(notJudged.get()));
    }
    if (result.status() != Status.SUCCESSFUL) {
      return result;
    }
    Clause clause = contract.judged().get();
    Optional<String> irrelevance = clause.irrelevance(contract.tally());
    if (irrelevance.isPresent()) {
      return result.mapToAborted(
          new TestAbortedException(clause + " is not judged: " + irrelevance.get()));
    }
    Optional<String> nothing = clause.vacuity(contract.tally());
    if (nothing.isEmpty()) {
      return result;
    }
    Optional<Clause> hidden = contract.last().flatMap(clause::hiddenBy);
    return hidden.isPresent()
        ? result.mapToAborted(
            new TestAbortedException(
                clause + " is not judged: " + hidden.get() + " is broken; mend it first"))
        : result.mapToFailed(
            new ClauseBrokenError(
                clause,
                "a run that shows nothing: in "
                    + result.countTries()
                    + " tries it "
                    + nothing.get()
                    + "; met in all: "
                    + contract.tally().counts(),
                "none; let models() differ more, or try more often"));
  }
}

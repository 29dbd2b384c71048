package io.driftguard.propertytests.contract;

import java.util.Optional;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AroundContainerHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.Store;
import org.opentest4j.TestAbortedException;

/**
 * Lets no clause pass that was judged on nothing, none fail that could not be judged, and no run
 * pass in which one was not judged.
 */
final class VacuityHook implements AroundPropertyHook, AroundContainerHook {

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
    PropertyExecutionResult judged = judged(contract, result);
    Ledger ledger = ledger(context);
    if (judged.status() == Status.FAILED) {
      ledger.failed();
    } else if (judged.status() == Status.ABORTED) {
      ledger.notJudged(judged.throwable().map(Throwable::getMessage).orElse(context.label()));
    } else {
      context.reporter().publishValue(contract.judged().get().number(), contract.judgedOn());
    }
    return judged;
  }

  /** What a container has made, its properties see; not the other way round. */
  @Override
  public void beforeContainer(ContainerLifecycleContext context) {
    Ledger unused = ledger(context);
  }

  @Override
  public void afterContainer(ContainerLifecycleContext context) {
    ledger(context)
        .unexplained()
        .ifPresent(
            why -> {
              throw new AssertionError(why);
            });
  }

  private static Ledger ledger(LifecycleContext context) {
    Object contract = context.optionalContainerClass().<Object>map(c -> c).orElse("");
    return Store.getOrCreate(Tuple.of(VacuityHook.class, contract), Lifespan.RUN, Ledger::new)
        .get();
  }

  private static PropertyExecutionResult judged(
      EngineAdapterContract contract, PropertyExecutionResult result) {
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
    Clause clause = contract.judged().orElseThrow();
    Optional<String> nothing = clause.vacuity(contract.tally(), contract.lacks());
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

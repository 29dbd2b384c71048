package io.driftguard.propertytests.contract;

import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Ordering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of running a contract as a build runs it, by the JUnit Platform.
 *
 * @param results the result of each test method
 * @param failures what failed of the contract as a whole
 */
record ContractRun(ImmutableSortedMap<String, Result> results, ImmutableList<String> failures) {

  /** How a test method ended and why. */
  record Result(TestExecutionResult.Status status, String message) {}

  static ContractRun of(Class<?> contract) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .configurationParameter("jqwik.database", "target/jqwik-contract-database")
            .configurationParameter("jqwik.reporting.onlyfailures", "true")
            // What failed with one wrong adapter says nothing about the next one.
            .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
            .build();
    TreeMap<String, Result> results = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isContainer() && result.getStatus() == FAILED) {
                  failures.add(result.getThrowable().map(Throwable::getMessage).orElse(""));
                }
                test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .ifPresent(
                        method ->
                            results.put(
                                method.getMethodName(),
                                new Result(
                                    result.getStatus(),
                                    result
                                        .getThrowable()
                                        .flatMap(e -> Optional.ofNullable(e.getMessage()))
                                        .orElse(""))));
              }
            });
    return new ContractRun(
        ImmutableSortedMap.copyOf(results, Ordering.natural()), ImmutableList.copyOf(failures));
  }

  /** The methods that ended so. */
  ImmutableSortedMap<String, Result> with(TestExecutionResult.Status status) {
    TreeMap<String, Result> such = new TreeMap<>(results);
    such.values().removeIf(result -> result.status() != status);
    return ImmutableSortedMap.copyOf(such, Ordering.natural());
  }
}

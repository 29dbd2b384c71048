package io.driftguard.propertytests.contract;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.stream.Collectors.toCollection;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.driftguard.propertytests.Reactor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The page and the kit have the same clauses, and each clause on the page has its test. */
final class EngineSpecTest {

  private static final Path SPEC = Reactor.here().root().resolve("docs/engine-spec.md");

  private static final Pattern CLAUSE =
      Pattern.compile(
          "### (E\\d+) · (.+)\n\n\\*Intent\\.\\* (?s:(.+?))\n\\*Held by\\* `EngineAdapterContract\\.(\\w+)`\\.\n");

  private static final Pattern HEADING = Pattern.compile("(?m)^### (E\\d+) ");

  /** A clause as the page has it. */
  private record Written(String number, String must, String test) {}

  @Test
  void thePageAndTheKitHaveTheSameClausesInOrder() {
    assertThat(written().stream().map(Written::number).toList())
        .containsExactlyElementsIn(
            Arrays.stream(Clause.values())
                .map(Clause::number)
                .sorted(Comparator.comparing(number -> Integer.parseInt(number.substring(1))))
                .toList())
        .inOrder();
  }

  @Test
  void everyHeadingIsAClauseWithIntentAndTest() {
    assertThat(HEADING.matcher(text()).results().count()).isEqualTo(written().size());
    for (Written clause : written()) {
      assertWithMessage(clause.number()).that(clause.must()).containsMatch("MUST|MAY|SHOULD");
    }
  }

  @Test
  void everyClauseNamesItsTestAndEveryTestHasItsClause() {
    assertThat(written().stream().map(Written::test).toList())
        .containsExactlyElementsIn(testsOfTheContract());
    for (Written clause : written()) {
      assertThat(EngineAdapterContract.clauseOf(clause.test()).number()).isEqualTo(clause.number());
    }
  }

  private static List<Written> written() {
    Matcher matcher = CLAUSE.matcher(text());
    return matcher
        .results()
        .map(found -> new Written(found.group(1), found.group(2), found.group(4)))
        .toList();
  }

  private static String text() {
    return Reactor.text(SPEC);
  }

  private static Set<String> testsOfTheContract() {
    TestPlan plan =
        LauncherFactory.create()
            .discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(ContractOfAWrongEngine.class))
                    .build());
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .flatMap((TestIdentifier test) -> test.getSource().stream())
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(MethodSource::getMethodName)
        .collect(toCollection(TreeSet::new));
  }
}

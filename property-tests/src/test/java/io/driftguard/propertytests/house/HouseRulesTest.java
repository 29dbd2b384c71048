package io.driftguard.propertytests.house;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import io.driftguard.propertytests.Reactor;
import io.driftguard.propertytests.house.HouseRules.HouseRule;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseRulesTest {

  private static final String BROKEN = "io.driftguard.propertytests.broken";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // The command's jar names copies of the other modules' jars, which would stand for them.
          .withImportOption(location -> !location.contains("/target/lib/"))
          // What JMH writes around each benchmark is not ours.
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("io.driftguard");

  private static final JavaClasses BREAKING = new ClassFileImporter().importPackages(BROKEN);

  static List<HouseRule> ours() {
    return new HouseRules("io.driftguard").all();
  }

  static List<HouseRule> broken() {
    return new HouseRules(BROKEN).all();
  }

  @ParameterizedTest
  @MethodSource("ours")
  void holds(HouseRule rule) {
    rule.rule().check(OURS);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void canFail(HouseRule rule) {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> rule.rule().check(BREAKING), rule.name());
    for (String complaint : rule.complaints()) {
      assertThat(failure).hasMessageThat().contains(complaint);
    }
  }

  @ParameterizedTest
  @MethodSource("ours")
  void saysSomethingOfNothing(HouseRule rule) {
    JavaClasses none = new ClassFileImporter().importPackages("io.driftguard.nowhere");
    AssertionError failure = assertThrows(AssertionError.class, () -> rule.rule().check(none));
    assertThat(failure).hasMessageThat().contains("failed to check any classes");
  }

  @Test
  void theRulesLookAtEveryModule() {
    Pattern module = Pattern.compile(".*/([^/]+)/target/.*");
    SortedSet<String> seen = new TreeSet<>();
    OURS.forEach(
        type ->
            type.getSource()
                .map(source -> Location.of(source.getUri()).toString())
                .map(module::matcher)
                .filter(Matcher::matches)
                .ifPresent(matcher -> seen.add(matcher.group(1))));
    assertWithMessage("modules whose classes were imported")
        .that(seen)
        .containsExactlyElementsIn(Reactor.here().modulesWithClasses());
  }
}

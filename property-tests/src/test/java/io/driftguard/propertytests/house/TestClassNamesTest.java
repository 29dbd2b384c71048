package io.driftguard.propertytests.house;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.propertytests.Reactor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surefire runs the classes whose file names match its patterns, and is silent about the rest. */
final class TestClassNamesTest {

  private static final Pattern TEST_METHOD =
      Pattern.compile(
          "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Example)\\b",
          Pattern.MULTILINE);

  private final Reactor reactor = Reactor.here();
  private final List<Pattern> patterns = reactor.testClassPatterns();

  @Test
  void surefireRunsEveryClassThatHasTests() {
    List<String> missed =
        reactor.testSources().stream()
            .filter(file -> isMissed(file.getFileName().toString(), Reactor.text(file)))
            .map(file -> reactor.root().relativize(file).toString())
            .toList();
    assertThat(missed).isEmpty();
  }

  @Test
  void theScanSeesEveryModuleThatHasTests() {
    List<String> scanned =
        reactor.testSources().stream()
            .filter(file -> TEST_METHOD.matcher(Reactor.text(file)).find())
            .map(file -> moduleOf(file))
            .distinct()
            .toList();
    assertThat(scanned).contains("property-tests");
    assertThat(reactor.modules()).containsAtLeastElementsIn(scanned);
  }

  @ParameterizedTest
  @CsvSource({
    "GuardTest.java, '  @Test', false",
    "GuardTests.java, '  @ParameterizedTest', false",
    "GuardProperties.java, '  @Property(tries = 5)', false",
    "GuardChecks.java, '  @Test', true",
    "GuardIT.java, '  @TestFactory', true",
    "TestGuard.java, '@Test', true",
    "GuardProperty.java, '  @Property', true",
    "GuardSpec.java, '  @Example', true",
    "Reactor.java, 'final class Reactor {}', false",
    "Mail.java, ' * mail@Test', false",
    "Testing.java, '  @Testing', false"
  })
  void aClassIsMissedWhenItHasTestsAndAnotherName(String file, String text, boolean missed) {
    assertThat(isMissed(file, text)).isEqualTo(missed);
  }

  private boolean isMissed(String fileName, String text) {
    return TEST_METHOD.matcher(text).find()
        && patterns.stream().noneMatch(pattern -> pattern.matcher(fileName).matches());
  }

  private String moduleOf(Path file) {
    Path relative = reactor.root().relativize(file);
    return relative.subpath(0, relative.getNameCount()).toString().split("/src/test/java/", 2)[0];
  }
}

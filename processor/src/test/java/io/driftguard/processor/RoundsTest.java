package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.processor.Compilations.compileInto;
import static io.driftguard.processor.Compilations.compiler;
import static io.driftguard.processor.Compilations.errorsAndWarnings;
import static io.driftguard.processor.Compilations.outputs;
import static io.driftguard.processor.Compilations.resource;
import static io.driftguard.processor.Compilations.rule;
import static io.driftguard.processor.Compilations.source;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the catalog is written, with which rules, and when it is not. */
final class RoundsTest {

  private static final String CATALOG = "com.example.GeneratedRuleCatalog";
  private static final String SERVICES = "META-INF/services/io.driftguard.api.rule.RuleCatalog";

  private static final JavaFileObject CONSTANTS =
      JavaFileObjects.forSourceString(
          "com.example.Constants",
          """
          package com.example;

          final class Constants {
            static final String ID = "two";
          }
          """);

  private static final JavaFileObject NEEDS_CONSTANTS =
      JavaFileObjects.forSourceString(
          "com.example.Two",
          """
          package com.example;

          import io.driftguard.api.rule.*;

          @Rule(id = Constants.ID, title = "Title", recovery = "recovery")
          public final class Two {
            public RuleOutcome evaluate(ScopeFact scope) {
              return RuleOutcome.satisfied("two");
            }
          }
          """);

  private static final JavaFileObject PLAIN =
      JavaFileObjects.forSourceString(
          "com.example.Plain", "package com.example;\nclass Plain {}\n");

  private static Compilation compile(List<JavaFileObject> sources, Processor... others) {
    return compiler()
        .withProcessors(
            ImmutableList.<Processor>builder()
                .add(new RuleProcessor(), new AutoServiceProcessor())
                .add(others)
                .build())
        .compile(sources);
  }

  /** The ids in the order of the page, when there was nothing to complain of. */
  private static ImmutableList<String> ids(Compilation compilation) {
    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(resource(compilation, SERVICES)).hasValue(CATALOG + "\n");
    return Splitter.on("\n## ")
        .splitToStream(resource(compilation, RulePage.PATH).orElseThrow())
        .skip(1)
        .map(section -> section.substring(0, section.indexOf('\n')))
        .collect(toImmutableList());
  }

  @Test
  void aRuleThatAnotherProcessorGeneratesIsInTheCatalog() {
    assertThat(
            ids(
                compile(
                    List.of(rule("com.example.One", "one")),
                    new SourceGenerator("One", rule("com.example.Two", "two")))))
        .containsExactly("one", "two")
        .inOrder();
  }

  @Test
  void aRuleThatComesARoundAfterOtherClassesIsInTheCatalog() {
    assertThat(
            ids(
                compile(
                    List.of(rule("com.example.One", "one")),
                    new SourceGenerator("One", PLAIN),
                    new SourceGenerator("Plain", CONSTANTS),
                    new SourceGenerator("Constants", rule("com.example.Three", "three")))))
        .containsExactly("one", "three")
        .inOrder();
  }

  @Test
  void aCompilationWhoseOnlyRuleIsGeneratedHasACatalog() {
    assertThat(
            ids(
                compile(
                    List.of(PLAIN), new SourceGenerator("Plain", rule("com.example.One", "one")))))
        .containsExactly("one");
  }

  @Test
  void aRuleMayNameAConstantThatIsGenerated() {
    assertThat(
            ids(
                compile(
                    List.of(rule("com.example.One", "one"), NEEDS_CONSTANTS, PLAIN),
                    new SourceGenerator("Plain", CONSTANTS))))
        .containsExactly("one", "two")
        .inOrder();
  }

  @Test
  void aRuleThatWaitsForACompilationThatFailedIsNotBlamed() {
    Compilation compilation =
        compile(
            List.of(rule("com.example.One", "ONE"), NEEDS_CONSTANTS, PLAIN),
            new SourceGenerator("Plain", CONSTANTS));

    String all = String.join("\n", errorsAndWarnings(compilation));
    assertThat(all).contains("[ID_FORM]");
    assertThat(all).doesNotContain("[UNRESOLVED_RULE]");
  }

  @Test
  void anIdThatIsTakenByARuleOfAnEarlierRoundIsRefused() {
    Compilation compilation =
        compile(
            List.of(rule("com.example.Z", "one")),
            new SourceGenerator("Z", rule("com.example.A", "one")));

    assertThat(errorsAndWarnings(compilation))
        .containsExactly("[DUPLICATE_RULE_ID] com.example.Z already has the id \"one\"");
  }

  @Test
  void withoutRulesNothingIsWritten() {
    Compilation compilation = compile(List.of(PLAIN));

    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(outputs(compilation)).containsExactly("/CLASS_OUTPUT/com/example/Plain.class");
  }

  @Test
  void whenOneRuleIsWrongTheOthersAreNotWrittenEither(@TempDir Path classes) throws IOException {
    assertThat(
            compileInto(
                classes,
                List.of(),
                List.of(rule("com.example.One", "one"), rule("com.example.Two", "TWO"))))
        .hasSize(1);

    try (Stream<Path> written = Files.walk(classes)) {
      assertThat(written.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whenThePageCannotBeWrittenTheCatalogIsNotEither(@TempDir Path classes) throws IOException {
    Files.writeString(classes.resolve("META-INF"), "a file where a directory should be");

    ImmutableList<String> problems =
        compileInto(classes, List.of(), List.of(rule("com.example.One", "one")));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .startsWith("[NOT_WRITTEN] expected to write META-INF/driftguard/rules.md, but found: ");
  }

  @Test
  void compilingAgainIntoTheSameDirectoryReplacesTheCatalog(@TempDir Path classes) {
    List<String> options = List.of("-cp", classPathWith(classes));

    assertThat(compileInto(classes, options, List.of(rule("com.example.One", "one")))).isEmpty();
    assertThat(compileInto(classes, options, List.of(rule("com.example.Two", "two")))).isEmpty();

    assertThat(classes.resolve("com/example/One.class").toFile().exists()).isTrue();
    assertThat(page(classes)).contains("## two");
    assertThat(page(classes)).doesNotContain("## one");
  }

  @Test
  void aCatalogOfThatNameElsewhereOnTheClassPathIsNotHidden(
      @TempDir Path main, @TempDir Path test) {
    List<String> options = List.of("-cp", classPathWith(main));
    JavaFileObject inTest = rule("com.example.Two", "two");
    assertThat(compileInto(main, List.of(), List.of(rule("com.example.One", "one")))).isEmpty();

    assertThat(compileInto(test, options, List.of(inTest)))
        .containsExactly(
            "[CATALOG_NAME_TAKEN] expected that no class is called com.example.GeneratedRuleCatalog,"
                + " but there is one; choose another name for the catalog with"
                + " -Adriftguard.catalog=qualified.Name");
  }

  @Test
  void theOptionNamesTheCatalog() {
    Compilation compilation =
        compiler()
            .withOptions("-Xlint:all,-processing", "-Adriftguard.catalog=org.acme.Rules")
            .compile(rule("com.example.One", "one"), rule("org.example.Two", "two"));

    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(source(compilation, "org.acme.Rules").orElseThrow())
        .contains("public final class Rules implements RuleCatalog");
    assertThat(resource(compilation, SERVICES)).hasValue("org.acme.Rules\n");
  }

  @Test
  void aPackageIsSharedByWholeSegments() {
    Compilation compilation =
        compiler().compile(rule("com.example.ab.One", "one"), rule("com.example.ac.Two", "two"));

    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(resource(compilation, SERVICES)).hasValue(CATALOG + "\n");
  }

  private static String classPathWith(Path classes) {
    return classes + System.getProperty("path.separator") + System.getProperty("java.class.path");
  }

  private static String page(Path classes) {
    try {
      return Files.readString(classes.resolve(RulePage.PATH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.processor.Compilations.HEADER;
import static io.driftguard.processor.Compilations.compiler;
import static io.driftguard.processor.Compilations.errors;
import static io.driftguard.processor.Compilations.facts;
import static io.driftguard.processor.Compilations.rule;
import static io.driftguard.processor.Compilations.sections;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link Problem} is produced, with its exact words, where it belongs. */
final class ProblemTest {

  private static final String MARK = " // ! ";

  /** A class that does not compile, from the table. */
  record RefusedRule(String name, String source) {

    JavaFileObject file() {
      return JavaFileObjects.forSourceString("com.example.TheRule", HEADER + source);
    }

    /** The errors that its comments announce, each as "line: message". */
    ImmutableList<String> announced() {
      List<String> lines = Splitter.on('\n').splitToList(HEADER + source);
      return IntStream.range(0, lines.size())
          .boxed()
          .flatMap(
              i ->
                  Splitter.on(MARK)
                      .splitToStream(lines.get(i))
                      .skip(1)
                      .map(
                          message ->
                              (i + 1)
                                  + ": "
                                  + message.replace("{facts}", String.join(", ", facts()))))
          .collect(toImmutableList());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A compilation that fails as a whole. */
  record RefusedCompilation(
      String name, Compiler compiler, ImmutableList<JavaFileObject> sources, String error) {

    @Override
    public String toString() {
      return name;
    }
  }

  static ImmutableList<RefusedRule> refusedRules() {
    return sections("refused-rules.txt").entrySet().stream()
        .map(section -> new RefusedRule(section.getKey(), section.getValue()))
        .collect(toImmutableList());
  }

  static ImmutableList<RefusedCompilation> refusedCompilations() {
    JavaFileObject rule = rule("com.example.One", "one");
    return ImmutableList.of(
        new RefusedCompilation(
            "a rule in no package",
            compiler(),
            ImmutableList.of(
                JavaFileObjects.forSourceString(
                    "TheRule",
                    """
                    import io.driftguard.api.rule.*;
                    @Rule(id = "one", title = "Title", recovery = "recovery")
                    public final class TheRule {
                      public RuleOutcome evaluate(ScopeFact scope) { return null; }
                    }
                    """)),
            "[UNNAMED_PACKAGE] expected a rule in a named package, but TheRule is in none"),
        new RefusedCompilation(
            "a rule that names what does not exist",
            compiler(),
            ImmutableList.of(
                rule,
                JavaFileObjects.forSourceString(
                    "com.example.Two",
                    """
                    package com.example;
                    import io.driftguard.api.rule.*;
                    @Rule(id = Nowhere.ID, title = "Title", recovery = "recovery")
                    public final class Two {
                      public RuleOutcome evaluate(ScopeFact scope) { return null; }
                    }
                    """)),
            "[UNRESOLVED_RULE] expected that every type and constant named in the signatures of com.example.Two exists, but some do not"),
        new RefusedCompilation(
            "a rule that is generated from the catalog",
            compiler()
                .withProcessors(
                    new RuleProcessor(),
                    new AutoServiceProcessor(),
                    new SourceGenerator("GeneratedRuleCatalog", rule("com.example.Two", "two"))),
            ImmutableList.of(rule),
            "[LATE_RULE] expected every rule to be there before com.example.GeneratedRuleCatalog is, but com.example.Two was generated afterwards, perhaps from it"),
        new RefusedCompilation(
            "a catalog in no package",
            compiler().withOptions("-Adriftguard.catalog=Catalog"),
            ImmutableList.of(rule),
            "[CATALOG_OPTION] expected -Adriftguard.catalog=the qualified name of a class in a named package, but found \"Catalog\""),
        new RefusedCompilation(
            "a catalog that is called like a keyword",
            compiler().withOptions("-Adriftguard.catalog=com.example.class"),
            ImmutableList.of(rule),
            "[CATALOG_OPTION] expected -Adriftguard.catalog=the qualified name of a class in a named package, but found \"com.example.class\""),
        new RefusedCompilation(
            "a catalog without a name",
            compiler().withOptions("-Adriftguard.catalog"),
            ImmutableList.of(rule),
            "[CATALOG_OPTION] expected -Adriftguard.catalog=the qualified name of a class in a named package, but found \"\""),
        new RefusedCompilation(
            "rules that have no package in common",
            compiler(),
            ImmutableList.of(rule, rule("org.example.Two", "two")),
            "[NO_COMMON_PACKAGE] expected that the rules share the start of their packages, so that the catalog has one, but found [com.example, org.example]; choose one with -Adriftguard.catalog=qualified.Name"),
        new RefusedCompilation(
            "a class with the catalog's name",
            compiler(),
            ImmutableList.of(
                rule,
                JavaFileObjects.forSourceString(
                    "com.example.GeneratedRuleCatalog",
                    """
                    package com.example;
                    class GeneratedRuleCatalog {}
                    """)),
            "[CATALOG_NAME_TAKEN] expected that no class is called com.example.GeneratedRuleCatalog, but there is one; choose another name for the catalog with -Adriftguard.catalog=qualified.Name"),
        new RefusedCompilation(
            "no AutoService",
            compiler().withProcessors(new RuleProcessor(ClassLoader.getPlatformClassLoader())),
            ImmutableList.of(rule),
            "[AUTO_SERVICE_MISSING] expected the annotation processor com.google.auto.service.processor.AutoServiceProcessor beside this one, because without it nothing finds the catalog, but the processor path does not have it"),
        new RefusedCompilation(
            "a class with the name of the file that asks for another round",
            compiler(),
            ImmutableList.of(
                rule,
                JavaFileObjects.forSourceString(
                    "com.example.RulesOfRound1",
                    """
                    package com.example;
                    class RulesOfRound1 {}
                    """)),
            "[NOT_WRITTEN] expected to write com.example.RulesOfRound1, but found: javax.annotation.processing.FilerException: Attempt to recreate a file for type com.example.RulesOfRound1"));
  }

  @ParameterizedTest
  @MethodSource("refusedRules")
  void refusesTheRuleWithTheErrorsThatItsCommentsAnnounce(RefusedRule refused) {
    Compilation compilation = compiler().compile(refused.file());

    assertThat(
            compilation.errors().stream()
                .map(error -> error.getLineNumber() + ": " + error.getMessage(Locale.ROOT)))
        .containsExactlyElementsIn(refused.announced());
  }

  @ParameterizedTest
  @MethodSource("refusedCompilations")
  void refusesTheCompilation(RefusedCompilation refused) {
    Compilation compilation = refused.compiler().compile(refused.sources());

    assertThat(errors(compilation)).contains(refused.error());
    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
  }

  @Test
  void refusesADuplicateIdInTheFileAndOnTheLineOfTheSecond() {
    JavaFileObject first = rule("com.example.A", "multiset-match");
    JavaFileObject second = rule("com.example.B", "multiset-match");

    for (List<JavaFileObject> sources : List.of(List.of(first, second), List.of(second, first))) {
      CompilationSubject.assertThat(compiler().compile(sources))
          .hadErrorContaining(
              "[DUPLICATE_RULE_ID] com.example.A already has the id \"multiset-match\"")
          .inFile(second)
          .onLine(4)
          .atColumn(10);
    }
  }

  @Test
  void everyProblemIsInOneOfTheTables() {
    Set<Problem> missing = EnumSet.allOf(Problem.class);
    Stream.concat(
            refusedRules().stream()
                .flatMap(refused -> refused.announced().stream())
                .map(announced -> announced.substring(announced.indexOf('['))),
            refusedCompilations().stream().map(RefusedCompilation::error))
        .map(error -> Problem.valueOf(error.substring(1, error.indexOf(']'))))
        .forEach(missing::remove);

    assertThat(missing).isEmpty();
  }
}

package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.processor.Compilations.HEADER;
import static io.driftguard.processor.Compilations.compiler;
import static io.driftguard.processor.Compilations.errorsAndWarnings;
import static io.driftguard.processor.Compilations.facts;
import static io.driftguard.processor.Compilations.rule;
import static io.driftguard.processor.Compilations.sections;
import static io.driftguard.processor.Compilations.source;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that the processor has nothing to say against, and neither has the compiler. */
final class AcceptedRulesTest {

  static ImmutableList<Named<String>> acceptedRules() {
    return sections("accepted-rules.txt").entrySet().stream()
        .map(section -> Named.of(section.getKey(), section.getValue()))
        .collect(toImmutableList());
  }

  @ParameterizedTest
  @MethodSource("acceptedRules")
  void acceptsTheRuleWithoutAWarning(String rule) {
    String parameters = facts().stream().map(fact -> fact + " the" + fact).collect(joining(", "));

    Compilation compilation =
        compiler()
            .compile(
                JavaFileObjects.forSourceString(
                    "com.example.TheRule", HEADER + rule.replace("{facts}", parameters)));

    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(source(compilation, "com.example.GeneratedRuleCatalog")).isPresent();
  }

  /** The names that the catalog uses itself; a rule's own wins in its package unless told. */
  @Test
  void acceptsRulesThatAreCalledLikeWhatTheCatalogUses() {
    ImmutableList<JavaFileObject> rules =
        ImmutableList.of(
                "AutoService",
                "Entry",
                "Evaluation",
                "Generated",
                "List",
                "Override",
                "RuleCatalog",
                "RuleDescriptor",
                "RuleId",
                "ScopeKind",
                "Set",
                "SuppressWarnings")
            .stream()
            .map(name -> rule("com.example." + name, name.toLowerCase(Locale.ROOT)))
            .collect(toImmutableList());

    Compilation compilation = compiler().compile(rules);

    assertThat(errorsAndWarnings(compilation)).isEmpty();
    assertThat(source(compilation, "com.example.GeneratedRuleCatalog")).isPresent();
  }
}

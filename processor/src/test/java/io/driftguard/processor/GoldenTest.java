package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.processor.Compilations.compiler;
import static io.driftguard.processor.Compilations.errorsAndWarnings;
import static io.driftguard.processor.Compilations.outputs;
import static io.driftguard.processor.Compilations.resource;
import static io.driftguard.processor.Compilations.sections;
import static io.driftguard.processor.Compilations.source;
import static io.driftguard.processor.Compilations.table;

import com.google.common.collect.ImmutableList;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What is generated from the rules in {@code golden-rules.txt}, to the letter. */
final class GoldenTest {

  private final Compilation compilation = compiler().compile(rules());

  private static ImmutableList<JavaFileObject> rules() {
    return sections("golden-rules.txt").entrySet().stream()
        .map(section -> JavaFileObjects.forSourceString(section.getKey(), section.getValue()))
        .collect(toImmutableList());
  }

  @Test
  void compilesWithoutAWarning() {
    assertThat(errorsAndWarnings(compilation)).isEmpty();
  }

  @Test
  void writesTheCatalogOrderedByIdInThePackageThatTheRulesShare() {
    assertThat(source(compilation, "com.example.rules.GeneratedRuleCatalog"))
        .hasValue(table("golden-catalog.txt"));
  }

  @Test
  void writesTheRulePageOrderedByIdWithItsTextsTakenLiterally() {
    assertThat(resource(compilation, "META-INF/driftguard/rules.md"))
        .hasValue(table("golden-page.md"));
  }

  @Test
  void registersTheCatalog() {
    assertThat(resource(compilation, "META-INF/services/io.driftguard.api.rule.RuleCatalog"))
        .hasValue("com.example.rules.GeneratedRuleCatalog\n");
  }

  @Test
  void leavesNothingElseAmongTheClasses() {
    assertThat(outputs(compilation))
        .containsExactly(
            "/CLASS_OUTPUT/META-INF/driftguard/rules.md",
            "/CLASS_OUTPUT/META-INF/services/io.driftguard.api.rule.RuleCatalog",
            "/CLASS_OUTPUT/com/example/rules/GeneratedRuleCatalog.class",
            "/CLASS_OUTPUT/com/example/rules/MultisetMatchRule.class",
            "/CLASS_OUTPUT/com/example/rules/vschema/VSchemaRules$First.class",
            "/CLASS_OUTPUT/com/example/rules/vschema/VSchemaRules.class",
            "/SOURCE_OUTPUT/com/example/rules/GeneratedRuleCatalog.java",
            "/SOURCE_OUTPUT/com/example/rules/vschema/RulesOfRound1.java");
  }

  @Test
  void writesTheSameForTheSameRulesInAnotherOrder() {
    Compilation reversed = compiler().compile(rules().reverse());

    for (String name :
        ImmutableList.of(
            "com.example.rules.GeneratedRuleCatalog", "com.example.rules.vschema.RulesOfRound1")) {
      assertThat(source(reversed, name)).isEqualTo(source(compilation, name));
    }
    assertThat(resource(reversed, RulePage.PATH)).isEqualTo(resource(compilation, RulePage.PATH));
  }
}

package io.driftguard.processor;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.processor.Compilations.compileInto;
import static io.driftguard.processor.Compilations.rule;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.testing.compile.JavaFileObjects;
import io.driftguard.api.Scope;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.Fact;
import io.driftguard.api.rule.FactSource;
import io.driftguard.api.rule.FactUnavailableException;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import io.driftguard.api.rule.RuleOutcome;
import io.driftguard.api.rule.ScopeFact;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiled catalog, found as the guard finds it, and called. */
final class CatalogCallTest {

  private static final JavaFileObject TWO_FACTS =
      JavaFileObjects.forSourceString(
          "com.example.TwoFacts",
          """
          package com.example;

          import io.driftguard.api.ScopeKind;
          import io.driftguard.api.rule.*;

          @Rule(
              id = "two-facts",
              title = "Title \\u00e9 \\u2192 \\"$1\\" %s",
              recovery = "recovery",
              scopes = {ScopeKind.SINGLE_SHARD, ScopeKind.WHOLE_DEPLOYMENT})
          public final class TwoFacts {
            public RuleOutcome evaluate(ScopeFact scope, DispatchedChanges changes) {
              return RuleOutcome.satisfied(scope + " and " + changes);
            }
          }
          """);

  private static final ScopeFact SCOPE = new ScopeFact(new Scope.WholeDeployment());
  private static final DispatchedChanges CHANGES = new DispatchedChanges(List.of());

  private URLClassLoader loader;
  private RuleCatalog catalog;

  @BeforeEach
  void compileAndLoad(@TempDir Path classes) throws IOException {
    // An encoding that cannot spell the title: the generated source must not depend on it.
    assertThat(
            compileInto(
                classes,
                List.of("-encoding", "US-ASCII"),
                List.of(
                    rule("com.example.Zero", "zero"), TWO_FACTS, rule("com.example.One", "one"))))
        .isEmpty();
    loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    ImmutableList<RuleCatalog> catalogs =
        ImmutableList.copyOf(ServiceLoader.load(RuleCatalog.class, loader));
    assertThat(catalogs).hasSize(1);
    catalog = catalogs.get(0);
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void listsTheRulesById() {
    assertThat(catalog.rules().stream().map(entry -> entry.descriptor().id().value()))
        .containsExactly("one", "two-facts", "zero")
        .inOrder();
  }

  @Test
  void describesARuleAsItsAnnotationAndParametersDo() {
    assertThat(catalog.rules().get(1).descriptor())
        .isEqualTo(
            new RuleDescriptor(
                new RuleId("two-facts"),
                "Title é → \"$1\" %s",
                "recovery",
                Set.of(ScopeKind.WHOLE_DEPLOYMENT, ScopeKind.SINGLE_SHARD),
                List.of(ScopeFact.class, DispatchedChanges.class)));
  }

  @Test
  void callsTheRuleWithTheFactsThatItAsksFor() throws FactUnavailableException {
    Facts facts = new Facts(Map.of(ScopeFact.class, SCOPE, DispatchedChanges.class, CHANGES));

    assertThat(catalog.rules().get(1).evaluation().evaluate(facts))
        .isEqualTo(RuleOutcome.satisfied(SCOPE + " and " + CHANGES));
    assertThat(facts.asked).containsExactly(ScopeFact.class, DispatchedChanges.class).inOrder();
  }

  @Test
  void callsEachRuleAndNoOther() throws FactUnavailableException {
    Facts facts = new Facts(Map.of(ScopeFact.class, SCOPE));

    assertThat(catalog.rules().get(0).evaluation().evaluate(facts))
        .isEqualTo(RuleOutcome.satisfied("one saw " + SCOPE.scope()));
    assertThat(catalog.rules().get(2).evaluation().evaluate(facts))
        .isEqualTo(RuleOutcome.satisfied("zero saw " + SCOPE.scope()));
  }

  @Test
  void letsAMissingFactThroughToTheGuard() {
    Facts facts = new Facts(Map.of(ScopeFact.class, SCOPE));

    FactUnavailableException thrown =
        assertThrows(
            FactUnavailableException.class,
            () -> catalog.rules().get(1).evaluation().evaluate(facts));
    assertThat(thrown.type()).isEqualTo(DispatchedChanges.class);
  }

  /** The facts of a check, which remember what they were asked for. */
  private static final class Facts implements FactSource {

    private final ImmutableMap<Class<? extends Fact>, Fact> facts;
    private final List<Class<? extends Fact>> asked = new ArrayList<>();

    Facts(Map<Class<? extends Fact>, Fact> facts) {
      this.facts = ImmutableMap.copyOf(facts);
    }

    @Override
    public <F extends Fact> F get(Class<F> type) throws FactUnavailableException {
      asked.add(type);
      Fact fact = facts.get(type);
      if (fact == null) {
        throw new FactUnavailableException(type);
      }
      return type.cast(fact);
    }
  }
}

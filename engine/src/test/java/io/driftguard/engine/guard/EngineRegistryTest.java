package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.EngineId;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.BrokenProviders;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.ScriptedEngine;
import io.driftguard.engine.testing.Undeclared;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EngineRegistryTest {

  @Test
  void findsTheOneAdapterThroughItsServiceFile() {
    EngineRegistry registry = load(BrokenProviders.Other.class, BrokenProviders.Working.class);

    assertThat(registry.require(Sample.ENGINE).value().orElseThrow())
        .isInstanceOf(BrokenProviders.Working.class);
    assertThat(registry.problems()).isEmpty();
    assertThat(registry.adapters().stream().map(adapter -> adapter.id().value()).toList())
        .containsExactly("other", "scripted")
        .inOrder();
  }

  @Test
  void isNotKeptFromAnAdapterByBrokenOnesAndDoesNotForgetThem() {
    EngineRegistry registry =
        load(
            BrokenProviders.NotInitialised.class,
            BrokenProviders.NoAdapter.class,
            BrokenProviders.Working.class,
            BrokenProviders.NotLinked.class);

    assertThat(registry.require(Sample.ENGINE).value()).isPresent();
    assertThat(registry.problems()).hasSize(3);
    for (Refusal problem : registry.problems()) {
      assertThat(problem.code()).isEqualTo("ENGINE_PROVIDER_BROKEN");
    }
  }

  @Test
  void tellsHowFarTheReadingOfADeploymentIs() {
    List<String> told = new ArrayList<>();
    ScriptedEngine reading =
        new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
          @Override
          public Deployment open(LiveSource source, Progress progress) throws EngineException {
            progress.at("shards", 1, 2);
            return open(source);
          }
        };
    new DriftGuard(
            EngineRegistry.of(List.of(reading))
                .telling((what, done, total) -> told.add(what + " " + done + "/" + total)),
            RuleCatalogs.of(List.of()),
            Clock.systemUTC(),
            GuardOptions.DEFAULT)
        .check(CheckRequest.of(Sample.dispatch(Optional.empty()), Optional.empty(), Sample.SOURCE));
    assertThat(told).containsExactly("shards 1/2");
  }

  @Test
  void namesTheEnginesThatItKnowsWhenOneIsUnknown() {
    EngineRegistry registry = load(BrokenProviders.Other.class);

    assertThat(registry.require(Sample.ENGINE).refusals().get(0).expected())
        .isEqualTo("one of \"other\"");
    assertThat(load().require(Sample.ENGINE).refusals().get(0).expected()).isEqualTo("one of none");
  }

  @Test
  void reportsRepeatedIdsAndOtherVersionsAsProblems() {
    EngineRegistry registry =
        load(
            BrokenProviders.Working.class,
            BrokenProviders.AlsoWorking.class,
            BrokenProviders.OfAnotherVersion.class);

    assertThat(registry.problems()).hasSize(1);
    assertThat(registry.problems().get(0).code()).isEqualTo("ENGINE_AMBIGUOUS");
    assertThat(load(BrokenProviders.OfAnotherVersion.class).problems().get(0).code())
        .isEqualTo("ENGINE_SPI_VERSION");
  }

  @Test
  void saysWhichAdaptersAreMeantAndInWhatTheyAreWrong() {
    EngineRegistry registry =
        load(
            BrokenProviders.Working.class,
            BrokenProviders.AlsoWorking.class,
            BrokenProviders.WithoutId.class);

    assertThat(words(registry.require(Sample.ENGINE).refusals()))
        .containsExactly(
            "the id of adapter \"io.driftguard.engine.testing.BrokenProviders$WithoutId\": an answer,"
                + " but java.lang.IllegalStateException: \"no id\"",
            "the engine adapters: one adapter for \"scripted\", but"
                + " \"io.driftguard.engine.testing.BrokenProviders$AlsoWorking\","
                + " \"io.driftguard.engine.testing.BrokenProviders$Working\"")
        .inOrder();
    assertThat(
            words(load(BrokenProviders.OfAnotherVersion.class).require(Sample.ENGINE).refusals()))
        .containsExactly(
            "the SPI version of adapter"
                + " \"io.driftguard.engine.testing.BrokenProviders$OfAnotherVersion\": "
                + SpiVersion.CURRENT
                + ", but "
                + (SpiVersion.CURRENT + 1));
    assertThat(words(load(BrokenProviders.NoAdapter.class).problems()).get(0))
        .startsWith("the engine adapters: an adapter, but java.util.ServiceConfigurationError: \"");
  }

  @Test
  void saysOfABrokenProviderOnceThatItIsBroken() {
    EngineRegistry registry =
        load(
            BrokenProviders.NotLinked.class,
            BrokenProviders.Working.class,
            BrokenProviders.AlsoWorking.class);

    assertThat(registry.problems().stream().map(Refusal::code).toList())
        .containsExactly("ENGINE_PROVIDER_BROKEN", "ENGINE_AMBIGUOUS");
  }

  @Test
  void doesNotTakeAnInterruptThatComesOutOfAnAdapterItLoads() {
    EngineRegistry registry =
        EngineRegistry.of(
            List.of(
                new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
                  @Override
                  public EngineId id() {
                    return Undeclared.thrown(new InterruptedException("told to"));
                  }
                }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(registry.problems().stream().map(Refusal::code).toList())
        .containsExactly("CHECK_INTERRUPTED");
  }

  private static List<String> words(List<Refusal> refusals) {
    return refusals.stream()
        .map(refusal -> refusal.where() + ": " + refusal.expected() + ", but " + refusal.found())
        .toList();
  }

  private static EngineRegistry load(Class<?>... providers) {
    return EngineRegistry.load(BrokenProviders.adapters(providers));
  }
}

package io.driftguard.propertytests.contract;

import static io.driftguard.propertytests.contract.EngineLaws.require;

import io.driftguard.api.EngineId;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import java.util.List;

/** What an adapter says of itself, and of the topology of a deployment. */
final class IdentityLaws {

  private IdentityLaws() {}

  static void spiVersion(Subject subject, Tally tally) {
    int version = Asking.answer("the SPI version", () -> subject.adapter().spiVersion());
    require(
        version == SpiVersion.CURRENT,
        "expected SPI version " + SpiVersion.CURRENT + ", found " + version);
  }

  static void identity(Subject subject, Tally tally) {
    EngineAdapter adapter = subject.adapter();
    EngineId id = Asking.answer("the id", adapter::id);
    String description = Asking.answer("the description", adapter::description);
    require(
        !description.isBlank() && description.lines().count() == 1,
        "expected a description in one line, found \"" + description + "\"");
    EngineId again = Asking.answer("the id", adapter::id);
    require(id.equals(again), "expected id \"" + id + "\" again, found \"" + again + "\"");
    String said = Asking.answer("the description", adapter::description);
    require(
        description.equals(said),
        "expected the description \"" + description + "\" again, found \"" + said + "\"");
  }

  static void registration(Subject subject, Tally tally) {
    EngineId id = Asking.answer("the id", () -> subject.adapter().id());
    List<String> found =
        subject.registered().stream()
            .filter(registered -> id.equals(Asking.answer("the id", registered::id)))
            .map(registered -> registered.getClass().getName())
            .toList();
    String own = subject.adapter().getClass().getName();
    require(
        found.equals(List.of(own)),
        "expected " + own + " alone for the id \"" + id + "\", found " + found);
  }

  static void topologyIsStable(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          Topology first =
              Asking.open(
                  subject,
                  source,
                  open -> {
                    Topology known = open.topology();
                    requireSame("a second call", known, open.topology());
                    return known;
                  });
          requireSame(
              "another opening", first, Asking.open(subject, source, open -> open.topology()));
          return true;
        });
  }

  private static void requireSame(String when, Topology first, Topology other) {
    require(
        first.equals(other),
        "expected " + first.namespaces() + " again in " + when + ", found " + other.namespaces());
  }

  static void topologyIsTheDeployments(Subject subject, Tally tally) {
    Topology expected = subject.deployments().topology(subject.model());
    Topology found = Asking.open(subject, open -> open.topology());
    require(
        expected.equals(found),
        "expected " + expected.namespaces() + ", found " + found.namespaces());
  }
}

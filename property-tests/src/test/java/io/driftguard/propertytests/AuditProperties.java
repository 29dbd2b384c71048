package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Dispatch;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Progress;
import io.driftguard.engine.audit.Audit;
import io.driftguard.engine.audit.AuditState;
import io.driftguard.engine.audit.AuditTarget;
import io.driftguard.engine.audit.AuditedDispatch;
import io.driftguard.engine.audit.AuditedPlace;
import io.driftguard.engine.audit.AuditedTable;
import io.driftguard.engine.audit.Auditor;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.engine.guard.RuleCatalogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** An audit sees what checks see, place by place, with the real adapters. */
final class AuditProperties {

  @Property(tries = 60)
  void findsWhatTheRePlanHoldsAndNothingElse(@ForAll("estates") Estate estate) {
    Audit audit = audit(estate, Optional.empty());
    Set<Place> changed =
        estate.replan().changes().stream()
            .filter(TableChange.class::isInstance)
            .map(TableChange.class::cast)
            .map(change -> new Place(change.namespace(), change.shard()))
            .collect(Collectors.toSet());
    Set<Place> found =
        audit.tables().stream()
            .filter(table -> table.table().isPresent())
            .flatMap(
                table -> drifted(table).map(place -> new Place(table.namespace(), place.shard())))
            .collect(Collectors.toSet());
    assertWithMessage(estate.toString()).that(found).isEqualTo(changed);
    boolean nothing = estate.replan().changes().isEmpty();
    assertWithMessage(estate.toString()).that(audit.exitCode()).isEqualTo(nothing ? 0 : 1);
    Statistics.label("nothing to do").collect(nothing);
    Coverage.exists("nothing to do", true, false);
  }

  private static Stream<AuditedPlace> drifted(AuditedTable table) {
    return table.forms().stream()
        .filter(form -> form.state() == AuditState.DRIFTED)
        .flatMap(form -> form.places().stream());
  }

  @Property(tries = 60)
  void callsTheFanOutOfARePlanExactAndNothingLessOrMore(@ForAll("estates") Estate estate) {
    List<Dispatch> all = estate.fanOut();
    Audit exact = audit(estate, Optional.of(all));
    assertWithMessage(estate.toString()).that(exact.exitCode()).isEqualTo(0);
    for (int i = 0; i < all.size(); i++) {
      List<Dispatch> fewer = new ArrayList<>(all);
      Dispatch taken = fewer.remove(i);
      assertWithMessage("without %s of %s", taken, estate)
          .that(audit(estate, Optional.of(fewer)).exitCode())
          .isEqualTo(1);
      List<Dispatch> more = new ArrayList<>(all);
      more.add(taken);
      assertWithMessage("with another %s of %s", taken, estate)
          .that(audit(estate, Optional.of(more)).exitCode())
          .isEqualTo(2);
    }
    Statistics.label("dispatches").collect(Math.min(all.size(), 2));
    Coverage.exists("dispatches", 0, 1, 2);
  }

  @Property(tries = 50)
  void looksAtEachPlaceOnce(@ForAll("estates") Estate estate) {
    Audit audit = audit(estate, Optional.empty());
    for (AuditedTable table : audit.tables()) {
      List<AuditedPlace> places =
          table.forms().stream().flatMap(form -> form.places().stream()).toList();
      assertThat(places).containsNoDuplicates();
    }
    long shardsAndRest = estate.model().live().size();
    assertThat(audit.deployments().get(0).places()).isAtMost(Math.toIntExact(shardsAndRest));
  }

  @Provide
  Arbitrary<Estate> estates() {
    return Estates.settledOrNot();
  }

  private static Audit audit(Estate estate, Optional<List<Dispatch>> dispatches) {
    List<AuditTarget> targets = List.of(AuditTarget.of("eu", estate.source()));
    return new Auditor(
            estate.adapter(),
            RuleCatalogs.load(AuditProperties.class.getClassLoader()),
            Checks.CLOCK,
            GuardOptions.DEFAULT)
        .audit(
            estate.model().desiredSchema(),
            targets,
            dispatches.map(AuditProperties::named),
            Progress.NONE);
  }

  private static List<AuditedDispatch> named(List<Dispatch> dispatches) {
    List<AuditedDispatch> named = new ArrayList<>();
    for (Dispatch dispatch : dispatches) {
      named.add(
          new AuditedDispatch("dispatch-" + named.size(), new DispatchReading.Read(dispatch)));
    }
    return named;
  }
}

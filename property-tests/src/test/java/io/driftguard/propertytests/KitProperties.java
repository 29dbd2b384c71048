package io.driftguard.propertytests;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ShardName;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.propertytests.TableModel.Column;
import java.util.List;
import java.util.SortedSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What the kit generates is what it says. */
final class KitProperties {

  @Property(tries = 300)
  void theShardsOfAKeyspaceAreAFullPartition(@ForAll("partitions") SortedSet<ShardName> shards) {
    String reached = "";
    int steps = 0;
    do {
      String start = reached;
      List<String> next =
          shards.stream()
              .map(ShardName::value)
              .filter(name -> name.startsWith(start + "-"))
              .toList();
      assertWithMessage("%s from \"%s\"", shards, start).that(next).hasSize(1);
      reached = next.get(0).substring(start.length() + 1);
      steps++;
    } while (!reached.isEmpty());
    assertThat(steps).isEqualTo(shards.size());
    Statistics.label("shards").collect(shards.size());
    Coverage.exists("shards", 2, 3, 4, 5);
  }

  @Property(tries = 500)
  void anEditedTableIsStillATable(
      @ForAll("tableSets") TableSet tables, @ForAll("schemaEdits") List<SchemaEdit> edits) {
    TableSet edited = SchemaEdit.applyAll(edits, tables);
    for (TableModel table : edited.byName().values()) {
      assertThat(table.columns().stream().map(Column::name).toList()).containsNoDuplicates();
      assertThat(table.keys().stream().map(TableModel.Key::name).toList()).containsNoDuplicates();
      List<String> indexable =
          table.columns().stream().filter(c -> c.type().indexable()).map(Column::name).toList();
      for (TableModel.Key key : table.keys()) {
        for (String part : key.columns()) {
          assertWithMessage("%s", table)
              .that(part.equals("id") || indexable.contains(part))
              .isTrue();
        }
      }
    }
    Statistics.collect(!edited.equals(tables));
    Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent >= 60));
  }

  @Property(tries = 1000)
  void aRecordedDeploymentHasTheTopologyOfItsModel(@ForAll("deployments") DeploymentModel model) {
    assertThat(Topologies.placesOf(model.topology()))
        .containsExactlyElementsIn(model.live().keySet());
    assertThat(model.snapshot().namespaces().keySet())
        .isEqualTo(model.topology().namespaces().keySet());
    assertThat(model.topology().namespaces().keySet())
        .containsAtLeastElementsIn(model.desired().keySet());
    long drifted = model.live().keySet().stream().filter(model::hasDrifted).count();
    Statistics.label("places that have drifted")
        .collect(drifted == 0 ? "none" : drifted == model.live().size() ? "all" : "some");
    Coverage.exists("places that have drifted", "none", "some", "all");
  }

  @Property(tries = 3000)
  void anEditOfADispatchLeavesTheOthersAlone(
      @ForAll("plans") PlanModel plan, @ForAll("dispatchEdits") DispatchEdit edit) {
    List<Dispatch> dispatches = Checks.fanOut(plan);
    List<Dispatch> edited = edit.applyTo(dispatches);
    assertThat(edited).hasSize(dispatches.size());
    long touched = 0;
    for (int i = 0; i < edited.size(); i++) {
      DispatchReading.Read arrived = Laws.arrives(edited.get(i));
      assertThat(arrived.dispatch()).isEqualTo(edited.get(i));
      touched += edited.get(i).equals(dispatches.get(i)) ? 0 : 1;
    }
    assertThat(touched).isAtMost(2);
    Statistics.label(edit.kind().name()).collect(touched > 0);
    Coverage.exists(edit.kind().name(), true);
  }

  @Provide
  Arbitrary<SortedSet<ShardName>> partitions() {
    return Topologies.partitions();
  }

  @Provide
  Arbitrary<TableSet> tableSets() {
    return Deployments.tableSets();
  }

  @Provide
  Arbitrary<List<SchemaEdit>> schemaEdits() {
    return Deployments.edits();
  }

  @Provide
  Arbitrary<DeploymentModel> deployments() {
    return Deployments.sharded();
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<DispatchEdit> dispatchEdits() {
    return DispatchEdit.edits();
  }
}

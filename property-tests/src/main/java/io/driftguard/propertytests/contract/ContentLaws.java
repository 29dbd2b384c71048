package io.driftguard.propertytests.contract;

import static io.driftguard.propertytests.contract.EngineLaws.DRIFTED;
import static io.driftguard.propertytests.contract.EngineLaws.IN_SCOPE;
import static io.driftguard.propertytests.contract.EngineLaws.NOT_DRIFTED;
import static io.driftguard.propertytests.contract.EngineLaws.OUT_OF_SCOPE;
import static io.driftguard.propertytests.contract.EngineLaws.PERMITTED;
import static io.driftguard.propertytests.contract.EngineLaws.covered;
import static io.driftguard.propertytests.contract.EngineLaws.guard;
import static io.driftguard.propertytests.contract.EngineLaws.inLines;
import static io.driftguard.propertytests.contract.EngineLaws.isAt;
import static io.driftguard.propertytests.contract.EngineLaws.require;
import static io.driftguard.propertytests.contract.EngineLaws.shown;
import static io.driftguard.propertytests.contract.EngineLaws.tables;

import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;
import io.driftguard.engine.fanout.FanOut;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Laws;
import io.driftguard.propertytests.TableModel.Spelling;
import io.driftguard.propertytests.Topologies;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The content of a re-plan: which changes it holds, and what it was made from. */
final class ContentLaws {

  private ContentLaws() {}

  static void whatDiffersIsPlanned(Subject subject, Tally tally) {
    DeploymentModel model = subject.model();
    List<PlannedChange> changes = Asking.open(subject, open -> open.whole().changes());
    for (Place place : Topologies.placesOf(model.topology())) {
      if (!model.desired().containsKey(place.namespace())) {
        continue;
      }
      boolean drifted = model.hasDrifted(place);
      tally.saw(drifted ? DRIFTED : NOT_DRIFTED);
      List<TableChange> planned =
          tables(changes).stream().filter(change -> isAt(place, change)).toList();
      require(
          drifted != planned.isEmpty(),
          drifted
              ? "expected a change of " + place + ", which is not as desired, found none"
              : "expected no change of "
                  + place
                  + ", which is as desired, found "
                  + planned.stream().map(EngineLaws::shown).collect(inLines()));
    }
    for (Namespace namespace : model.liveVSchemas().keySet()) {
      boolean drifted = model.vschemaHasDrifted(namespace);
      boolean planned =
          changes.stream()
              .anyMatch(
                  change ->
                      change instanceof VSchemaChange && change.namespace().equals(namespace));
      require(
          drifted == planned,
          "expected "
              + (drifted ? "a" : "no")
              + " change of the VSchema of "
              + namespace
              + ", found "
              + (planned ? "one" : "none"));
    }
  }

  static void leadsToTheDesiredTables(Subject subject, Tally tally) {
    DeploymentModel model = subject.model();
    List<PlannedChange> changes = Asking.open(subject, open -> open.whole().changes());
    for (Place place : Topologies.placesOf(model.topology())) {
      NamespaceFiles wanted = subject.desired().namespaces().get(place.namespace());
      if (wanted == null) {
        continue;
      }
      if (model.hasDrifted(place)) {
        tally.saw(DRIFTED);
      }
      Schema schema = schema(model.at(place).files(Spelling.PRINTED));
      List<TableChange> planned =
          tables(changes).stream().filter(change -> isAt(place, change)).toList();
      for (TableChange change : planned) {
        schema = applied(schema, change);
      }
      Schema desired = schema(wanted.sql());
      require(
          schema.equals(desired),
          "expected the tables "
              + desired.texts()
              + " in "
              + place
              + " after "
              + planned.stream().map(EngineLaws::shown).collect(inLines())
              + "\nfound "
              + schema.texts());
    }
  }

  private static Schema schema(SortedMap<String, String> files) {
    try {
      return Schema.parseAll(files, ServerProfile.DEFAULT);
    } catch (SchemaException e) {
      throw new IllegalStateException("the model's own tables were not understood", e);
    }
  }

  private static Schema applied(Schema schema, TableChange change) {
    try {
      return Simulator.apply(schema, new DdlParser().parse(change.ddl()));
    } catch (SimulationException | DdlRejectedException e) {
      throw new BrokenLawException(
          "expected that "
              + shown(change)
              + " can be run on "
              + schema.texts()
              + ", found "
              + e.getMessage());
    }
  }

  static void restriction(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          List<PlannedChange> whole = open.whole().changes();
          for (Scope scope : Asking.scopesOf(topology)) {
            List<PlannedChange> answer = open.replan(scope).changes();
            List<PlannedChange> expected = covered(scope, whole);
            List<PlannedChange> found = covered(scope, answer);
            tally.saw(expected.isEmpty() ? "a scope without changes" : IN_SCOPE);
            if (expected.size() < whole.size()) {
              tally.saw(OUT_OF_SCOPE);
            }
            require(
                byPlace(expected).equals(byPlace(found)),
                "expected for the "
                    + scope
                    + "\n"
                    + expected.stream().map(EngineLaws::shown).collect(inLines())
                    + "\nfound\n"
                    + found.stream().map(EngineLaws::shown).collect(inLines()));
            List<PlannedChange> more = new ArrayList<>(answer);
            more.removeAll(whole);
            require(
                more.isEmpty(),
                "expected for the "
                    + scope
                    + " nothing that no other question brings, found\n"
                    + more.stream().map(EngineLaws::shown).collect(inLines()));
          }
          return true;
        });
  }

  /** The order between two places means nothing: no statement of one depends on the other. */
  private static Map<String, List<PlannedChange>> byPlace(List<PlannedChange> changes) {
    return changes.stream()
        .collect(
            Collectors.groupingBy(
                change ->
                    change.match(
                        table -> "tables of " + new Place(table.namespace(), table.shard()),
                        vschema -> "VSchema of " + vschema.namespace()),
                TreeMap::new,
                Collectors.toList()));
  }

  static void fanOutIsPermitted(Subject subject, Tally tally) {
    Asking.<Boolean>on(
        subject,
        source -> {
          List<Dispatch> dispatches =
              Asking.open(
                  subject,
                  source,
                  open ->
                      FanOut.of(
                          open.whole(),
                          open.topology(),
                          new FanOut.Template(
                              "plan-1",
                              "conformance",
                              subject.adapter().id(),
                              "conformance",
                              "conformance"),
                          subject.desired()));
          for (Dispatch dispatch : dispatches) {
            tally.saw(PERMITTED);
            Verdict verdict =
                guard(subject.adapter())
                    .check(new CheckRequest(Laws.arrives(dispatch), Optional.empty(), source));
            require(
                Laws.isPermitted(verdict),
                "expected a permit for " + shown(dispatch) + "\nfound " + Laws.explained(verdict));
          }
          return true;
        });
  }

  static void whatWasReadIsTold(Subject subject, Tally tally) {
    Asking.<Boolean>open(
        subject,
        open -> {
          Topology topology = open.topology();
          List<Place> managed =
              Topologies.placesOf(topology).stream()
                  .filter(place -> subject.desired().namespaces().containsKey(place.namespace()))
                  .toList();
          for (Scope scope : Asking.scopesOf(topology)) {
            Replan replan = open.replan(scope);
            for (Place place : managed) {
              if (scope.coversTables(place.namespace(), place.shard())) {
                if (!subject.model().hasDrifted(place)) {
                  tally.saw(NOT_DRIFTED);
                }
                require(
                    replan.live().tables().containsKey(place),
                    "expected the tables of "
                        + place
                        + " in live() of the re-plan of the "
                        + scope
                        + ", found those of "
                        + replan.live().tables().keySet());
              }
            }
            for (Namespace namespace : subject.desired().namespaces().keySet()) {
              if (scope.coversVSchema(namespace)
                  && subject.desired().vschema(namespace).isPresent()) {
                require(
                    replan.live().vschemas().containsKey(namespace),
                    "expected the VSchema of "
                        + namespace
                        + " in live() of the re-plan of the "
                        + scope
                        + ", found those of "
                        + replan.live().vschemas().keySet());
              }
            }
          }
          return true;
        });
  }
}

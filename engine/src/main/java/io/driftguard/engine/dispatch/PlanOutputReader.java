package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.PLAN_ADDRESS_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_ENVIRONMENT_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_HAS_ERRORS;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_ID_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_ROWS_CONTRADICT;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_SHARD_REPEATED;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_BLANK;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_PADDED;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_IN_SHARD_SCOPE;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ShardName;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonPlace;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonNull;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the orchestrator's {@code plan --json} output as the dispatches that it fans out into.
 *
 * <p>The output holds one plan for each environment. A plan's {@code changes} are grouped by
 * namespace; of a sharded namespace they are a summary, and {@code shards} says what each shard
 * gets. What the orchestrator adds for people (lint, unfinished copies, the name of its engine) is
 * known and not carried into a dispatch.
 */
public final class PlanOutputReader {

  private static final String VSCHEMA_DIFF = "vschema";
  private static final String VSCHEMA_CHANGED = "vschema_changed";

  private final StrictJson json;

  public PlanOutputReader(ReadLimits limits) {
    this.json = new StrictJson(limits);
  }

  /** A reader with the default limits. */
  public PlanOutputReader() {
    this(ReadLimits.DEFAULT);
  }

  /**
   * What the plan output does not say.
   *
   * @param environment which of its environments is meant
   * @param database the database that the plan is for
   * @param engine the engine that the deployment is to re-plan with
   * @param target the deployment, empty when not given
   * @param schemaFiles the desired schema that each dispatch is to carry
   */
  public record Addressing(
      String environment,
      String database,
      EngineId engine,
      String target,
      Optional<DesiredSchema> schemaFiles) {}

  /** What came of reading a plan output. */
  public sealed interface PlanReading {

    /** Both cases by name. */
    <R> R match(
        Function<FannedOut, ? extends R> onFannedOut, Function<Rejected, ? extends R> onRejected);

    /**
     * The dispatches: one for each row of a shard in the output's order, then one for the whole
     * deployment if it has changes.
     *
     * @param dispatches at least one: a plan without any change is one dispatch without changes,
     *     which the guard refuses, and a row without changes is a dispatch that says that it is
     *     meant to be empty
     */
    record FannedOut(List<Dispatch> dispatches) implements PlanReading {
      public FannedOut {
        dispatches = List.copyOf(dispatches);
      }

      @Override
      public <R> R match(
          Function<FannedOut, ? extends R> onFannedOut,
          Function<Rejected, ? extends R> onRejected) {
        return onFannedOut.apply(this);
      }
    }

    /**
     * The document is not a plan output for that environment.
     *
     * @param refusals why; at least one
     */
    record Rejected(List<Refusal> refusals) implements PlanReading {

      /**
       * @throws IllegalArgumentException when there is no refusal
       */
      public Rejected {
        refusals = refusals.stream().distinct().sorted().toList();
        if (refusals.isEmpty()) {
          throw new IllegalArgumentException("a rejected document has at least one refusal");
        }
      }

      @Override
      public <R> R match(
          Function<FannedOut, ? extends R> onFannedOut,
          Function<Rejected, ? extends R> onRejected) {
        return onRejected.apply(this);
      }
    }
  }

  /** Reads the bytes of one document in UTF-8. */
  public PlanReading read(byte[] document, Addressing addressing) {
    List<Refusal> refusals = new ArrayList<>();
    List<Dispatch> dispatches = List.of();
    try {
      dispatches = new Output(addressing, refusals::add).dispatches(json.read(document));
    } catch (JsonRejectedException e) {
      refusals.addAll(e.refusals());
    }
    return refusals.isEmpty()
        ? new PlanReading.FannedOut(dispatches)
        : new PlanReading.Rejected(refusals);
  }

  /**
   * What one shard is to get.
   *
   * @param target the shard, with its namespace
   * @param changes its changes in order
   */
  private record Row(TargetShard target, ImmutableList<ReviewedChange> changes) {}

  /** One plan output. */
  private static final class Output {

    private final Addressing addressing;
    private final Consumer<Refusal> refusals;
    private final PlainNames names;
    private final ChangeReader changeReader;

    Output(Addressing addressing, Consumer<Refusal> refusals) {
      this.addressing = addressing;
      this.refusals = refusals;
      this.names = new PlainNames(refusals);
      this.changeReader = new ChangeReader(refusals);
    }

    List<Dispatch> dispatches(JsonValue document) {
      Map<String, JsonValue> environments = JsonFields.members(document, refusals);
      Optional<JsonValue> plan = Optional.ofNullable(environments.get(addressing.environment()));
      if (plan.isEmpty()) {
        refuse(
            PLAN_ENVIRONMENT_MISSING,
            document.place(),
            "a plan for " + Quoted.text(addressing.environment()),
            Quoted.sorted(environments.keySet()));
        return List.of();
      }
      return JsonFields.of(plan.get(), refusals).map(this::plan).orElse(List.of());
    }

    private List<Dispatch> plan(JsonFields plan) {
      Optional<String> planId = planId(plan);
      refuseOtherAddress(plan, "database", addressing.database());
      refuseOtherAddress(plan, "database_type", addressing.engine().value());
      refuseOtherAddress(plan, "environment", addressing.environment());
      refuseErrors(plan);
      plan.string("deployment");
      plan.string("engine");
      plan.nullableValue("lint_violations");
      plan.nullableValue("existing_copies");
      List<JsonFields> rowFields =
          plan.array("shards").stream()
              .flatMap(row -> JsonFields.of(row, refusals).stream())
              .toList();
      List<Row> rows = rows(rowFields);
      Summary summary = new Summary(rows);
      for (JsonValue group : plan.array("changes")) {
        JsonFields.of(group, refusals).ifPresent(summary::read);
      }
      plan.refuseUnknown();
      return planId.map(id -> dispatches(id, rows, summary)).orElse(List.of());
    }

    private List<Dispatch> dispatches(String planId, List<Row> rows, Summary summary) {
      ImmutableList.Builder<Dispatch> dispatches = ImmutableList.builder();
      for (Row row : rows) {
        dispatches.add(
            dispatch(planId, Optional.of(row.target()), row.changes(), row.changes().isEmpty()));
      }
      List<ReviewedChange> whole = summary.wholeDeployment();
      if (!whole.isEmpty() || rows.isEmpty()) {
        dispatches.add(dispatch(planId, Optional.empty(), whole, false));
      }
      return dispatches.build();
    }

    private Dispatch dispatch(
        String planId,
        Optional<TargetShard> target,
        List<ReviewedChange> changes,
        boolean declaredEmpty) {
      return new Dispatch(
          planId,
          addressing.database(),
          addressing.engine(),
          addressing.environment(),
          addressing.target(),
          target,
          changes,
          addressing.schemaFiles(),
          declaredEmpty);
    }

    private Optional<String> planId(JsonFields plan) {
      Optional<JsonString> text = plan.string("plan_id");
      return names.plain(
          text.map(JsonString::value).orElse(""),
          text.map(JsonString::place).orElse(plan.place()),
          "the plan's id in plan_id",
          PLAN_ID_MISSING);
    }

    private void refuseOtherAddress(JsonFields plan, String field, String expected) {
      plan.string(field)
          .filter(text -> !text.value().equals(expected))
          .ifPresent(
              text ->
                  refuse(
                      PLAN_ADDRESS_DIFFERS,
                      text.place(),
                      Quoted.text(expected),
                      Quoted.text(text.value())));
    }

    /** The orchestrator writes an empty list as null here. */
    private void refuseErrors(JsonFields plan) {
      Optional<JsonValue> errors =
          plan.nullableValue("errors").filter(value -> !(value instanceof JsonNull));
      errors.ifPresent(
          value -> {
            List<JsonValue> elements = JsonFields.elements(value, refusals);
            if (!elements.isEmpty()) {
              List<String> texts =
                  elements.stream()
                      .flatMap(element -> JsonFields.text(element, refusals).stream())
                      .map(JsonString::value)
                      .toList();
              refuse(PLAN_HAS_ERRORS, value.place(), "no errors", Quoted.sorted(texts));
            }
          });
    }

    private List<Row> rows(List<JsonFields> rowFields) {
      List<Row> rows = new ArrayList<>();
      Set<TargetShard> seen = new HashSet<>();
      for (JsonFields fields : rowFields) {
        Optional<Namespace> namespace = namespace(fields);
        Optional<JsonString> shardText = fields.string("shard");
        Optional<ShardName> shard =
            names
                .plain(
                    shardText.map(JsonString::value).orElse(""),
                    shardText.map(JsonString::place).orElse(fields.place()),
                    "a shard",
                    TARGET_SHARD_BLANK,
                    TARGET_SHARD_PADDED)
                .map(ShardName::new);
        ImmutableList<ReviewedChange> changes = changes(fields, "changes", namespace);
        fields.refuseUnknown();
        if (changes.stream().anyMatch(ReviewedChange.VSchema.class::isInstance)) {
          refuse(VSCHEMA_IN_SHARD_SCOPE, fields.place(), "table changes", "a VSchema change");
        }
        if (namespace.isEmpty() || shard.isEmpty()) {
          continue;
        }
        TargetShard target = new TargetShard(namespace, shard.get());
        if (seen.add(target)) {
          rows.add(new Row(target, changes));
        } else {
          refuse(
              PLAN_SHARD_REPEATED,
              fields.place(),
              "one row for each shard",
              "another row for " + Quoted.text(TargetShardReader.spelling(target)));
        }
      }
      return rows;
    }

    private Optional<Namespace> namespace(JsonFields fields) {
      Optional<JsonString> text =
          fields.string("namespace").filter(value -> !value.value().isEmpty());
      return text.isEmpty()
          ? names.namespace(addressing.database(), fields.place())
          : text.flatMap(value -> names.namespace(value.value(), value.place()));
    }

    private ImmutableList<ReviewedChange> changes(
        JsonFields fields, String field, Optional<Namespace> namespace) {
      ImmutableList.Builder<ReviewedChange> changes = ImmutableList.builder();
      for (JsonValue element : fields.array(field)) {
        Optional<ReviewedChange> change = changeReader.read(element, namespace);
        change
            .filter(value -> !namespace.equals(Optional.of(value.namespace())))
            .ifPresent(
                value ->
                    refuse(
                        PLAN_ROWS_CONTRADICT,
                        element.place(),
                        "the namespace of its group, "
                            + namespace.map(ns -> Quoted.text(ns.name())).orElse("unknown"),
                        Quoted.text(value.namespace().name())));
        change.ifPresent(changes::add);
      }
      return changes.build();
    }

    private void refuse(RefusalCode code, JsonPlace place, String expected, String found) {
      refusals.accept(Refusal.of(code, place.toString(), expected, found));
    }

    /** The changes by namespace: all there is of an unsharded one, a summary of a sharded one. */
    private final class Summary {

      private final ImmutableSet<Namespace> sharded;
      private final ImmutableSet<ReviewedChange> ofShards;
      private final List<ReviewedChange> tables = new ArrayList<>();
      private final Set<ReviewedChange> vschemas = new LinkedHashSet<>();

      Summary(List<Row> rows) {
        this.sharded =
            rows.stream()
                .flatMap(row -> row.target().namespace().stream())
                .collect(ImmutableSet.toImmutableSet());
        this.ofShards =
            rows.stream()
                .flatMap(row -> row.changes().stream())
                .collect(ImmutableSet.toImmutableSet());
      }

      void read(JsonFields fields) {
        Optional<Namespace> namespace = namespace(fields);
        ImmutableList<ReviewedChange> changes = changes(fields, "table_changes", namespace);
        Map<String, String> metadata = fields.stringMap("metadata");
        fields.refuseUnknown();
        for (ReviewedChange change : changes) {
          if (change instanceof ReviewedChange.VSchema) {
            vschemas.add(change);
          } else if (!sharded.contains(change.namespace())) {
            tables.add(change);
          } else if (!ofShards.contains(change)) {
            refuse(
                PLAN_ROWS_CONTRADICT,
                fields.place(),
                "each change of namespace "
                    + Quoted.text(change.namespace().name())
                    + " in one of its shard rows",
                "in none: " + Quoted.text(change.toString()));
          }
        }
        if (!metadata.getOrDefault(VSCHEMA_DIFF, "").isEmpty()
            || metadata.getOrDefault(VSCHEMA_CHANGED, "").equals("true")) {
          namespace.ifPresent(ns -> vschemas.add(new ReviewedChange.VSchema(ns)));
        }
      }

      List<ReviewedChange> wholeDeployment() {
        return ImmutableList.<ReviewedChange>builder().addAll(tables).addAll(vschemas).build();
      }
    }
  }
}

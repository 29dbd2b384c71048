package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.CONTROL_CHARACTER;
import static io.driftguard.engine.refusal.RefusalCode.DATABASE_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.DECLARATIVE_STRATEGY;
import static io.driftguard.engine.refusal.RefusalCode.DISPATCH_NOT_CARRIED;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_ID_MALFORMED;
import static io.driftguard.engine.refusal.RefusalCode.OPTION_MALFORMED;
import static io.driftguard.engine.refusal.RefusalCode.PLAN_ID_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.TYPE_MISSING;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonPlace;
import io.driftguard.engine.json.JsonRejectedException;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.json.ReadLimits;
import io.driftguard.engine.json.StrictJson;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a dispatch from JSON: the message that the orchestrator sends to a deployment. What is not
 * exactly such a message is refused with its place, and never repaired.
 *
 * <p>Options belong to the orchestrator, but for one: {@code "expect_no_changes": "true"} declares
 * that the dispatch is meant to hold no change.
 */
public final class DispatchReader {

  static final String EXPECT_NO_CHANGES = "expect_no_changes";

  /** Vitess takes the flag with one hyphen too. */
  private static final String DECLARATIVE_FLAG = "-declarative";

  private static final DispatchReader VALUES =
      new DispatchReader(new ReadLimits(Integer.MAX_VALUE, ReadLimits.DEFAULT.maxDepth()));

  private final StrictJson json;

  public DispatchReader(ReadLimits limits) {
    this.json = new StrictJson(limits);
  }

  /** A reader with the default limits. */
  public DispatchReader() {
    this(ReadLimits.DEFAULT);
  }

  /** Reads the bytes of one document in UTF-8. */
  public DispatchReading read(byte[] document) {
    try {
      return read(json.read(document));
    } catch (JsonRejectedException e) {
      return new DispatchReading.Rejected(e.refusals());
    }
  }

  /** Reads a dispatch that stands inside another document. */
  public DispatchReading read(JsonValue value) {
    List<Refusal> refusals = new ArrayList<>();
    Message message = new Message(refusals::add);
    Optional<Dispatch> dispatch = JsonFields.of(value, refusals::add).flatMap(message::dispatch);
    return dispatch.isPresent() && refusals.isEmpty()
        ? new DispatchReading.Read(dispatch.get())
        : new DispatchReading.Rejected(refusals);
  }

  /**
   * Reads a dispatch that is at hand as a value as if it had arrived: written as JSON and read
   * again, it must be the same. Its size is not limited, as it is in memory already.
   */
  public static DispatchReading ofValue(Dispatch dispatch) {
    byte[] document;
    try {
      document = DispatchWriter.encode(dispatch);
    } catch (RuntimeException e) {
      return notCarried(dispatch, "a failure to write it: " + e.getMessage());
    }
    return VALUES
        .read(document)
        .match(
            read ->
                read.dispatch().equals(dispatch) ? read : notCarried(dispatch, "another dispatch"),
            rejected -> rejected);
  }

  private static DispatchReading notCarried(Dispatch dispatch, String found) {
    return new DispatchReading.Rejected(
        List.of(
            Refusal.of(
                DISPATCH_NOT_CARRIED,
                "the dispatch",
                "the dispatch of plan " + Quoted.text(String.valueOf(dispatch.planId())),
                Quoted.escaped(found))));
  }

  /** One message. */
  private static final class Message {

    private final Consumer<Refusal> refusals;
    private final PlainNames names;

    Message(Consumer<Refusal> refusals) {
      this.refusals = refusals;
      this.names = new PlainNames(refusals);
    }

    Optional<Dispatch> dispatch(JsonFields fields) {
      Optional<String> planId = name(fields, "plan_id", "the plan's id", PLAN_ID_MISSING);
      Optional<String> database = name(fields, "database", "a database", DATABASE_MISSING);
      Optional<EngineId> engine = engine(fields);
      String environment = line(fields, "environment");
      String target = line(fields, "target");
      line(fields, "caller");
      boolean declaredEmpty = declaredEmpty(fields.place(), fields.stringMap("options"));
      Optional<TargetShard> targetShard =
          new TargetShardReader(refusals).read(fields.array("target_shards"));
      Optional<Namespace> defaultNamespace = database.map(Namespace::new);
      ChangeReader changeReader = new ChangeReader(refusals);
      List<ReviewedChange> changes =
          fields.array("ddl_changes").stream()
              .flatMap(change -> changeReader.read(change, defaultNamespace).stream())
              .toList();
      Optional<DesiredSchema> schemaFiles =
          new SchemaFilesReader(refusals).read(fields.map("schema_files"));
      fields.refuseUnknown();
      if (planId.isEmpty() || database.isEmpty() || engine.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Dispatch(
              planId.get(),
              database.get(),
              engine.get(),
              environment,
              target,
              targetShard,
              changes,
              schemaFiles,
              declaredEmpty));
    }

    private Optional<String> name(
        JsonFields fields, String field, String what, RefusalCode whenMissing) {
      Optional<JsonString> text = fields.string(field);
      return names.plain(
          text.map(JsonString::value).orElse(""),
          text.map(JsonString::place).orElse(fields.place()),
          what + " in " + field,
          whenMissing);
    }

    /** A text that is shown and never compared; it is on one line, so that it can be shown. */
    private String line(JsonFields fields, String field) {
      Optional<JsonString> text = fields.string(field);
      text.filter(value -> value.value().codePoints().anyMatch(Character::isISOControl))
          .ifPresent(
              value ->
                  refusals.accept(
                      Refusal.of(
                          CONTROL_CHARACTER,
                          value.place().toString(),
                          field + " without control characters",
                          Quoted.text(value.value()))));
      return text.map(JsonString::value).orElse("");
    }

    private Optional<EngineId> engine(JsonFields fields) {
      Optional<JsonString> type = fields.string("type").filter(text -> !text.value().isEmpty());
      if (type.isEmpty()) {
        refusals.accept(
            Refusal.of(
                TYPE_MISSING, fields.place().toString(), "the engine's id in type", "no type"));
        return Optional.empty();
      }
      try {
        return Optional.of(new EngineId(type.get().value()));
      } catch (IllegalArgumentException e) {
        refusals.accept(
            Refusal.of(
                ENGINE_ID_MALFORMED,
                type.get().place().toString(),
                "lower-case letters, digits and hyphens, a letter first, at most 32 in all",
                Quoted.text(type.get().value())));
        return Optional.empty();
      }
    }

    private boolean declaredEmpty(JsonPlace message, Map<String, String> options) {
      options.forEach(
          (name, value) -> {
            if (value.toLowerCase(Locale.ROOT).contains(DECLARATIVE_FLAG)) {
              refusals.accept(
                  Refusal.of(
                      DECLARATIVE_STRATEGY,
                      message + ", option " + Quoted.text(name),
                      "a strategy that runs the reviewed statements",
                      Quoted.text(value)));
            }
          });
      String expectNoChanges = options.getOrDefault(EXPECT_NO_CHANGES, "false");
      if (!expectNoChanges.equals("true") && !expectNoChanges.equals("false")) {
        refusals.accept(
            Refusal.of(
                OPTION_MALFORMED,
                message + ", option " + Quoted.text(EXPECT_NO_CHANGES),
                "\"true\" or \"false\"",
                Quoted.text(expectNoChanges)));
      }
      return expectNoChanges.equals("true");
    }
  }
}

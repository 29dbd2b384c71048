package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.CHANGE_TYPE_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.DDL_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.TABLE_NAME_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_LABEL_DIFFERS;
import static io.driftguard.engine.refusal.RefusalCode.VSCHEMA_WITH_DDL;

import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonPlace;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonNumber;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.refusal.Refusal;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one change of a dispatch or of a plan output. */
final class ChangeReader {

  private final Consumer<Refusal> refusals;
  private final PlainNames names;

  ChangeReader(Consumer<Refusal> refusals) {
    this.refusals = refusals;
    this.names = new PlainNames(refusals);
  }

  /**
   * The change; empty when something about it was refused.
   *
   * @param defaultNamespace what an absent or empty namespace means; empty when that is not known,
   *     because it was refused itself
   */
  Optional<ReviewedChange> read(JsonValue value, Optional<Namespace> defaultNamespace) {
    return JsonFields.of(value, refusals).flatMap(fields -> read(fields, defaultNamespace));
  }

  private Optional<ReviewedChange> read(JsonFields fields, Optional<Namespace> defaultNamespace) {
    Optional<Namespace> namespace = namespace(fields, defaultNamespace);
    Optional<JsonString> table = fields.string("table_name");
    Optional<JsonValue> typeValue = fields.value("change_type");
    Optional<JsonString> ddl = fields.string("ddl");
    fields.bool("is_unsafe");
    fields.string("unsafe_reason");
    fields.refuseUnknown();

    // An absent field has its default value in protobuf: the number 0.
    Optional<ChangeType> type =
        typeValue.isEmpty() ? Optional.of(ChangeType.OTHER) : typeValue.flatMap(this::changeType);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return type.get()
        .claim()
        .map(claim -> table(fields.place(), namespace, table, claim, ddl))
        .orElseGet(() -> vschema(namespace, table, ddl));
  }

  private Optional<Namespace> namespace(JsonFields fields, Optional<Namespace> defaultNamespace) {
    Optional<JsonString> given = fields.string("namespace").filter(text -> !text.value().isEmpty());
    return given.isEmpty()
        ? defaultNamespace
        : given.flatMap(text -> names.namespace(text.value(), text.place()));
  }

  private Optional<ReviewedChange> table(
      JsonPlace change,
      Optional<Namespace> namespace,
      Optional<JsonString> table,
      ReviewedChange.ClaimedOperation claim,
      Optional<JsonString> ddl) {
    Optional<String> tableName =
        names.plain(
            table.map(JsonString::value).orElse(""),
            table.map(JsonString::place).orElse(change),
            "the table's name in table_name",
            TABLE_NAME_MISSING);
    Optional<JsonString> statement = ddl.filter(text -> !text.value().isBlank());
    if (statement.isEmpty()) {
      refusals.accept(
          Refusal.of(
              DDL_MISSING,
              ddl.map(JsonString::place).orElse(change).toString(),
              "the reviewed statement in ddl",
              ddl.map(text -> Quoted.text(text.value())).orElse("no ddl")));
    }
    if (namespace.isEmpty() || tableName.isEmpty() || statement.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReviewedChange.Table(namespace.get(), tableName.get(), claim, statement.get().value()));
  }

  private Optional<ReviewedChange> vschema(
      Optional<Namespace> namespace, Optional<JsonString> table, Optional<JsonString> ddl) {
    Optional<JsonString> statement = ddl.filter(text -> !text.value().isBlank());
    statement.ifPresent(
        text ->
            refusals.accept(
                Refusal.of(
                    VSCHEMA_WITH_DDL,
                    text.place().toString(),
                    "no ddl in a VSchema change",
                    Quoted.text(text.value()))));
    if (namespace.isEmpty()) {
      return Optional.empty();
    }
    String label = vschemaLabel(namespace.get());
    Optional<JsonString> otherLabel =
        table.filter(text -> !text.value().isEmpty() && !text.value().equals(label));
    otherLabel.ifPresent(
        text ->
            refusals.accept(
                Refusal.of(
                    VSCHEMA_LABEL_DIFFERS,
                    text.place().toString(),
                    Quoted.text(label) + " or nothing",
                    Quoted.text(text.value()))));
    return statement.isPresent() || otherLabel.isPresent()
        ? Optional.empty()
        : Optional.of(new ReviewedChange.VSchema(namespace.get()));
  }

  /** What the orchestrator writes as the table of a VSchema change. */
  static String vschemaLabel(Namespace namespace) {
    return "VSchema: " + namespace;
  }

  private Optional<ChangeType> changeType(JsonValue value) {
    String spelling = value.type();
    Optional<ChangeType> type = Optional.empty();
    if (value instanceof JsonString text) {
      spelling = Quoted.text(text.value());
      type = ChangeType.ofName(text.value());
    } else if (value instanceof JsonNumber number) {
      spelling = number.spelling();
      type = ChangeType.ofNumber(number.spelling());
    }
    if (type.isEmpty()) {
      refusals.accept(
          Refusal.of(
              CHANGE_TYPE_UNKNOWN, value.place().toString(), ChangeType.spellings(), spelling));
    }
    return type;
  }
}

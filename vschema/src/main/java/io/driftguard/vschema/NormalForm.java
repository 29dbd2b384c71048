package io.driftguard.vschema;

import com.google.common.collect.ImmutableSet;
import io.driftguard.vschema.Keyspace.AutoIncrement;
import io.driftguard.vschema.Keyspace.Column;
import io.driftguard.vschema.Keyspace.ColumnVindex;
import io.driftguard.vschema.Keyspace.MultiTenantSpec;
import io.driftguard.vschema.Keyspace.Table;
import io.driftguard.vschema.Keyspace.Vindex;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a keyspace so that two VSchemas that mean the same are the same text: fields in the order
 * of {@code vschema.proto} under their protobuf names, default values left out, maps by key, lists
 * as they stand.
 */
final class NormalForm {

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * Parameters that are {@code "true"} or {@code "false"}, and false when absent; lookups read
   * them.
   */
  private static final ImmutableSet<String> LOOKUP_FLAGS =
      ImmutableSet.of(
          "autocommit",
          "batch_lookup",
          "ignore_nulls",
          "multi_shard_autocommit",
          "no_verify",
          "write_only");

  private final JsonGenerator out;

  private NormalForm(JsonGenerator out) {
    this.out = out;
  }

  static String of(Keyspace keyspace) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      new NormalForm(generator).keyspace(keyspace);
    }
    return text.toString();
  }

  private void keyspace(Keyspace keyspace) {
    out.writeStartObject();
    flag("sharded", keyspace.sharded());
    if (!keyspace.vindexes().isEmpty()) {
      out.writeObjectPropertyStart("vindexes");
      keyspace.vindexes().forEach(this::vindex);
      out.writeEndObject();
    }
    if (!keyspace.tables().isEmpty()) {
      out.writeObjectPropertyStart("tables");
      keyspace.tables().forEach(this::table);
      out.writeEndObject();
    }
    flag("require_explicit_routing", keyspace.requireExplicitRouting());
    switch (keyspace.foreignKeyMode()) {
      // Vitess takes a mode that is not given for the unmanaged one.
      case UNSPECIFIED, UNMANAGED -> {}
      case DISALLOW, MANAGED -> text("foreign_key_mode", keyspace.foreignKeyMode().protoName());
    }
    keyspace.multiTenantSpec().ifPresent(this::multiTenantSpec);
    out.writeEndObject();
  }

  private void vindex(String name, Vindex vindex) {
    out.writeObjectPropertyStart(name);
    text("type", vindex.type());
    List<Map.Entry<String, String>> params =
        vindex.params().entrySet().stream().filter(param -> says(vindex.type(), param)).toList();
    if (!params.isEmpty()) {
      out.writeObjectPropertyStart("params");
      params.forEach(param -> out.writeStringProperty(param.getKey(), param.getValue()));
      out.writeEndObject();
    }
    text("owner", vindex.owner());
    out.writeEndObject();
  }

  private static boolean says(String vindexType, Map.Entry<String, String> param) {
    return !(VindexTypes.isLookup(vindexType)
        && LOOKUP_FLAGS.contains(param.getKey())
        && param.getValue().equals("false"));
  }

  private void table(String name, Table table) {
    out.writeObjectPropertyStart(name);
    text("type", table.type());
    if (!table.columnVindexes().isEmpty()) {
      out.writeArrayPropertyStart("column_vindexes");
      table.columnVindexes().forEach(this::columnVindex);
      out.writeEndArray();
    }
    table.autoIncrement().ifPresent(this::autoIncrement);
    if (!table.columns().isEmpty()) {
      out.writeArrayPropertyStart("columns");
      table.columns().forEach(this::column);
      out.writeEndArray();
    }
    text("pinned", table.pinned());
    flag("column_list_authoritative", table.columnListAuthoritative());
    text("source", table.source());
    out.writeEndObject();
  }

  private void columnVindex(ColumnVindex columnVindex) {
    out.writeStartObject();
    text("name", columnVindex.name());
    list("columns", columnVindex.columns().stream().map(NormalForm::folded).toList());
    out.writeEndObject();
  }

  private void autoIncrement(AutoIncrement autoIncrement) {
    out.writeObjectPropertyStart("auto_increment");
    text("column", folded(autoIncrement.column()));
    text("sequence", autoIncrement.sequence());
    out.writeEndObject();
  }

  private void column(Column column) {
    out.writeStartObject();
    text("name", folded(column.name()));
    type("type", column.type());
    flag("invisible", column.invisible());
    text("default", column.defaultValue());
    text("collation_name", column.collationName());
    number("size", column.size());
    number("scale", column.scale());
    if (!column.nullable().orElse(true)) {
      out.writeBooleanProperty("nullable", false);
    }
    list("values", column.values());
    out.writeEndObject();
  }

  private void multiTenantSpec(MultiTenantSpec spec) {
    out.writeObjectPropertyStart("multi_tenant_spec");
    text("tenant_id_column_name", folded(spec.tenantIdColumnName()));
    type("tenant_id_column_type", spec.tenantIdColumnType());
    out.writeEndObject();
  }

  private void flag(String name, boolean value) {
    if (value) {
      out.writeBooleanProperty(name, true);
    }
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      out.writeStringProperty(name, value);
    }
  }

  private void number(String name, int value) {
    if (value != 0) {
      out.writeNumberProperty(name, value);
    }
  }

  private void type(String name, ColumnType type) {
    if (type != ColumnType.NULL_TYPE) {
      out.writeStringProperty(name, type.protoName());
    }
  }

  private void list(String name, List<String> values) {
    if (!values.isEmpty()) {
      out.writeArrayPropertyStart(name);
      values.forEach(out::writeString);
      out.writeEndArray();
    }
  }

  /**
   * A column name without its letter case. Vitess folds character by character, so that, unlike in
   * {@link String#toLowerCase}, no character's form depends on its neighbours.
   */
  static String folded(String column) {
    return column
        .codePoints()
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}

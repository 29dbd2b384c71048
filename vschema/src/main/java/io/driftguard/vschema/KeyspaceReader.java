package io.driftguard.vschema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.Quoted;
import io.driftguard.vschema.Keyspace.AutoIncrement;
import io.driftguard.vschema.Keyspace.Column;
import io.driftguard.vschema.Keyspace.ColumnVindex;
import io.driftguard.vschema.Keyspace.MultiTenantSpec;
import io.driftguard.vschema.Keyspace.Table;
import io.driftguard.vschema.Keyspace.Vindex;
import io.driftguard.vschema.VSchemaException.Code;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a keyspace's VSchema, field by field, and refuses every other field. */
final class KeyspaceReader {

  /** Fields of {@code vschema.SrvVSchema}: they concern every keyspace and are in none. */
  private static final ImmutableSet<String> OF_ALL_KEYSPACES =
      ImmutableSet.of(
          "keyspaces",
          "routing_rules",
          "routingRules",
          "shard_routing_rules",
          "shardRoutingRules",
          "keyspace_routing_rules",
          "keyspaceRoutingRules",
          "mirror_rules",
          "mirrorRules");

  private KeyspaceReader() {}

  static Keyspace read(JsonNode document) throws VSchemaException {
    JsonPath at = JsonPath.ROOT;
    Fields fields = Fields.of(document, at);
    for (String key : document.propertyNames()) {
      if (OF_ALL_KEYSPACES.contains(key)) {
        throw new VSchemaException(
            Code.UNKNOWN_FIELD,
            at.key(key).text(),
            "the VSchema of one keyspace",
            Quoted.text(key) + ", which belongs to all keyspaces together and is out of scope");
      }
    }
    Keyspace keyspace =
        new Keyspace(
            fields.flag("sharded"),
            fields.map("vindexes", KeyspaceReader::vindex),
            fields.map("tables", KeyspaceReader::table),
            fields.flag("require_explicit_routing"),
            fields.choice("foreign_key_mode", ForeignKeyMode.values()),
            fields.message("multi_tenant_spec", KeyspaceReader::multiTenantSpec));
    fields.requireNoOther("a keyspace's VSchema");
    return keyspace;
  }

  private static Vindex vindex(JsonNode value, JsonPath at) throws VSchemaException {
    Fields fields = Fields.of(value, at);
    Vindex vindex =
        new Vindex(fields.text("type"), fields.map("params", Fields::text), fields.text("owner"));
    fields.requireNoOther("a vindex");
    return vindex;
  }

  private static Table table(JsonNode value, JsonPath at) throws VSchemaException {
    Fields fields = Fields.of(value, at);
    Table table =
        new Table(
            fields.text("type"),
            fields.list("column_vindexes", KeyspaceReader::columnVindex),
            fields.message("auto_increment", KeyspaceReader::autoIncrement),
            fields.list("columns", KeyspaceReader::column),
            fields.text("pinned"),
            fields.flag("column_list_authoritative"),
            fields.text("source"));
    fields.requireNoOther("a table");
    return table;
  }

  private static ColumnVindex columnVindex(JsonNode value, JsonPath at) throws VSchemaException {
    Fields fields = Fields.of(value, at);
    String column = fields.text("column");
    ImmutableList<String> columns = fields.list("columns", Fields::text);
    String name = fields.text("name");
    fields.requireNoOther("a column vindex");
    if (!column.isEmpty() && !columns.isEmpty()) {
      throw new VSchemaException(
          Code.COLUMN_AND_COLUMNS,
          at.text(),
          "column or columns",
          "both, column being " + Quoted.text(column));
    }
    return new ColumnVindex(name, column.isEmpty() ? columns : ImmutableList.of(column));
  }

  private static AutoIncrement autoIncrement(JsonNode value, JsonPath at) throws VSchemaException {
    Fields fields = Fields.of(value, at);
    AutoIncrement autoIncrement = new AutoIncrement(fields.text("column"), fields.text("sequence"));
    fields.requireNoOther("auto_increment");
    return autoIncrement;
  }

  private static Column column(JsonNode value, JsonPath at) throws VSchemaException {
    Fields fields = Fields.of(value, at);
    Column column =
        new Column(
            fields.text("name"),
            fields.choice("type", ColumnType.values()),
            fields.flag("invisible"),
            fields.text("default"),
            fields.text("collation_name"),
            fields.int32("size"),
            fields.int32("scale"),
            fields.optionalFlag("nullable"),
            fields.list("values", Fields::text));
    fields.requireNoOther("a column");
    return column;
  }

  private static MultiTenantSpec multiTenantSpec(JsonNode value, JsonPath at)
      throws VSchemaException {
    Fields fields = Fields.of(value, at);
    MultiTenantSpec spec =
        new MultiTenantSpec(
            fields.text("tenant_id_column_name"),
            fields.choice("tenant_id_column_type", ColumnType.values()));
    fields.requireNoOther("multi_tenant_spec");
    return spec;
  }
}

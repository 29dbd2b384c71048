package io.driftguard.vschema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/**
 * The fields of {@code vschema.Keyspace} (Vitess, {@code vschema.proto}) as a document gives them.
 */
record Keyspace(
    boolean sharded,
    ImmutableSortedMap<String, Vindex> vindexes,
    ImmutableSortedMap<String, Table> tables,
    boolean requireExplicitRouting,
    ForeignKeyMode foreignKeyMode,
    Optional<MultiTenantSpec> multiTenantSpec) {

  record Vindex(String type, ImmutableSortedMap<String, String> params, String owner) {}

  record Table(
      String type,
      ImmutableList<ColumnVindex> columnVindexes,
      Optional<AutoIncrement> autoIncrement,
      ImmutableList<Column> columns,
      String pinned,
      boolean columnListAuthoritative,
      String source) {}

  // A document may give a single column on its own; here it is a list of one.
  record ColumnVindex(String name, ImmutableList<String> columns) {}

  record AutoIncrement(String column, String sequence) {}

  record Column(
      String name,
      ColumnType type,
      boolean invisible,
      String defaultValue,
      String collationName,
      int size,
      int scale,
      Optional<Boolean> nullable,
      ImmutableList<String> values) {}

  record MultiTenantSpec(String tenantIdColumnName, ColumnType tenantIdColumnType) {}
}

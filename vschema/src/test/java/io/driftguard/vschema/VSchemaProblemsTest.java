package io.driftguard.vschema;

import static com.google.common.truth.Truth.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VSchemaProblemsTest {

  private static final String H = "'vindexes': {'h': {'type': 'xxhash'}}";
  private static final String BY_H = "'column_vindexes': [{'column': 'id', 'name': 'h'}]";

  /** What else is known: a keyspace without shards, and one with. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "lookup",
          "{'tables': {'order_seq': {'type': 'sequence'}, 'zones': {}}}",
          "geo",
          "{'sharded': true, " + H + ", 'tables': {'cities': {" + BY_H + "}}}");

  private static String sharded(String tables) {
    return "{'sharded': true, " + H + ", 'tables': {" + tables + "}}";
  }

  private static String sharded(String vindexes, String tables) {
    return "{'sharded': true, 'vindexes': {" + vindexes + "}, 'tables': {" + tables + "}}";
  }

  private static Arguments row(String document, String... problems) {
    return Arguments.of(document, List.of(problems));
  }

  /** A document of the keyspace "shop", and what is wrong with it. */
  static Stream<Arguments> problems() {
    return Stream.of(
        row("{}"),
        row("{'tables': {'orders': {}}}"),
        row(sharded("'orders': {" + BY_H + "}")),
        // vindexes
        row(
            sharded("'x': {}", ""),
            "VINDEX_WITHOUT_TYPE $.vindexes.x.type: expected the type of the vindex, but found none"),
        row(
            sharded("'orders': {'column_vindexes': [{'column': 'id', 'name': 'hsh'}]}"),
            "VINDEX_UNKNOWN $.tables.orders.column_vindexes[0].name: expected a vindex of the keyspace, but found \"hsh\", which is none of them"),
        row(
            sharded(
                "'orders': {'column_vindexes': [{'column': 'id', 'name': 'h'}, {'column': 'sku', 'name': 'H'}]}"),
            "VINDEX_UNKNOWN $.tables.orders.column_vindexes[1].name: expected a vindex of the keyspace, but found \"H\", which is none of them"),
        row(
            sharded("'orders': {'column_vindexes': [{'name': 'h'}]}"),
            "VINDEX_WITHOUT_COLUMN $.tables.orders.column_vindexes[0].columns: expected the columns of the vindex, but found none"),
        row(
            sharded("'orders': {'column_vindexes': [{'name': 'h', 'columns': ['id', '']}]}"),
            "VINDEX_WITHOUT_COLUMN $.tables.orders.column_vindexes[0].columns: expected the columns of the vindex, but found none"),
        // primary vindexes
        row(
            sharded("'orders': {}"),
            "PRIMARY_VINDEX_MISSING $.tables.orders.column_vindexes: expected a primary vindex, as each table of a sharded keyspace has one that is neither a reference nor pinned, but found none"),
        row(sharded("'orders': {'type': 'reference'}")),
        row(sharded("'orders': {'pinned': '00'}")),
        row(
            sharded("'orders': {'pinned': '0'}"),
            "PINNED_MALFORMED $.tables.orders.pinned: expected a keyspace id as whole hexadecimal bytes, but found \"0\""),
        row(
            sharded(
                "'l': {'type': 'consistent_lookup'}",
                "'orders': {'column_vindexes': [{'column': 'id', 'name': 'l'}]}"),
            "PRIMARY_VINDEX_NOT_UNIQUE $.tables.orders.column_vindexes[0].name: expected a primary vindex that gives one keyspace id for a value, but found \"l\" of the type \"consistent_lookup\""),
        row(
            sharded(
                "'l': {'type': 'lookup_unique', 'owner': 'orders'}",
                "'orders': {'column_vindexes': [{'column': 'id', 'name': 'l'}]}"),
            "PRIMARY_VINDEX_OWNED $.tables.orders.column_vindexes[0].name: expected a primary vindex that the table does not fill itself, but found \"l\", which it owns"),
        row(
            sharded(
                "'h': {'type': 'hash'}, 'l': {'type': 'lookup_unique', 'owner': 'orders'}",
                "'orders': {'column_vindexes': [{'column': 'id', 'name': 'h'}, {'column': 'sku', 'name': 'l'}]},"
                    + " 'items': {'column_vindexes': [{'column': 'sku', 'name': 'l'}]}")),
        // what nothing is known of
        row(
            sharded(
                "'p': {'type': 'acme_geo'}",
                "'orders': {'column_vindexes': [{'column': 'id', 'name': 'p'}]}")),
        // owners
        row(
            sharded("'l': {'type': 'lookup', 'owner': 'order'}", "'orders': {'type': 'reference'}"),
            "OWNER_UNKNOWN $.vindexes.l.owner: expected a table of the keyspace, but found \"order\", which is none of them"),
        row(
            sharded(
                "'l': {'type': 'lookup', 'owner': 'orders'}", "'orders': {'type': 'reference'}"),
            "OWNER_WITHOUT_VINDEX $.vindexes.l.owner: expected a table with the vindex \"l\" among its column_vindexes, but found \"orders\", which does not have it"),
        // types of tables
        row(
            "{'tables': {'orders': {'type': 'Sequence'}}}",
            "TABLE_TYPE_UNKNOWN $.tables.orders.type: expected no type, \"sequence\" or \"reference\", but found \"Sequence\""),
        row("{'tables': {'order_seq': {'type': 'sequence'}}}"),
        row(sharded("'order_seq': {'type': 'sequence', 'pinned': '80'}")),
        row(
            sharded("'order_seq': {'type': 'sequence'}"),
            "SEQUENCE_SHARDED $.tables.order_seq: expected a sequence in a keyspace that is not sharded, or pinned to one shard, but found one in a sharded keyspace"),
        // columns
        row("{'tables': {'t': {'columns': [{'name': 'a'}, {'name': 'b'}]}}}"),
        row(
            "{'tables': {'t': {'columns': [{'name': 'a'}, {'name': 'A'}]}}}",
            "COLUMN_REPEATED $.tables.t.columns[1].name: expected each column once, but found another \"A\""),
        // sequences
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'lookup.order_seq'}}")),
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'order_seq'}}")),
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'elsewhere.order_seq'}}")),
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'lookup.orders_seq'}}"),
            "SEQUENCE_UNKNOWN $.tables.orders.auto_increment.sequence: expected a table of the type \"sequence\", but found \"lookup.orders_seq\", which the VSchema of its keyspace does not have"),
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'lookup.zones'}}"),
            "SEQUENCE_UNKNOWN $.tables.orders.auto_increment.sequence: expected a table of the type \"sequence\", but found \"lookup.zones\", which is no sequence"),
        row(
            sharded(
                "'orders': {"
                    + BY_H
                    + ", 'auto_increment': {'column': 'id', 'sequence': 'orders'}}"),
            "SEQUENCE_UNKNOWN $.tables.orders.auto_increment.sequence: expected a table of the type \"sequence\", but found \"orders\", which is no sequence"),
        row(
            "{'tables': {'t': {'auto_increment': {'column': 'id'}}}}",
            "AUTO_INCREMENT_INCOMPLETE $.tables.t.auto_increment: expected a column and a sequence, but found no sequence"),
        row(
            "{'tables': {'t': {'auto_increment': {'sequence': 's'}}}}",
            "AUTO_INCREMENT_INCOMPLETE $.tables.t.auto_increment: expected a column and a sequence, but found no column"),
        // sources of reference tables
        row(sharded("'zones': {'type': 'reference', 'source': 'lookup.zones'}")),
        row(sharded("'zones': {'type': 'reference', 'source': 'lookup.not_in_its_vschema'}")),
        row(sharded("'zones': {'type': 'reference', 'source': 'zones'}")),
        row(sharded("'cities': {'type': 'reference', 'source': 'geo.cities'}")),
        row(
            sharded("'cities': {'type': 'reference', 'source': 'geo.towns'}"),
            "SOURCE_UNKNOWN $.tables.cities.source: expected a table of its keyspace, but found \"geo.towns\", which the VSchema of that keyspace does not have"),
        row(
            sharded("'zones': {'type': 'reference', 'source': 'shop.zones'}"),
            "SOURCE_IN_KEYSPACE $.tables.zones.source: expected a table of another keyspace, but found \"shop.zones\""),
        row(
            sharded("'orders': {" + BY_H + ", 'source': 'lookup.zones'}"),
            "SOURCE_OF_NO_REFERENCE $.tables.orders.source: expected a source at a table of the type \"reference\" alone, but found \"lookup.zones\""),
        // all of them are named
        row(
            sharded("'a': {}, 'b': {'type': 'x'}"),
            "PRIMARY_VINDEX_MISSING $.tables.a.column_vindexes: expected a primary vindex, as each table of a sharded keyspace has one that is neither a reference nor pinned, but found none",
            "TABLE_TYPE_UNKNOWN $.tables.b.type: expected no type, \"sequence\" or \"reference\", but found \"x\"",
            "PRIMARY_VINDEX_MISSING $.tables.b.column_vindexes: expected a primary vindex, as each table of a sharded keyspace has one that is neither a reference nor pinned, but found none"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void saysWhatVitessCannotDo(String document, List<String> problems) throws Exception {
    assertThat(
            problemsOf(document).stream().map(problem -> problem.code() + " " + problem).toList())
        .containsExactlyElementsIn(problems)
        .inOrder();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "binary",
        "binary_md5",
        "hash",
        "numeric",
        "numeric_static_map",
        "region_experimental",
        "region_json",
        "reverse_bits",
        "unicode_loose_md5",
        "unicode_loose_xxhash",
        "xxhash",
        "null",
        "multicol",
        "lookup_unique",
        "consistent_lookup_unique"
      })
  void takesEachTypeThatGivesOneKeyspaceIdAsPrimary(String type) throws Exception {
    assertThat(
            problemsOf(
                sharded(
                    "'v': {'type': '" + type + "'}",
                    "'t': {'column_vindexes': [{'column': 'id', 'name': 'v'}]}")))
        .isEmpty();
    assertThat(VindexTypes.FUNCTIONAL.contains(type)).isNotEqualTo(VindexTypes.isLookup(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lookup", "lookup_hash", "consistent_lookup", "lookup_unicodeloosemd5_hash"})
  void takesNoTypeThatGivesManyKeyspaceIdsAsPrimary(String type) throws Exception {
    assertThat(
            problemsOf(
                sharded(
                    "'v': {'type': '" + type + "'}",
                    "'t': {'column_vindexes': [{'column': 'id', 'name': 'v'}]}")))
        .hasSize(1);
  }

  @Test
  void eachKindOfProblemHasARow() {
    Set<VSchemaProblem.Code> seen = EnumSet.noneOf(VSchemaProblem.Code.class);
    problems()
        .flatMap(row -> ((List<?>) row.get()[1]).stream())
        .forEach(
            problem -> seen.add(VSchemaProblem.Code.valueOf(((String) problem).split(" ", 2)[0])));
    assertThat(seen).containsExactlyElementsIn(VSchemaProblem.Code.values());
  }

  private static List<VSchemaProblem> problemsOf(String document) throws VSchemaException {
    Map<String, VSchema> others = new TreeMap<>();
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      others.put(other.getKey(), read(other.getValue()));
    }
    return read(document).problems("shop", others);
  }

  private static VSchema read(String document) throws VSchemaException {
    return VSchema.read(document.replace('\'', '"'));
  }
}

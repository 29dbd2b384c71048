package io.driftguard.vschema;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VSchemaEditsTest {

  private static Arguments row(String from, String to, String... edits) {
    return Arguments.of(from, to, List.of(edits));
  }

  private static String uses(String... vindexes) {
    StringBuilder uses = new StringBuilder();
    for (String vindex : vindexes) {
      uses.append(uses.isEmpty() ? "" : ", ")
          .append("{'column': 'c_")
          .append(vindex)
          .append("', 'name': '")
          .append(vindex)
          .append("'}");
    }
    return "{'tables': {'t': {'column_vindexes': [" + uses + "]}}}";
  }

  /** Two documents and the places in which they differ. */
  static Stream<Arguments> edits() {
    return Stream.of(
        row("{}", "{'sharded': false}"),
        row(
            "{'tables': {'t': {'columnVindexes': [{'columns': ['ID'], 'name': 'h'}]}}}",
            "{'tables': {'t': {'column_vindexes': [{'column': 'id', 'name': 'h'}]}}}"),
        row("{}", "{'sharded': true}", "sharded: added true"),
        row("{'sharded': true}", "{}", "sharded: removed true"),
        row(
            "{'vindexes': {'h': {'type': 'hash'}}}",
            "{'vindexes': {'h': {'type': 'xxhash'}}}",
            "vindexes.h.type: \"hash\" → \"xxhash\""),
        row(
            "{'vindexes': {'h': {'type': 'hash'}}}",
            "{'vindexes': {'H': {'type': 'hash'}}}",
            "vindexes.H: added {\"type\":\"hash\"}",
            "vindexes.h: removed {\"type\":\"hash\"}"),
        row(
            "{'vindexes': {'l': {'type': 'lookup', 'params': {'table': 'a'}}}}",
            "{'vindexes': {'l': {'type': 'lookup', 'params': {'table': 'b', 'from': 'c'}, 'owner': 't'}}}",
            "vindexes.l.owner: added \"t\"",
            "vindexes.l.params.from: added \"c\"",
            "vindexes.l.params.table: \"a\" → \"b\""),
        row(
            "{'tables': {'a': {}, 'b': {}}}",
            "{'tables': {'b': {}, 'c': {'type': 'reference'}}}",
            "tables.a: removed {}",
            "tables.c: added {\"type\":\"reference\"}"),
        row(
            "{'tables': {'odd name': {}}}",
            "{'tables': {'odd name': {'pinned': '00'}}}",
            "tables[\"odd name\"].pinned: added \"00\""),
        // the first vindex of a table is its primary one
        row(
            uses("h"),
            uses("h", "x"),
            "tables.t.column_vindexes.x: added {\"name\":\"x\",\"columns\":[\"c_x\"]}"),
        row(
            uses("h"),
            uses("x", "h"),
            "tables.t.column_vindexes.x: added {\"name\":\"x\",\"columns\":[\"c_x\"]}",
            "tables.t.column_vindexes: order \"h\" → \"x\", \"h\""),
        row(
            uses("h", "x"),
            uses("x", "h"),
            "tables.t.column_vindexes: order \"h\", \"x\" → \"x\", \"h\""),
        row(
            uses("h", "x"),
            uses("x"),
            "tables.t.column_vindexes.h: removed {\"name\":\"h\",\"columns\":[\"c_h\"]}",
            "tables.t.column_vindexes: order \"h\", \"x\" → \"x\""),
        row(
            "{'tables': {'t': {'column_vindexes': [{'column': 'a', 'name': 'h'}]}}}",
            "{'tables': {'t': {'column_vindexes': [{'columns': ['a', 'b'], 'name': 'h'}]}}}",
            "tables.t.column_vindexes.h.columns: [\"a\"] → [\"a\",\"b\"]"),
        // one vindex on two columns: its name does not tell the two uses apart
        row(
            "{'tables': {'t': {'column_vindexes': [{'column': 'a', 'name': 'h'}, {'column': 'b', 'name': 'h'}]}}}",
            "{'tables': {'t': {'column_vindexes': [{'column': 'a', 'name': 'h'}]}}}",
            "tables.t.column_vindexes: [{\"name\":\"h\",\"columns\":[\"a\"]},{\"name\":\"h\",\"columns\":[\"b\"]}] → [{\"name\":\"h\",\"columns\":[\"a\"]}]"),
        row(
            "{'tables': {'t': {'columns': [{'name': 'a', 'type': 'INT32'}, {'name': 'b'}]}}}",
            "{'tables': {'t': {'columns': [{'name': 'b'}, {'name': 'a', 'type': 'INT64'}]}}}",
            "tables.t.columns.a.type: \"INT32\" → \"INT64\"",
            "tables.t.columns: order \"a\", \"b\" → \"b\", \"a\""),
        row(
            "{'tables': {'t': {'columns': [{'name': 'e', 'values': ['x', 'y']}]}}}",
            "{'tables': {'t': {'columns': [{'name': 'e', 'values': ['y', 'x']}]}}}",
            "tables.t.columns.e.values: [\"x\",\"y\"] → [\"y\",\"x\"]"),
        row("{}", "{'multi_tenant_spec': {}}", "multi_tenant_spec: added {}"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void saysWhichTableWhichVindexAndWhichField(String from, String to, List<String> edits)
      throws Exception {
    VSchema before = VSchema.read(from.replace('\'', '"'));
    VSchema after = VSchema.read(to.replace('\'', '"'));
    assertThat(before.editsTo(after).stream().map(VSchemaEdit::toString).toList())
        .containsExactlyElementsIn(edits)
        .inOrder();
    assertThat(after.editsTo(before)).hasSize(edits.size());
    assertThat(before.editsTo(after).isEmpty()).isEqualTo(before.equals(after));
  }

  @Test
  void cutsALongValueOff() throws Exception {
    String long1 = "{\"tables\": {\"t\": {\"pinned\": \"" + "ab".repeat(200) + "\"}}}";
    String line = VSchema.read("{}").editsTo(VSchema.read(long1)).get(0).toString();
    assertThat(line).endsWith("…");
    assertThat(line.length()).isLessThan(200);
  }
}

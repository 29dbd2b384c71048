package io.driftguard.vschema;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.vschema.VSchemaException.Code;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VSchemaRefusalTest {

  private static final String DEEP = "[".repeat(17) + "]".repeat(17);

  /** A document, the code of its refusal, the place, and the end of the message. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("", Code.NOT_JSON, "$", "found an empty text"),
        refusal("  \n", Code.NOT_JSON, "$", "found an empty text"),
        refusal("{'sharded': true", Code.NOT_JSON, "$", ""),
        refusal("{'sharded': }", Code.NOT_JSON, "$", ""),
        refusal("{'sharded': True}", Code.NOT_JSON, "$", ""),
        refusal("{'sharded': true,}", Code.NOT_JSON, "$", ""),
        refusal("{sharded: true}", Code.NOT_JSON, "$", ""),
        refusal("/* v2 */ {}", Code.NOT_JSON, "$", ""),
        refusal("\uFEFF{}", Code.NOT_JSON, "$", ""),
        refusal("{'pinned': 'a\nb'}", Code.NOT_JSON, "$", ""),
        refusal("{'tables': {'t': {'columns': [{'size': NaN}]}}}", Code.NOT_JSON, "$", ""),
        refusal("{'tables': {'t': {'columns': [{'size': 007}]}}}", Code.NOT_JSON, "$", ""),
        refusal(
            "{'sharded':\n  tru}",
            Code.NOT_JSON,
            "$",
            "expected one JSON object, but found line 2"),
        refusal("{} {}", Code.TRAILING_TEXT, "$", "found line 1, column 4: \"{\""),
        refusal("{}x", Code.TRAILING_TEXT, "$", ""),
        refusal("{}}", Code.TRAILING_TEXT, "$", ""),
        refusal("{'tables': " + DEEP + "}", Code.TOO_DEEP, "$.tables" + "[0]".repeat(15), ""),
        refusal(
            "{'sharded': false, 'sharded': true}",
            Code.DUPLICATE_KEY,
            "$",
            "expected each key once, but found the key \"sharded\" twice"),
        refusal(
            "{'tables': {'a': {}, '\\u0061': {}}}",
            Code.DUPLICATE_KEY,
            "$.tables",
            "found the key \"a\" twice"),
        refusal(
            "{'tables': {'t': {'column_vindexes': [], 'columnVindexes': []}}}",
            Code.DUPLICATE_KEY,
            "$.tables.t",
            "found both \"column_vindexes\" and \"columnVindexes\""),
        refusal("{'shard': true}", Code.UNKNOWN_FIELD, "$.shard", "found \"shard\""),
        refusal("{'Sharded': true}", Code.UNKNOWN_FIELD, "$.Sharded", "found \"Sharded\""),
        refusal(
            "{'require_explicitRouting': true}",
            Code.UNKNOWN_FIELD,
            "$.require_explicitRouting",
            "expected a field of a keyspace's VSchema, but found \"require_explicitRouting\""),
        refusal("{'vindexes': {'h': {'kind': 'x'}}}", Code.UNKNOWN_FIELD, "$.vindexes.h.kind", ""),
        refusal("{'tables': {'t': {'name': 'x'}}}", Code.UNKNOWN_FIELD, "$.tables.t.name", ""),
        refusal(
            "{'tables': {'t': {'columns': [{}, {'length': 3}]}}}",
            Code.UNKNOWN_FIELD,
            "$.tables.t.columns[1].length",
            "expected a field of a column, but found \"length\""),
        refusal(
            "{'tables': {'a b': {'column_vindexes': [{'vindex': 'h'}]}}}",
            Code.UNKNOWN_FIELD,
            "$.tables[\"a b\"].column_vindexes[0].vindex",
            "expected a field of a column vindex, but found \"vindex\""),
        refusal(
            "{'tables': {'t': {'auto_increment': {'seq': 's'}}}}",
            Code.UNKNOWN_FIELD,
            "$.tables.t.auto_increment.seq",
            ""),
        refusal(
            "{'multi_tenant_spec': {'tenant': 's'}}",
            Code.UNKNOWN_FIELD,
            "$.multi_tenant_spec.tenant",
            ""),
        refusal(
            "{'routing_rules': {'rules': []}}",
            Code.UNKNOWN_FIELD,
            "$.routing_rules",
            "found \"routing_rules\", which belongs to all keyspaces together and is out of scope"),
        refusal("{'keyspaces': {'k': {}}}", Code.UNKNOWN_FIELD, "$.keyspaces", "is out of scope"),
        refusal("{'mirrorRules': {}}", Code.UNKNOWN_FIELD, "$.mirrorRules", "is out of scope"),
        refusal("{'a\\u001b[0m': 1}", Code.UNKNOWN_FIELD, "$[\"a\\u001b[0m\"]", ""),
        refusal("[]", Code.WRONG_TYPE, "$", "expected an object, but found a list"),
        refusal("true", Code.WRONG_TYPE, "$", "expected an object, but found true"),
        refusal(
            "{'sharded': 'true'}",
            Code.WRONG_TYPE,
            "$.sharded",
            "expected true or false, but found the string \"true\""),
        refusal("{'sharded': 1}", Code.WRONG_TYPE, "$.sharded", "but found 1"),
        refusal("{'tables': []}", Code.WRONG_TYPE, "$.tables", "but found a list"),
        refusal("{'tables': {'t': 'sequence'}}", Code.WRONG_TYPE, "$.tables.t", ""),
        refusal(
            "{'tables': {'t': {'columns': {'c': {}}}}}",
            Code.WRONG_TYPE,
            "$.tables.t.columns",
            "expected a list, but found an object"),
        refusal(
            "{'tables': {'t': {'columns': ['c']}}}", Code.WRONG_TYPE, "$.tables.t.columns[0]", ""),
        refusal(
            "{'tables': {'t': {'column_vindexes': [{'columns': [7]}]}}}",
            Code.WRONG_TYPE,
            "$.tables.t.column_vindexes[0].columns[0]",
            "expected a string, but found 7"),
        refusal(
            "{'vindexes': {'r': {'params': {'region_bytes': 1}}}}",
            Code.WRONG_TYPE,
            "$.vindexes.r.params.region_bytes",
            "expected a string, but found 1"),
        refusal("{'foreign_key_mode': true}", Code.WRONG_TYPE, "$.foreign_key_mode", ""),
        refusal(
            "{'tables': {'t': {'columns': [{'size': ' 3'}]}}}",
            Code.WRONG_TYPE,
            "$.tables.t.columns[0].size",
            ""),
        refusal("null", Code.NULL_VALUE, "$", ""),
        refusal("{'sharded': null}", Code.NULL_VALUE, "$.sharded", "found null"),
        refusal("{'unknown': null}", Code.NULL_VALUE, "$.unknown", ""),
        refusal("{'tables': {'t': null}}", Code.NULL_VALUE, "$.tables.t", ""),
        refusal(
            "{'tables': {'t': {'columns': [null]}}}", Code.NULL_VALUE, "$.tables.t.columns[0]", ""),
        refusal(
            "{'foreign_key_mode': 'MANAGED'}",
            Code.UNKNOWN_ENUM_VALUE,
            "$.foreign_key_mode",
            "expected one of unspecified, disallow, unmanaged, managed, or its number, but found the string \"MANAGED\""),
        refusal("{'foreign_key_mode': '3'}", Code.UNKNOWN_ENUM_VALUE, "$.foreign_key_mode", ""),
        refusal("{'foreign_key_mode': 4}", Code.UNKNOWN_ENUM_VALUE, "$.foreign_key_mode", "4"),
        refusal(
            "{'tables': {'t': {'columns': [{'type': 'INTEGER'}]}}}",
            Code.UNKNOWN_ENUM_VALUE,
            "$.tables.t.columns[0].type",
            ""),
        refusal(
            "{'tables': {'t': {'columns': [{'size': 1.5}]}}}",
            Code.NUMBER_OUT_OF_RANGE,
            "$.tables.t.columns[0].size",
            "expected a whole number of 32 bits, but found 1.5"),
        refusal(
            "{'tables': {'t': {'columns': [{'scale': 2147483648}]}}}",
            Code.NUMBER_OUT_OF_RANGE,
            "$.tables.t.columns[0].scale",
            ""),
        refusal(
            "{'tables': {'t': {'columns': [{'scale': 1e999999}]}}}",
            Code.NUMBER_OUT_OF_RANGE,
            "$.tables.t.columns[0].scale",
            ""),
        refusal(
            "{'tables': {'t': {'columns': [{'scale': '1e9'}, {'scale': '1e99'}]}}}",
            Code.NUMBER_OUT_OF_RANGE,
            "$.tables.t.columns[1].scale",
            ""),
        refusal("{'tables': {'\ud800': {}}}", Code.INVALID_TEXT, "$.tables", "\"\\ud800\""),
        refusal("{'tables': {'\\ud800': {}}}", Code.NOT_JSON, "$", "surrogate"),
        refusal(
            "{'tables': {'t': {'source': 'x\\udc00'}}}",
            Code.INVALID_TEXT,
            "$.tables.t.source",
            "half of one in \"x\\udc00\""),
        refusal(
            "{'tables': {'t': {'column_vindexes': [{'column': 'a', 'columns': ['a']}]}}}",
            Code.COLUMN_AND_COLUMNS,
            "$.tables.t.column_vindexes[0]",
            "expected column or columns, but found both, column being \"a\""));
  }

  private static Arguments refusal(String document, Code code, String path, String message) {
    return Arguments.of(document.replace('\'', '"'), code, path, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithCodeAndPlace(String document, Code code, String path, String message) {
    VSchemaException e = assertThrows(VSchemaException.class, () -> VSchema.read(document));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.path()).isEqualTo(path);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(path + ": expected " + e.expected() + ", but found " + e.found());
    assertThat(e).hasMessageThat().contains(message);
    assertThat(e).hasMessageThat().doesNotContainMatch("\\p{Cntrl}");
  }

  @Test
  void refusesATextThatIsTooLarge() {
    String padded = "{}" + " ".repeat(JsonText.MAX_LENGTH);
    VSchemaException e = assertThrows(VSchemaException.class, () -> VSchema.read(padded));
    assertThat(e.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(e).hasMessageThat().contains("found " + padded.length() + " characters");
  }

  @Test
  void cutsALongTextShortInItsMessage() {
    String document = "{\"sharded\": \"" + "x".repeat(1000) + "\"}";
    VSchemaException e = assertThrows(VSchemaException.class, () -> VSchema.read(document));
    assertThat(e.found()).isEqualTo("the string \"" + "x".repeat(400) + "… (1000 characters)\"");
  }

  @Test
  void everyCodeHasARefusalHere() {
    Set<Object> met = refusals().map(row -> row.get()[1]).collect(Collectors.toSet());
    met.add(Code.TOO_LARGE);
    assertThat(met).isEqualTo(EnumSet.allOf(Code.class));
  }
}

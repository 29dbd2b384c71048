package io.driftguard.vschema;

import static com.google.common.truth.Truth.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VSchemaTest {

  /** A document and its normal form. */
  static Stream<Arguments> normalForms() {
    return Stream.of(
        form("{}", "{}"),
        form(" \n{ }\t\r\n ", "{}"),
        form("{'sharded': true}", "{'sharded':true}"),
        form("{'sharded': false, 'vindexes': {}, 'tables': {}}", "{}"),
        // names: snake_case or lowerCamelCase; fields in the order of vschema.proto
        form(
            "{'requireExplicitRouting': true, 'sharded': true}",
            "{'sharded':true,'require_explicit_routing':true}"),
        form(
            "{'tables': {'t': {'columnListAuthoritative': true, 'autoIncrement': {'column': 'id', 'sequence': 's'}}}}",
            "{'tables':{'t':{'auto_increment':{'column':'id','sequence':'s'},'column_list_authoritative':true}}}"),
        // maps have no order, and their keys are not field names
        form(
            "{'vindexes': {'z': {'type': 'hash'}, 'aB': {'type': 'xxhash'}, 'a_b': {'type': 'null'}}}",
            "{'vindexes':{'aB':{'type':'xxhash'},'a_b':{'type':'null'},'z':{'type':'hash'}}}"),
        form(
            "{'vindexes': {'r': {'type': 'region_json', 'params': {'region_bytes': '1', 'path': '/m'}}}}",
            "{'vindexes':{'r':{'type':'region_json','params':{'path':'/m','region_bytes':'1'}}}}"),
        // an entry of a map and a message that is present are kept, however empty
        form("{'tables': {'parcels': {}}}", "{'tables':{'parcels':{}}}"),
        form("{'vindexes': {'h': {'params': {}}}}", "{'vindexes':{'h':{}}}"),
        form("{'multi_tenant_spec': {}}", "{'multi_tenant_spec':{}}"),
        form(
            "{'tables': {'t': {'auto_increment': {'column': ''}}}}",
            "{'tables':{'t':{'auto_increment':{}}}}"),
        form("{'tables': {'t': {'columns': [{}]}}}", "{'tables':{'t':{'columns':[{}]}}}"),
        form(
            "{'tables': {'t': {'column_vindexes': [{}]}}}",
            "{'tables':{'t':{'column_vindexes':[{}]}}}"),
        // enums by name or by number
        form("{'foreign_key_mode': 'managed'}", "{'foreign_key_mode':'managed'}"),
        form("{'foreignKeyMode': 3}", "{'foreign_key_mode':'managed'}"),
        form("{'foreign_key_mode': 1}", "{'foreign_key_mode':'disallow'}"),
        form(
            "{'multi_tenant_spec': {'tenant_id_column_name': 'tenant', 'tenant_id_column_type': 265}}",
            "{'multi_tenant_spec':{'tenant_id_column_name':'tenant','tenant_id_column_type':'INT64'}}"),
        form(
            "{'tables': {'t': {'columns': [{'name': 'c', 'type': 6.165e3}]}}}",
            "{'tables':{'t':{'columns':[{'name':'c','type':'VARCHAR'}]}}}"),
        form(
            "{'tables': {'t': {'columns': [{'name': 'c', 'type': 'NULL_TYPE'}]}}}",
            "{'tables':{'t':{'columns':[{'name':'c'}]}}}"),
        // an unspecified foreign key mode is the unmanaged one
        form("{'foreign_key_mode': 'unspecified'}", "{}"),
        form("{'foreign_key_mode': 0}", "{}"),
        form("{'foreign_key_mode': 'unmanaged'}", "{}"),
        form("{'foreign_key_mode': 2}", "{}"),
        // whole numbers as numbers or strings
        form(
            "{'tables': {'t': {'columns': [{'size': '20', 'scale': 2.0}]}}}",
            "{'tables':{'t':{'columns':[{'size':20,'scale':2}]}}}"),
        form(
            "{'tables': {'t': {'columns': [{'size': -0, 'scale': '2147483647'}]}}}",
            "{'tables':{'t':{'columns':[{'scale':2147483647}]}}}"),
        // a column vindex on one column has two spellings
        form(
            "{'tables': {'t': {'column_vindexes': [{'column': 'id', 'name': 'hash'}]}}}",
            "{'tables':{'t':{'column_vindexes':[{'name':'hash','columns':['id']}]}}}"),
        form(
            "{'tables': {'t': {'columnVindexes': [{'columns': ['id'], 'name': 'hash'}]}}}",
            "{'tables':{'t':{'column_vindexes':[{'name':'hash','columns':['id']}]}}}"),
        // column names have no letter case; table, vindex and sequence names have
        form(
            "{'tables': {'T': {'column_vindexes': [{'columns': ['Id', 'REGION'], 'name': 'H'}], 'auto_increment': {'column': 'ID', 'sequence': 'Ids'}}}}",
            "{'tables':{'T':{'column_vindexes':[{'name':'H','columns':['id','region']}],'auto_increment':{'column':'id','sequence':'Ids'}}}}"),
        form(
            "{'tables': {'t': {'columns': [{'name': 'Größe'}, {'name': 'ΑΣ'}]}}}",
            "{'tables':{'t':{'columns':[{'name':'größe'},{'name':'ασ'}]}}}"),
        form(
            "{'multi_tenant_spec': {'tenant_id_column_name': 'Tenant'}}",
            "{'multi_tenant_spec':{'tenant_id_column_name':'tenant'}}"),
        // a column is nullable unless it says otherwise
        form(
            "{'tables': {'t': {'columns': [{'nullable': true}, {'nullable': false}, {}]}}}",
            "{'tables':{'t':{'columns':[{},{'nullable':false},{}]}}}"),
        // the flags of lookup vindexes
        form(
            "{'vindexes': {'l': {'type': 'lookup', 'params': {'write_only': 'false', 'no_verify': 'true', 'table': 'l'}, 'owner': 'o'}}}",
            "{'vindexes':{'l':{'type':'lookup','params':{'no_verify':'true','table':'l'},'owner':'o'}}}"),
        form(
            "{'vindexes': {'l': {'type': 'consistent_lookup_unique', 'params': {'ignore_nulls': 'false'}}}}",
            "{'vindexes':{'l':{'type':'consistent_lookup_unique'}}}"),
        form(
            "{'vindexes': {'l': {'type': 'lookup', 'params': {'write_only': 'False', 'from': 'false'}}}}",
            "{'vindexes':{'l':{'type':'lookup','params':{'from':'false','write_only':'False'}}}}"),
        form(
            "{'vindexes': {'l': {'type': 'own_lookup', 'params': {'write_only': 'false'}}}}",
            "{'vindexes':{'l':{'type':'own_lookup','params':{'write_only':'false'}}}}"),
        // lists are in order
        form(
            "{'tables': {'t': {'columns': [{'name': 'b', 'values': ['y', 'x']}, {'name': 'a'}]}}}",
            "{'tables':{'t':{'columns':[{'name':'b','values':['y','x']},{'name':'a'}]}}}"),
        // all else of a column and a table
        form(
            "{'tables': {'t': {'type': 'reference', 'source': 'hub.t', 'pinned': '80', 'columns': [{'name': 'c', 'type': 'CHAR', 'invisible': true, 'default': 'x', 'collationName': 'utf8mb4_bin', 'size': 3}]}}}",
            "{'tables':{'t':{'type':'reference','columns':[{'name':'c','type':'CHAR','invisible':true,'default':'x','collation_name':'utf8mb4_bin','size':3}],'pinned':'80','source':'hub.t'}}}"),
        // strings are compared by their characters, not by their escapes
        form(
            "{'tables': {'\\u0074\\u002fx': {'source': 'a\\/\\uD83D\\uDE00\\n'}}}",
            "{'tables':{'t/x':{'source':'a/\uD83D\uDE00\\n'}}}"));
  }

  private static Arguments form(String document, String normalForm) {
    return Arguments.of(document.replace('\'', '"'), normalForm.replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("normalForms")
  void hasThatNormalForm(String document, String normalForm) throws Exception {
    assertThat(VSchema.read(document).normalForm()).isEqualTo(normalForm);
  }

  @ParameterizedTest
  @MethodSource("normalForms")
  void readsItsNormalFormAsItself(String document, String normalForm) throws Exception {
    VSchema once = VSchema.read(document);
    VSchema twice = VSchema.read(once.normalForm());
    assertThat(twice.normalForm()).isEqualTo(normalForm);
    assertThat(twice).isEqualTo(once);
    assertThat(twice.digest()).isEqualTo(once.digest());
  }

  /** Pairs of documents that are close, and mean different things. */
  static Stream<Arguments> differentPairs() {
    return Stream.of(
        form("{'sharded': true}", "{}"),
        form("{'multi_tenant_spec': {}}", "{}"),
        form("{'tables': {'t': {}}}", "{'tables': {}}"),
        form("{'tables': {'t': {}}}", "{'tables': {'T': {}}}"),
        form("{'tables': {'t': {'auto_increment': {}}}}", "{'tables': {'t': {}}}"),
        form("{'foreign_key_mode': 'disallow'}", "{'foreign_key_mode': 'unmanaged'}"),
        form("{'vindexes': {'h': {'type': 'hash'}}}", "{'vindexes': {'h': {'type': 'Hash'}}}"),
        form(
            "{'tables': {'t': {'column_vindexes': [{'columns': ['a', 'b']}]}}}",
            "{'tables': {'t': {'column_vindexes': [{'columns': ['b', 'a']}]}}}"),
        form(
            "{'tables': {'t': {'column_vindexes': [{'name': 'x'}, {'name': 'y'}]}}}",
            "{'tables': {'t': {'column_vindexes': [{'name': 'y'}, {'name': 'x'}]}}}"),
        form(
            "{'tables': {'t': {'columns': [{'nullable': false}]}}}",
            "{'tables': {'t': {'columns': [{}]}}}"),
        form(
            "{'tables': {'t': {'columns': [{'name': 'ΑΣ'}]}}}",
            "{'tables': {'t': {'columns': [{'name': 'ας'}]}}}"));
  }

  @ParameterizedTest
  @MethodSource("differentPairs")
  void keepsThemApart(String one, String other) throws Exception {
    VSchema first = VSchema.read(one);
    VSchema second = VSchema.read(other);
    assertThat(first).isNotEqualTo(second);
    assertThat(first.digest()).isNotEqualTo(second.digest());
  }

  @Test
  void tellsWhetherTheKeyspaceIsSharded() throws Exception {
    assertThat(VSchema.read("{\"sharded\": true}").isSharded()).isTrue();
    assertThat(VSchema.read("{\"sharded\": false}").isSharded()).isFalse();
    assertThat(VSchema.read("{}").isSharded()).isFalse();
  }

  @Test
  void digestsTheNormalFormWithSha256() throws Exception {
    assertThat(VSchema.read(" { } ").digest())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }
}

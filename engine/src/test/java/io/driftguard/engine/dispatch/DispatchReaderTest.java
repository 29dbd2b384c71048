package io.driftguard.engine.dispatch;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.ShardName;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DispatchReaderTest {

  private static final String WHOLE_MESSAGE =
      """
      { "plan_id": "plan-1782790980123456789", "database": "commerce", "type": "vitess",
        "environment": "production", "target": "commerce-eu", "caller": "webhook:org/repo#596",
        "options": {"defer_cutover": "true"},
        "target_shards": ["commerce_sharded/-80"],
        "ddl_changes": [
          {"namespace": "commerce_sharded", "table_name": "orders",
           "change_type": "CHANGE_TYPE_ALTER", "ddl": "ALTER TABLE `orders` ADD `a` int",
           "is_unsafe": true, "unsafe_reason": "it is \\u00fcbel"},
          {"namespace": "", "table_name": "VSchema: commerce", "change_type": 4, "ddl": ""}],
        "schema_files": {"commerce_sharded": {"files": {
           "orders.sql": "CREATE TABLE orders (id int)", "vschema.json": "{}"}}} }
      """;

  @Test
  void readsTheWholeMessage() {
    Dispatch dispatch = read(WHOLE_MESSAGE);

    assertThat(dispatch.planId()).isEqualTo("plan-1782790980123456789");
    assertThat(dispatch.database()).isEqualTo("commerce");
    assertThat(dispatch.engine().value()).isEqualTo("vitess");
    assertThat(dispatch.environment()).isEqualTo("production");
    assertThat(dispatch.target()).isEqualTo("commerce-eu");
    assertThat(dispatch.targetShard())
        .hasValue(
            new TargetShard(Optional.of(new Namespace("commerce_sharded")), new ShardName("-80")));
    assertThat(dispatch.changes())
        .containsExactly(
            new ReviewedChange.Table(
                new Namespace("commerce_sharded"),
                "orders",
                ClaimedOperation.ALTER,
                "ALTER TABLE `orders` ADD `a` int"),
            new ReviewedChange.VSchema(new Namespace("commerce")))
        .inOrder();
    assertThat(dispatch.schemaFiles().orElseThrow().vschema(new Namespace("commerce_sharded")))
        .hasValue("{}");
    assertThat(dispatch.declaredEmpty()).isFalse();
  }

  @Test
  void readsLowerCamelCaseAsTheSameMessage() {
    String camel =
        WHOLE_MESSAGE
            .replace("plan_id", "planId")
            .replace("target_shards", "targetShards")
            .replace("ddl_changes", "ddlChanges")
            .replace("table_name", "tableName")
            .replace("change_type", "changeType")
            .replace("is_unsafe", "isUnsafe")
            .replace("unsafe_reason", "unsafeReason")
            .replace("schema_files", "schemaFiles");

    assertThat(read(camel)).isEqualTo(read(WHOLE_MESSAGE));
  }

  @Test
  void readsEachSpellingOfAChangeType() {
    String[][] rows = {
      {"0", "OTHER"}, {"\"other\"", "OTHER"}, {"\"CHANGE_TYPE_OTHER\"", "OTHER"},
      {"1", "CREATE"}, {"\"create\"", "CREATE"}, {"\"CHANGE_TYPE_CREATE\"", "CREATE"},
      {"2", "ALTER"}, {"\"alter\"", "ALTER"}, {"\"CHANGE_TYPE_ALTER\"", "ALTER"},
      {"3", "DROP"}, {"\"drop\"", "DROP"}, {"\"CHANGE_TYPE_DROP\"", "DROP"},
    };
    for (String[] row : rows) {
      Dispatch dispatch =
          read(
              "{\"plan_id\": \"p\", \"database\": \"d\", \"type\": \"mysql\", \"ddl_changes\":"
                  + " [{\"table_name\": \"t\", \"ddl\": \"x\", \"change_type\": "
                  + row[0]
                  + "}]}");
      assertWithMessage(row[0])
          .that(dispatch.changes())
          .containsExactly(
              new ReviewedChange.Table(
                  new Namespace("d"), "t", ClaimedOperation.valueOf(row[1]), "x"));
    }
  }

  @Test
  void takesAnAbsentAndAnEmptyListOfShardsForTheWholeDeployment() {
    assertThat(read(minimal("")).targetShard()).isEmpty();
    assertThat(read(minimal(", \"target_shards\": []")).targetShard()).isEmpty();
    assertThat(read(minimal(", \"target_shards\": [\"0\"]")).targetShard())
        .hasValue(new TargetShard(Optional.empty(), new ShardName("0")));
  }

  @Test
  void takesAnEmptyMapOfSchemaFilesForNone() {
    assertThat(read(minimal(", \"schema_files\": {}")).schemaFiles()).isEmpty();
  }

  @Test
  void readsTheOneOptionThatIsItsOwn() {
    assertThat(read(minimal(", \"options\": {\"expect_no_changes\": \"true\"}")).declaredEmpty())
        .isTrue();
    assertThat(read(minimal(", \"options\": {\"expect_no_changes\": \"false\"}")).declaredEmpty())
        .isFalse();
    assertThat(read(minimal(", \"options\": {\"allow_unsafe\": \"true\"}")).declaredEmpty())
        .isFalse();
  }

  @Test
  void saysWhereSomethingIsWrong() {
    List<Refusal> refusals =
        new DispatchReader()
            .read(
                utf8(
                    "{\"plan_id\": \"p\", \"database\": \"d\", \"type\": \"mysql\",\n \"ddl_changes\": [{\"table_name\": 7}]}"))
            .match(read -> List.of(), DispatchReading.Rejected::refusals);

    assertThat(refusals.get(0).where()).isEqualTo("$.ddl_changes[0] (line 2, column 18)");
    assertThat(refusals.stream().map(Refusal::where).toList())
        .contains("$.ddl_changes[0].table_name (line 2, column 33)");
  }

  @Test
  void readsBackWhatTheWriterWrote() {
    TreeMap<Namespace, DesiredSchema.NamespaceFiles> odd = new TreeMap<>();
    odd.put(
        new Namespace("a b.c\"\\"),
        Sample.files("été \u2028.sql", "\u0000\t\r\n\ud83d\ude00", Optional.of("")));
    List<Dispatch> dispatches =
        List.of(
            read(WHOLE_MESSAGE),
            Sample.whole(),
            Sample.shard(),
            Sample.finalizer(),
            Sample.declaredEmpty(Optional.of(new TargetShard(Optional.empty(), Sample.LOW))),
            Sample.whole().withSchemaFiles(Optional.empty()),
            Sample.whole().withSchemaFiles(Optional.of(new DesiredSchema(odd))));
    for (Dispatch dispatch : dispatches) {
      byte[] json = new DispatchWriter().write(dispatch);
      assertThat(read(new String(json, StandardCharsets.UTF_8))).isEqualTo(dispatch);
      assertThat(new DispatchWriter().write(dispatch)).isEqualTo(json);
    }
  }

  @Test
  void writesNothingThatWouldBeReadAsSomethingElse() {
    Dispatch withShardOfThreeParts =
        Sample.dispatch(
            Optional.of(new TargetShard(Optional.empty(), new ShardName("orders/-80"))),
            Sample.alter(Sample.ORDERS, "purchase", Sample.ADD_REGION));

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DispatchWriter().write(withShardOfThreeParts));
    assertThat(refused).hasMessageThat().contains("DISPATCH_NOT_CARRIED");
  }

  private static String minimal(String more) {
    return "{\"plan_id\": \"p\", \"database\": \"d\", \"type\": \"mysql\"" + more + "}";
  }

  private static Dispatch read(String json) {
    return new DispatchReader()
        .read(utf8(json))
        .match(
            DispatchReading.Read::dispatch,
            rejected -> {
              throw new AssertionError(rejected.refusals().toString());
            });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check --jsonl}: many questions in one process. */
final class CheckBatchTest {

  private static final String PERMITTED =
      """
      {"id": 1, "dispatch": {"plan_id": "p", "database": "shop", "type": "vitess", "target_shards": ["-80"], \
      "ddl_changes": [{"table_name": "t", "change_type": "alter", "ddl": "ALTER TABLE t ADD b int"}]}, \
      "desired": {"shop": {"t.sql": "CREATE TABLE t (a int, b int)"}}, \
      "live": {"shop": {"shards": {"-80": {"t.sql": "CREATE TABLE t (a int)"}, \
      "80-": {"t.sql": "CREATE TABLE t (a int, b int, KEY (a))"}}}}}
      """;

  private static final String DRIFTED = PERMITTED.replace("[\"-80\"]", "[\"80-\"]");

  @Test
  void answersAHundredQuestionsInOneProcess() {
    Cli.Run run = Cli.runWithInput((PERMITTED + DRIFTED).repeat(50), "check", "--jsonl");
    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSize(100);
    for (int i = 0; i < 100; i++) {
      if (i % 2 == 0) {
        assertThat(answers.get(i))
            .isEqualTo("{\"id\":1,\"verdict\":\"permitted\",\"refusals\":[]}");
      } else {
        assertThat(answers.get(i))
            .startsWith(
                "{\"id\":1,\"verdict\":\"refused\",\"kind\":\"DRIFT\",\"refusals\":[{\"code\":\"");
        assertThat(answers.get(i)).contains("\"recovery\":\"re-plan against the current schema");
      }
    }
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void saysWhereWhatWasExpectedAndWhatWasFound() {
    Cli.Run run = Cli.runWithInput(DRIFTED, "check", "--jsonl");
    assertThat(run.out())
        .contains(
            "\"message\":\"shop/80-.t: expected reviewed once: ALTER TABLE `t` ADD COLUMN `b` int,"
                + " but found re-planned once: ALTER TABLE `t` DROP KEY `a`\"");
  }

  @Test
  void endsIn0OnlyWhenEveryDispatchIsPermitted() {
    assertThat(Cli.runWithInput(PERMITTED + PERMITTED, "check", "--jsonl").status()).isEqualTo(0);
    assertThat(Cli.runWithInput(PERMITTED + DRIFTED, "check", "--jsonl").status()).isEqualTo(1);
    assertThat(Cli.runWithInput(PERMITTED + "{}\n", "check", "--jsonl").status()).isEqualTo(2);
    assertThat(Cli.runWithInput(DRIFTED + "{}\n", "check", "--jsonl").status()).isEqualTo(2);
    assertThat(Cli.runWithInput("", "check", "--jsonl").status()).isEqualTo(2);
  }

  /** Each row is one edit of the question that is permitted above. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "plan_id": "p"             | "plan_id": "p", "plan_id": "p"     | MALFORMED_LINE
          "plan_id": "p"             | "plan_id": "p", "planId": "p"      | FIELD_SPELLED_TWICE
          "target_shards"            | "target_shard"                     | UNKNOWN_FIELD
          {"plan_id"                 | null, "desired": {"plan_id"        | MALFORMED_LINE
          "dispatch": {"plan_id"     | "dispatch": [], "more": {"plan_id" | MALFORMED_LINE
          "database": "shop"         | "database": null                   | NULL_VALUE
          "database": "shop"         | "database": "\\ud800"              | UNPAIRED_SURROGATE
          "t.sql": "CREATE TABLE t (a int, b int)"}} | "t.txt": "CREATE TABLE t (a int, b int)"}} | MALFORMED_LINE
          "t.sql": "CREATE TABLE t (a int, b int)"}} | "t.sql": null}}       | MALFORMED_LINE
          "desired": {"shop"         | "desired": {" shop"                | MALFORMED_LINE
          "desired": {"shop"         | "desired": {"mall"                 | DESIRED_NAMESPACE_UNKNOWN
          "live": {"shop"            | "live": {""                        | MALFORMED_LINE
          "live": {"shop"            | "live": {"mall"                    | NAMESPACE_UNKNOWN
          {"shards"                  | {"tables": {}, "shards"            | MALFORMED_LINE
          {"shards"                  | {"shard"                           | MALFORMED_LINE
          {"shards"                  | {"vschema": {}, "shards"           | MALFORMED_LINE
          {"-80": {"t.sql": "CREATE TABLE t (a int)"}, | {"-80 ": {},     | MALFORMED_LINE
          {"-80": {"t.sql": "CREATE TABLE t (a int)"}, | {"-80": {"t.sql": "CREATE"}, | LIVE_SCHEMA_UNREADABLE
          {"-80": {"t.sql": "CREATE TABLE t (a int)"}, | {                | TOPOLOGY_UNREADABLE
          """)
  void answersAQuestionWithOneThingWrongWithoutAPermit(String from, String to, String code) {
    String edited = PERMITTED.replace(from, to);
    assertThat(edited).isNotEqualTo(PERMITTED);
    Cli.Run run = Cli.runWithInput(edited + PERMITTED, "check", "--jsonl");
    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSize(2);
    assertWithMessage(answers.get(0)).that(answers.get(0)).contains("\"code\":\"" + code + "\"");
    assertThat(answers.get(0)).doesNotContain("permitted");
    assertThat(answers.get(1)).contains("permitted");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void needsNoDesiredSchemaWhenTheDispatchCarriesIt() {
    String files =
        "\"schema_files\": {\"shop\": {\"files\": {\"t.sql\": \"CREATE TABLE t (a int, b int)\"}}}";
    String carried =
        PERMITTED
            .replace(
                "\"desired\": {\"shop\": {\"t.sql\": \"CREATE TABLE t (a int, b int)\"}}, ", "")
            .replace("\"plan_id\"", files + ", \"plan_id\"");
    assertThat(carried).doesNotContain("desired");
    assertThat(Cli.runWithInput(carried, "check", "--jsonl").status()).isEqualTo(0);
    assertThat(Cli.runWithInput(carried.replace(files + ", ", ""), "check", "--jsonl").out())
        .contains("DESIRED_SCHEMA_MISSING");
  }

  @Test
  void readsNamespacesWithoutShards() {
    String unsharded =
        """
        {"id": "m", "dispatch": {"plan_id": "p", "database": "shop", "type": "mysql", "ddl_changes": \
        [{"table_name": "t", "change_type": "alter", "ddl": "ALTER TABLE t ADD b int"}]}, \
        "desired": {"shop": {"t.sql": "CREATE TABLE t (a int, b int)"}}, \
        "live": {"shop": {"tables": {"t.sql": "CREATE TABLE t (a int)"}}}}
        """;
    Cli.Run run = Cli.runWithInput(unsharded, "check", "--jsonl");
    assertThat(run.out()).isEqualTo("{\"id\":\"m\",\"verdict\":\"permitted\",\"refusals\":[]}\n");
  }
}

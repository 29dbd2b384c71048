package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.grammar.ServerProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChangeKeysTest {

  private final ChangeKeys keys = new ChangeKeys(GuardOptions.DEFAULT);

  @Test
  void namesTheTablesThatAStatementChangesAndThoseThatItDependsOn() throws Exception {
    Object[][] rows = {
      {"CREATE TABLE a (id int)", Operation.CREATE, List.of("a"), List.of()},
      {"CREATE TABLE a LIKE b", Operation.CREATE, List.of("a"), List.of("b")},
      {
        "CREATE TABLE a (b int, FOREIGN KEY (b) REFERENCES b (id))",
        Operation.CREATE,
        List.of("a"),
        List.of("b")
      },
      {"CREATE TABLE a (b int REFERENCES b (id))", Operation.CREATE, List.of("a"), List.of("b")},
      {
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES other.b (id)",
        Operation.ALTER,
        List.of("a"),
        List.of("other.b")
      },
      {"ALTER TABLE a RENAME TO b", Operation.ALTER, List.of("a", "b"), List.of()},
      {"RENAME TABLE a TO b", Operation.RENAME, List.of("a", "b"), List.of()},
      {"CREATE INDEX k ON a (id)", Operation.ALTER, List.of("a"), List.of()},
      {"DROP INDEX k ON a", Operation.ALTER, List.of("a"), List.of()},
      {"DROP TABLE a", Operation.DROP, List.of("a"), List.of()},
      {"TRUNCATE a", Operation.TRUNCATE, List.of("a"), List.of()},
    };
    for (Object[] row : rows) {
      String ddl = (String) row[0];
      KeyedChange change = key(SHOP, ddl);
      assertWithMessage(ddl).that(change.operation()).isEqualTo(row[1]);
      assertWithMessage(ddl).that(change.key().table()).isEqualTo("a");
      assertWithMessage(ddl).that(change.tables()).isEqualTo(row[2]);
      assertWithMessage(ddl)
          .that(
              change.references().stream()
                  .map(r -> r.namespace().map(ns -> ns + ".").orElse("") + r.table())
                  .toList())
          .isEqualTo(row[3]);
    }
  }

  @Test
  void takesItsOwnNamespaceOutOfAStatement() throws Exception {
    String[][] rows = {
      {"ALTER TABLE shop.a ADD b int", "ALTER TABLE a ADD b int"},
      {"DROP TABLE `shop`.`a`", "DROP TABLE a"},
      {"RENAME TABLE shop.a TO shop.b", "RENAME TABLE a TO b"},
      {
        "CREATE TABLE shop.a (b int, CONSTRAINT f FOREIGN KEY (b) REFERENCES shop.b (id))",
        "CREATE TABLE a (b int, CONSTRAINT f FOREIGN KEY (b) REFERENCES b (id))"
      },
    };
    for (String[] row : rows) {
      assertThat(key(SHOP, row[0]).key()).isEqualTo(key(SHOP, row[1]).key());
      assertThat(key(SHOP, row[0]).label().statementNamespace()).hasValue("shop");
      assertThat(key(SHOP, row[1]).label().statementNamespace()).isEmpty();
    }
  }

  @Test
  void keepsEveryOtherNamespaceAndSaysThatItIsAnotherOne() throws Exception {
    String[] rows = {
      "ALTER TABLE users.a ADD b int",
      "RENAME TABLE a TO users.b",
      "RENAME TABLE shop.a TO users.b",
      "ALTER TABLE shop.a RENAME TO users.b",
    };
    for (String ddl : rows) {
      KeyedChange change = key(SHOP, ddl);
      assertThat(change.label().statementNamespace()).hasValue("users");
      assertThat(change.key().canonicalDdl()).contains("`users`.");
    }
    assertThat(key(SHOP, "ALTER TABLE Shop.a ADD b int").label().statementNamespace())
        .hasValue("Shop");
  }

  @Test
  void readsOneTextInTwoNamespacesAsTwoChanges() throws Exception {
    String ddl = "ALTER TABLE shop.a ADD b int";

    assertThat(key(SHOP, ddl).key().canonicalDdl())
        .isNotEqualTo(key(USERS, ddl).key().canonicalDdl());
  }

  /** How the server looks names up, a label, a statement's table, and whether they are one. */
  @ParameterizedTest
  @CsvSource({
    "0, Item, Item, true",
    "0, Item, item, false",
    "1, Item, Item, true",
    "1, Item, item, true",
    "1, item, Item, true",
    "1, goods, item, false",
    "2, Item, Item, true",
    "2, Item, item, true",
    "2, item, Item, true",
    "2, goods, item, false"
  })
  void takesALabelForTheTableThatTheServerLooksUp(
      int lowerCaseTableNames, String label, String table, boolean one)
      throws StatementRejectedException {
    ServerProfile server =
        ServerProfile.of(
            "8.0.31",
            Set.of(),
            lowerCaseTableNames,
            "utf8mb4",
            "utf8mb4_0900_ai_ci",
            Optional.empty());
    KeyedChange change =
        keys.withServers(Map.of(SHOP, server))
            .side(Optional.empty())
            .key(
                new ChangeKeys.Labelled(
                    SHOP,
                    Optional.empty(),
                    label,
                    "ALTER",
                    operation -> true,
                    "ALTER TABLE " + table + " ADD b int"),
                1);

    assertThat(change.label().table().equals(change.key().table())).isEqualTo(one);
  }

  private KeyedChange key(Namespace namespace, String ddl) throws StatementRejectedException {
    return keys.side(Optional.empty())
        .key(
            new ChangeKeys.Labelled(
                namespace, Optional.empty(), "a", "ALTER", operation -> true, ddl),
            1);
  }
}

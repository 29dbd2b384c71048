package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ast.Unkeyed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Statements that are shown, and refused by everything that compares. */
class ShownStatementTest {

  private static final List<Table.Case> CASES = Table.cases("canonical/unkeyed.txt");
  private static final DdlParser PARSER = new DdlParser();
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(ServerProfile.DEFAULT);

  @Test
  void showsWhatNoChangeKeyCanBeMadeOf() {
    assertAll(
        CASES.stream()
            .map(
                row ->
                    () ->
                        assertWithMessage(row.input())
                            .that(shown(row.input()).text())
                            .isEqualTo(row.expected())));
  }

  @Test
  void showsWhatIsShownAsItself() {
    assertAll(
        CASES.stream()
            .map(
                row ->
                    () ->
                        assertWithMessage(row.input())
                            .that(shown(row.expected()).text())
                            .isEqualTo(row.expected())));
  }

  @Test
  void refusesEachOfThemWhereAStatementOnASchemaIsWanted() throws DdlRejectedException {
    for (Table.Case row : CASES) {
      DdlRejectedException refused =
          assertThrows(DdlRejectedException.class, () -> PARSER.parse(row.input()), row.input());
      DdlRejectedException inScript =
          assertThrows(DdlRejectedException.class, () -> PARSER.parseScript(row.input()));
      DdlRejectedException shown = shown(row.input()).refusal().orElseThrow();

      assertThat(PARSER.parseDdl(row.input())).isInstanceOf(Unkeyed.class);
      assertWithMessage(row.input()).that(shown.code()).isEqualTo(refused.code());
      assertThat(inScript.code()).isEqualTo(refused.code());
    }
  }

  @Test
  void showsADefinitionThatContradictsItselfAsWrittenWithTheRefusal() throws DdlRejectedException {
    ShownStatement shown = shown("create table T (a integer, key(b))");

    assertThat(shown.text()).isEqualTo("CREATE TABLE `T` (\n  `a` int,\n  KEY (`b`)\n)");
    assertThat(shown.refusal().map(DdlRejectedException::code))
        .isEqualTo(Optional.of(RejectionCode.INVALID_DEFINITION));
  }

  @Test
  void showsADefinitionWithoutItsCondition() throws DdlRejectedException {
    assertThat(shown("CREATE DATABASE IF NOT EXISTS d COLLATE latin1_bin").definition())
        .isEqualTo("CREATE DATABASE `d` DEFAULT CHARACTER SET latin1 COLLATE latin1_bin");
    assertThat(shown("CREATE TEMPORARY TABLE IF NOT EXISTS t LIKE u").definition())
        .isEqualTo("CREATE TEMPORARY TABLE `t` LIKE `u`");
    assertThat(shown("CREATE TABLE IF NOT EXISTS t LIKE u").definition())
        .isEqualTo("CREATE TABLE `t` LIKE `u`");
  }

  @Test
  void showsNamesInTheLettersOfTheServer() throws DdlRejectedException {
    ServerProfile lower =
        new ServerProfile(
            ServerVersion.DEFAULT,
            ServerProfile.SqlMode.DEFAULT,
            1,
            "utf8mb4",
            "utf8mb4_0900_ai_ci");

    assertThat(new Canonicalizer(lower).show(PARSER.parseDdl("DROP DATABASE D")).text())
        .isEqualTo("DROP DATABASE `d`");
    assertThat(new Canonicalizer(lower).show(PARSER.parseDdl("DROP TEMPORARY TABLE S.T")).text())
        .isEqualTo("DROP TEMPORARY TABLE `s`.`t`");
  }

  private static ShownStatement shown(String sql) throws DdlRejectedException {
    return CANONICALIZER.show(PARSER.parseDdl(sql));
  }
}

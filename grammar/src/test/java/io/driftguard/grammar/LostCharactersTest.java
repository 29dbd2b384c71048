package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LostCharactersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table t (s varchar(9) default '😀')",
        "create table t (s varchar(9) default 'what 😀!')",
        "create table t (s varchar(9) character set utf16 default '😀')",
        "create table t (e enum('a', '😀'))",
        "create table t (e set('a', '😀'))",
        "create table t (s varchar(9), check (s <> '😀'))",
        "create table t (s varchar(9), g int as (s = '😀'))",
        "create table t (s varchar(9), key k ((concat(s, '😀'))))",
        "create table t (s varchar(9) default ('😀'))",
        "create table t (b binary(3) default x'E9')",
        "create table t (b varbinary(3) default x'FF')",
        "create table t (s varchar(9) charset latin1, g int as (s = 'é'))"
      })
  void findsWhereTheServerPrintsLessThanItHas(String sql) throws Exception {
    try (TablesOnServer tables = TablesOnServer.open()) {
      String shown = tables.show(sql).orElseThrow();
      assertWithMessage(shown)
          .that(LostCharacters.in(shown, ServerProfile.DEFAULT).isPresent())
          .isTrue();
      // Read as it is, it would be another table's text.
      assertThat(tables.printedForm(shown)).isNotEqualTo(tables.form(sql));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table t (s varchar(9) default 'é', e enum('é', '€'))",
        "create table t (s varchar(9) comment 'what?', key k (s) comment 'why?') comment='who?'",
        "create table t (`s?` varchar(9) default 'x')",
        "create table t (s varchar(9), check (s <> 'é'))",
        "create table t (s varchar(9) charset latin1 default 'é')",
        "create table t (b binary(3) default 'abc')",
        "create table t (s varchar(9)) partition by list columns (s) (partition p values in ('😀'))"
      })
  void findsNothingWhereNothingIsLost(String sql) throws Exception {
    try (TablesOnServer tables = TablesOnServer.open()) {
      String shown = tables.show(sql).orElseThrow();
      assertThat(LostCharacters.in(shown, ServerProfile.DEFAULT)).isEqualTo(Optional.empty());
      assertThat(tables.printedForm(shown)).isEqualTo(tables.form(sql));
    }
  }

  @Test
  void saysWhichStringItIs() throws Exception {
    assertThat(
            LostCharacters.in(
                "CREATE TABLE `t` (\n  `a` enum('x','a?b')\n)", ServerProfile.DEFAULT))
        .isEqualTo(Optional.of("line 2, column 16: \"'a?b'\""));
    assertThat(
            LostCharacters.in(
                "CREATE TABLE `t` (CHECK (`a` <> _latin1'?'))", ServerProfile.DEFAULT))
        .isEqualTo(Optional.of("line 1, column 40: \"'?'\""));
    assertThat(
            LostCharacters.in(
                "CREATE TABLE `t` (`a` binary(1) DEFAULT '\uFFFD')", ServerProfile.DEFAULT))
        .isEqualTo(Optional.of("line 1, column 41: \"'\uFFFD'\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "select 'why?' AS `a` | false",
        "select 'a???' AS `a` | false",
        "select '????' AS `a` | true",
        "select _latin1'?' AS `a` | true",
        "select '\uFFFD' AS `a` | true"
      })
  void aViewLosesWholeCharacters(String query, boolean lost) throws Exception {
    String printed = "CREATE ALGORITHM=UNDEFINED SQL SECURITY DEFINER VIEW `v` AS " + query;
    assertThat(LostCharacters.in(printed, ServerProfile.DEFAULT).isPresent()).isEqualTo(lost);
  }

  @Test
  void refusesWhatIsNotMadeOfTokens() {
    DdlRejectedException refusal =
        assertThrows(
            DdlRejectedException.class,
            () ->
                LostCharacters.in(
                    "CREATE TABLE `t` (`a` char(1) DEFAULT '?", ServerProfile.DEFAULT));
    assertThat(refusal.describe()).startsWith("line 1, ");
  }
}

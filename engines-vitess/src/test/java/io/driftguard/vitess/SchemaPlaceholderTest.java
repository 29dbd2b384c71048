package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaPlaceholderTest {

  /** What a tablet prints, and what it is as SQL; {@code -} where that cannot be known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "from {{.DatabaseName}}.`t`          # from `{{.DatabaseName}}`.`t`",
        "from {{.DatabaseName}}.t            # from `{{.DatabaseName}}`.t",
        "from `{{.DatabaseName}}`.`t`        # from `{{.DatabaseName}}`.`t`",
        "{{.DatabaseName}}.a,{{.DatabaseName}}.b # `{{.DatabaseName}}`.a,`{{.DatabaseName}}`.b",
        "select 'a{{b', \"}}\", `{{`         # select 'a{{b', \"}}\", `{{`",
        "select 'it''s' from {{.DatabaseName}}.t # select 'it''s' from `{{.DatabaseName}}`.t",
        "select 'it\\'s' from {{.DatabaseName}}.t # select 'it\\'s' from `{{.DatabaseName}}`.t",
        "select `a\\` from {{.DatabaseName}}.t # select `a\\` from `{{.DatabaseName}}`.t",
        "select 'open                        # select 'open",
        "select '{{.DatabaseName}}'          # -",
        "select 'a {{.DatabaseName}} b'      # -",
        "select \"{{.DatabaseName}}\"        # -",
        "select 'it\\'s {{.DatabaseName}}'   # -",
        "select 1 AS `{{.DatabaseName}} `    # -",
      })
  void quotesThePlaceholderWhereANameStands(String printed, String sql) {
    assertThat(SchemaPlaceholder.quotedIn(printed).orElse("-")).isEqualTo(sql);
  }
}

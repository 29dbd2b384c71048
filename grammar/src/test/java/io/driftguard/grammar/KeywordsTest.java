package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.base.Splitter;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.api.Test;

class KeywordsTest {

  @Test
  void letsEveryWordThatIsNotReservedNameATableAColumnAndAKey() throws DdlRejectedException {
    for (String word : words()) {
      CreateTable table =
          (CreateTable)
              new DdlParser()
                  .parse(
                      "CREATE TABLE "
                          + word
                          + " (a INT, "
                          + word
                          + " INT CHECK ("
                          + word
                          + " > 0), KEY "
                          + word
                          + " ("
                          + word
                          + "))");

      assertThat(table.table().name()).isEqualTo(word);
      assertThat(table.columns().get(1).name()).isEqualTo(word);
      assertThat(table.keys().get(0).name()).isEqualTo(Optional.of(word));
      assertThat(((KeyPart.ColumnPart) table.keys().get(0).parts().get(0)).column())
          .isEqualTo(word);
      Expr.Binary condition = (Expr.Binary) table.columns().get(1).checks().get(0).expression();
      assertThat(condition.left()).isEqualTo(new Expr.Column(List.of(), word));
    }
  }

  @Test
  void letsNoReservedWordBeAName() {
    IntervalSet identifiers = Keywords.identifiers();
    List<String> reserved =
        Keywords.all()
            .filter(k -> !k.functionOnly() && !identifiers.contains(k.token()))
            .filter(k -> k.until() > ServerVersion.DEFAULT.number())
            .map(Keywords.Keyword::word)
            .toList();

    assertThat(reserved).containsAtLeast("SELECT", "RANK", "INTEGER", "SYSTEM", "LIBRARY");
    assertThat(reserved).containsNoneIn(words());
    for (String word : reserved) {
      refuses("CREATE TABLE " + word + " (a INT)", ServerVersion.DEFAULT);
      refuses("ALTER TABLE t RENAME COLUMN " + word + " TO a", ServerVersion.DEFAULT);
    }
  }

  @Test
  void letsEveryWordBeANameAfterADotAndWithinQuotes() throws DdlRejectedException {
    for (Keywords.Keyword keyword : Keywords.all().toList()) {
      new DdlParser().parse("TRUNCATE s." + keyword.word());
      new DdlParser().parse("TRUNCATE " + keyword.word().toLowerCase(Locale.ROOT) + ".t");
      new DdlParser().parse("TRUNCATE `" + keyword.word() + "`");
    }
  }

  @Test
  void reservesAWordFromTheServerVersionOnThatDoes() throws DdlRejectedException {
    reservesFrom("LATERAL", "8.0.13", "8.0.14");
    reservesFrom("INTERSECT", "8.0.30", "8.0.31");
    reservesFrom("QUALIFY", "8.3.0", "8.4.0");
    reservesFrom("MANUAL", "8.3.0", "8.4.0");
    reservesFrom("PARALLEL", "8.3.0", "8.4.0");
    reservesFrom("TABLESAMPLE", "8.3.0", "8.4.0");
    reservesFrom("LIBRARY", "9.1.0", "9.2.0");
    reservesFrom("EXTERNAL", "9.3.0", "9.4.0");
    reservesFrom("MASTER_BIND", "8.4.0", "8.3.0");
  }

  @Test
  void knowsATypeFromTheServerVersionOnThatDoes() throws DdlRejectedException {
    String sql = "CREATE TABLE t (a VECTOR(3))";

    new DdlParser().parse(sql);
    refuses(sql, ServerVersion.parse("8.4.0"));
  }

  private static void reservesFrom(String word, String free, String reserved)
      throws DdlRejectedException {
    String sql = "TRUNCATE " + word;
    parser(ServerVersion.parse(free)).parse(sql);
    refuses(sql, ServerVersion.parse(reserved));
  }

  private static void refuses(String sql, ServerVersion version) {
    DdlRejectedException e =
        assertThrows(DdlRejectedException.class, () -> parser(version).parse(sql), sql);
    assertWithMessage(sql).that(e.code()).isEqualTo(RejectionCode.SYNTAX_ERROR);
  }

  private static DdlParser parser(ServerVersion version) {
    return new DdlParser(ServerProfile.DEFAULT.withVersion(version), ParseLimits.DEFAULT);
  }

  private static List<String> words() {
    return Table.lines("words.txt").stream()
        .flatMap(line -> Splitter.on(' ').splitToStream(line))
        .toList();
  }
}

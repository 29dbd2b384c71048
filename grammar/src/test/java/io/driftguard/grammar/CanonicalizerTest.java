package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.CanonicalPairs.Pair;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the canonical form to tables of pairs that are equal and of pairs that are not. */
final class CanonicalizerTest {

  private static final DdlParser PARSER = new DdlParser();
  private static final Canonicalizer CANONICALIZER = new Canonicalizer(ServerProfile.DEFAULT);

  @ParameterizedTest
  @MethodSource
  void equalPairsHaveOneForm(Pair pair) throws DdlRejectedException {
    assertThat(form(pair.right()).text()).isEqualTo(form(pair.left()).text());
    assertThat(form(pair.right())).isEqualTo(form(pair.left()));
  }

  static Stream<Pair> equalPairsHaveOneForm() {
    return CanonicalPairs.all("equal");
  }

  @ParameterizedTest
  @MethodSource
  void differentPairsHaveDifferentForms(Pair pair) throws DdlRejectedException {
    assertThat(form(pair.right()).text()).isNotEqualTo(form(pair.left()).text());
  }

  static Stream<Pair> differentPairsHaveDifferentForms() {
    return CanonicalPairs.all("different");
  }

  @ParameterizedTest
  @MethodSource("all")
  void theTextOfAFormParsesToItself(String sql) throws DdlRejectedException {
    CanonicalStatement form = form(sql);
    assertThat(PARSER.parse(form.text())).isEqualTo(form.statement());
    assertThat(form(form.text()).text()).isEqualTo(form.text());
  }

  @ParameterizedTest
  @MethodSource("all")
  void renderingLosesNothing(String sql) throws DdlRejectedException {
    Statement statement = PARSER.parse(sql);
    assertThat(PARSER.parse(Renderer.render(statement))).isEqualTo(statement);
  }

  static Stream<String> all() {
    return Stream.of("equal", "different")
        .flatMap(CanonicalPairs::all)
        .flatMap(p -> Stream.of(p.left(), p.right()));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatContradictsItself(String row) throws DdlRejectedException {
    String[] cells = row.split(" => ", -1);
    Statement statement = PARSER.parse(cells[0]);
    DdlRejectedException refusal =
        assertThrows(DdlRejectedException.class, () -> CANONICALIZER.canonicalize(statement));
    assertThat(refusal).hasMessageThat().isEqualTo(cells[1]);
    assertThat(refusal.code()).isEqualTo(RejectionCode.INVALID_DEFINITION);
    // No place in the text is at fault alone, and none is made up.
    assertThat(refusal.describe()).isEqualTo(cells[1]);
  }

  static Stream<String> refusesWhatContradictsItself() {
    return rows("refused.txt");
  }

  @Test
  void printsATableAsTheServerDoes() throws DdlRejectedException {
    String sql =
        """
        create table if not exists Orders (
          id int(10) unsigned auto_increment primary key,
          customer bigint not null references customers (id),
          state enum('new','paid') default 'NEW' comment '',
          note text(300) character set latin1,
          total decimal(8,2) not null default 0 check (total >= 0),
          ts timestamp default now() on update now(),
          unique (state), index (note(9)), fulltext (note)
        ) default charset=utf8mb4 comment='it''s'""";
    assertThat(form(sql).definition().text())
        .isEqualTo(
            """
            CREATE TABLE `Orders` (
              `id` int unsigned NOT NULL AUTO_INCREMENT,
              `customer` bigint NOT NULL,
              `state` enum('new','paid') DEFAULT 'new',
              `note` text CHARACTER SET latin1 COLLATE latin1_swedish_ci,
              `total` decimal(8,2) NOT NULL DEFAULT '0.00',
              `ts` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
              PRIMARY KEY (`id`),
              UNIQUE KEY `state` (`state`),
              KEY `customer` (`customer`),
              KEY `note` (`note`(9)),
              FULLTEXT KEY `note_2` (`note`),
              CONSTRAINT `Orders_ibfk_1` FOREIGN KEY (`customer`) REFERENCES `customers` (`id`),
              CONSTRAINT `Orders_chk_1` CHECK (`total` >= 0)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='it''s'""");
  }

  @Test
  void keepsTheConditionOfAChangeButNotOfADefinition() throws DdlRejectedException {
    CanonicalStatement plain = form("create table t (a int)");
    CanonicalStatement conditional = form("create table if not exists t (a int)");
    assertThat(conditional).isNotEqualTo(plain);
    assertThat(conditional.text()).startsWith("CREATE TABLE IF NOT EXISTS `t`");
    assertThat(conditional.definition()).isEqualTo(plain);
    assertThat(form("create table if not exists t like u").definition())
        .isEqualTo(form("create table t like u"));
    assertThat(plain.definition()).isSameInstanceAs(plain);
  }

  @Test
  void losesTheQualifierOfItsOwnSchemaOnly() throws DdlRejectedException {
    assertThat(form("alter table s.t rename to s.u").within("s"))
        .isEqualTo(form("alter table t rename to u"));
    assertThat(form("alter table s.t rename to r.u").within("s"))
        .isEqualTo(form("alter table t rename to r.u"));
    assertThat(form("drop table s.t, S.u").within("s")).isEqualTo(form("drop table t, S.u"));
    assertThat(form("create table t (a int, foreign key (a) references s.p (x))").within("s"))
        .isEqualTo(form("create table t (a int, foreign key (a) references p (x))"));
    assertThat(form("create table s.t (a int, foreign key (a) references s.p (x))"))
        .isEqualTo(form("create table s.t (a int, foreign key (a) references p (x))"));
  }

  @Test
  void inlineReferencesAreAForeignKeyOnlyWhereTheServerSaysSo() throws DdlRejectedException {
    Canonicalizer old =
        new Canonicalizer(ServerProfile.DEFAULT.withVersion(ServerVersion.parse("8.4")));
    CreateTable table = (CreateTable) PARSER.parse("create table t (a int references p (x))");
    assertThat(old.canonicalize(table)).isEqualTo(form("create table t (a int)"));
    assertThat(CANONICALIZER.canonicalize(table)).isNotEqualTo(form("create table t (a int)"));
  }

  @Test
  void whatATableInheritsIsDeclared() throws DdlRejectedException {
    Canonicalizer latin =
        new Canonicalizer(ServerProfile.DEFAULT.withDefaults("latin1", "latin1_bin"));
    assertThat(latin.canonicalize(PARSER.parse("create table t (a varchar(3))")).text())
        .contains("DEFAULT CHARSET=latin1 COLLATE=latin1_bin");
    assertThat(latin.canonicalize(PARSER.parse("create table t (a int) charset latin1")).text())
        .contains("COLLATE=latin1_swedish_ci");
  }

  @Test
  void tableNamesLoseTheirLetterCaseWhereTheServerKeepsNone() throws DdlRejectedException {
    ServerProfile d = ServerProfile.DEFAULT;
    Canonicalizer lower =
        new Canonicalizer(
            new ServerProfile(
                d.version(), d.sqlMode(), 1, d.defaultCharset(), d.defaultCollation()));
    assertThat(lower.canonicalize(PARSER.parse("drop table S.T")))
        .isEqualTo(lower.canonicalize(PARSER.parse("drop table s.t")));
    assertThat(form("drop table S.T")).isNotEqualTo(form("drop table s.t"));
  }

  @Test
  void aKnownTableSaysWhatAChangeMayLeaveOut() throws DdlRejectedException {
    CreateTable table = (CreateTable) form("create table t (a int)").statement();
    CreateTable memory = (CreateTable) form("create table t (a int) engine=memory").statement();
    String spelled =
        "alter table t add b varchar(9) collate utf8mb4_0900_ai_ci, add key k (a) using btree,"
            + " add constraint f foreign key (a) references p (x) on delete restrict";
    String short0 =
        "alter table t add b varchar(9), add key k (a),"
            + " add constraint f foreign key (a) references p (x)";
    assertThat(with(table, spelled)).isEqualTo(with(table, short0));
    assertThat(with(memory, spelled)).isNotEqualTo(with(memory, short0));
    assertThat(form(spelled)).isNotEqualTo(form(short0));
    assertThat(with(table, spelled + ", engine=memory"))
        .isNotEqualTo(with(table, short0 + ", engine=memory"));
    assertThat(with(table, "alter table t charset latin1, add b text collate utf8mb4_0900_ai_ci"))
        .isNotEqualTo(with(table, "alter table t charset latin1, add b text"));
  }

  @Test
  void aPrintedColumnWithoutADefaultHasLostIt() throws DdlRejectedException {
    CreateTable dropped = (CreateTable) PARSER.parse("create table t (a int, b text)");
    CreateTable present = (CreateTable) PARSER.parse("create table t (a int default null, b text)");
    CanonicalStatement written = form("create table t (a int, b text)");
    assertThat(CANONICALIZER.canonicalizePrinted(present)).isEqualTo(written);
    assertThat(CANONICALIZER.canonicalizePrinted(dropped)).isNotEqualTo(written);
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    StringBuilder sum = new StringBuilder("create table t (a int, g int as (a");
    for (int i = 0; i < 60_000; i++) {
      sum.append("+1");
    }
    String sql = sum.append("))").toString();
    DdlRejectedException refusal = assertThrows(DdlRejectedException.class, () -> form(sql));
    assertThat(refusal.code()).isEqualTo(RejectionCode.TOO_LARGE);
  }

  @Test
  void everyTableOfPairsIsFound() {
    assertWithMessage("equal").that(CanonicalPairs.all("equal").count()).isGreaterThan(300);
    assertWithMessage("different").that(CanonicalPairs.all("different").count()).isGreaterThan(200);
  }

  private static CanonicalStatement form(String sql) throws DdlRejectedException {
    return CANONICALIZER.canonicalize(PARSER.parse(sql));
  }

  private static CanonicalStatement with(CreateTable table, String sql)
      throws DdlRejectedException {
    return CANONICALIZER.canonicalize(PARSER.parse(sql), table);
  }

  private static Stream<String> rows(String file) {
    InputStream in = CanonicalizerTest.class.getResourceAsStream("canonical/" + file);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.View;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What needs no server, or one of another kind than that of the tests. */
final class ResolvedViewTest {

  private static final QuerySource TABLE =
      new QuerySource(
          List.of(new QuerySource.Column("a", false), new QuerySource.Column("b", true)));

  @Test
  void namesOfTablesCountWithoutLetterCaseWhereTheServerKeepsThemSo() throws Exception {
    assertThat(resolved("CREATE VIEW V AS SELECT T.A FROM Shop.T", 1))
        .isEqualTo(resolved("CREATE VIEW v AS SELECT t.a AS A FROM t", 1));
    for (String[] same :
        new String[][] {
          {"SELECT X.a FROM t X", "SELECT x.a FROM t x"},
          {"SELECT x.a FROM t X", "SELECT X.a FROM t x"},
          {"SELECT D.a FROM (SELECT X.a FROM T X) D", "SELECT d.a FROM (SELECT x.a FROM t x) d"},
          {
            "WITH C AS (SELECT a FROM t) SELECT c.a FROM C",
            "WITH c AS (SELECT a FROM t) SELECT C.a FROM c"
          },
          {
            "WITH C (A) AS (SELECT 1) SELECT K.A FROM c K",
            "WITH c (A) AS (SELECT 1) SELECT k.A FROM C k"
          },
        }) {
      assertThat(resolved("CREATE VIEW v AS " + same[0], 1))
          .isEqualTo(resolved("CREATE VIEW v AS " + same[1], 1));
    }
    assertThat(resolved("CREATE VIEW v AS SELECT x.a FROM t x", 1))
        .isNotEqualTo(resolved("CREATE VIEW v AS SELECT y.a FROM t y", 1));
    assertThat(refusal("CREATE VIEW v AS SELECT Ä.a FROM t Ä", 1))
        .isEqualTo("the name \"Ä\" in it is not in lower case");
    assertThat(refusal("CREATE VIEW v AS SELECT a FROM T", 0))
        .isEqualTo("the columns of \"T\" are not known");
  }

  @Test
  void resolvesNothingWhereNamesOfTablesHaveTwoSpellings() {
    assertThat(refusal("CREATE VIEW v AS SELECT a FROM t", 2))
        .isEqualTo("the server keeps names of tables in two spellings");
  }

  @Test
  void leavesInvisibleColumnsOut() throws Exception {
    assertThat(resolved("CREATE VIEW v AS SELECT * FROM t", 0).columns()).containsExactly("a");
  }

  @Test
  void resolvesNoJsonDualityView() throws Exception {
    View view = view("CREATE VIEW v AS SELECT a FROM t", 0);
    View duality =
        new View(
            view.name(),
            view.algorithm(),
            view.definer(),
            view.security(),
            view.columns(),
            view.query(),
            view.checkOption(),
            true);
    UnresolvedViewException e =
        assertThrows(UnresolvedViewException.class, () -> resolved(duality, 0));
    assertThat(e).hasMessageThat().isEqualTo("it is a JSON DUALITY view");
  }

  private static String refusal(String sql, int letters) {
    return String.valueOf(
        assertThrows(UnresolvedViewException.class, () -> resolved(sql, letters)).getMessage());
  }

  private static ResolvedView resolved(String sql, int letters) throws Exception {
    return resolved(view(sql, letters), letters);
  }

  private static ResolvedView resolved(View view, int letters) throws UnresolvedViewException {
    return ResolvedView.of(
        view,
        Optional.of("shop"),
        name -> name.equals("t") ? Optional.of(TABLE) : Optional.empty(),
        profile(letters));
  }

  private static View view(String sql, int letters) throws DdlRejectedException {
    CreateView create =
        (CreateView) new DdlParser(profile(letters), ParseLimits.DEFAULT).parse(sql);
    return ((CreateView) new Canonicalizer(profile(letters)).canonicalize(create).statement())
        .view();
  }

  private static ServerProfile profile(int letters) {
    ServerProfile known = ServerProfile.DEFAULT;
    return new ServerProfile(
        known.version(),
        known.sqlMode(),
        letters,
        known.defaultCharset(),
        known.defaultCollation());
  }
}

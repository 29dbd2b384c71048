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
    assertThat(refusal("CREATE VIEW v AS SELECT X.a FROM t X", 1))
        .isEqualTo("the name \"X\" in it is not in lower case");
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

package io.driftguard.schemadiff;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.grammar.ServerProfile;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SameViewsTest {

  private static final String T = "CREATE TABLE t (a int, b int); ";

  @Test
  void viewsThatResolveToTheSameAreTheWantedOnes() throws Exception {
    Schema live =
        schema(
            "CREATE VIEW v AS select `shop`.`t`.`a` AS `a`,`shop`.`t`.`b` AS `b` from `shop`.`t`;"
                + " CREATE VIEW w AS select `v`.`a` AS `a` from `v` where (`v`.`b` > 1)");
    Schema wanted =
        schema("CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT a FROM v WHERE b > 1");
    SameViews same = SameViews.between(live, "shop", wanted, "store");
    assertThat(same.live()).isEqualTo(wanted);
    assertThat(SchemaDiff.diff(same.live(), wanted)).isEmpty();
    assertThat(same.definersOpen()).isEmpty();
  }

  @Test
  void aViewOfAnotherSchemaIsAnotherView() throws Exception {
    Schema live = schema("CREATE VIEW v AS select `store`.`t`.`a` AS `a` from `store`.`t`");
    Schema wanted = schema("CREATE VIEW v AS SELECT a FROM t");
    assertThat(SameViews.between(live, "shop", wanted, "store").live()).isEqualTo(live);
  }

  @Test
  void theSameWordsAreAnotherViewWhereTheTablesHaveOtherColumns() throws Exception {
    Schema live = schema("CREATE VIEW v AS SELECT * FROM t");
    Schema wanted =
        Schema.parse(
            "CREATE TABLE t (a int, b int, c int); CREATE VIEW v AS SELECT * FROM t",
            ServerProfile.DEFAULT);
    assertThat(SameViews.between(live, "shop", live, "shop").names()).containsExactly("v");
    assertThat(SameViews.between(live, "shop", wanted, "shop").names()).isEmpty();
  }

  @Test
  void aViewThatHasLostAColumnIsTheSameInTheSameWords() throws Exception {
    Schema wanted = schema("CREATE VIEW v AS select `t`.`b` AS `b` from `t`");
    Schema live =
        Schema.parse(
            "CREATE TABLE t (a int); CREATE VIEW v AS select `t`.`b` AS `b` from `t`",
            ServerProfile.DEFAULT);
    assertThat(SameViews.between(live, "shop", wanted, "shop").names()).containsExactly("v");
  }

  @Test
  void conversionsThatAServerMayHaveAddedAreNotTakenForADifference() throws Exception {
    Schema live =
        schema(
            "CREATE VIEW v AS select concat(`t`.`a`,convert(`t`.`b` using utf8mb4)) AS `x` from `t`");
    Schema wanted = schema("CREATE VIEW v AS SELECT concat(a, b) AS x FROM t");
    SchemaDiffException e =
        assertThrows(
            SchemaDiffException.class, () -> SameViews.between(live, "shop", wanted, "shop"));
    assertThat(e.code()).isEqualTo(SchemaDiffException.Code.VIEW_NOT_COMPARABLE);
    assertThat(e).hasMessageThat().contains("conversions of columns alone");
  }

  @Test
  void viewsThatReadEachOtherInACircleAreNotResolved() throws Exception {
    Schema live = schema("CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v");
    Schema wanted = schema("CREATE VIEW v AS SELECT * FROM w; CREATE VIEW w AS SELECT * FROM v");
    SchemaDiffException e =
        assertThrows(
            SchemaDiffException.class, () -> SameViews.between(live, "shop", wanted, "shop"));
    assertThat(e.code()).isEqualTo(SchemaDiffException.Code.VIEW_NOT_COMPARABLE);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "view `v` is worded differently here, and it is not known what a server makes of the"
                + " wanted one: the columns of \"w\" are not known");
  }

  @Test
  void viewsAreNotTakenFromASchemaThatLacksThem() throws Exception {
    Schema one = schema("CREATE VIEW v AS SELECT a FROM t");
    Schema other = schema("CREATE VIEW w AS SELECT a FROM t");
    assertThrows(IllegalArgumentException.class, () -> one.withViewsOf(other, Set.of("w")));
    assertThrows(IllegalArgumentException.class, () -> one.withViewsOf(other, Set.of("v")));
  }

  private static Schema schema(String views) throws SchemaException {
    return Schema.parse(T + views, ServerProfile.DEFAULT);
  }
}

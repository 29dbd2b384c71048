package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InternalTablesTest {

  @ParameterizedTest
  @CsvSource({
    "_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_, true",
    "_vt_DRP_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_, true",
    "_vt_vrp_0123456789abcdef0123456789abcdef_20240101000000_, true",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_gho, true",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_ghc, true",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_del, true",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_new, true",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_vrepl, true",
    "_vans_old, false",
    "_vt, false",
    "_vt_settings, false",
    "_vt_hold_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_, false",
    "_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410, false",
    "_vt_hld_6ACE8BCEF73211EA87E9F875A4D24E90_20240915120410_, false",
    "_vt_hld_6ace8bcef73211ea87e9f875a4d24e9_20240915120410_, false",
    "_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_2024091512041_, false",
    "x_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_, false",
    "_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_x, false",
    "'_vt_hld_6ace8bcef73211ea87e9f875a4d24e90_20240915120410_\n', false",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_20201203114014_old, false",
    "_4e5dcf80-354b-11eb-82cd-f875a4d24e90_20201203114014_gho, false",
    "_4e5dcf80_354b_11eb_82cd_f875a4d24e90_vrepl, false"
  })
  void knowsVitessTablesByTheirExactForm(String table, boolean internal) {
    assertThat(InternalTables.contain(table)).isEqualTo(internal);
  }
}

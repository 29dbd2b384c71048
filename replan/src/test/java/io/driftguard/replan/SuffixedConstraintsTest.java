package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.engine.Replan;
import io.driftguard.grammar.ServerProfile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SuffixedConstraintsTest {

  private static final String SUFFIX = "_1dbhoqlwtkc3r5knd5cmmuxh4";
  private static final String LONG = "positive_fare_of_every_ride_of_the_fleet_and_of_others";

  private static final Replanner STRICT = Replanner.ofPrinted(ServerProfile.DEFAULT);
  private static final Replanner TOLERANT =
      Replanner.ofPrinted(ServerProfile.DEFAULT).toleratingConstraintSuffixes();

  private static String rides(String constraint) {
    return "CREATE TABLE rides (id int NOT NULL, fare int DEFAULT NULL, city int DEFAULT NULL,"
        + " PRIMARY KEY (id), KEY by_city (city), "
        + constraint
        + ")";
  }

  private static Arguments row(String live, String desired, boolean taken) {
    return Arguments.of(live, desired, taken);
  }

  /** A live constraint, a desired one, and whether the one is taken for the other. */
  static Stream<Arguments> constraints() {
    String check = " CHECK (fare > 0)";
    String foreignKey = " FOREIGN KEY (city) REFERENCES cities (id)";
    return Stream.of(
        row("CONSTRAINT positive" + SUFFIX + check, "CONSTRAINT positive" + check, true),
        row("CONSTRAINT positive" + SUFFIX + check, "CONSTRAINT Positive" + check, true),
        row("CONSTRAINT to_city" + SUFFIX + foreignKey, "CONSTRAINT to_city" + foreignKey, true),
        // names that the server made, and those that online DDL makes of them
        row("CONSTRAINT chk_1" + SUFFIX + check, "CHECK (fare > 0)", true),
        row("CONSTRAINT chk" + SUFFIX + check, "CHECK (fare > 0)", true),
        row(
            "CONSTRAINT ibfk_1" + SUFFIX + foreignKey,
            "FOREIGN KEY (city) REFERENCES cities (id)",
            true),
        row(
            "CONSTRAINT fk" + SUFFIX + foreignKey,
            "FOREIGN KEY (city) REFERENCES cities (id)",
            true),
        row("CONSTRAINT chk" + SUFFIX + check, "CONSTRAINT chk_1" + check, false),
        // a name that was cut off
        row(
            "CONSTRAINT " + LONG.substring(0, 38) + SUFFIX + check,
            "CONSTRAINT " + LONG + check,
            true),
        row(
            "CONSTRAINT " + LONG.substring(0, 37) + SUFFIX + check,
            "CONSTRAINT " + LONG + check,
            false),
        // another name, or no suffix
        row("CONSTRAINT negative" + SUFFIX + check, "CONSTRAINT positive" + check, false),
        row(
            "CONSTRAINT positive" + SUFFIX.substring(0, 25) + check,
            "CONSTRAINT positive" + check,
            false),
        row("CONSTRAINT positive" + SUFFIX + "x" + check, "CONSTRAINT positive" + check, false),
        row(
            "CONSTRAINT positive_1DBHOQLWTKC3R5KND5CMMUXH4" + check,
            "CONSTRAINT positive" + check,
            false),
        // another meaning
        row("CONSTRAINT positive" + SUFFIX + check, "CONSTRAINT positive CHECK (fare >= 0)", false),
        row(
            "CONSTRAINT positive" + SUFFIX + check,
            "CONSTRAINT positive" + check + " NOT ENFORCED",
            false),
        row(
            "CONSTRAINT to_city" + SUFFIX + foreignKey,
            "CONSTRAINT to_city" + foreignKey + " ON DELETE CASCADE",
            false),
        // the desired one is there already
        row(
            "CONSTRAINT positive" + SUFFIX + check + ", CONSTRAINT positive" + check,
            "CONSTRAINT positive" + check,
            false));
  }

  @ParameterizedTest
  @MethodSource("constraints")
  void takesAConstraintForAnotherWhenOnlyTheSuffixTellsThemApart(
      String live, String desired, boolean taken) throws Exception {
    Replan strict = replan(STRICT, live, desired);
    assertThat(strict.changes()).isNotEmpty();
    assertThat(strict.live().leftOut()).isEmpty();
    Replan tolerant = replan(TOLERANT, live, desired);
    assertWithMessage("%s", tolerant.changes()).that(tolerant.changes().isEmpty()).isEqualTo(taken);
    assertThat(tolerant.live().leftOut().isEmpty()).isNotEqualTo(taken);
    assertThat(tolerant.live().tables()).isEqualTo(strict.live().tables());
  }

  private static Replan replan(Replanner replanner, String live, String desired) throws Exception {
    String cities = "CREATE TABLE cities (id int NOT NULL, PRIMARY KEY (id))";
    return replanner.replan(
        Rows.desired("fleet/rides.sql=" + rides(desired), "fleet/cities.sql=" + cities),
        Rows.live("fleet/-/rides.sql=" + rides(live), "fleet/-/cities.sql=" + cities));
  }
}

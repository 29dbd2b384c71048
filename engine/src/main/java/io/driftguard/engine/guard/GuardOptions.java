package io.driftguard.engine.guard;

import io.driftguard.api.rule.RuleId;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import java.time.Duration;
import java.util.Set;

/**
 * What an embedding program may choose. None of it makes the guard more lenient than its defaults
 * about what is equal.
 *
 * @param permitValidity how long a permit is valid
 * @param parseLimits how much a statement may ask for
 * @param server the server that the statements are for
 * @param alsoRequired rules of vendors that must be there and be satisfied; a vendor's rule that is
 *     found is required anyway, but only one that is named here is missed when it is not found
 */
public record GuardOptions(
    Duration permitValidity,
    ParseLimits parseLimits,
    ServerProfile server,
    Set<RuleId> alsoRequired) {

  /** Permits for 15 minutes, default limits, a server with MySQL's defaults. */
  public static final GuardOptions DEFAULT =
      new GuardOptions(
          Duration.ofMinutes(15), ParseLimits.DEFAULT, ServerProfile.DEFAULT, Set.of());

  /**
   * @throws IllegalArgumentException when the validity is not positive
   */
  public GuardOptions {
    alsoRequired = Set.copyOf(alsoRequired);
    if (permitValidity.isZero() || permitValidity.isNegative()) {
      throw new IllegalArgumentException(
          "a permit is valid for some time, but found " + permitValidity);
    }
  }

  /** These options for another server. */
  public GuardOptions withServer(ServerProfile other) {
    return new GuardOptions(permitValidity, parseLimits, other, alsoRequired);
  }

  /** These options with another validity of permits. */
  public GuardOptions withPermitValidity(Duration other) {
    return new GuardOptions(other, parseLimits, server, alsoRequired);
  }
}

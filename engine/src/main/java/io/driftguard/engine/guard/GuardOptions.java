package io.driftguard.engine.guard;

import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.signing.Signers;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import java.time.Duration;
import java.util.List;
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
 * @param adapterDeadline how long the adapter may take for all that one check asks of it; one that
 *     takes longer is interrupted and left behind, and the check refuses
 * @param requiredSigners of each of these, one has to have signed the review
 */
public record GuardOptions(
    Duration permitValidity,
    ParseLimits parseLimits,
    ServerProfile server,
    Set<RuleId> alsoRequired,
    Duration adapterDeadline,
    List<Signers> requiredSigners) {

  /**
   * Permits for 15 minutes, default limits, a server with MySQL's defaults, an adapter that may
   * take 10 minutes, no signature.
   */
  public static final GuardOptions DEFAULT =
      new GuardOptions(
          Duration.ofMinutes(15),
          ParseLimits.DEFAULT,
          ServerProfile.DEFAULT,
          Set.of(),
          Duration.ofMinutes(10),
          List.of());

  /**
   * @throws IllegalArgumentException when the validity or the deadline is not positive
   */
  public GuardOptions {
    alsoRequired = Set.copyOf(alsoRequired);
    requiredSigners = List.copyOf(requiredSigners);
    if (permitValidity.isZero() || permitValidity.isNegative()) {
      throw new IllegalArgumentException(
          "a permit is valid for some time, but found " + permitValidity);
    }
    if (adapterDeadline.isZero() || adapterDeadline.isNegative()) {
      throw new IllegalArgumentException(
          "an adapter is given some time, but found " + adapterDeadline);
    }
  }

  /** These options for another server. */
  public GuardOptions withServer(ServerProfile other) {
    return new GuardOptions(
        permitValidity, parseLimits, other, alsoRequired, adapterDeadline, requiredSigners);
  }

  /** These options with another validity of permits. */
  public GuardOptions withPermitValidity(Duration other) {
    return new GuardOptions(
        other, parseLimits, server, alsoRequired, adapterDeadline, requiredSigners);
  }

  /** These options with another deadline for adapters. */
  public GuardOptions withAdapterDeadline(Duration other) {
    return new GuardOptions(
        permitValidity, parseLimits, server, alsoRequired, other, requiredSigners);
  }

  /** These options with signatures that a review needs. */
  public GuardOptions withRequiredSigners(List<Signers> other) {
    return new GuardOptions(
        permitValidity, parseLimits, server, alsoRequired, adapterDeadline, other);
  }
}

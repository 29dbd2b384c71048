package io.driftguard.engine.guard;

import io.driftguard.api.rule.RuleId;
import io.driftguard.engine.signing.Signers;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an embedding program may choose. Nothing but {@code effectPolicy} makes the guard more
 * lenient than its defaults about what is equal.
 *
 * @param permitValidity how long a permit is valid
 * @param parseLimits how much a statement may ask for
 * @param server the server that the statements are for
 * @param alsoRequired rules of vendors that must be there and be satisfied; a vendor's rule that is
 *     found is required anyway, but only one that is named here is missed when it is not found
 * @param adapterDeadline how long the adapter may take for all that one check asks of it; one that
 *     takes longer is interrupted and left behind, and the check refuses
 * @param effectPolicy whether statements that differ may pass for one change because they do the
 *     same; they may not unless this is chosen
 * @param requiredSigners of each of these, another one has to have signed the review
 */
public record GuardOptions(
    Duration permitValidity,
    ParseLimits parseLimits,
    ServerProfile server,
    Set<RuleId> alsoRequired,
    Duration adapterDeadline,
    EffectPolicy effectPolicy,
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
          EffectPolicy.STATEMENTS_ARE_EQUAL,
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
        permitValidity,
        parseLimits,
        other,
        alsoRequired,
        adapterDeadline,
        effectPolicy,
        requiredSigners);
  }

  /** These options with another validity of permits. */
  public GuardOptions withPermitValidity(Duration other) {
    return new GuardOptions(
        other, parseLimits, server, alsoRequired, adapterDeadline, effectPolicy, requiredSigners);
  }

  /** These options with another deadline for adapters. */
  public GuardOptions withAdapterDeadline(Duration other) {
    return new GuardOptions(
        permitValidity, parseLimits, server, alsoRequired, other, effectPolicy, requiredSigners);
  }

  /** These options with another policy for statements that have the same effect. */
  public GuardOptions withEffectPolicy(EffectPolicy other) {
    return new GuardOptions(
        permitValidity, parseLimits, server, alsoRequired, adapterDeadline, other, requiredSigners);
  }

  /** These options with signatures that a review needs. */
  public GuardOptions withRequiredSigners(List<Signers> other) {
    return new GuardOptions(
        permitValidity, parseLimits, server, alsoRequired, adapterDeadline, effectPolicy, other);
  }
}

package io.driftguard.engine.signing;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_INVALID;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_KEY_UNKNOWN;
import static io.driftguard.engine.refusal.RefusalCode.SIGNATURE_MISSING;
import static io.driftguard.engine.refusal.RefusalCode.SIGNER_REPEATED;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.engine.refusal.Refusal;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds the signatures of an envelope against those that are required.
 *
 * <p>One signature counts once: where two are required, two people have to have signed, even when
 * one of them would be taken for both. The id that a signature names is a hint, and proves nothing;
 * but one that names a known key and does not fit it was altered, whatever else is there.
 */
final class RequiredSignatures {

  private final String where;
  private final ImmutableList<Signers> required;
  private final Map<String, PublicKey> keys = new TreeMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /** The keys whose signatures fit. */
  private final Set<String> signed = new TreeSet<>();

  /** Which of the required each of these keys counts for. */
  private final Map<String, Integer> counted = new HashMap<>();

  private boolean nameless;

  private RequiredSignatures(String where, List<Signers> required) {
    this.where = where;
    this.required = ImmutableList.copyOf(required);
    required.forEach(signers -> keys.putAll(signers.keys()));
  }

  /**
   * What came of it.
   *
   * @param refusals why it is not signed as required; none when it is
   * @param signedBy for each of the required, in order, whose signature counts for it
   */
  record Answer(ImmutableList<Refusal> refusals, ImmutableList<String> signedBy) {}

  /**
   * @throws IllegalArgumentException when nobody is required: what anybody may have signed is not
   *     signed
   */
  static Answer check(String where, List<Signers> required, Envelope envelope) {
    if (required.isEmpty()) {
      throw new IllegalArgumentException("it is not said who has to have signed");
    }
    return new RequiredSignatures(where, required).check(envelope);
  }

  private Answer check(Envelope envelope) {
    byte[] message = Envelope.toBeSigned(envelope.payloadType(), envelope.payload());
    envelope.signatures().forEach(signature -> verify(signature, message));
    if (refusals.isEmpty()) {
      for (int i = 0; i < required.size(); i++) {
        if (!count(i, new HashSet<>())) {
          refusals.add(missing(required.get(i), envelope));
        }
      }
    }
    ImmutableList.Builder<String> signedBy = ImmutableList.builder();
    counted.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(
            entry ->
                signedBy.add(
                    "the key "
                        + required.get(entry.getValue()).shown(entry.getKey())
                        + " of "
                        + Quoted.text(required.get(entry.getValue()).name())));
    return new Answer(ImmutableList.copyOf(refusals), signedBy.build());
  }

  private void verify(Envelope.Signature signature, byte[] message) {
    Optional<String> claimed = signature.keyId().filter(keys::containsKey);
    Optional<String> fits =
        keys.entrySet().stream()
            .filter(key -> claimed.isEmpty() || claimed.get().equals(key.getKey()))
            .filter(key -> ReviewSigner.verify(key.getValue(), message, signature.bytes()))
            .map(Map.Entry::getKey)
            .findFirst();
    if (fits.isPresent()) {
      if (!signed.add(fits.get())) {
        refusals.add(
            Refusal.of(
                SIGNER_REPEATED,
                where,
                "one signature by each signer",
                "two by the key " + shown(fits.get())));
      }
    } else if (claimed.isPresent()) {
      refusals.add(
          Refusal.of(
              SIGNATURE_INVALID,
              where,
              "what was signed, as the key " + shown(claimed.get()) + " signed it",
              "a signature in the name of that key which does not fit"));
    } else {
      nameless |= signature.keyId().isEmpty();
    }
  }

  /** Finds a signature for one of the required, if need be by giving another one another. */
  private boolean count(int index, Set<String> tried) {
    for (String key : signed) {
      if (required.get(index).keys().containsKey(key) && tried.add(key)) {
        Integer other = counted.get(key);
        if (other == null || count(other, tried)) {
          counted.put(key, index);
          return true;
        }
      }
    }
    return false;
  }

  private String shown(String keyId) {
    return required.stream()
        .filter(signers -> signers.keys().containsKey(keyId))
        .findFirst()
        .map(signers -> signers.shown(keyId))
        .orElseGet(() -> Quoted.text(keyId));
  }

  private Refusal missing(Signers signers, Envelope envelope) {
    String expected =
        "a signature by one of the keys "
            + signers.keys().keySet().stream()
                .sorted()
                .map(signers::shown)
                .collect(Collectors.joining(", "))
            + " of "
            + Quoted.text(signers.name());
    if (!signed.isEmpty()) {
      return Refusal.of(
          SIGNATURE_MISSING,
          where,
          expected + ", counted for nothing else",
          "good signatures by "
              + signed.stream().map(this::shown).collect(Collectors.joining(", "))
              + " alone");
    }
    if (nameless) {
      return Refusal.of(
          SIGNATURE_INVALID, where, expected, "a signature without a name that fits none of them");
    }
    return Refusal.of(
        SIGNATURE_KEY_UNKNOWN,
        where,
        expected,
        "signatures by "
            + Quoted.sorted(
                envelope.signatures().stream()
                    .map(signature -> signature.keyId().orElse(""))
                    .collect(toImmutableList())));
  }
}

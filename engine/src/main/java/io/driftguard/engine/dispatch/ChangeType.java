package io.driftguard.engine.dispatch;

import io.driftguard.api.ReviewedChange.ClaimedOperation;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The change types of the orchestrator's protocol, with their three spellings. */
enum ChangeType {
  OTHER(0, "other", Optional.of(ClaimedOperation.OTHER)),
  CREATE(1, "create", Optional.of(ClaimedOperation.CREATE)),
  ALTER(2, "alter", Optional.of(ClaimedOperation.ALTER)),
  DROP(3, "drop", Optional.of(ClaimedOperation.DROP)),
  VSCHEMA(4, "vschema_update", Optional.empty());

  private final int number;
  private final String httpName;
  private final Optional<ClaimedOperation> claim;

  ChangeType(int number, String httpName, Optional<ClaimedOperation> claim) {
    this.number = number;
    this.httpName = httpName;
    this.claim = claim;
  }

  /** What a table change of this type claims; empty for a VSchema change. */
  Optional<ClaimedOperation> claim() {
    return claim;
  }

  /** The name of the protocol's enum. */
  String protocolName() {
    return "CHANGE_TYPE_" + name();
  }

  static ChangeType of(ClaimedOperation claim) {
    return switch (claim) {
      case CREATE -> CREATE;
      case ALTER -> ALTER;
      case DROP -> DROP;
      case OTHER -> OTHER;
    };
  }

  static Optional<ChangeType> ofName(String name) {
    return Arrays.stream(values())
        .filter(type -> type.protocolName().equals(name) || type.httpName.equals(name))
        .findFirst();
  }

  /** The type of a number in its plain spelling: no sign, no fraction, no exponent. */
  static Optional<ChangeType> ofNumber(String spelling) {
    return Arrays.stream(values())
        .filter(type -> Integer.toString(type.number).equals(spelling))
        .findFirst();
  }

  static String spellings() {
    return Arrays.stream(values())
        .map(type -> type.protocolName() + ", " + type.number + " or \"" + type.httpName + "\"")
        .collect(Collectors.joining("; "));
  }
}

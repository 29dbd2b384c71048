package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.CONTROL_CHARACTER;
import static io.driftguard.engine.refusal.RefusalCode.NAMESPACE_BLANK;
import static io.driftguard.engine.refusal.RefusalCode.NAME_PADDED;

import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonPlace;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Optional;
import java.util.function.Consumer;

/** The names of a document, each refused with a code of its own when it is not plain. */
final class PlainNames {

  private final Consumer<Refusal> refusals;

  PlainNames(Consumer<Refusal> refusals) {
    this.refusals = refusals;
  }

  /** The name, when it is neither blank nor padded and holds no control character. */
  Optional<String> plain(String name, JsonPlace place, String what, RefusalCode whenBlank) {
    return plain(name, place, what, whenBlank, NAME_PADDED);
  }

  Optional<String> plain(
      String name, JsonPlace place, String what, RefusalCode whenBlank, RefusalCode whenPadded) {
    if (name.isBlank()) {
      return refused(whenBlank, place, what, name);
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      return refused(CONTROL_CHARACTER, place, what + " without control characters", name);
    }
    if (!name.equals(name.strip())) {
      return refused(whenPadded, place, what + " without white space around it", name);
    }
    return Optional.of(name);
  }

  Optional<Namespace> namespace(String name, JsonPlace place) {
    return plain(name, place, "a namespace", NAMESPACE_BLANK).map(Namespace::new);
  }

  private Optional<String> refused(
      RefusalCode code, JsonPlace place, String expected, String found) {
    refusals.accept(Refusal.of(code, place.toString(), expected, Quoted.text(found)));
    return Optional.empty();
  }
}

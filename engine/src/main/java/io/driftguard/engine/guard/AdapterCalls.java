package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.CHECK_INTERRUPTED;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_ANSWER_INCOMPLETE;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_CRASHED;

import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.EngineException;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls foreign code. Whatever it does, short of exhausting the machine, becomes an answer. */
final class AdapterCalls {

  /**
   * What an adapter says in the words of a refusal is not said to be what was found. What is quoted
   * in it is no part of the sentence.
   */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "expected ((?:[^\",]++|\"(?:[^\"\\\\]|\\\\.)*+\"|,(?! but ))++), but (?:found )?(\\S.*)",
          Pattern.DOTALL);

  /** Longer ones are no sentences; the pattern takes a step of the stack for each comma. */
  private static final int LONGEST = 1000;

  private AdapterCalls() {}

  /** A call of an adapter, which may return null although its contract forbids it. */
  @FunctionalInterface
  interface Call<T> {
    @Nullable T run() throws Exception;
  }

  /**
   * What the call returned, or why it did not.
   *
   * @param where the adapter and what it was asked for
   */
  static <T> Gathered<T> call(String where, Call<T> call) {
    try {
      T answer = call.run();
      return answer == null
          ? Gathered.unknown(Refusal.of(ENGINE_ANSWER_INCOMPLETE, where, "a value", "null"))
          : Gathered.known(answer);
    } catch (EngineException e) {
      String said =
          Optional.ofNullable(e.getMessage())
              .filter(message -> !message.isBlank())
              .map(VisibleText::of)
              .orElseGet(() -> Failures.describe(e));
      Matcher sentence = SENTENCE.matcher(said);
      return Gathered.unknown(
          said.length() <= LONGEST && sentence.matches()
              ? Refusal.of(code(e), where, sentence.group(1), sentence.group(2))
              : Refusal.of(code(e), where, "an answer", said));
    } catch (InterruptedException e) {
      Failures.restoreInterrupt(e);
      return Gathered.unknown(
          Refusal.of(CHECK_INTERRUPTED, where, "an answer", Failures.describe(e)));
    } catch (Exception
        | LinkageError
        | StackOverflowError
        | AssertionError
        | ServiceConfigurationError e) {
      return Gathered.unknown(Refusal.of(ENGINE_CRASHED, where, "an answer", Failures.describe(e)));
    }
  }

  private static RefusalCode code(EngineException e) {
    EngineException.Reason reason = e.reason();
    return reason == null ? ENGINE_CRASHED : RefusalCode.of(reason);
  }
}

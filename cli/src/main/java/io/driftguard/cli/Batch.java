package io.driftguard.cli;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.Optional;

/**
 * The line protocol: one JSON object a line in, one JSON object a line out, in order, each answer
 * flushed before the next question is read. An error is an answer, and never the end of the run.
 */
final class Batch {

  /** The greatest length of one question, in bytes: 16 Mi. */
  static final int MAX_LINE_BYTES = 16 << 20;

  /** Answers one question. */
  @FunctionalInterface
  interface Answerer {

    /**
     * The answer to one question.
     *
     * @throws MalformedLineException when the question is not one that this command understands
     */
    Answer answer(Question question) throws MalformedLineException;
  }

  private final ImmutableSet<String> fields;
  private final ExitStatus unasked;
  private final Answerer answerer;

  /**
   * @param fields the fields of a question beside its id
   * @param unasked what the run ends with at best when a line is not a question, or there is no
   *     line at all
   * @param answerer answers the questions
   */
  Batch(ImmutableSet<String> fields, ExitStatus unasked, Answerer answerer) {
    this.fields = fields;
    this.unasked = unasked;
    this.answerer = answerer;
  }

  /** Answers every line of standard input, and returns the worst of the statuses. */
  ExitStatus run(Console console) throws IOException {
    BoundedLines lines = new BoundedLines(console.in(), MAX_LINE_BYTES);
    ExitStatus worst = ExitStatus.OK;
    for (long number = 1; ; number++) {
      Optional<Reply> reply = reply(lines, number);
      if (reply.isEmpty()) {
        return number == 1 ? unasked : worst;
      }
      worst = worst.worseOf(reply.get().status());
      console.print(reply.get().line());
    }
  }

  /** A line that is ready to be written, so that nothing but the writing can still fail. */
  private record Reply(ExitStatus status, String line) {
    static Optional<Reply> of(Answer answer, String id) {
      return Optional.of(new Reply(answer.status(), answer.line(id)));
    }
  }

  private Optional<Reply> reply(BoundedLines lines, long number) throws IOException {
    String id = "null";
    try {
      Optional<String> line = lines.next();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      Question question = Question.read(line.get());
      id = question.id();
      question.requireOnly(fields);
      return Reply.of(answerer.answer(question), id);
    } catch (MalformedLineException e) {
      String message = "input line " + number + ": " + e.getMessage();
      return Reply.of(Answer.error(unasked, "MALFORMED_LINE", message), id);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      return Reply.of(Answer.error(ExitStatus.REFUSED, "INTERNAL_ERROR", e.toString()), id);
    } catch (StackOverflowError | OutOfMemoryError e) {
      String message = "the question is too large or nested too deeply";
      return Reply.of(Answer.error(ExitStatus.REFUSED, "TOO_LARGE", message), id);
    }
  }
}

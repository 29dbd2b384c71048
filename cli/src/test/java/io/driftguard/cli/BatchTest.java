package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchTest {

  private static final Batch.Answerer ECHO =
      question -> {
        String text = question.read("text", Question.TEXT);
        return Answer.of(json -> json.writeStringProperty("echo", text));
      };

  @Test
  void answersEachLineInOrderWithItsId() throws Exception {
    Run run =
        run(
            ECHO,
            """
            {"id": 1, "text": "a"}
            {"text": "b", "id": "two"}
            {"id": null, "text": "c"}
            """);
    assertThat(run.out())
        .isEqualTo(
            """
            {"id":1,"echo":"a"}
            {"id":"two","echo":"b"}
            {"id":null,"echo":"c"}
            """);
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void answersInAsciiWhateverIsAsked() throws Exception {
    Run run = run(ECHO, "{\"id\": 1, \"text\": \"ä\\ud83d\\ude00\\ud800\\u001b\u2028\"}\n");
    assertThat(run.out())
        .isEqualTo("{\"id\":1,\"echo\":\"\\u00E4\\uD83D\\uDE00\\uD800\\u001B\\u2028\"}\n");
  }

  @Test
  void goesOnAfterALineThatIsNoQuestion() throws Exception {
    Run run =
        run(
            ECHO,
            """
            nonsense

            {"id": 3}
            {"id": 4, "text": 4}
            {"id": 5, "text": "a", "more": "b"}
            {"id": 6, "text": "a", "text": "b"}
            {"id": [7], "text": "a"}
            {"id": 8, "text": "a"}
            """);
    assertThat(run.out().lines().map(line -> line.replaceAll(",\"message\":.*", "")).toList())
        .containsExactly(
            "{\"id\":null,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":null,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":3,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":4,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":5,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":null,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":null,\"error\":{\"code\":\"MALFORMED_LINE\"",
            "{\"id\":8,\"echo\":\"a\"}")
        .inOrder();
    assertThat(run.out()).contains("input line 4: field \\\"text\\\": expected a string");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void goesOnAfterAFailureButDoesNotEndWell() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    failures.add(new IllegalStateException("broken"));
    failures.add(new StackOverflowError());
    failures.add(new OutOfMemoryError());
    failures.add(new NoClassDefFoundError("Lost"));
    failures.add(new AssertionError("wrong"));
    Batch.Answerer failing =
        question -> {
          if (failures.isEmpty()) {
            return ECHO.answer(question);
          }
          Throwable failure = failures.remove(0);
          if (failure instanceof RuntimeException e) {
            throw e;
          }
          throw (Error) failure;
        };
    Run run = run(failing, "{\"id\": 1, \"text\": \"a\"}\n".repeat(6));
    assertThat(run.out().lines().map(line -> line.replaceAll("\",\"message\":.*", "")).toList())
        .containsExactly(
            "{\"id\":1,\"error\":{\"code\":\"INTERNAL_ERROR",
            "{\"id\":1,\"error\":{\"code\":\"TOO_LARGE",
            "{\"id\":1,\"error\":{\"code\":\"TOO_LARGE",
            "{\"id\":1,\"error\":{\"code\":\"INTERNAL_ERROR",
            "{\"id\":1,\"error\":{\"code\":\"INTERNAL_ERROR",
            "{\"id\":1,\"echo\":\"a\"}")
        .inOrder();
    assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
  }

  @Test
  void leavesNoHalfAnswerWhenWritingItFails() throws Exception {
    Batch.Answerer halfway =
        question ->
            Answer.of(
                json -> {
                  json.writeStringProperty("half", "an answer");
                  throw new IllegalStateException("broken");
                });
    Run run = run(halfway, "{\"id\": 1, \"text\": \"a\"}\n");
    assertThat(run.out()).startsWith("{\"id\":1,\"error\":{\"code\":\"INTERNAL_ERROR\"");
    assertThat(run.out()).doesNotContain("half");
  }

  @Test
  void endsWithTheWorstStatusOfAnAnswer() throws Exception {
    Batch.Answerer answerer =
        question ->
            new Answer(ExitStatus.valueOf(question.read("text", Question.TEXT)), json -> {});
    assertThat(run(answerer, questions("OK", "DRIFTED", "OK")).status())
        .isEqualTo(ExitStatus.DRIFTED);
    assertThat(run(answerer, questions("REFUSED", "DRIFTED", "OK")).status())
        .isEqualTo(ExitStatus.REFUSED);
    assertThat(run(answerer, questions("OK", "OK")).status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void endsAsItIsToldWhenNothingIsAsked() throws Exception {
    assertThat(run(ECHO, "").status()).isEqualTo(ExitStatus.OK);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = new Console(InputStream.nullInputStream(), out, out);
    Batch strict = new Batch(ImmutableSet.of("text"), ExitStatus.REFUSED, ECHO);
    assertThat(strict.run(console)).isEqualTo(ExitStatus.REFUSED);
  }

  @Test
  void flushesEachAnswerBeforeItReadsTheNextQuestion() throws Exception {
    StringBuilder log = new StringBuilder();
    InputStream in =
        new InputStream() {
          private int line;

          @Override
          public int read() {
            throw new AssertionError("lines are read in blocks");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            log.append("read ");
            if (line == 2) {
              return -1;
            }
            line++;
            byte[] text = "{\"id\": 1, \"text\": \"a\"}\n".getBytes(UTF_8);
            System.arraycopy(text, 0, buffer, offset, text.length);
            return text.length;
          }
        };
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("answers are written in one piece");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            log.append("write ");
          }

          @Override
          public void flush() {
            log.append("flush ");
          }
        };
    Batch batch = new Batch(ImmutableSet.of("text"), ExitStatus.OK, ECHO);
    batch.run(new Console(in, out, OutputStream.nullOutputStream()));
    assertThat(log.toString()).isEqualTo("read write flush read write flush read ");
  }

  private record Run(String out, ExitStatus status) {}

  private static Run run(Batch.Answerer answerer, String in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(UTF_8)), out, OutputStream.nullOutputStream());
    ExitStatus status = new Batch(ImmutableSet.of("text"), ExitStatus.OK, answerer).run(console);
    return new Run(out.toString(UTF_8), status);
  }

  private static String questions(String... texts) {
    StringBuilder lines = new StringBuilder();
    for (String text : texts) {
      lines.append("{\"id\": 1, \"text\": \"").append(text).append("\"}\n");
    }
    return lines.toString();
  }
}

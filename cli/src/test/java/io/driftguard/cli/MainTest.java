package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  /** Arguments are separated by one space; what the message says is on the right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                              | expected a command
          chek                                            | there is no command "chek"
          --nonsense                                      | there is no option "--nonsense"
          check                                           | the option --live is missing
          check --live snapshot:x                         | the option --dispatch is missing
          check --live snapshot:x --dispatch              | Missing required parameter for option '--dispatch' (FILE)
          check --live snapshot:x --dispatch nowhere.json | there is no file or directory "nowhere.json"
          check --live snapshot: --dispatch -             | expected a file or directory, but found an empty name
          check --live live/ --dispatch -                 | a location is snapshot:DIR, jdbc:mysql://HOST:PORT/ or vtctld://HOST:PORT, but found another kind
          check --live snapshot:x --live snapshot:y       | option '--live' (LOCATION) should be specified only once
          check --live snapshot:x --dispatch - extra      | there is no place for "extra"
          check --live snapshot:x --dispatch - --form json | there is no option "--form"
          check --live snapshot:x --dispatch - --format xml | a format is one of text, json, markdown, sarif, junit, github, html, in-toto, but found "xml"
          check --jsonl --live snapshot:x                 | the options --jsonl and --live exclude each other
          check --jsonl --output x                        | the options --jsonl and --output exclude each other
          materialize --live snapshot:x --dispatch -      | the option --store is missing
          materialize --store nowhere                     | there is no file or directory "nowhere"
          plan --live snapshot:x                          | the option --schema is missing
          plan --schema x                                 | the option --live is missing
          diff                                            | expected FROM TO, but found 0 parameters
          diff one                                        | expected FROM TO, but found 1 parameter
          diff one two three                              | there is no place for "three"
          diff nowhere elsewhere                          | there is no file or directory "nowhere"
          diff --jsonl one                                | with the option --jsonl there are no parameters
          simulate one                                    | expected SCHEMA DDL, but found 1 parameter
          canonicalize nowhere.sql                        | there is no file or directory "nowhere.sql"
          canonicalize --server-version 5.7               | server versions from 8.0.0 to 9.99.99 are known, but found 50700
          canonicalize --jsonl --server-version 8.4       | the options --jsonl and --server-version exclude each other
          canonicalize @args                              | there is no file or directory "@args"
          rules all                                       | there is no place for "all"
          explain                                         | expected CODE, but found 0 parameters
          explain change_not_reviewd                      | there is no refusal code "change_not_reviewd"; the nearest are CHANGE_NOT_REVIEWED,
          """)
  void endsIn64WhenTheCommandLineIsNotUnderstood(String args, String message) {
    Cli.Run run = Cli.run(args.isEmpty() ? new String[0] : args.split(" "));
    assertThat(run.err()).startsWith("driftguard: " + message);
    assertThat(run.err().lines().count()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --dispatch - --live jdbc:mysql://root:hunter2@db/",
        "check --dispatch - --live jdbc:mysql://db/?password=hunter2",
        "check --dispatch - --live jdbc:mysql://db/?PASSWORD=hunter2",
        "check --dispatch - --live jdbc:mysql://db/?%70assword=hunter2",
        "check --dispatch - --live jdbc:mysql://db/?password1=hunter2",
        "check --dispatch - --live jdbc:mysql://(host=db,password=hunter2)/",
        "check --dispatch - --live jdbc:mysql://(host=db,password=hunter2)/?a=b",
        "check --dispatch - --live vtctld://root:hunter2@db:15999",
        "check --dispatch - --live postgres://root:hunter2@db/",
        "check --dispatch - --live root:hunter2@db",
        "check --password=hunter2",
        "check --password hunter2",
        "check --jsonl=hunter2",
        "plan --engine mysql --schema x --live jdbc:mysql://root:hunter2@db/",
      })
  void neverRepeatsAPassword(String args) {
    Cli.Run run = Cli.run(args.split(" "));
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).isNotEmpty();
    assertThat(run.out() + run.err()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://userdb.example.org:3306/",
        "jdbc:mysql://passau/",
        "vtctld://tokens:15999"
      })
  void takesAHostWhoseNameOnlyLooksLikeACredential(String location) throws Exception {
    assertThat(Location.parse(location)).isEqualTo(new Location.Running(location));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "materialize",
        "plan",
        "diff",
        "simulate",
        "canonicalize",
        "rules",
        "engines",
        "explain",
        "sign",
        "verify"
      })
  void helpsWithAnExampleOfEachCommand(String command) {
    Cli.Run run = Cli.run(command, "--help");
    assertThat(run.out()).startsWith("Usage: driftguard " + command);
    assertThat(run.out()).containsMatch("\nExamples?:\n  .*driftguard " + command);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void helpNamesEveryCommandAndTheExitStatuses() {
    Cli.Run run = Cli.run("--help");
    for (String part :
        new String[] {
          "check",
          "materialize",
          "plan",
          "diff",
          "simulate",
          "canonicalize",
          "rules",
          "engines",
          "explain",
          "sign",
          "verify",
          "Example:",
          "   0  ",
          "   1  ",
          "   2  ",
          "  64  "
        }) {
      assertThat(run.out()).contains(part);
    }
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void saysItsVersion() {
    Cli.Run run = Cli.run("--version");
    assertThat(run.out()).startsWith("driftguard ");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void explainsACode() {
    Cli.Run run = Cli.run("explain", "SHARD_UNKNOWN");
    assertThat(run.out()).startsWith("SHARD_UNKNOWN (INVALID)\n");
    assertThat(run.out()).contains("\nWhat to do: ");
    assertThat(run.status()).isEqualTo(0);
  }

  @Test
  void endsIn2WhenItsInputFailsInAnyWay() {
    Throwable[] failures = {
      new IOException("gone"),
      new IllegalStateException("broken"),
      new OutOfMemoryError("none left"),
      new StackOverflowError(),
      new NoClassDefFoundError("io/driftguard/Lost"),
      new AssertionError("wrong"),
    };
    for (Throwable failure : failures) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      String[] args = {"check", "--dispatch", "-", "--live", "snapshot:nowhere"};
      int status = Main.run(args, failing(failure), new ByteArrayOutputStream(), err);
      assertWithMessage(failure.toString()).that(status).isEqualTo(2);
      assertWithMessage(failure.toString()).that(err.toString(UTF_8).lines().count()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "--help",
        "check --help",
        "rules",
        "engines",
        "explain SHARD_UNKNOWN"
      })
  void endsIn2WhenNobodyTakesItsOutput(String args) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Main.run(args.split(" "), InputStream.nullInputStream(), closed, err);
    assertThat(status).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Broken pipe");
  }

  @Test
  void escapesWhatWouldSteerATerminal() {
    Cli.Run run = Cli.run("explain", "\u001b]0;owned\u0007\u202e\n");
    assertThat(run.err()).contains("\\u001b]0;owned\\u0007\\u202e\\n");
    assertThat(run.err().lines().count()).isEqualTo(1);
  }

  @Test
  void doesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      // In Turkish "i" and "I" are two letters.
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(Cli.run("explain", "ddl_dml").err()).contains("the nearest are DDL_DML,");
      assertThat(Cli.run("check", "--jsonl", "--live", "x").status()).isEqualTo(64);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static InputStream failing(Throwable failure) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        if (failure instanceof IOException e) {
          throw e;
        }
        if (failure instanceof RuntimeException e) {
          throw e;
        }
        throw (Error) failure;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return read();
      }
    };
  }
}

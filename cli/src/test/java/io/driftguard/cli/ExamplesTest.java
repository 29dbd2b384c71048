package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the script {@code examples/run} and the README against the command itself. */
final class ExamplesTest {

  private static final Pattern CALL =
      Pattern.compile("^expect (\\d+) \"[^\"]*\" \\\\\\n +(.*)$", Pattern.MULTILINE);
  private static final Pattern VARIABLE =
      Pattern.compile("^(\\w+)=\\(([^)]*)\\)$", Pattern.MULTILINE);

  @Test
  void everyVerdictOfTheScriptIsTheOneThatItSays() {
    List<Call> calls = calls();
    assertThat(calls.stream().map(Call::status).distinct().toList()).containsExactly(0, 1, 2);
    for (Call call : calls) {
      Cli.Run run = Cli.run(call.args());
      assertWithMessage(call + "\n" + run.out() + run.err())
          .that(run.status())
          .isEqualTo(call.status());
    }
  }

  @Test
  void theReadmeShowsARefusalAsItIs() throws IOException {
    Call refusal =
        calls().stream()
            .filter(call -> call.status() == 1 && call.line().contains("vitess/"))
            .findFirst()
            .orElseThrow();
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(readme)
        .contains(
            "$ driftguard "
                + refusal.line()
                + "\n\n"
                + Cli.run(refusal.args()).out().replace("../examples/", "")
                + "\n--> exit status 1");
  }

  @Test
  void everyDispatchForAShardThatHasNotDriftedIsPermitted() {
    for (String shard : ImmutableList.of("-40", "40-80", "c0-")) {
      Cli.Run run =
          Cli.run(
              "check",
              "--dispatch",
              Examples.path("vitess/dispatches/shard_" + shard + ".json"),
              "--schema",
              Examples.path("vitess/schema"),
              "--live",
              "snapshot:" + Examples.path("vitess/live"));
      assertWithMessage(run.out()).that(run.status()).isEqualTo(0);
    }
  }

  /** A call of the script, with the paths as a test of this module has to give them. */
  private record Call(int status, String line) {
    String[] args() {
      return line.replaceAll("(mysql|vitess)/", Matcher.quoteReplacement("../examples/") + "$1/")
          .split(" ");
    }
  }

  private static List<Call> calls() {
    String script = Examples.text("run");
    List<Call> calls = new ArrayList<>();
    Matcher call = CALL.matcher(script);
    while (call.find()) {
      calls.add(new Call(Integer.parseInt(call.group(1)), substituted(call.group(2), script)));
    }
    return calls;
  }

  private static String substituted(String line, String script) {
    String result = line;
    Matcher variable = VARIABLE.matcher(script);
    while (variable.find()) {
      result = result.replace("\"${" + variable.group(1) + "[@]}\"", variable.group(2));
    }
    return result;
  }
}

package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outputs that the documentation shows are those that the command gives. */
final class OutputsTest {

  private static final Path PAGE = Path.of("..", "docs", "outputs.md");
  private static final Pattern SHOWN =
      Pattern.compile(
          "^```\n\\$ driftguard ([^\n]*)\n\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void showsThreeOutputsAsTheyAre() throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(PAGE));
    int found = 0;
    while (shown.find()) {
      found++;
      Cli.Run run = Cli.run(inExamples(shown.group(1)).split(" ", -1));
      String output = run.out().replace("../examples/", "");
      Files.writeString(Path.of("target", "output-" + found + ".txt"), output);
      assertWithMessage("out of date, see target/output-%s.txt: %s", found, shown.group(1))
          .that(shown.group(2))
          .isEqualTo(output);
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void writesTheSameReportToFurtherFiles() throws IOException {
    Path markdown = directory.resolve("report.md");
    Path sarif = directory.resolve("report.sarif");
    String[] check =
        inExamples(
                "check --dispatch vitess/dispatches/shard_80-c0.json --schema vitess/schema --live"
                    + " snapshot:vitess/live --format github --also markdown="
                    + markdown
                    + " --also sarif="
                    + sarif)
            .split(" ", -1);
    Cli.Run run = Cli.run(check);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("::error title=driftguard%3A STATEMENT_DIFFERS,file=");
    assertThat(Files.readString(markdown)).startsWith("### ❌ driftguard: REFUSED (DRIFT) plan ");
    assertThat(Files.readString(sarif)).contains("\"ruleId\" : \"STATEMENT_DIFFERS\"");

    Files.delete(markdown);
    check[check.length - 1] = "sarif=" + directory.resolve("nowhere/report.sarif");
    assertThat(Cli.run(check).status()).isEqualTo(2);
    check[check.length - 1] = "sarif";
    assertThat(Cli.run(check).status()).isEqualTo(64);
    check[check.length - 1] = "html5=x";
    assertThat(Cli.run(check).status()).isEqualTo(64);
  }

  private static String inExamples(String line) {
    return line.replaceAll("(^| |:)vitess/", "$1../examples/vitess/");
  }
}

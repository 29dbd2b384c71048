package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Holds the composite action to what a runner takes, and runs its steps as a runner does: the
 * inputs that a workflow gives in the environment that the metadata says, each script with bash in
 * the workspace.
 */
final class ActionTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final ObjectReader YAML = new YAMLMapper().reader();
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([^}]*?) *\\}\\}");

  /** How a runner starts bash for a step that says {@code shell: bash}. */
  private static final List<String> SHELL =
      List.of("bash", "--noprofile", "--norc", "-e", "-o", "pipefail");

  private static final ImmutableMap<String, String> VITESS =
      ImmutableMap.of("schema", "vitess/schema", "live", "snapshot:vitess/live");

  @TempDir Path directory;

  /** What is left of a run. */
  private record Ran(int status, String log, String summary, String output) {}

  @BeforeEach
  void checkOut() throws IOException {
    Path action = Files.createDirectories(directory.resolve("checkout/action"));
    Files.copy(ROOT.resolve("action/check"), action.resolve("check"));
    executable(action.resolve("check"));
    // The launcher of the repository would build the command; this is the one that is tested.
    Path launcher = directory.resolve("checkout/driftguard");
    Files.writeString(
        launcher,
        "#!/usr/bin/env bash\nexec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            // Each runs for a second: nothing is worth compiling well.
            + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
            + System.getProperty("java.class.path")
            + "' io.driftguard.cli.Main \"$@\"\n");
    executable(launcher);
    Files.createDirectories(directory.resolve("temp"));
  }

  @Test
  void isACompositeActionAsRunnersTakeThem() throws IOException {
    JsonNode action = action();
    assertKeys(action, Set.of("name", "description", "runs"), Set.of("inputs", "outputs"));
    Set<String> inputs = names(action.get("inputs"));
    for (JsonNode input : action.get("inputs")) {
      assertKeys(input, Set.of("description"), Set.of("required", "default"));
      // A runner does not miss a required input, and gives an optional one its default.
      assertThat(input.has("required")).isNotEqualTo(input.has("default"));
    }
    assertKeys(action.get("runs"), Set.of("using", "steps"), Set.of());
    assertThat(action.get("runs").get("using").asString()).isEqualTo("composite");

    Set<String> used = new LinkedHashSet<>();
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode step : action.get("runs").get("steps")) {
      assertKeys(step, Set.of("id", "shell", "run"), Set.of("env", "name", "if"));
      assertThat(ids.add(step.get("id").asString())).isTrue();
      assertThat(step.get("shell").asString()).isEqualTo("bash");
      assertWithMessage("an expression in a script is a part of its text")
          .that(step.get("run").asString())
          .doesNotContain("${{");
      for (JsonNode value : step.get("env")) {
        Matcher expression = EXPRESSION.matcher(value.asString());
        assertThat(expression.matches()).isTrue();
        assertThat(expression.group(1)).startsWith("inputs.");
        used.add(expression.group(1).substring("inputs.".length()));
      }
    }
    assertThat(used).containsExactlyElementsIn(inputs);

    for (JsonNode output : action.get("outputs")) {
      assertKeys(output, Set.of("description", "value"), Set.of());
      Matcher value = EXPRESSION.matcher(output.get("value").asString());
      assertThat(value.matches()).isTrue();
      assertThat(value.group(1)).matches("steps\\.(" + String.join("|", ids) + ")\\.outputs\\..*");
    }
  }

  @Test
  void passesOnWhatIsPermitted() throws Exception {
    Ran ran = run(VITESS, "dispatch", "vitess/dispatches/shard_-40.json");
    assertWithMessage(ran.log()).that(ran.status()).isEqualTo(0);
    assertThat(ran.log()).startsWith("::notice title=driftguard::PERMITTED plan ");
    assertThat(ran.summary()).startsWith("### ✅ driftguard: PERMITTED plan ");
    assertThat(ran.output()).isEqualTo("exit-status=0\n");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void failsOnDriftAndWritesTheFilesThatAreAskedFor() throws Exception {
    Ran ran =
        run(
            VITESS,
            "dispatch",
            "vitess/dispatches/shard_80-c0.json",
            "sarif",
            at("a b.sarif"),
            "verdict",
            at("verdict.json"),
            "arguments",
            "--also\n\nhtml=" + at("report.html") + "\n");
    assertWithMessage(ran.log()).that(ran.status()).isEqualTo(1);
    assertThat(ran.log()).startsWith("::error title=driftguard%3A STATEMENT_DIFFERS,file=vitess/");
    assertThat(ran.summary()).startsWith("### ❌ driftguard: REFUSED (DRIFT) plan ");
    assertThat(ran.output()).isEqualTo("exit-status=1\n");
    assertThat(Files.readString(Path.of(at("a b.sarif")))).contains("\"STATEMENT_DIFFERS\"");
    assertThat(Files.readString(Path.of(at("verdict.json")))).contains("in-toto.io/Statement/v1");
    assertThat(Files.readString(Path.of(at("report.html")))).startsWith("<!DOCTYPE html>");
    assertThat(temporaryFiles()).isEmpty();
  }

  @Test
  void failsOnWhatCannotBeVerified() throws Exception {
    Ran ran =
        run(
            ImmutableMap.of("schema", "vitess/schema", "live", "snapshot:nowhere"),
            "dispatch",
            "vitess/dispatches/shard_-40.json");
    assertWithMessage(ran.log()).that(ran.status()).isEqualTo(2);
    assertThat(ran.log()).startsWith("::error title=driftguard%3A LIVE_SCHEMA_UNREADABLE,");
    assertThat(ran.summary()).startsWith("### ❌ driftguard: REFUSED (UNVERIFIABLE) ");
    assertThat(ran.output()).isEqualTo("exit-status=2\n");
  }

  @Test
  void saysSoWhereThereIsNoVerdict() throws Exception {
    Ran ran = run(VITESS, "dispatch", "nowhere.json");
    assertThat(ran.status()).isEqualTo(64);
    assertThat(ran.log()).startsWith("driftguard: there is no file or directory \"nowhere.json\"");
    assertThat(ran.summary()).startsWith("### ❌ driftguard: no verdict\n\nExit status 64;");
    assertThat(ran.output()).isEqualTo("exit-status=64\n");

    Files.delete(directory.resolve("checkout/driftguard"));
    Ran broken = run(VITESS, "dispatch", "vitess/dispatches/shard_-40.json");
    assertThat(broken.status()).isNotEqualTo(0);
    assertThat(broken.summary()).startsWith("### ❌ driftguard: no verdict\n");
  }

  @Test
  void requiresASignatureOfEachLine() throws Exception {
    Ran ran =
        run(
            VITESS,
            "dispatch",
            "vitess/dispatches/shard_-40.json",
            "require-signature",
            at("nobody.pem") + "\n" + at("nobody else.pem") + "\n");
    assertThat(ran.log()).contains(at("nobody.pem"));
    assertThat(ran.status()).isEqualTo(64);
  }

  /** What a workflow gives is a value, whatever it looks like. */
  @Test
  void runsNothingThatAnInputSays() throws Exception {
    String hostile = "$(touch " + at("owned") + ")`touch " + at("owned") + "`\";touch owned;'#";
    Map<String, String> inputs = new LinkedHashMap<>();
    names(action().get("inputs")).forEach(name -> inputs.put(name, hostile));
    Ran all = run(ImmutableMap.copyOf(inputs));
    assertThat(all.status()).isEqualTo(64);
    assertThat(all.output()).isEqualTo("exit-status=64\n");

    // So far that files are written under that name.
    String name = at("$(touch owned)`touch owned`;touch owned.json");
    Ran written =
        run(VITESS, "dispatch", "vitess/dispatches/shard_-40.json", "sarif", name, "verdict", name);
    assertWithMessage(written.log()).that(written.status()).isEqualTo(0);
    assertThat(Files.exists(Path.of(name))).isTrue();
    for (Path where : List.of(directory, ROOT.resolve("examples"))) {
      assertThat(Files.exists(where.resolve("owned"))).isFalse();
    }
  }

  /** Runs the steps in their order, until one fails. */
  private Ran run(ImmutableMap<String, String> with, String... more)
      throws IOException, InterruptedException {
    Map<String, String> inputs = new LinkedHashMap<>();
    JsonNode action = action();
    for (String name : names(action.get("inputs"))) {
      inputs.put(name, action.get("inputs").get(name).path("default").asString(""));
    }
    inputs.putAll(with);
    for (int i = 0; i < more.length; i += 2) {
      inputs.put(more[i], more[i + 1]);
    }
    Path summary = Files.writeString(directory.resolve("summary"), "");
    Path output = Files.writeString(directory.resolve("output"), "");
    StringBuilder log = new StringBuilder();
    int status = 0;
    for (JsonNode step : action.get("runs").get("steps")) {
      Path script = Files.writeString(directory.resolve("step.sh"), step.get("run").asString());
      List<String> command = new ArrayList<>(SHELL);
      command.add(script.toString());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(ROOT.resolve("examples").toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile());
      Map<String, String> environment = builder.environment();
      environment.put("GITHUB_WORKSPACE", ROOT.resolve("examples").toString());
      environment.put("GITHUB_ACTION_PATH", at("checkout"));
      environment.put("GITHUB_STEP_SUMMARY", summary.toString());
      environment.put("GITHUB_OUTPUT", output.toString());
      environment.put("TMPDIR", at("temp"));
      for (Map.Entry<String, JsonNode> variable : step.get("env").properties()) {
        Matcher expression = EXPRESSION.matcher(variable.getValue().asString());
        assertThat(expression.matches()).isTrue();
        environment.put(
            variable.getKey(), inputs.get(expression.group(1).substring("inputs.".length())));
      }
      status = builder.start().waitFor();
      log.append(Files.readString(directory.resolve("log")));
      if (status != 0) {
        break;
      }
    }
    return new Ran(status, log.toString(), Files.readString(summary), Files.readString(output));
  }

  private List<Path> temporaryFiles() throws IOException {
    try (var files = Files.list(directory.resolve("temp"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith("hsperf")).toList();
    }
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private static JsonNode action() throws IOException {
    return YAML.readTree(Files.readString(ROOT.resolve("action.yml"), UTF_8));
  }

  private static void assertKeys(JsonNode object, Set<String> required, Set<String> optional) {
    assertThat(names(object)).containsAtLeastElementsIn(required);
    assertThat(ImmutableSet.<String>builder().addAll(required).addAll(optional).build())
        .containsAtLeastElementsIn(names(object));
  }

  private static Set<String> names(JsonNode object) {
    return ImmutableSet.copyOf(object.propertyNames());
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

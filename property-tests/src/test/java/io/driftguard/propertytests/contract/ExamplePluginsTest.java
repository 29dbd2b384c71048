package io.driftguard.propertytests.contract;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.driftguard.propertytests.Reactor;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plug-ins are compiled and run as they stand, with the processors that they name. */
final class ExamplePluginsTest {

  @TempDir Path classes;

  @Test
  void theEngineKeepsEveryClause() throws Exception {
    ContractRun run = run("engine-plugin", "com.example.ring.RingEngineTest");
    assertThat(run.with(SUCCESSFUL)).isEqualTo(run.results());
    assertThat(run.results()).hasSize(Clause.values().length);
  }

  @Test
  void theRuleKeepsEveryClause() throws Exception {
    ContractRun run = run("rule-plugin", "com.example.window.NoDropColumnOutsideWindowRuleTest");
    assertThat(run.with(SUCCESSFUL)).isEqualTo(run.results());
    assertThat(run.results()).isNotEmpty();
  }

  @Test
  void aPlugInIsCompiledAgainstTheApiAlone() throws IOException {
    for (String plugin : List.of("engine-plugin", "rule-plugin")) {
      for (Path source : sources(plugin, "src/main/java")) {
        assertWithMessage("%s", source)
            .that(
                Reactor.text(source)
                    .lines()
                    .filter(line -> line.startsWith("import io.driftguard."))
                    .filter(line -> !line.startsWith("import io.driftguard.api."))
                    .toList())
            .isEmpty();
      }
    }
  }

  private ContractRun run(String plugin, String test) throws Exception {
    compile(plugin);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, ExamplePluginsTest.class.getClassLoader())) {
      return ContractRun.of(loader.loadClass(test));
    }
  }

  private void compile(String plugin) throws IOException {
    List<Path> sources =
        Stream.concat(
                sources(plugin, "src/main/java").stream(),
                sources(plugin, "src/test/java").stream())
            .toList();
    String classPath = System.getProperty("java.class.path");
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-cp",
            classPath,
            "-processorpath",
            classPath,
            "-processor",
            "io.driftguard.processor.RuleProcessor,"
                + "com.google.auto.service.processor.AutoServiceProcessor");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertWithMessage(said.toString()).that(compiled).isTrue();
    }
  }

  private static List<Path> sources(String plugin, String below) throws IOException {
    Path root = Reactor.here().root().resolve("examples").resolve(plugin).resolve(below);
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}

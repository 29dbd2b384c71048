package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.cli.Cli.Run;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real jars, compiled here, are put into a directory; the command finds them, or says why not. */
final class PluginPathTest {

  private static final String SERVICE = "META-INF/services/" + EngineAdapter.class.getName();

  @TempDir Path directory;
  private Path plugins;
  private Path classes;

  @BeforeEach
  void makeDirectories() throws IOException {
    plugins = Files.createDirectory(directory.resolve("plug-ins"));
    classes = Files.createDirectory(directory.resolve("classes"));
  }

  @Test
  void anAdapterIsFoundWhenItsJarIsInTheDirectory() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"), "vendor.RingEngine");
    Run run = engines();
    assertWithMessage(run.err()).that(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("ring\n  a ring of servers\n");
    assertThat(run.out()).contains("mysql\n");
    assertThat(Cli.run("engines").out()).doesNotContain("ring");
  }

  @Test
  void aPlanIsMadeByAPlugIn() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"), "vendor.RingEngine");
    Path schema = directory.resolve("schema");
    Path shop = Files.createDirectories(schema.resolve("shop"));
    Files.writeString(shop.resolve("t.sql"), "CREATE TABLE t (id INT PRIMARY KEY);");
    Run run =
        Cli.run(
            "plan",
            "--plugin-path",
            plugins.toString(),
            "--engine",
            "ring",
            "--schema",
            schema.toString(),
            "--live",
            "snapshot:" + schema);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("UNREACHABLE: the ring is broken");
  }

  @Test
  void anotherVersionOfTheSpiIsRefused() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "7"), "vendor.RingEngine");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ENGINE_SPI_VERSION");
    assertThat(run.err()).contains("\"vendor.RingEngine\": expected 1, but found 7");
  }

  @Test
  void twoAdaptersWithOneIdAreRefused() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"), "vendor.RingEngine");
    jar("other.jar", adapter("OtherEngine", "ring", "1"), "vendor.OtherEngine");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ENGINE_AMBIGUOUS");
    assertThat(run.err()).contains("vendor.OtherEngine");
    assertThat(run.err()).contains("vendor.RingEngine");
  }

  @Test
  void anAdapterWithTheIdOfABuiltInOneIsRefused() throws IOException {
    jar("mine.jar", adapter("MineEngine", "mysql", "1"), "vendor.MineEngine");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ENGINE_AMBIGUOUS");
    assertThat(run.err()).contains("\"mysql\"");
  }

  @Test
  void aJarWithoutServiceFileIsRefused() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"));
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ring.jar");
    assertThat(run.err()).contains(SERVICE);
    assertThat(run.err()).contains("found no provider");
  }

  @Test
  void aServiceFileOfCommentsAloneIsRefused() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"), "# vendor.RingEngine");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("found no provider");
  }

  @Test
  void aServiceFileThatNamesNoClassIsRefused() throws IOException {
    jar("ring.jar", adapter("RingEngine", "ring", "1"), "vendor.RingEngin");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ENGINE_PROVIDER_BROKEN");
    assertThat(run.err()).contains("vendor.RingEngin");
  }

  @Test
  void anAdapterWhoseDriverIsMissingIsRefusedAndFoundOnceItIsThere() throws IOException {
    String driver =
        "package driver; public final class Driver { public static final Object IT = new Object(); }";
    String engine =
        adapter("RingEngine", "ring", "1")
            .replace(
                "public RingEngine() {",
                "private final Object it;\n public RingEngine() { it = driver.Driver.IT;");
    compile(Map.of("driver.Driver", driver, "vendor.RingEngine", engine));
    pack(plugins.resolve("ring.jar"), List.of("vendor/RingEngine.class"), "vendor.RingEngine");
    Run without = engines();
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).contains("ENGINE_PROVIDER_BROKEN");
    assertThat(without.err()).contains("driver/Driver");

    Files.createDirectory(plugins.resolve("lib"));
    pack(plugins.resolve("lib/driver.jar"), List.of("driver/Driver.class"));
    Run with = engines();
    assertWithMessage(with.err()).that(with.status()).isEqualTo(0);
    assertThat(with.out()).contains("ring\n");
  }

  @Test
  void aDirectoryWithoutJarsIsRefused() {
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected plug-ins, files named *.jar, in");
  }

  @Test
  void aDirectoryThatIsNotThereIsRefused() {
    Run run = Cli.run("engines", "--plugin-path", directory.resolve("nowhere").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected a directory of plug-ins");
  }

  @Test
  void aFileThatIsNoJarIsRefused() throws IOException {
    Files.writeString(plugins.resolve("ring.jar"), "not a jar");
    Run run = engines();
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("cannot be read");
  }

  @Test
  void aRuleOfAPlugInThatCannotBeLoadedIsRefused() throws IOException {
    compile(
        Map.of(
            "vendor.Rules",
            "package vendor; public final class Rules implements io.driftguard.api.rule.RuleCatalog {"
                + " public java.util.List<Entry> rules() { throw new IllegalStateException(\"no rules\"); } }"));
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("vendor/Rules.class", Files.readAllBytes(classes.resolve("vendor/Rules.class")));
    entries.put(
        "META-INF/services/io.driftguard.api.rule.RuleCatalog",
        "vendor.Rules\n".getBytes(StandardCharsets.UTF_8));
    write(plugins.resolve("rules.jar"), entries);
    Run run = Cli.run("rules", "--plugin-path", plugins.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("RULE_CATALOG_BROKEN");
    assertThat(run.err()).contains("no rules");
  }

  private Run engines() {
    return Cli.run("engines", "--plugin-path", plugins.toString());
  }

  private static String adapter(String name, String id, String version) {
    return """
        package vendor;
        import io.driftguard.api.EngineId;
        import io.driftguard.api.engine.*;
        public final class %s implements EngineAdapter {
          public %s() {}
          public EngineId id() { return new EngineId("%s"); }
          public int spiVersion() { return %s; }
          public String description() { return "a ring of servers"; }
          public Deployment open(LiveSource source) throws EngineException {
            throw new EngineException(EngineException.Reason.UNREACHABLE, "the ring is broken");
          }
        }
        """
        .formatted(name, name, id, version);
  }

  private void jar(String name, String source, String... providers) throws IOException {
    String type = "vendor." + source.replaceFirst("(?s).*public final class (\\w+).*", "$1");
    compile(Map.of(type, source));
    pack(plugins.resolve(name), List.of(type.replace('.', '/') + ".class"), providers);
  }

  private void pack(Path jar, List<String> types, String... providers) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (String type : types) {
      entries.put(type, Files.readAllBytes(classes.resolve(type)));
    }
    if (providers.length > 0) {
      entries.put(SERVICE, String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
    }
    write(jar, entries);
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
  }

  private void compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<JavaFileObject> files =
        sources.entrySet().stream()
            .<JavaFileObject>map(source -> new Source(source.getKey(), source.getValue()))
            .toList();
    List<String> options =
        Stream.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"))
            .toList();
    boolean compiled = compiler.getTask(said, null, null, options, null, files).call();
    assertWithMessage(said.toString()).that(compiled).isTrue();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

package io.driftguard.propertytests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout that these tests run in. */
public final class Reactor {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern INCLUDE = Pattern.compile("<include>([^<]+)</include>");

  private final Path root;
  private final String pom;

  private Reactor(Path root, String pom) {
    this.root = root;
    this.pom = pom;
  }

  /** The reactor around the working directory, which Maven sets to the module's own. */
  public static Reactor here() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    String pom = text(root.resolve("pom.xml"));
    if (modulesOf(pom).isEmpty()) {
      throw new IllegalStateException("expected the reactor's pom in " + root);
    }
    return new Reactor(root, pom);
  }

  /** The directory of the checkout. */
  public Path root() {
    return root;
  }

  /** The names of the modules, which are those of their directories. */
  public List<String> modules() {
    return modulesOf(pom);
  }

  /** The names of the modules that are compiled: the examples are projects of their own. */
  public List<String> modulesWithClasses() {
    return modules().stream()
        .filter(module -> Files.isDirectory(root.resolve(module).resolve("src/main/java")))
        .toList();
  }

  /** What surefire runs, as patterns of file names. */
  public List<Pattern> testClassPatterns() {
    return all(INCLUDE, pom).stream()
        .map(include -> include.substring(include.lastIndexOf('/') + 1))
        .map(glob -> Pattern.compile(glob.replace(".", "\\.").replace("*", ".*")))
        .toList();
  }

  /** Every Java file below a directory of test sources, wherever its module is; no copies. */
  public List<Path> testSources() {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> root.relativize(file).toString().contains("src/test/java/"))
          .filter(file -> !root.relativize(file).toString().contains("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> modulesOf(String pom) {
    return all(MODULE, pom);
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    for (Matcher m = pattern.matcher(text); m.find(); ) {
      found.add(m.group(1));
    }
    return found;
  }
}

package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.engine.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The adapters and rules that are not delivered with this program, but found in a directory.
 *
 * <p>Each jar of the directory is a plug-in, and has to register something: a jar that has lost its
 * service file would otherwise be there and do nothing. What plug-ins need beside it is in the
 * directory {@code lib} below.
 */
final class Plugins {

  private static final String OPTION = "--plugin-path";

  private static final ImmutableList<String> SERVICE_FILES =
      ImmutableList.of(
          "META-INF/services/" + EngineAdapter.class.getName(),
          "META-INF/services/" + RuleCatalog.class.getName());

  private Plugins() {}

  /** Adds the option to a command. */
  static Syntax option(Syntax syntax) {
    return syntax.value(
        OPTION,
        "DIR",
        "Plug-ins: each *.jar in DIR registers engine adapters or rules; what they",
        "need is in DIR/lib.");
  }

  /**
   * The class loader with this program and the plug-ins that were asked for.
   *
   * @throws UnreadableException when there are no plug-ins, or one of them registers nothing
   */
  static ClassLoader loader(Arguments arguments) throws UsageException, UnreadableException {
    ClassLoader own = Plugins.class.getClassLoader();
    Optional<String> given = arguments.value(OPTION);
    return given.isPresent() ? loader(Texts.path(given.get()), own) : own;
  }

  /** Says what is wrong with the adapters or rules that were found; it cannot end well then. */
  static ExitStatus complain(List<Refusal> problems, Console console) {
    for (Refusal problem : problems) {
      console.complain(
          problem.code()
              + ": "
              + problem.where()
              + ": expected "
              + problem.expected()
              + ", but found "
              + problem.found()
              + "; "
              + problem.recovery());
    }
    return problems.isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
  }

  private static ClassLoader loader(Path directory, ClassLoader own) throws UnreadableException {
    List<Path> plugins = jars(directory);
    if (plugins.isEmpty()) {
      throw new UnreadableException(
          "expected plug-ins, files named *.jar, in "
              + shown(directory)
              + ", but found none; what "
              + OPTION
              + " names is the directory of the jars");
    }
    List<URL> urls = new ArrayList<>();
    for (Path plugin : plugins) {
      requireRegistration(plugin);
      urls.add(url(plugin));
    }
    Path libraries = directory.resolve("lib");
    if (Files.isDirectory(libraries)) {
      for (Path library : jars(libraries)) {
        urls.add(url(library));
      }
    }
    // Open until the process ends: adapters load classes as long as they work.
    return new URLClassLoader("plug-ins", urls.toArray(URL[]::new), own);
  }

  private static List<Path> jars(Path directory) throws UnreadableException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw new UnreadableException(
          "expected a directory of plug-ins at " + shown(directory) + ", but found: " + e);
    }
    // The order of a directory is the file system's; the order of class loading must not be.
    return jars.stream().sorted().toList();
  }

  private static void requireRegistration(Path plugin) throws UnreadableException {
    try (JarFile jar = new JarFile(plugin.toFile())) {
      for (String name : SERVICE_FILES) {
        ZipEntry entry = jar.getEntry(name);
        if (entry != null && namesAProvider(jar, entry)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UnreadableException(
          "expected a jar at " + shown(plugin) + ", but it cannot be read: " + e);
    }
    throw new UnreadableException(
        "expected that "
            + shown(plugin)
            + " registers an engine adapter or a rule catalog, in "
            + String.join(" or ", SERVICE_FILES)
            + ", but found no provider; build it with AutoService's annotation processor, and move a"
            + " jar that is no plug-in to the directory \"lib\" beside it");
  }

  private static boolean namesAProvider(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", ""))
          .anyMatch(line -> !line.isBlank());
    }
  }

  private static URL url(Path jar) throws UnreadableException {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UnreadableException(
          "expected a jar that a class loader can name, but found " + shown(jar) + ": " + e);
    }
  }

  private static String shown(Path path) {
    return Quoted.text(path.toString());
  }
}

package io.driftguard.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.dispatch.DispatchWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Writes the dispatches of one plan into a directory of their own, all of them or none. */
final class DispatchDirectory {

  private DispatchDirectory() {}

  /**
   * Writes the dispatches.
   *
   * @throws UsageException when something is there already: a dispatch of another plan among them
   *     would look like one of theirs
   */
  static void write(Path directory, List<Dispatch> dispatches) throws UsageException, IOException {
    Path target = directory.toAbsolutePath().normalize();
    requireVacant(target);
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(partial);
      for (int i = 0; i < dispatches.size(); i++) {
        Path file = partial.resolve(String.format("%03d-%s.json", i + 1, name(dispatches.get(i))));
        Files.write(file, new DispatchWriter().write(dispatches.get(i)));
      }
      Files.move(partial, target, ATOMIC_MOVE);
    } finally {
      delete(partial);
    }
  }

  private static void requireVacant(Path target) throws UsageException, IOException {
    if (Files.notExists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new UsageException(
          Quoted.text(target.toString()) + " is there already, and is not a directory");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
      if (entries.iterator().hasNext()) {
        throw new UsageException(
            "the directory " + Quoted.text(target.toString()) + " is not empty");
      }
    }
  }

  private static void delete(Path partial) throws IOException {
    if (Files.notExists(partial)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(partial);
  }

  /** What the dispatch is for, in characters that every file system takes. */
  private static String name(Dispatch dispatch) {
    String scope =
        dispatch
            .targetShard()
            .map(
                target ->
                    target.namespace().map(namespace -> namespace + "_").orElse("")
                        + target.shard())
            .orElse("whole-deployment");
    return scope.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}

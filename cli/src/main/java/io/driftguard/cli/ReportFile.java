package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes a file whole or not at all, so that nobody reads half a verdict. */
final class ReportFile {

  private ReportFile() {}

  static void write(Path file, String text) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    byte[] bytes = text.getBytes(UTF_8);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A pipe or a device: put in its place, a file would take it away from everybody else.
      Files.write(target, bytes, WRITE);
      return;
    }
    Path partial =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(partial, bytes, CREATE_NEW, WRITE);
      Files.move(partial, target, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}

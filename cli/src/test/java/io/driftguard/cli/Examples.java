package io.driftguard.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of examples that lies beside the modules. */
final class Examples {

  static final Path DIRECTORY = Path.of("..", "examples");

  private Examples() {}

  /** A path below the directory, as it can be given on the command line of a test. */
  static String path(String below) {
    return DIRECTORY.resolve(below).toString();
  }

  static String text(String below) {
    try {
      return Files.readString(DIRECTORY.resolve(below));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

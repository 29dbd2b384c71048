package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Runs the real command in this process. */
final class Cli {

  private Cli() {}

  /** How a run ended and what it said. */
  record Run(int status, String out, String err) {}

  static Run run(String... args) {
    return runWithInput("", args);
  }

  static Run runWithInput(String in, String... args) {
    return runWithInput(in.getBytes(UTF_8), args);
  }

  static Run runWithInput(byte[] in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = Main.run(args, new ByteArrayInputStream(in), out, err);
    return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}

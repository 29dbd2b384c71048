package io.driftguard.propertytests.broken.cli;

/** What the command alone may do, so that no rule complains of it. */
final class Main {

  static void end() {
    System.out.println("ends");
    System.exit(0);
  }

  private Main() {}
}

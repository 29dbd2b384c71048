package io.driftguard.mysqltesting;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts a server and waits; the test ends this JVM in its own way. */
final class ServerInAnotherJvm {

  private ServerInAnotherJvm() {}

  public static void main(String[] arguments) throws Exception {
    try (MySqlServer server = MySqlServer.start()) {
      List<Long> guardians = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
      List<Long> servers =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.info().command().orElse("").endsWith("/mysqld"))
              .map(ProcessHandle::pid)
              .toList();
      System.out.println(server.port() + " " + guardians.get(0) + " " + servers.get(0));
      System.in.read();
    }
  }

  /** The other JVM, seen from the test. */
  record Started(Process jvm, ProcessHandle guardian, ProcessHandle server) {

    static Started start() throws Exception {
      Process jvm =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServerInAnotherJvm.class.getName())
              .redirectErrorStream(true)
              .start();
      String line =
          new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      String[] parts = String.valueOf(line).split(" ", -1);
      if (parts.length != 3) {
        throw new IllegalStateException("the other JVM says " + line);
      }
      return new Started(
          jvm,
          ProcessHandle.of(Long.parseLong(parts[1])).orElseThrow(),
          ProcessHandle.of(Long.parseLong(parts[2])).orElseThrow());
    }
  }
}

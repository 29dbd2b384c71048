package io.driftguard.mysqltesting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that runs as long as this JVM at most.
 *
 * <p>Between the JVM and the server stands a shell that waits for the end of its standard input.
 * That ends when the JVM says so, and when the JVM is no more, however it died; then the shell ends
 * the server and deletes its directory. If the shell is killed too, the next run clears up.
 */
final class ServerProcess implements AutoCloseable {

  private static final String READY = "ready for connections. Version";
  private static final String RUN_PREFIX = "driftguard-mysql-run-";

  /**
   * A process that closes any file loses all its locks of that file, so a JVM does not look at its
   * own.
   */
  private static final String OWN_RUN_PREFIX = RUN_PREFIX + ProcessHandle.current().pid() + "-";

  private static final int PORTS_TRIED = 5;
  private static final int LINES_KEPT = 60;

  private static final String GUARDIAN =
      """
      trap '' HUP INT TERM
      directory=$1
      shift
      "$@" </dev/null &
      server=$!
      exec >/dev/null 2>&1
      cat
      kill -9 "$server"
      wait "$server"
      rm -rf -- "$directory"
      """;

  private final Process guardian;
  private final FileChannel lock;
  private final int port;

  private ServerProcess(Process guardian, FileChannel lock, int port) {
    this.guardian = guardian;
    this.lock = lock;
    this.port = port;
  }

  int port() {
    return port;
  }

  /** Makes a new data directory. */
  static void initialise(Path software, Path data, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = command(software, data, options);
    command.add("--initialize-insecure");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the server cannot initialise " + data + ":\n" + said.strip());
    }
  }

  /** Starts a server with a data directory of its own and these options besides the usual ones. */
  static ServerProcess start(ServerFiles files, Path temporary, List<String> options)
      throws IOException, InterruptedException {
    IOException failure = new IOException("no port was tried");
    for (int i = 0; i < PORTS_TRIED; i++) {
      try {
        return start(files, temporary, options, freePort());
      } catch (PortTakenException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static ServerProcess start(
      ServerFiles files, Path temporary, List<String> options, int port)
      throws IOException, InterruptedException {
    // It gets its name when it is locked, so that nobody clears it up before that.
    Path unnamed = Files.createTempDirectory(temporary, "driftguard-mysql-unnamed-");
    FileChannel lock =
        FileChannel.open(
            unnamed.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    Path run = temporary.resolve(OWN_RUN_PREFIX + UUID.randomUUID());
    Files.move(unnamed, run, StandardCopyOption.ATOMIC_MOVE);
    Path data = run.resolve("data");
    List<String> initial = options.stream().filter(ServerProcess::isFixedAtInitialisation).toList();
    if (initial.isEmpty()) {
      ServerFiles.copy(files.pristineData(), data);
    } else {
      initialise(files.software(), data, initial);
    }
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", GUARDIAN, "driftguard-mysql", run.toString()));
    command.addAll(command(files.software(), data, List.of()));
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // Relative to the data directory, so that its path cannot be too long for a socket.
            "--socket=mysqld.sock",
            "--pid-file=" + run.resolve("pid"),
            "--tmpdir=" + run,
            "--skip-mysqlx",
            "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            // Each is work for every table that is made or changed, and nobody asks for what it
            // does: threads that wait for the log by spinning, statistics kept in tables.
            "--innodb-log-writer-threads=OFF",
            "--innodb-stats-persistent=OFF",
            "--innodb-adaptive-hash-index=OFF",
            "--performance-schema=OFF"));
    command.addAll(options);
    Process guardian = new ProcessBuilder(command).redirectErrorStream(true).start();
    ServerProcess server = new ServerProcess(guardian, lock, port);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "driftguard-mysql-stop"));
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Deque<String> tail = new ArrayDeque<>();
    Thread reader = new Thread(() -> follow(ready, tail), "driftguard-mysql-log");
    reader.setDaemon(true);
    reader.start();
    boolean started = false;
    try {
      started = ready.get(2, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      // Told below, with what the server said.
    }
    if (!started) {
      close();
      String said = tailText(tail);
      throw said.contains("Do you already have another mysqld server running on port")
          ? new PortTakenException(said)
          : new IOException("the server does not start:\n" + said);
    }
  }

  private void follow(CompletableFuture<Boolean> ready, Deque<String> tail) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(guardian.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (tail) {
          tail.addLast(line);
          if (tail.size() > LINES_KEPT) {
            tail.removeFirst();
          }
        }
        if (line.contains(READY)) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.complete(false);
  }

  private static String tailText(Deque<String> tail) {
    synchronized (tail) {
      return String.join("\n", tail);
    }
  }

  @Override
  public void close() {
    try {
      guardian.getOutputStream().close();
      guardian.waitFor();
      lock.close();
    } catch (IOException e) {
      // The pipe broke, so the guardian is gone; the next run clears up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends servers and deletes directories whose JVM and guardian were both killed. */
  static void clearUp(Path temporary) throws IOException {
    List<Path> runs;
    try (Stream<Path> entries = Files.list(temporary)) {
      runs =
          entries
              .filter(entry -> nameOf(entry).startsWith(RUN_PREFIX))
              .filter(entry -> !nameOf(entry).startsWith(OWN_RUN_PREFIX))
              .filter(entry -> Files.isWritable(entry.resolve("lock")))
              .toList();
    }
    for (Path run : runs) {
      try (FileChannel channel = FileChannel.open(run.resolve("lock"), StandardOpenOption.WRITE);
          FileLock free = channel.tryLock()) {
        if (free != null) {
          ProcessHandle.allProcesses()
              .filter(process -> runsIn(process, run))
              .forEach(ProcessHandle::destroyForcibly);
          ServerFiles.delete(run);
        }
      } catch (IOException e) {
        // Its own guardian is clearing up at this moment.
      }
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static boolean runsIn(ProcessHandle process, Path run) {
    return process.info().arguments().stream()
        .flatMap(Stream::of)
        .anyMatch(argument -> argument.equals("--datadir=" + run.resolve("data")));
  }

  private static List<String> command(Path software, Path data, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                software.resolve("bin").resolve("mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + software,
                "--datadir=" + data,
                "--lc-messages-dir=" + software.resolve("share"),
                "--innodb-flush-method=nosync",
                "--innodb-use-native-aio=0",
                "--innodb-redo-log-capacity=8M",
                "--innodb-buffer-pool-size=32M"));
    command.addAll(options);
    return command;
  }

  private static boolean isFixedAtInitialisation(String option) {
    return option.startsWith("--lower-case-table-names");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Somebody took the port between its choice and the server's start. */
  private static final class PortTakenException extends IOException {
    PortTakenException(String message) {
      super(message);
    }
  }
}

package io.driftguard.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between a client and a server on this machine, at which something happens when a certain
 * statement passes for a certain time.
 */
final class Wire implements AutoCloseable {

  /** What happens while the statement waits. */
  @FunctionalInterface
  interface Event {
    void happen(Wire wire) throws Exception;
  }

  private final ServerSocket entry;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final int serverPort;
  private final String statement;
  private final int time;
  private final Event event;
  private final AtomicInteger seen = new AtomicInteger();

  private Wire(int serverPort, String statement, int time, Event event) throws IOException {
    this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.statement = statement;
    this.time = time;
    this.event = event;
  }

  /**
   * A wire to a server.
   *
   * @param statement a part of the statement that is waited for
   * @param time at which of its times it is, counted from 1
   */
  static Wire to(int serverPort, String statement, int time, Event event) throws IOException {
    Wire wire = new Wire(serverPort, statement, time, event);
    start(wire::accept);
    return wire;
  }

  int port() {
    return entry.getLocalPort();
  }

  /** How often the statement passed. */
  int seen() {
    return seen.get();
  }

  /** Ends every connection at once. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = entry.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(client);
      sockets.add(server);
      start(() -> forward(client.getInputStream(), server.getOutputStream(), true));
      start(() -> forward(server.getInputStream(), client.getOutputStream(), false));
    }
  }

  private void forward(InputStream in, OutputStream out, boolean watched) throws Exception {
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (watched
          && new String(buffer, 0, n, StandardCharsets.ISO_8859_1).contains(statement)
          && seen.incrementAndGet() == time) {
        event.happen(this);
      }
      out.write(buffer, 0, n);
      out.flush();
    }
    cut();
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                return;
              } catch (Exception e) {
                throw new UncheckedIOException(new IOException(e));
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    cut();
  }
}

package io.driftguard.mysqltesting;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real MySQL server for tests: one that is started from an archive on the class path, or the one
 * that the system property {@value #PROPERTY} names.
 *
 * <p>Where no server can be had, tests fail; they are never skipped.
 */
public final class MySqlServer implements AutoCloseable {

  /**
   * The system property that names a running server: {@code jdbc:mysql://user@host:port/}, with
   * properties of the driver after a question mark where they are needed. The account may create
   * and drop schemas and accounts.
   */
  public static final String PROPERTY = "driftguard.test.mysql";

  /** The environment variable that holds the password of that account. */
  public static final String PASSWORD_VARIABLE = "DRIFTGUARD_TEST_MYSQL_PASSWORD";

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  /** More bytes than the servers of a few test runs at once need. */
  private static final long ROOM = 4L << 30;

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private final String user;
  private final String password;
  private final String host;
  private final int port;
  private final String query;
  private final String version;
  private final Optional<ServerProcess> process;

  private MySqlServer(
      String user,
      String password,
      String host,
      int port,
      String query,
      Optional<ServerProcess> process)
      throws SQLException {
    this.user = user;
    this.password = password;
    this.host = host;
    this.port = port;
    this.query = query;
    this.process = process;
    try (Connection connection = connect()) {
      this.version = only(connection, "SELECT VERSION()");
    }
  }

  /**
   * The server that all tests of this JVM share. It is started when it is asked for the first time,
   * and stopped and deleted when the JVM ends.
   */
  public static MySqlServer shared() {
    return Shared.SERVER;
  }

  /**
   * Starts a server of one's own, with options of {@code mysqld} that the shared one does not have,
   * {@code --lower-case-table-names=1} included.
   *
   * @throws IllegalStateException when it cannot be started
   */
  public static MySqlServer start(String... options) {
    try {
      ServerFiles files = ServerFiles.prepared(Temporary.DIRECTORY);
      ServerProcess process = ServerProcess.start(files, Temporary.RUNS, List.of(options));
      MySqlServer server =
          new MySqlServer(
              "root", "", "127.0.0.1", process.port(), "sslMode=DISABLED", Optional.of(process));
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        // The data is gone with the server, so that nothing is ever recovered.
        statement.execute("ALTER INSTANCE DISABLE INNODB REDO_LOG");
      }
      return server;
    } catch (IOException | SQLException e) {
      throw unavailable("no MySQL server can be started from the archive on the class path", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the start of a MySQL server was interrupted", e);
    }
  }

  private static MySqlServer running(String url) {
    String expected =
        "expected -D" + PROPERTY + "=jdbc:mysql://user@host:port/, but found another form";
    if (!url.startsWith("jdbc:mysql://")) {
      throw new IllegalStateException(expected);
    }
    URI uri = URI.create(url.substring("jdbc:".length()));
    String user = uri.getUserInfo();
    if (uri.getHost() == null || user == null || user.contains(":")) {
      throw new IllegalStateException(expected + "; a password belongs into " + PASSWORD_VARIABLE);
    }
    String password = System.getenv(PASSWORD_VARIABLE);
    try {
      return new MySqlServer(
          user,
          password == null ? "" : password,
          uri.getHost(),
          uri.getPort() < 0 ? 3306 : uri.getPort(),
          uri.getRawQuery() == null ? "" : uri.getRawQuery(),
          Optional.empty());
    } catch (SQLException e) {
      throw unavailable("the server that -D" + PROPERTY + " names does not answer", e);
    }
  }

  private static IllegalStateException unavailable(String what, Exception cause) {
    return new IllegalStateException(
        what
            + ". To use a running MySQL 8.0 or later: -D"
            + PROPERTY
            + "=jdbc:mysql://user@host:port/, with the password of the account in "
            + PASSWORD_VARIABLE
            + ". The account has to be allowed to create and drop schemas. The reason: "
            + cause.getMessage(),
        cause);
  }

  /** A new connection without a schema, as an account that may do everything. */
  public Connection connect() throws SQLException {
    return connect("");
  }

  /** A new connection to a schema, as an account that may do everything. */
  public Connection connect(String schema) throws SQLException {
    return DriverManager.getConnection(url(schema), user, password);
  }

  /** Creates a schema with a name that no other test has, and the server's defaults. */
  public TestSchema createSchema() throws SQLException {
    return TestSchema.create(this, "");
  }

  /**
   * Creates a schema with a name that no other test has.
   *
   * @param options what {@code CREATE DATABASE} takes after the name
   */
  public TestSchema createSchema(String options) throws SQLException {
    return TestSchema.create(this, options);
  }

  /** The URL without a schema, and without an account. */
  public String url() {
    return url("");
  }

  /** The URL of a schema, without an account; empty for none. */
  public String url(String schema) {
    return "jdbc:mysql://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port
        + "/"
        + schema
        + (query.isEmpty() ? "" : "?" + query);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** What the server says of itself: {@code 8.0.31}. */
  public String version() {
    return version;
  }

  /** The version as executable comments write it: 80031 for 8.0.31. */
  public int versionNumber() {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalStateException("expected a version of MySQL, but found " + version);
    }
    return Integer.parseInt(matcher.group(1)) * 10_000
        + Integer.parseInt(matcher.group(2)) * 100
        + Integer.parseInt(matcher.group(3));
  }

  /** Stops the server at once and deletes its data, if it was started here. */
  @Override
  public void close() {
    process.ifPresent(ServerProcess::close);
  }

  static String only(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      if (!rows.next()) {
        throw new SQLException("expected a row, but found none");
      }
      return rows.getString(1);
    }
  }

  /** Started when it is asked for. */
  private static final class Shared {
    static final MySqlServer SERVER = get();

    private static MySqlServer get() {
      String url = System.getProperty(PROPERTY, "");
      return url.isEmpty() ? start() : running(url);
    }
  }

  /** Where servers live; cleared of the leftovers of killed runs before the first is started. */
  private static final class Temporary {
    static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();

    /** The data of servers: in memory where there is room, since most of what they do is files. */
    static final Path RUNS = hasRoom(IN_MEMORY) ? IN_MEMORY : DIRECTORY;

    static {
      for (Path runs : Set.of(DIRECTORY, RUNS)) {
        try {
          ServerProcess.clearUp(runs);
        } catch (IOException e) {
          throw new IllegalStateException("cannot list " + runs, e);
        }
      }
    }

    private static boolean hasRoom(Path directory) {
      try {
        return Files.isDirectory(directory)
            && Files.isWritable(directory)
            && Files.getFileStore(directory).getUsableSpace() >= ROOM;
      } catch (IOException e) {
        return false;
      }
    }
  }
}

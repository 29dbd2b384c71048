package io.driftguard.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection of our own, whose session prints schemas in one way whatever the server's settings
 * are. It only ever reads.
 */
final class ServerSession implements AutoCloseable {

  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,2}\\.\\d{1,2}\\.\\d{1,2})(?:-.*)?");

  /**
   * Servers that speak MySQL's protocol and are something else. What they print means something
   * else too, and a router answers for one shard only.
   */
  private static final Pattern OTHERS =
      Pattern.compile(
          "MariaDB|TiDB|Vitess|PlanetScale|OceanBase|SingleStore|MemSQL|StarRocks|Doris|Dolt"
              + "|ClickHouse|Databend|GreptimeDB|PolarDB",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern OFFSET = Pattern.compile("[+-](0[0-9]|1[0-4]):[0-5][0-9]");

  private static final String RESULTS = "character_set_results";

  private final Connection connection;
  private final ServerVersion version;
  private final String versionText;
  private final AtomicLong statements;

  private ServerSession(
      Connection connection, ServerVersion version, String versionText, AtomicLong statements) {
    this.connection = connection;
    this.version = version;
    this.versionText = versionText;
    this.statements = statements;
  }

  /**
   * Takes a new connection over, and closes it when it cannot be used.
   *
   * @param lockSeconds how long a statement waits for somebody who changes the schema
   * @param statements counts what is sent
   */
  static ServerSession over(Connection connection, long lockSeconds, AtomicLong statements)
      throws EngineException {
    try {
      try {
        return prepared(connection, lockSeconds, statements);
      } catch (SQLException e) {
        throw ServerTrouble.of(e, "the session was prepared");
      }
    } catch (EngineException e) {
      quietly(connection);
      throw e;
    }
  }

  private static ServerSession prepared(
      Connection connection, long lockSeconds, AtomicLong statements)
      throws SQLException, EngineException {
    ServerSession unknown = new ServerSession(connection, ServerVersion.OLDEST, "", statements);
    SortedMap<String, String> about =
        unknown.row("SELECT VERSION() AS version, @@version_comment AS comment");
    String versionText = about.getOrDefault("version", "");
    ServerSession session =
        new ServerSession(
            connection,
            version(versionText, about.getOrDefault("comment", "")),
            numbers(versionText),
            statements);
    // Refused by the server while a transaction is open.
    session.execute("SET TRANSACTION READ ONLY");
    session.fix(lockSeconds);
    session.execute("SET ROLE ALL");
    return session;
  }

  static ServerVersion version(String version, String comment) throws EngineException {
    if (OTHERS.matcher(version + " " + comment).find() || !VERSION.matcher(version).matches()) {
      throw notMySql(version, comment);
    }
    try {
      return ServerVersion.parse(numbers(version));
    } catch (IllegalArgumentException e) {
      throw notMySql(version, comment);
    }
  }

  private static EngineException notMySql(String version, String comment) {
    return new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "expected a MySQL server of version 8.0 to 9.x, but found version "
            + Quoted.text(version)
            + ", which says of itself "
            + Quoted.text(comment));
  }

  private static String numbers(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? matcher.group(1) : version;
  }

  /** What decides how the server prints a table, and the value that it has to have. */
  private ImmutableSortedMap<String, String> wanted(long lockSeconds) throws SQLException {
    ImmutableSortedMap.Builder<String, String> wanted = ImmutableSortedMap.naturalOrder();
    wanted.put("autocommit", "1");
    wanted.put("sql_mode", "");
    wanted.put("sql_quote_show_create", "1");
    wanted.put("show_create_table_verbosity", "0");
    wanted.put("character_set_client", "utf8mb4");
    // Unset, so that nothing is converted: the server takes what it prints for utf8mb3, and
    // would convert a longer character to question marks.
    wanted.put(RESULTS, "");
    wanted.put("lock_wait_timeout", String.valueOf(lockSeconds));
    // Defaults of TIMESTAMP columns are printed in it, and written in that of their session.
    wanted.put("time_zone", only("SELECT @@GLOBAL.time_zone"));
    if (version.isAtLeast(80018)) {
      wanted.put("show_create_table_skip_secondary_engine", "0");
    }
    if (version.isAtLeast(80030)) {
      wanted.put("show_gipk_in_create_table_and_information_schema", "1");
    }
    return wanted.buildOrThrow();
  }

  private void fix(long lockSeconds) throws SQLException, EngineException {
    ImmutableSortedMap<String, String> wanted = wanted(lockSeconds);
    List<String> assignments = new ArrayList<>();
    SortedMap<String, String> before = session(wanted);
    wanted.forEach(
        (name, value) -> {
          if (!value.equals(before.get(name))) {
            assignments.add(
                "SESSION " + name + " = " + (name.equals(RESULTS) ? "NULL" : literal(value)));
          }
        });
    if (!assignments.isEmpty()) {
      execute("SET " + String.join(", ", assignments));
    }
    SortedMap<String, String> after = session(wanted);
    for (String name : wanted.keySet()) {
      String value = after.get(name);
      if (!wanted.get(name).equals(value)) {
        throw new EngineException(
            Reason.LIVE_SCHEMA_UNREADABLE,
            "expected a session with "
                + name
                + " = "
                + Quoted.text(String.valueOf(wanted.get(name)))
                + ", but found "
                + Quoted.text(String.valueOf(value)));
      }
    }
  }

  private SortedMap<String, String> session(SortedMap<String, String> names) throws SQLException {
    List<String> columns = names.keySet().stream().map(n -> "@@SESSION." + n + " AS " + n).toList();
    return row("SELECT " + String.join(", ", columns));
  }

  private static String literal(String value) {
    return value.matches("[0-9]+") ? value : "'" + value.replace("'", "''") + "'";
  }

  /** The schemas that the account may see, but for the server's own. */
  List<String> schemas() throws SQLException {
    return query("SHOW DATABASES", rows -> rows.getString(1)).stream()
        .filter(name -> !SystemSchemas.contain(name))
        .toList();
  }

  /** What the account may do, with all of its roles. */
  Grants grants(int lowerCaseTableNames) throws SQLException {
    boolean partialRevokes =
        version.isAtLeast(80016) && only("SELECT @@GLOBAL.partial_revokes").equals("1");
    return Grants.read(
        query("SHOW GRANTS", rows -> rows.getString(1)), partialRevokes, lowerCaseTableNames);
  }

  /** Makes a schema the current one. */
  void use(String schema) throws SQLException {
    execute("USE " + Renderer.identifier(schema));
  }

  /** What the current schema's texts depend on. */
  ServerInputs inputs() throws SQLException {
    SortedMap<String, String> found =
        row(
            "SELECT @@GLOBAL.sql_mode AS sql_mode, @@lower_case_table_names AS letters,"
                + " @@character_set_database AS charset, @@collation_database AS collation,"
                + " @@GLOBAL.time_zone AS zone, @@system_time_zone AS host_zone");
    String charset = found.getOrDefault("charset", "");
    String collation = found.getOrDefault("collation", "");
    return new ServerInputs(
        versionText,
        new TreeSet<>(
            Splitter.on(',').omitEmptyStrings().splitToList(found.getOrDefault("sql_mode", ""))),
        Integer.parseInt(found.getOrDefault("letters", "0")),
        charset.equals("utf8") ? "utf8mb3" : charset,
        collation.startsWith("utf8_")
            ? "utf8mb3" + collation.substring("utf8".length())
            : collation,
        zone(found.getOrDefault("zone", ""), found.getOrDefault("host_zone", "")));
  }

  /**
   * The offset of a time zone that has one at all times. What other zones have had and will have,
   * the tables of the server say, and no others.
   */
  static Optional<ZoneOffset> zone(String zone, String hostZone) {
    String name = zone.equals("SYSTEM") ? hostZone : zone;
    if (name.equals("UTC")) {
      return Optional.of(ZoneOffset.UTC);
    }
    return OFFSET.matcher(name).matches() ? Optional.of(ZoneOffset.of(name)) : Optional.empty();
  }

  /** The tables and views of the current schema: name to kind. */
  SortedMap<String, String> tables() throws SQLException {
    TreeMap<String, String> tables = new TreeMap<>();
    query(
        "SHOW FULL TABLES",
        rows -> {
          tables.put(rows.getString(1), rows.getString(2));
          return "";
        });
    return tables;
  }

  /** What the server prints of a table of the current schema. */
  String showCreateTable(String table) throws SQLException {
    return query("SHOW CREATE TABLE " + Renderer.identifier(table), rows -> rows.getString(2))
        .get(0);
  }

  /** What the server prints of a view of the current schema. */
  String showCreateView(String view) throws SQLException {
    return query("SHOW CREATE VIEW " + Renderer.identifier(view), rows -> rows.getString(2)).get(0);
  }

  /** What texts mean that this session prints. */
  ServerProfile printing() {
    return ServerProfile.DEFAULT.withVersion(version);
  }

  /**
   * The defaults of columns of a table of the current schema, of those that are text in a known
   * character set. The server tells them beside a row, or beside the count of an empty table; the
   * row is not looked at.
   */
  SortedMap<String, String> defaults(String table, List<String> columns) throws SQLException {
    String asked =
        columns.stream()
            .map(
                column ->
                    "HEX(CONVERT(DEFAULT(" + Renderer.identifier(column) + ") USING utf8mb4))")
            .collect(Collectors.joining(", "));
    String from = " FROM " + Renderer.identifier(table);
    List<SortedMap<String, String>> told =
        query("SELECT 0, " + asked + from + " LIMIT 1", rows -> texts(rows, columns));
    if (told.isEmpty()) {
      told = query("SELECT COUNT(*), " + asked + from, rows -> texts(rows, columns));
    }
    return told.get(0);
  }

  private static SortedMap<String, String> texts(ResultSet rows, List<String> columns)
      throws SQLException {
    TreeMap<String, String> texts = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      @Nullable String hex = rows.getString(i + 2);
      if (hex != null) {
        texts.put(columns.get(i), new String(HexFormat.of().parseHex(hex), UTF_8));
      }
    }
    return texts;
  }

  private String only(String sql) throws SQLException {
    return query(sql, rows -> rows.getString(1)).get(0);
  }

  private SortedMap<String, String> row(String sql) throws SQLException {
    return query(
            sql,
            rows -> {
              TreeMap<String, String> row = new TreeMap<>();
              for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                @Nullable String value = rows.getString(i);
                row.put(rows.getMetaData().getColumnLabel(i), value == null ? "" : value);
              }
              return row;
            })
        .get(0);
  }

  private void execute(String sql) throws SQLException {
    statements.incrementAndGet();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What is made of a row. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> ImmutableList<T> query(String sql, Row<T> row) throws SQLException {
    statements.incrementAndGet();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ImmutableList.Builder<T> found = ImmutableList.builder();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found.build();
    }
  }

  @Override
  public void close() {
    quietly(connection);
  }

  /** Nothing was written, so nothing is lost with a connection that does not close well. */
  private static void quietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return;
    }
  }
}

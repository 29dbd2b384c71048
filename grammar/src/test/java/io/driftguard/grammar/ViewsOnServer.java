package io.driftguard.grammar;

import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.View;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A schema on a real server, in which views are made to see what the server prints for them. */
final class ViewsOnServer implements AutoCloseable {

  private final TestSchema schema;
  private final Connection connection;
  private final Statement statement;
  private final ServerProfile profile;
  private final DdlParser parser;
  private final Canonicalizer canonicalizer;
  private final Map<String, QuerySource> sources = new HashMap<>();
  private String lastRefusal = "";

  /** A new schema with the tables and views of a table of cases. */
  static ViewsOnServer open(String tables) {
    try {
      return new ViewsOnServer(tables);
    } catch (SQLException | DdlRejectedException | UnresolvedViewException e) {
      throw new IllegalStateException("a schema was expected to be made on the server", e);
    }
  }

  private ViewsOnServer(String tables)
      throws SQLException, DdlRejectedException, UnresolvedViewException {
    MySqlServer server = MySqlServer.shared();
    schema = server.createSchema("CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
    connection = server.connect(schema.name());
    statement = connection.createStatement();
    statement.execute("SET NAMES utf8mb4 COLLATE utf8mb4_0900_ai_ci");
    profile = ServerProfile.DEFAULT.withVersion(ServerVersion.parse(server.version()));
    parser = new DdlParser(profile, ParseLimits.DEFAULT);
    canonicalizer = new Canonicalizer(profile);
    for (String sql : Table.lines(tables)) {
      statement.execute(sql);
      if (parser.parse(sql) instanceof CreateTable table) {
        CreateTable form = (CreateTable) canonicalizer.canonicalize(table).statement();
        sources.put(form.table().name(), QuerySource.of(form));
      } else {
        ResolvedView view = resolved(sql);
        sources.put(view.view().name().name(), QuerySource.of(view));
      }
    }
  }

  /** What the server prints for the view {@code v} of a statement; empty when it refuses it. */
  Optional<String> show(String sql) throws SQLException {
    statement.execute("DROP VIEW IF EXISTS v");
    try {
      statement.execute(sql);
      return Optional.of(printed());
    } catch (SQLException refusal) {
      lastRefusal = refusal.getErrorCode() + " " + refusal.getMessage();
      return Optional.empty();
    }
  }

  /** What the server prints to a session whose current schema is another one. */
  String showFromElsewhere() throws SQLException {
    statement.execute("USE information_schema");
    try {
      return printed();
    } finally {
      statement.execute("USE " + schema.name());
    }
  }

  private String printed() throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW CREATE VIEW " + schema.name() + ".v")) {
      row.next();
      return row.getString(2);
    }
  }

  /** Why the server refused the last statement that it refused. */
  String lastRefusal() {
    return lastRefusal;
  }

  /** A view as it is resolved in this schema. */
  ResolvedView resolved(String sql) throws DdlRejectedException, UnresolvedViewException {
    View view =
        ((CreateView) canonicalizer.canonicalize(parser.parse(sql)).definition().statement())
            .view();
    return ResolvedView.of(
        view, Optional.of(schema.name()), name -> Optional.ofNullable(sources.get(name)), profile);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    schema.close();
  }
}

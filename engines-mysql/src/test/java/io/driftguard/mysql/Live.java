package io.driftguard.mysql;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.Scope.WholeDeployment;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.mysqltesting.TestSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Re-plans of running servers in tests. */
final class Live {

  static final String PLAIN = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";

  private Live() {}

  /** The re-plan of a schema by the account that may do everything. */
  static Replan replan(TestSchema schema, String... desired) throws EngineException {
    return replan(schema, Map.of(), desired);
  }

  static Replan replan(TestSchema schema, Map<String, String> settings, String... desired)
      throws EngineException {
    TreeMap<String, String> all = new TreeMap<>(settings);
    all.putAll(account(schema.server()));
    return replan(url(schema.server(), schema.server().port()), all, schema.name(), desired);
  }

  static Replan replan(String url, Map<String, String> settings, String schema, String... desired)
      throws EngineException {
    try (Deployment deployment = open(url, settings)) {
      return deployment.replan(desired(schema, desired), new WholeDeployment());
    }
  }

  static EngineException refusal(
      String url, Map<String, String> settings, String schema, String... desired) {
    return assertThrows(EngineException.class, () -> replan(url, settings, schema, desired));
  }

  static EngineException refusal(TestSchema schema, String... desired) {
    return assertThrows(EngineException.class, () -> replan(schema, desired));
  }

  static Deployment open(String url, Map<String, String> settings) throws EngineException {
    return new MySqlEngine().open(new Running(url, new TreeMap<>(settings)));
  }

  /** The settings of the account that may do everything. */
  static Map<String, String> account(MySqlServer server) {
    return server.password().isEmpty()
        ? Map.of("user", server.user())
        : Map.of("user", server.user(), "password-env", MySqlServer.PASSWORD_VARIABLE);
  }

  /** The location of the server, reached by a port. */
  static String url(MySqlServer server, int port) {
    return "jdbc:mysql://" + server.host() + ":" + port + "/" + PLAIN;
  }

  static DesiredSchema desired(String schema, String... scripts) {
    SortedMap<String, String> files = new TreeMap<>();
    for (int i = 0; i < scripts.length; i++) {
      files.put(String.format("%04d.sql", i), scripts[i]);
    }
    return new DesiredSchema(
        new TreeMap<>(Map.of(new Namespace(schema), new NamespaceFiles(files, Optional.empty()))));
  }

  static List<String> statements(Replan replan) {
    return replan.changes().stream()
        .map(change -> change.match(PlannedChange.TableChange::ddl, vschema -> "a VSchema"))
        .toList();
  }

  /** What the server says that the texts of a schema depend on. */
  static ServerInputs inputs(Deployment deployment, String schema) throws EngineException {
    Namespace namespace = new Namespace(schema);
    return Optional.ofNullable(
            deployment
                .inputs(new TreeSet<>(List.of(namespace)), new WholeDeployment())
                .get(namespace))
        .orElseThrow();
  }

  /** Runs statements as the account that may do everything, in no schema. */
  static void execute(MySqlServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

package io.driftguard.propertytests.contract;

import io.driftguard.api.Namespace;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.mysql.MySqlEngine;
import io.driftguard.mysqltesting.MySqlServer;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.lifecycle.AfterContainer;

/** The adapter for MySQL keeps every clause on a real server. */
@PropertyDefaults(tries = 8, edgeCases = EdgeCasesMode.NONE, maxDiscardRatio = 1000)
final class MySqlServerContractTest extends EngineAdapterContract {

  private static final OneServer SERVER = new OneServer();

  @Override
  protected EngineAdapter adapter() {
    return new MySqlEngine();
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return Deployments.unsharded();
  }

  @Override
  protected Set<Trait> lacks() {
    return Set.of(Trait.SHARDED_NAMESPACES, Trait.VSCHEMAS);
  }

  @Override
  protected LiveDeployments deployments() {
    return SERVER;
  }

  @AfterContainer
  static void stop() throws IOException {
    SERVER.mysql.close();
    SERVER.deaf.close();
  }

  /** A server of its own, because an adapter sees every schema of a server. */
  private static final class OneServer implements LiveDeployments {

    private static final String LIMITED = "limited";

    /** Seconds. A machine that is busy answers late; that is not what the clauses are about. */
    private static final String HEALTHY = "60";

    private static final String SILENT = "2";

    private final MySqlServer mysql = MySqlServer.start();
    private final ServerSocket deaf = deaf();

    private static ServerSocket deaf() {
      try {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public LiveSource of(DeploymentModel model) {
      List<String> statements = new ArrayList<>();
      for (Map.Entry<Namespace, NamespaceSnapshot> each :
          model.snapshot().namespaces().entrySet()) {
        statements.add("CREATE DATABASE `" + each.getKey() + "`");
        statements.add("USE `" + each.getKey() + "`");
        if (each.getValue() instanceof Snapshot.Unsharded unsharded) {
          statements.addAll(unsharded.tables().values());
        }
      }
      execute(statements);
      return at(mysql.host() + ":" + mysql.port(), mysql.user(), HEALTHY);
    }

    private static LiveSource at(String address, String user, String timeout) {
      TreeMap<String, String> settings = new TreeMap<>();
      settings.put("user", user);
      settings.put("connect-timeout", timeout);
      settings.put("read-timeout", timeout);
      return new LiveSource.Running(
          "jdbc:mysql://" + address + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true", settings);
    }

    @Override
    public Object state(LiveSource source) {
      TreeMap<String, String> tables = new TreeMap<>();
      for (String name : schemas()) {
        tables.put(name, "");
        for (String table : query("SHOW FULL TABLES FROM `" + name + "`", 1)) {
          tables.put(
              name + "." + table,
              query("SHOW CREATE TABLE `" + name + "`.`" + table + "`", 2).get(0));
        }
      }
      return tables;
    }

    /** The account may read every table but one, which is all that the server would not list. */
    @Override
    public LiveSource unreadable(DeploymentModel model, Place place) {
      LiveSource unused = of(model);
      List<String> statements = new ArrayList<>();
      statements.add("CREATE USER " + LIMITED);
      model
          .live()
          .forEach(
              (at, tables) -> {
                for (String table : tables.byName().keySet()) {
                  statements.add(
                      "GRANT SELECT ON `" + at.namespace() + "`.`" + table + "` TO " + LIMITED);
                }
              });
      statements.add("CREATE TABLE `" + place.namespace() + "`.`unseen` (`id` int)");
      execute(statements);
      return at(mysql.host() + ":" + mysql.port(), LIMITED, HEALTHY);
    }

    @Override
    public Optional<LiveSource> silent() {
      return Optional.of(at("127.0.0.1:" + deaf.getLocalPort(), mysql.user(), SILENT));
    }

    @Override
    public boolean canHoldSeveral() {
      return false;
    }

    @Override
    public void release(LiveSource source) {
      List<String> statements = new ArrayList<>();
      schemas().forEach(name -> statements.add("DROP DATABASE `" + name + "`"));
      statements.add("DROP USER IF EXISTS " + LIMITED);
      execute(statements);
    }

    private List<String> schemas() {
      return query("SHOW DATABASES", 1).stream()
          .filter(name -> !name.matches("mysql|sys|information_schema|performance_schema"))
          .toList();
    }

    private void execute(List<String> statements) {
      try (Connection connection = mysql.connect();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private List<String> query(String sql, int column) {
      try (Connection connection = mysql.connect();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        List<String> values = new ArrayList<>();
        while (rows.next()) {
          values.add(rows.getString(column));
        }
        return values;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

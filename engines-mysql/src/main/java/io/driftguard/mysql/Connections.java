package io.driftguard.mysql;

import com.google.common.collect.ImmutableSet;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.io.IOException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections to one server, made when they are needed and kept until they are closed. There
 * are as many as threads that use them at once.
 */
final class Connections implements AutoCloseable {

  /**
   * What lets a server make the driver do more than ask. All of it is off, whatever the default.
   */
  private static final ImmutableSet<String> DANGERS =
      ImmutableSet.of(
          "allowLoadLocalInfile",
          "allowUrlInLocalInfile",
          "allowMultiQueries",
          "autoDeserialize",
          "dnsSrv");

  private final LiveSettings settings;
  private final TrustStore trusted;
  private final AtomicLong statements;
  private final Deque<ServerSession> idle = new ArrayDeque<>();
  private boolean closed;

  private Connections(LiveSettings settings, TrustStore trusted, AtomicLong statements) {
    this.settings = settings;
    this.trusted = trusted;
    this.statements = statements;
  }

  /** Connections of these settings; none is made yet. */
  static Connections of(LiveSettings settings, AtomicLong statements) throws EngineException {
    try {
      return new Connections(
          settings,
          settings.trusted().isPresent()
              ? TrustStore.of(settings.trusted().get())
              : TrustStore.ofTheJvm(),
          statements);
    } catch (IOException e) {
      throw new EngineException(
          Reason.SOURCE_NOT_SUPPORTED,
          "the setting "
              + LiveSettings.TLS_CA
              + ": expected certificates in PEM, but found something else",
          e);
    }
  }

  /** What is done with a session. */
  @FunctionalInterface
  interface Use<T> {
    T with(ServerSession session) throws SQLException, EngineException;
  }

  /**
   * Does something with a session that nobody else has meanwhile. A session on which it failed is
   * not used again.
   *
   * @param doing what is done, for messages
   */
  <T> T use(String doing, Use<T> use) throws EngineException {
    ServerSession session = taken();
    boolean usable = false;
    try {
      T answer = use.with(session);
      usable = true;
      return answer;
    } catch (SQLException e) {
      throw ServerTrouble.of(e, doing);
    } finally {
      giveBack(session, usable);
    }
  }

  private ServerSession taken() throws EngineException {
    synchronized (idle) {
      ServerSession session = idle.poll();
      if (session != null) {
        return session;
      }
    }
    return open();
  }

  private void giveBack(ServerSession session, boolean usable) {
    synchronized (idle) {
      if (usable && !closed) {
        idle.push(session);
        return;
      }
    }
    session.close();
  }

  private ServerSession open() throws EngineException {
    Driver driver;
    try {
      driver = DriverManager.getDriver(settings.url());
    } catch (SQLException e) {
      throw new EngineException(
          Reason.DRIVER_MISSING,
          "expected MySQL's JDBC driver on the class path, but found none: put"
              + " mysql-connector-j-9.5.0.jar or a later one there, which Maven Central has as"
              + " com.mysql:mysql-connector-j",
          e);
    }
    SortedMap<String, String> given = settings.connection(DANGERS);
    given.putAll(trusted.properties());
    Properties properties = new Properties();
    given.forEach(properties::setProperty);
    try {
      return ServerSession.over(
          driver.connect(settings.url(), properties),
          Math.max(1, settings.readTimeout().toSeconds() / 2),
          statements);
    } catch (SQLException e) {
      throw ServerTrouble.of(e, "a connection was made");
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(ServerSession::close);
      idle.clear();
    }
    trusted.close();
  }
}

package io.driftguard.mysql;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.ServerInputs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads schemas of one running server, several at once on as many connections.
 *
 * <p>A schema is read twice, and used only when both readings agree: MySQL changes its tables
 * outside of transactions, so that no single reading is a picture of one moment.
 */
final class LiveServer implements AutoCloseable {

  /** The counter moves on while a table is used, and is no part of a schema. */
  private static final Pattern COUNTER =
      Pattern.compile(
          "(?m)^(\\)(?: /\\*!50100 TABLESPACE .{1,200}? \\*/)? ENGINE=\\w+) AUTO_INCREMENT=\\d+");

  private static final String BASE_TABLE = "BASE TABLE";

  /** The server's error ER_TABLEACCESS_DENIED_ERROR. */
  private static final int ACCESS_DENIED = 1142;

  private final Connections connections;
  private final Leftovers leftovers;
  private final int concurrency;
  private final Progress progress;

  LiveServer(Connections connections, Leftovers leftovers, int concurrency, Progress progress) {
    this.connections = connections;
    this.leftovers = leftovers;
    this.concurrency = concurrency;
    this.progress = progress;
  }

  /**
   * One schema as it was read.
   *
   * @param inputs what its texts depend on
   * @param tables each table's name, and each view's that was asked for, to what the server prints
   *     of it
   * @param whole those of the texts of which each string is known to be what it says
   * @param views the names of its views that were not asked for
   * @param leftOut each table that is not compared, to why
   */
  record Reading(
      ServerInputs inputs,
      ImmutableSortedMap<String, String> tables,
      ImmutableSet<String> whole,
      ImmutableSet<String> views,
      ImmutableSortedMap<String, String> leftOut) {}

  /**
   * What is asked of a schema.
   *
   * @param tables the tables that are never left out, in the letters in which names are looked up
   * @param views whether views are read
   */
  record Wanted(ImmutableSortedSet<String> tables, boolean views) {

    /** All tables but those of tools. */
    static Wanted all(boolean views) {
      return new Wanted(ImmutableSortedSet.of(), views);
    }
  }

  /** The schemas that the account may see, but for the server's own. */
  SortedSet<Namespace> schemas() throws EngineException {
    return connections.use(
        "listing the schemas",
        session -> {
          TreeSet<Namespace> schemas = new TreeSet<>();
          session.schemas().forEach(name -> schemas.add(new Namespace(name)));
          return schemas;
        });
  }

  /** What the texts of a schema depend on. */
  ServerInputs inputs(Namespace schema) throws EngineException {
    return connections.use(
        "asking for the defaults of " + Quoted.text(schema.name()),
        session -> {
          session.use(schema.name());
          return session.inputs();
        });
  }

  /**
   * Reads schemas.
   *
   * @param wanted the schemas, each with what is asked of it
   */
  SortedMap<Namespace, Reading> read(SortedMap<Namespace, Wanted> wanted) throws EngineException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(concurrency, wanted.size())),
            task -> {
              Thread thread = new Thread(task, "driftguard-mysql");
              thread.setDaemon(true);
              return thread;
            });
    try {
      AtomicInteger done = new AtomicInteger();
      SortedMap<Namespace, Future<Reading>> asked = new TreeMap<>();
      for (Map.Entry<Namespace, Wanted> each : wanted.entrySet()) {
        asked.put(
            each.getKey(),
            threads.submit(
                () -> {
                  Reading reading = read(each.getKey(), each.getValue());
                  progress.at("schemas", done.incrementAndGet(), wanted.size());
                  return reading;
                }));
      }
      SortedMap<Namespace, Reading> readings = new TreeMap<>();
      for (Map.Entry<Namespace, Future<Reading>> each : asked.entrySet()) {
        readings.put(each.getKey(), answer(each.getValue()));
      }
      return readings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Reading answer(Future<Reading> asked) throws EngineException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("a reading failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          Reason.UNREACHABLE, "expected a reading to its end, but it was interrupted", e);
    }
  }

  private Reading read(Namespace schema, Wanted wanted) throws EngineException {
    String shown = Quoted.text(schema.name());
    return connections.use(
        "reading the schema " + shown,
        session -> {
          session.use(schema.name());
          ServerInputs inputs = session.inputs();
          requireAllVisible(session.grants(inputs.lowerCaseTableNames()), schema.name());
          Reading first = once(session, schema.name(), wanted);
          Reading second = once(session, schema.name(), wanted);
          requireSame(shown, first, second);
          return second;
        });
  }

  private static void requireAllVisible(Grants grants, String schema) throws EngineException {
    if (!grants.readAllOf(schema)) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_HIDDEN,
          "expected an account with the privilege SELECT on the whole schema "
              + Quoted.text(schema)
              + ", itself or by its roles, but found one from which tables may be hidden;"
              + " GRANT SELECT ON the schema's name followed by .* gives it what it needs");
    }
  }

  private Reading once(ServerSession session, String schema, Wanted wanted)
      throws SQLException, EngineException {
    // Taken up again, because the session remembers the defaults that the schema had then.
    session.use(schema);
    ServerInputs inputs = session.inputs();
    boolean letterCase = inputs.lowerCaseTableNames() == 0;
    SortedMap<String, String> listed = session.tables();
    ImmutableSortedMap.Builder<String, String> tables = ImmutableSortedMap.naturalOrder();
    ImmutableSortedMap.Builder<String, String> leftOut = ImmutableSortedMap.naturalOrder();
    ImmutableSet.Builder<String> whole = ImmutableSet.builder();
    ImmutableSet.Builder<String> views = ImmutableSet.builder();
    for (Map.Entry<String, String> each : listed.entrySet()) {
      String name = each.getKey();
      boolean isKept = wanted.tables().contains(letterCase ? name : name.toLowerCase(Locale.ROOT));
      Optional<String> reason = isKept ? Optional.empty() : leftovers.reason(name, listed.keySet());
      if (!each.getValue().equals(BASE_TABLE)) {
        if (wanted.views()) {
          tables.put(name, view(session, schema, name));
        } else {
          views.add(name);
        }
      } else if (reason.isPresent()) {
        leftOut.put(name, reason.get());
      } else {
        String printed = text(session, schema, name);
        Optional<String> completed = completed(session, schema, name, printed);
        completed.ifPresent(whole::add);
        tables.put(name, completed.orElse(printed));
      }
    }
    return new Reading(
        inputs, tables.buildOrThrow(), whole.build(), views.build(), leftOut.buildOrThrow());
  }

  private static String text(ServerSession session, String schema, String table)
      throws EngineException {
    try {
      return session.showCreateTable(table);
    } catch (SQLException e) {
      throw ServerTrouble.of(
          e, "reading the table " + Quoted.text(table) + " of " + Quoted.text(schema));
    }
  }

  private static Optional<String> completed(
      ServerSession session, String schema, String table, String printed) throws EngineException {
    try {
      return WholeDefaults.of(
          printed, session.printing(), columns -> session.defaults(table, columns));
    } catch (SQLException e) {
      throw ServerTrouble.of(
          e,
          "asking for the defaults of the table "
              + Quoted.text(table)
              + " of "
              + Quoted.text(schema));
    }
  }

  private static String view(ServerSession session, String schema, String view)
      throws EngineException {
    String shown = Quoted.text(view) + " of " + Quoted.text(schema);
    try {
      return session.showCreateView(view);
    } catch (SQLException e) {
      if (e.getErrorCode() == ACCESS_DENIED) {
        throw new EngineException(
            Reason.LIVE_SCHEMA_HIDDEN,
            "expected an account with the privilege SHOW VIEW on the schema, because its views are"
                + " compared, but found one that may not read the view "
                + shown
                + "; GRANT SHOW VIEW ON the schema's name followed by .* gives it what it needs",
            e);
      }
      throw ServerTrouble.of(e, "reading the view " + shown);
    }
  }

  private static void requireSame(String shown, Reading first, Reading second)
      throws EngineException {
    List<String> changed = new ArrayList<>();
    if (!first.inputs().equals(second.inputs())) {
      changed.add("its defaults");
    }
    if (!first.views().equals(second.views())) {
      changed.add("its views");
    }
    Set<String> names = new TreeSet<>(first.tables().keySet());
    names.addAll(second.tables().keySet());
    Function<String, String> counted = text -> COUNTER.matcher(text).replaceAll("$1");
    for (String name : names) {
      String before = first.tables().get(name);
      String after = second.tables().get(name);
      if (before == null || after == null) {
        changed.add(
            "the table " + Quoted.text(name) + (before == null ? ", created" : ", dropped"));
      } else if (!counted.apply(before).equals(counted.apply(after))) {
        changed.add("the table " + Quoted.text(name) + ", altered");
      }
    }
    if (!changed.isEmpty()) {
      throw new EngineException(
          Reason.LIVE_SCHEMA_CHANGED,
          "expected the schema "
              + shown
              + " to stay as it is while it is read, but found a change of "
              + String.join("; ", ImmutableList.copyOf(changed)));
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}

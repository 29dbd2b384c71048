package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.engine.live.LiveSchemas;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that the statements of one side are applied to, one after the other: what {@code ADD
 * KEY … USING BTREE} means depends on the engine of its table.
 *
 * <p>What is known of a table before a statement follows from the live schema and from the side's
 * earlier statements on that table, and from nothing else. So where both sides have the same
 * statements on a table in the same order, they know the same of it; where they have not, they are
 * refused whatever they know. A table is not known any more once a statement has done to it what
 * those two do not tell: a creation, a rename, or what the simulation is not certain of; nor after
 * very many statements.
 */
final class KnownTables {

  /** No plan has more statements on one table; to simulate those of a hostile one takes long. */
  static final int MAX_STATEMENTS = 500;

  private final LiveSchemas schemas;
  private final LiveSchema live;
  private final Map<TableAt, History> histories = new HashMap<>();
  private final Set<TableAt> unknown = new HashSet<>();

  KnownTables(LiveSchemas schemas, LiveSchema live) {
    this.schemas = schemas;
    this.live = live;
  }

  private record TableAt(Place place, String table) {}

  /** The table as it is before the next statement; empty when that is not known. */
  Optional<CreateTable> before(Place place, String table) {
    TableAt at = new TableAt(place, table);
    if (unknown.contains(at)) {
      return Optional.empty();
    }
    History history = histories.get(at);
    try {
      return named(
          history == null
              ? schemas.of(live, place, table)
              : history.reached(schemas.of(live, place)),
          table);
    } catch (SchemaException | SimulationException e) {
      unknown.add(at);
      return Optional.empty();
    }
  }

  /**
   * Takes note of a statement.
   *
   * @param tables all tables that it changes
   */
  void apply(Place place, ImmutableList<String> tables, Statement statement) {
    boolean follows = statement instanceof AlterTable && tables.size() == 1;
    for (String table : tables) {
      TableAt at = new TableAt(place, table);
      if (unknown.contains(at)) {
        continue;
      }
      if (!follows || !histories.computeIfAbsent(at, unused -> new History()).add(statement)) {
        unknown.add(at);
        histories.remove(at);
      }
    }
  }

  /** The earlier statements on a table. They are simulated when somebody asks, each once. */
  private static final class History {

    private final List<Statement> pending = new ArrayList<>();
    private Optional<Schema> reached = Optional.empty();
    private int size;

    /** False when there are too many. */
    boolean add(Statement statement) {
      size++;
      pending.add(statement);
      return size < MAX_STATEMENTS;
    }

    Optional<Schema> reached(Optional<Schema> start) throws SimulationException {
      Optional<Schema> from = reached.or(() -> start);
      if (from.isPresent()) {
        Schema schema = from.get();
        for (Statement statement : pending) {
          schema = Simulator.apply(schema, statement);
        }
        pending.clear();
        reached = Optional.of(schema);
      }
      return reached;
    }
  }

  private static Optional<CreateTable> named(Optional<Schema> schema, String table) {
    return schema.flatMap(known -> known.table(table));
  }
}

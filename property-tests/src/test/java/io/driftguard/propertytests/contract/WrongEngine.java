package io.driftguard.propertytests.contract;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.PlannedChange.TableChange;
import io.driftguard.api.PlannedChange.VSchemaChange;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.engine.Topology;
import io.driftguard.propertytests.Topologies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Adapters that are wrong on purpose, each in one way, and the clause that each of them breaks. */
enum WrongEngine {
  ANOTHER_SPI_VERSION(Clause.E1) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public int spiVersion() {
          return SpiVersion.CURRENT + 1;
        }
      };
    }
  },
  DESCRIPTION_OF_TWO_LINES(Clause.E2) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public String description() {
          return "servers\nin memory";
        }
      };
    }
  },
  ID_CHANGES(Clause.E2) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      AtomicInteger calls = new AtomicInteger();
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public EngineId id() {
          return new EngineId("memory" + calls.incrementAndGet());
        }
      };
    }
  },
  REGISTERED_TWICE(Clause.E3) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new MemoryEngine(servers);
    }

    @Override
    List<EngineAdapter> registered(MemoryServers servers) {
      return List.of(new MemoryEngine(servers), new MemoryEngine(servers));
    }
  },
  NOT_REGISTERED(Clause.E3) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new MemoryEngine(servers);
    }

    @Override
    List<EngineAdapter> registered(MemoryServers servers) {
      return List.of();
    }
  },
  SHARDS_RENAMED_EVERYWHERE(Clause.E4) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Renaming(new MemoryEngine(servers));
    }
  },
  A_NAMESPACE_NOT_SEEN(Clause.E4) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Topology topology(LiveSource source, Deployment deployment) throws EngineException {
          TreeMap<Namespace, SortedSet<ShardName>> known =
              new TreeMap<>(deployment.topology().namespaces());
          known.put(new Namespace("information_schema"), new TreeSet<>());
          return new Topology(known);
        }
      };
    }
  },
  TOPOLOGY_CHANGES_BETWEEN_CALLS(Clause.E5) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      AtomicInteger calls = new AtomicInteger();
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Topology topology(LiveSource source, Deployment deployment) throws EngineException {
          TreeMap<Namespace, SortedSet<ShardName>> known =
              new TreeMap<>(deployment.topology().namespaces());
          if (calls.incrementAndGet() % 2 == 0) {
            known.put(new Namespace("new_here"), new TreeSet<>());
          }
          return new Topology(known);
        }
      };
    }
  },
  SHARDS_SPELLED_IN_ANOTHER_WAY_IN_THE_RE_PLAN(Clause.E6) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withShard(
              change, change.shard().map(shard -> new ShardName("shard " + shard.value())));
        }
      };
    }
  },
  SHARDS_NOT_NAMED_IN_THE_RE_PLAN(Clause.E6) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withShard(change, Optional.empty());
        }
      };
    }
  },
  A_SHARD_IS_MADE_UP(Clause.E7) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withShard(change, Optional.of(change.shard().orElse(new ShardName("0"))));
        }
      };
    }
  },
  TWO_STATEMENTS(Clause.E8) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withDdl(change, change.ddl() + "; " + change.ddl());
        }
      };
    }
  },
  SESSION_SETTING_BEFORE_THE_STATEMENT(Clause.E8) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withDdl(change, "SET SESSION sql_mode = ''; " + change.ddl());
        }
      };
    }
  },
  OTHER_OPERATION_IN_THE_LABEL(Clause.E9) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return new TableChange(
              change.namespace(), change.shard(), change.table(), Operation.TRUNCATE, change.ddl());
        }
      };
    }
  },
  QUOTED_TABLE_IN_THE_LABEL(Clause.E9) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return new TableChange(
              change.namespace(),
              change.shard(),
              "`" + change.table() + "`",
              change.operation(),
              change.ddl());
        }
      };
    }
  },
  NAMESPACES_THAT_ARE_NOT_MANAGED_ARE_EMPTIED(Clause.E10) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          List<PlannedChange> more = new ArrayList<>(changes);
          for (Place place : Topologies.placesOf(topology)) {
            if (!desired.namespaces().containsKey(place.namespace())
                && scope.coversTables(place.namespace(), place.shard())) {
              more.add(
                  new TableChange(
                      place.namespace(), place.shard(), "t", Operation.DROP, "DROP TABLE `t`"));
            }
          }
          return more;
        }
      };
    }
  },
  OTHER_VSCHEMA(Clause.E11) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          List<PlannedChange> mine = new ArrayList<>(changes);
          mine.replaceAll(
              change ->
                  change instanceof VSchemaChange vschema
                      ? new VSchemaChange(
                          vschema.namespace(), "{\"require_explicit_routing\": true}")
                      : change);
          return mine;
        }
      };
    }
  },
  A_PLACE_IS_FORGOTTEN(Clause.E12) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          Place last = Collections.max(Topologies.placesOf(topology));
          return changes.stream()
              .filter(change -> !(change instanceof TableChange table && isAt(last, table)))
              .toList();
        }
      };
    }
  },
  SOMETHING_IS_PLANNED_WHERE_NOTHING_DIFFERS(Clause.E12) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
            throws EngineException {
          Replan honestly = deployment.replan(desired, scope);
          List<PlannedChange> more = new ArrayList<>(honestly.changes());
          honestly
              .live()
              .tables()
              .forEach(
                  (place, tables) -> {
                    boolean alone =
                        honestly.changes().stream()
                            .noneMatch(change -> change instanceof TableChange t && isAt(place, t));
                    if (alone && !tables.isEmpty()) {
                      String table = tables.firstKey();
                      more.add(
                          new TableChange(
                              place.namespace(),
                              place.shard(),
                              table,
                              Operation.ALTER,
                              "ALTER TABLE `" + table + "` ENGINE=InnoDB"));
                    }
                  });
          return new Replan(more, honestly.live());
        }
      };
    }
  },
  ANOTHER_COLUMN_THAN_DESIRED(Clause.E13) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return withDdl(change, change.ddl().replace(" NOT NULL", ""));
        }
      };
    }
  },
  STATEMENT_THAT_CANNOT_BE_RUN(Clause.E13) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          return change.operation() == Operation.ALTER
              ? withDdl(change, change.ddl() + ", DROP COLUMN `not_there`")
              : change;
        }
      };
    }
  },
  A_SHARD_WITHOUT_NAMESPACE_IS_ONE_SHARD(Clause.E14) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          if (!(scope instanceof Scope.SingleShard shard) || shard.namespace().isPresent()) {
            return changes;
          }
          List<Namespace> namespaces = topology.namespacesWithShard(shard.shard());
          return changes.stream()
              .filter(change -> change.namespace().equals(namespaces.get(0)))
              .toList();
        }
      };
    }
  },
  THE_FINALIZER_IS_EMPTY(Clause.E14) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          return scope instanceof Scope.NamespaceFinalizer ? List.of() : changes;
        }
      };
    }
  },
  DESIRED_SCHEMA_IS_KNOWN_BY_IDENTITY(Clause.E15) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      Map<String, Map<DesiredSchema, Boolean>> planned = new ConcurrentHashMap<>();
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
            throws EngineException {
          Replan honestly = deployment.replan(desired, scope);
          Map<DesiredSchema, Boolean> known =
              planned.computeIfAbsent(
                  MemoryServers.locationOf(source),
                  location -> Collections.synchronizedMap(new IdentityHashMap<>()));
          known.putIfAbsent(desired, known.isEmpty());
          return Boolean.TRUE.equals(known.get(desired))
              ? honestly
              : new Replan(List.of(), honestly.live());
        }
      };
    }
  },
  PLACES_WITHOUT_CHANGES_ARE_NOT_TOLD(Clause.E16) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
            throws EngineException {
          Replan honestly = deployment.replan(desired, scope);
          TreeMap<Place, SortedMap<String, String>> told = new TreeMap<>(honestly.live().tables());
          told.keySet()
              .removeIf(
                  place ->
                      honestly.changes().stream()
                          .noneMatch(change -> change instanceof TableChange t && isAt(place, t)));
          return new Replan(honestly.changes(), new LiveSchema(told, honestly.live().vschemas()));
        }
      };
    }
  },
  ORDER_CHANGES_BETWEEN_CALLS(Clause.E17) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      AtomicInteger calls = new AtomicInteger();
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          List<PlannedChange> turned = new ArrayList<>(changes);
          Collections.rotate(turned, calls.incrementAndGet());
          return turned;
        }
      };
    }
  },
  THE_LAST_OPENED_IS_READ(Clause.E18) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      Deque<LiveSource> opened = new ConcurrentLinkedDeque<>();
      EngineAdapter honest = new MemoryEngine(servers);
      return new Wrapped(honest) {
        @Override
        public Deployment open(LiveSource source) throws EngineException {
          Deployment deployment = super.open(source);
          opened.push(source);
          return deployment;
        }

        @Override
        Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
            throws EngineException {
          try (Deployment lastOpened = honest.open(opened.getFirst())) {
            return lastOpened.replan(desired, scope);
          }
        }
      };
    }
  },
  THE_INTERRUPT_IS_SWALLOWED(Clause.E19) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public Deployment open(LiveSource source) throws EngineException {
          boolean unused = Thread.interrupted();
          return super.open(source);
        }
      };
    }
  },
  INTERRUPTED_IS_EMPTY(Clause.E19) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        List<PlannedChange> changes(
            List<PlannedChange> changes, DesiredSchema desired, Scope scope, Topology topology) {
          return Thread.currentThread().isInterrupted() ? List.of() : changes;
        }
      };
    }
  },
  WAITS_FOR_EVER(Clause.E20) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new MemoryEngine(servers, Duration.ofHours(1));
    }
  },
  NO_ANSWER_IS_AN_EMPTY_ANSWER(Clause.E20) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Topology topology(LiveSource source, Deployment deployment) throws EngineException {
          try {
            return deployment.topology();
          } catch (EngineException e) {
            if (e.reason() == Reason.UNREACHABLE && !Thread.currentThread().isInterrupted()) {
              return new Topology(new TreeMap<>());
            }
            throw e;
          }
        }

        @Override
        Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
            throws EngineException {
          try {
            return deployment.replan(desired, scope);
          } catch (EngineException e) {
            if (e.reason() == Reason.UNREACHABLE && !Thread.currentThread().isInterrupted()) {
              return NOTHING;
            }
            throw e;
          }
        }
      };
    }
  },
  KEEPS_BOOKS_IN_THE_DATABASE(Clause.E21) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public Deployment open(LiveSource source) throws EngineException {
          Deployment deployment = super.open(source);
          servers
              .at(source)
              .ifPresent(
                  snapshot -> {
                    TreeMap<Namespace, Snapshot.NamespaceSnapshot> more =
                        new TreeMap<>(snapshot.namespaces());
                    more.put(BOOKS, new Snapshot.Unsharded(new TreeMap<>(), Optional.empty()));
                    servers.write(source, new Snapshot(more));
                  });
          return deployment;
        }

        @Override
        Topology topology(LiveSource source, Deployment deployment) throws EngineException {
          TreeMap<Namespace, SortedSet<ShardName>> known =
              new TreeMap<>(deployment.topology().namespaces());
          known.remove(BOOKS);
          return new Topology(known);
        }
      };
    }
  },
  CLOSES_ONCE(Clause.E22) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      Map<Deployment, Boolean> closed = Collections.synchronizedMap(new IdentityHashMap<>());
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        void close(Deployment deployment) {
          if (closed.put(deployment, true) != null) {
            throw new IllegalStateException("closed already");
          }
        }
      };
    }
  },
  CLOSES_THE_OTHERS_TOO(Clause.E22) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      Map<Deployment, Boolean> open = Collections.synchronizedMap(new IdentityHashMap<>());
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        Topology topology(LiveSource source, Deployment deployment) throws EngineException {
          if (Boolean.FALSE.equals(open.putIfAbsent(deployment, true))) {
            throw new EngineException(Reason.UNREACHABLE, "the connection pool is closed");
          }
          return deployment.topology();
        }

        @Override
        void close(Deployment deployment) {
          synchronized (open) {
            open.replaceAll((each, still) -> false);
          }
        }
      };
    }
  },
  ANY_SOURCE_WILL_DO(Clause.E23) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        public Deployment open(LiveSource source) throws EngineException {
          return MemoryServers.locationOf(source).startsWith(MemoryServers.SCHEME)
              ? super.open(source)
              : EMPTY;
        }
      };
    }
  },
  A_MISSING_NAMESPACE_IS_IGNORED(Clause.E24) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return ignoring(Reason.NAMESPACE_MISSING, servers);
    }
  },
  AN_UNREADABLE_TABLE_IS_IGNORED(Clause.E25) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return ignoring(Reason.LIVE_SCHEMA_UNREADABLE, servers);
    }
  },
  AN_UNREADABLE_FILE_IS_IGNORED(Clause.E26) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return ignoring(Reason.DESIRED_SCHEMA_UNREADABLE, servers);
    }
  },
  CRASHES(Clause.E27) {
    @Override
    EngineAdapter of(MemoryServers servers) {
      return new Wrapped(new MemoryEngine(servers)) {
        @Override
        PlannedChange change(TableChange change, Topology topology) {
          throw new IllegalStateException("cannot happen");
        }
      };
    }
  };

  private static final Namespace BOOKS = new Namespace("_driftguard_books");

  private static final Replan NOTHING =
      new Replan(List.of(), new LiveSchema(new TreeMap<>(), new TreeMap<>()));

  /** A deployment where there is nothing. */
  private static final Deployment EMPTY =
      new Deployment() {
        @Override
        public Topology topology() {
          return new Topology(new TreeMap<>());
        }

        @Override
        public Replan replan(DesiredSchema desired, Scope scope) {
          return NOTHING;
        }

        @Override
        public void close() {}
      };

  private final Clause breaks;

  WrongEngine(Clause breaks) {
    this.breaks = breaks;
  }

  /** The clause that it breaks. */
  Clause breaks() {
    return breaks;
  }

  abstract EngineAdapter of(MemoryServers servers);

  /** The adapters that are registered beside it; itself, unless that is what is wrong. */
  List<EngineAdapter> registered(MemoryServers servers) {
    return List.of(of(servers));
  }

  private static EngineAdapter ignoring(Reason ignored, MemoryServers servers) {
    return new Wrapped(new MemoryEngine(servers)) {
      @Override
      Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
          throws EngineException {
        try {
          return deployment.replan(desired, scope);
        } catch (EngineException e) {
          if (e.reason() == ignored) {
            return NOTHING;
          }
          throw e;
        }
      }
    };
  }

  private static TableChange withShard(TableChange change, Optional<ShardName> shard) {
    return new TableChange(
        change.namespace(), shard, change.table(), change.operation(), change.ddl());
  }

  private static TableChange withDdl(TableChange change, String ddl) {
    return new TableChange(
        change.namespace(), change.shard(), change.table(), change.operation(), ddl);
  }

  private static boolean isAt(Place place, TableChange change) {
    return change.namespace().equals(place.namespace()) && change.shard().equals(place.shard());
  }

  /** Renames each shard, in the same way wherever it says or hears one. */
  private static final class Renaming extends Wrapped {

    private static final String PREFIX = "ks";

    Renaming(EngineAdapter honest) {
      super(honest);
    }

    @Override
    Topology topology(LiveSource source, Deployment deployment) throws EngineException {
      TreeMap<Namespace, SortedSet<ShardName>> renamed =
          new TreeMap<>(deployment.topology().namespaces());
      renamed.replaceAll(
          (namespace, shards) -> {
            TreeSet<ShardName> names = new TreeSet<>();
            shards.forEach(shard -> names.add(told(shard)));
            return names;
          });
      return new Topology(renamed);
    }

    @Override
    Replan replan(LiveSource source, Deployment deployment, DesiredSchema desired, Scope scope)
        throws EngineException {
      Scope heard =
          scope instanceof Scope.SingleShard single
              ? new Scope.SingleShard(
                  single.namespace(),
                  new ShardName(single.shard().value().replaceFirst("^" + PREFIX, "")))
              : scope;
      Replan honestly = deployment.replan(desired, heard);
      List<PlannedChange> changes = new ArrayList<>();
      for (PlannedChange change : honestly.changes()) {
        changes.add(
            change instanceof TableChange table
                ? withShard(table, table.shard().map(Renaming::told))
                : change);
      }
      TreeMap<Place, SortedMap<String, String>> read = new TreeMap<>();
      honestly
          .live()
          .tables()
          .forEach(
              (place, tables) ->
                  read.put(
                      new Place(place.namespace(), place.shard().map(Renaming::told)), tables));
      return new Replan(changes, new LiveSchema(read, honestly.live().vschemas()));
    }

    private static ShardName told(ShardName shard) {
      return new ShardName(PREFIX + shard.value());
    }
  }
}

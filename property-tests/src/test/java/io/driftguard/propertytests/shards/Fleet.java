package io.driftguard.propertytests.shards;

import com.google.common.collect.Maps;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.vitesstesting.VitessCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Keyspaces with up to 512 shards of uneven ranges, some of which have drifted.
 *
 * @param keyspaces the keyspaces by name
 */
record Fleet(SortedMap<String, KeyspaceModel> keyspaces) {

  private static final List<String> CUSTOM_NAMES = List.of("0", "main", "-", "c0ffee");
  private static final String VSCHEMA =
      "{\"sharded\": true, \"vindexes\": {\"h\": {\"type\": \"xxhash\"}}, \"tables\": {\"vans\":"
          + " {\"column_vindexes\": [{\"column\": \"id\", \"name\": \"h\"}]}}}";

  /** How a place differs from the desired schema; the first one does not. */
  private static final List<String> EXTRAS =
      List.of("", ",\n  KEY `by_hand` (`plate`)", ",\n  KEY `by_id_and_plate` (`id`,`plate`)");

  Fleet {
    keyspaces = Collections.unmodifiableSortedMap(new TreeMap<>(keyspaces));
  }

  /**
   * A keyspace.
   *
   * @param drift for each shard how it differs; one entry without meaning for one without shards
   * @param onlyShard the name of the one shard of a keyspace without shards
   */
  record KeyspaceModel(SortedMap<String, Integer> drift, Optional<String> onlyShard) {
    KeyspaceModel {
      drift = Collections.unmodifiableSortedMap(new TreeMap<>(drift));
    }
  }

  /** A fleet whose largest keyspace has so many shards. */
  static Fleet of(int shards, long seed) {
    Random random = new Random(seed);
    TreeMap<String, KeyspaceModel> keyspaces = new TreeMap<>();
    List<String> names = partition(shards, random);
    keyspaces.put("trips", drifted(names, random));
    if (random.nextInt(3) > 0) {
      // The same names in two keyspaces, or other ones.
      keyspaces.put("riders", drifted(random.nextBoolean() ? names : partition(3, random), random));
    }
    if (random.nextInt(3) > 0) {
      TreeMap<String, Integer> drift = new TreeMap<>();
      drift.put("", random.nextInt(EXTRAS.size()));
      keyspaces.put(
          "geo",
          new KeyspaceModel(
              drift, Optional.of(CUSTOM_NAMES.get(random.nextInt(CUSTOM_NAMES.size())))));
    }
    return new Fleet(keyspaces);
  }

  private static KeyspaceModel drifted(List<String> names, Random random) {
    TreeMap<String, Integer> drift = new TreeMap<>();
    names.forEach(name -> drift.put(name, 0));
    for (int i = random.nextInt(4); i > 0; i--) {
      drift.put(names.get(random.nextInt(names.size())), 1 + random.nextInt(EXTRAS.size() - 1));
    }
    return new KeyspaceModel(drift, Optional.empty());
  }

  /** So many shards that are a partition; bounds of one or two bytes, in any spelling. */
  private static List<String> partition(int shards, Random random) {
    TreeSet<Integer> bounds = new TreeSet<>();
    while (bounds.size() < shards - 1) {
      bounds.add(
          random.nextInt(4) == 0 && shards < 128
              ? (1 + random.nextInt(255)) << 8
              : 1 + random.nextInt(0xffff));
    }
    List<Integer> sorted = new ArrayList<>(bounds);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      names.add(
          (i == 0 ? "" : spelled(sorted.get(i - 1), random))
              + "-"
              + (i == shards - 1 ? "" : spelled(sorted.get(i), random)));
    }
    return names;
  }

  /** Trailing zero bytes of a bound mean nothing. */
  private static String spelled(int bound, Random random) {
    String two = String.format("%04x", bound);
    return switch (random.nextInt(3)) {
      case 0 -> two + "00";
      case 1 -> two.endsWith("00") ? two.substring(0, 2) : two;
      default -> two;
    };
  }

  /** This fleet with other names of the shards, everywhere. */
  Fleet renamed(UnaryOperator<String> name) {
    TreeMap<String, KeyspaceModel> renamed = new TreeMap<>();
    keyspaces.forEach(
        (keyspace, model) -> {
          TreeMap<String, Integer> drift = new TreeMap<>();
          model
              .drift()
              .forEach(
                  (shard, how) ->
                      drift.put(model.onlyShard().isPresent() ? shard : name.apply(shard), how));
          renamed.put(keyspace, new KeyspaceModel(drift, model.onlyShard()));
        });
    return new Fleet(renamed);
  }

  /** The same shards, none of which has drifted. */
  Fleet asDesired() {
    TreeMap<String, KeyspaceModel> unchanged = new TreeMap<>();
    keyspaces.forEach(
        (keyspace, model) ->
            unchanged.put(
                keyspace,
                new KeyspaceModel(
                    Maps.transformValues(model.drift(), how -> 0), model.onlyShard())));
    return new Fleet(unchanged);
  }

  /** This fleet with other shards in one keyspace. */
  Fleet with(String keyspace, SortedMap<String, Integer> drift) {
    TreeMap<String, KeyspaceModel> changed = new TreeMap<>(keyspaces);
    changed.put(keyspace, new KeyspaceModel(drift, Optional.empty()));
    return new Fleet(changed);
  }

  /** The shards of a keyspace, which must exist. */
  SortedMap<String, Integer> shards(String keyspace) {
    KeyspaceModel model = keyspaces.get(keyspace);
    if (model == null) {
      throw new IllegalArgumentException("expected one of " + keyspaces.keySet());
    }
    return new TreeMap<>(model.drift());
  }

  /** The shards that are not as desired, as {@code keyspace/shard}. */
  SortedSet<String> drifted() {
    TreeSet<String> drifted = new TreeSet<>();
    keyspaces.forEach(
        (keyspace, model) ->
            model
                .drift()
                .forEach(
                    (shard, how) -> {
                      if (how > 0) {
                        drifted.add(keyspace + "/" + shard);
                      }
                    }));
    return drifted;
  }

  Snapshot snapshot() {
    TreeMap<Namespace, NamespaceSnapshot> namespaces = new TreeMap<>();
    keyspaces.forEach(
        (keyspace, model) -> {
          TreeMap<ShardName, SortedMap<String, String>> shards = new TreeMap<>();
          TreeMap<String, String> tables = new TreeMap<>();
          model
              .drift()
              .forEach(
                  (shard, how) -> {
                    tables.clear();
                    tables.put("vans.sql", printed(EXTRAS.get(how)));
                    if (model.onlyShard().isEmpty()) {
                      shards.put(new ShardName(shard), new TreeMap<>(tables));
                    }
                  });
          namespaces.put(
              new Namespace(keyspace),
              model.onlyShard().isPresent()
                  ? new Snapshot.Unsharded(tables, Optional.of("{}"))
                  : new Snapshot.Sharded(shards, Optional.of(VSCHEMA)));
        });
    return new Snapshot(namespaces);
  }

  /** The same, as a cluster that can be served. */
  VitessCluster cluster() {
    return VitessCluster.of(
        snapshot(),
        namespace ->
            Optional.ofNullable(keyspaces.get(namespace.name()))
                .flatMap(KeyspaceModel::onlyShard)
                .orElse("0"));
  }

  DesiredSchema desired() {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    TreeMap<String, String> files = new TreeMap<>();
    files.put(
        "vans.sql",
        "create table vans (id BIGINT NOT NULL PRIMARY KEY, plate CHARACTER VARYING(12));");
    keyspaces
        .keySet()
        .forEach(
            keyspace ->
                namespaces.put(
                    new Namespace(keyspace), new NamespaceFiles(files, Optional.empty())));
    return new DesiredSchema(namespaces);
  }

  private static String printed(String extra) {
    return "CREATE TABLE `vans` (\n  `id` bigint NOT NULL,\n  `plate` varchar(12) DEFAULT NULL,\n"
        + "  PRIMARY KEY (`id`)"
        + extra
        + "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
  }
}

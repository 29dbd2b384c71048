package io.driftguard.cli;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.api.engine.Snapshot.NamespaceSnapshot;
import io.driftguard.cli.Question.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The two sides of a deployment as a question of a batch spells them. */
final class Deployments {

  private static final String VSCHEMA_FILE = "vschema.json";

  private static final Shape<ImmutableSortedMap<String, String>> FILES =
      Question.mapOf(Question.TEXT);

  /** {@code {namespace: {file: text}}}: what the directory of a desired schema would hold. */
  static final Shape<DesiredSchema> DESIRED =
      json -> new DesiredSchema(byName(json, Deployments::files, "namespace", Namespace::new));

  /**
   * {@code {namespace: {"vschema": text?, "shards": {shard: {file: text}} | "tables": {file:
   * text}}}}: what the directory of a recorded deployment would hold.
   */
  static final Shape<Snapshot> LIVE =
      json -> new Snapshot(byName(json, Deployments::namespace, "namespace", Namespace::new));

  private Deployments() {}

  private static NamespaceFiles files(JsonParser json) throws MalformedLineException {
    TreeMap<String, String> sql = new TreeMap<>(FILES.read(json));
    Optional<String> vschema = Optional.ofNullable(sql.remove(VSCHEMA_FILE));
    for (String name : sql.keySet()) {
      if (!name.endsWith(".sql")) {
        throw new MalformedLineException(
            "expected files named *.sql or " + VSCHEMA_FILE + ", but found " + Quoted.text(name));
      }
    }
    return new NamespaceFiles(sql, vschema);
  }

  private static NamespaceSnapshot namespace(JsonParser json) throws MalformedLineException {
    Question.require(json, JsonToken.START_OBJECT, "an object");
    Optional<String> vschema = Optional.empty();
    Optional<SortedMap<ShardName, SortedMap<String, String>>> shards = Optional.empty();
    Optional<SortedMap<String, String>> tables = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "vschema" -> vschema = Optional.of(Question.TEXT.read(json));
        case "shards" -> shards = Optional.of(byName(json, FILES, "shard", ShardName::new));
        case "tables" -> tables = Optional.of(FILES.read(json));
        default ->
            throw new MalformedLineException(
                "expected no fields but vschema, shards, tables, but found " + Quoted.text(name));
      }
    }
    if (shards.isPresent() == tables.isPresent()) {
      throw new MalformedLineException(
          "expected either shards or tables, but found "
              + (shards.isPresent() ? "both" : "neither"));
    }
    if (tables.isPresent()) {
      return new Snapshot.Unsharded(tables.get(), vschema);
    }
    if (shards.get().isEmpty()) {
      throw new MalformedLineException("expected at least one shard, but found none");
    }
    return new Snapshot.Sharded(shards.get(), vschema);
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> byName(
      JsonParser json, Shape<? extends V> shape, String what, Function<String, K> make)
      throws MalformedLineException {
    TreeMap<K, V> named = new TreeMap<>();
    for (Map.Entry<String, ? extends V> entry : Question.mapOf(shape).read(json).entrySet()) {
      try {
        named.put(make.apply(entry.getKey()), entry.getValue());
      } catch (IllegalArgumentException e) {
        throw new MalformedLineException(
            "expected the name of a " + what + ", but " + e.getMessage());
      }
    }
    return named;
  }
}

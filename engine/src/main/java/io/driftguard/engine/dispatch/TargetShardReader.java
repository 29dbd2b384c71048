package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARDS_SEVERAL;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_BLANK;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_MALFORMED;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_PADDED;
import static io.driftguard.engine.refusal.RefusalCode.TARGET_SHARD_REPEATED;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonPlace;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.json.JsonValue.JsonString;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the one shard that a dispatch may name. */
final class TargetShardReader {

  private static final char SEPARATOR = '/';

  private final Consumer<Refusal> refusals;
  private final PlainNames names;

  TargetShardReader(Consumer<Refusal> refusals) {
    this.refusals = refusals;
    this.names = new PlainNames(refusals);
  }

  /** The shard; empty when none is named, and when what is named was refused. */
  Optional<TargetShard> read(List<JsonValue> elements) {
    List<JsonString> texts =
        elements.stream().flatMap(value -> JsonFields.text(value, refusals).stream()).toList();
    List<Optional<TargetShard>> shards = texts.stream().map(this::targetShard).toList();
    ImmutableSet<String> distinct =
        texts.stream().map(JsonString::value).collect(ImmutableSet.toImmutableSet());
    if (distinct.size() > 1) {
      refuse(TARGET_SHARDS_SEVERAL, texts.get(1).place(), "at most one shard", texts);
    }
    if (distinct.size() < texts.size()) {
      refuse(TARGET_SHARD_REPEATED, texts.get(1).place(), "each shard once", texts);
    }
    return shards.size() == 1 ? shards.get(0) : Optional.empty();
  }

  /** How a dispatch names the shard. */
  static String spelling(TargetShard target) {
    return target.namespace().map(namespace -> namespace.name() + SEPARATOR).orElse("")
        + target.shard();
  }

  private Optional<TargetShard> targetShard(JsonString text) {
    if (text.value().isBlank()) {
      return name(text.value(), text.place())
          .map(shard -> new TargetShard(Optional.empty(), shard));
    }
    List<String> parts = Splitter.on(SEPARATOR).splitToList(text.value());
    if (parts.size() > 2 || parts.contains("")) {
      refusals.accept(
          Refusal.of(
              TARGET_SHARD_MALFORMED,
              text.place().toString(),
              "a shard, or namespace" + SEPARATOR + "shard",
              Quoted.text(text.value())));
      return Optional.empty();
    }
    Optional<ShardName> shard = name(parts.get(parts.size() - 1), text.place());
    if (parts.size() == 1) {
      return shard.map(name -> new TargetShard(Optional.empty(), name));
    }
    Optional<Namespace> namespace =
        names
            .plain(
                parts.get(0), text.place(), "a namespace", TARGET_SHARD_BLANK, TARGET_SHARD_PADDED)
            .map(Namespace::new);
    return namespace.flatMap(ns -> shard.map(name -> new TargetShard(Optional.of(ns), name)));
  }

  private Optional<ShardName> name(String name, JsonPlace place) {
    return names
        .plain(name, place, "a shard", TARGET_SHARD_BLANK, TARGET_SHARD_PADDED)
        .map(ShardName::new);
  }

  private void refuse(RefusalCode code, JsonPlace place, String expected, List<JsonString> texts) {
    refusals.accept(
        Refusal.of(
            code,
            place.toString(),
            expected,
            Quoted.sorted(texts.stream().map(JsonString::value).toList())));
  }
}

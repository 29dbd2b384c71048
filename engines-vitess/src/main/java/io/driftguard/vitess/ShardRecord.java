package io.driftguard.vitess;

import com.google.protobuf.ByteString;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.vitess.proto.Topodata;
import java.util.HexFormat;
import java.util.Optional;
import vtctldata.Vtctldata;

/**
 * What the topology server has of one shard, as far as it matters here.
 *
 * @param name its name
 * @param serving whether its primary serves traffic
 * @param primary the primary's alias; empty when there is none
 */
record ShardRecord(ShardName name, boolean serving, Optional<Topodata.TabletAlias> primary) {

  /**
   * Reads a record, and holds its name against the place where it stands and against its key range.
   *
   * @throws EngineException when the record contradicts itself
   */
  static ShardRecord of(Namespace keyspace, String key, Vtctldata.Shard record)
      throws EngineException {
    if (!record.getName().equals(key) || !record.getKeyspace().equals(keyspace.name())) {
      throw contradicts(
          keyspace,
          "the record of shard " + Quoted.text(key),
          "that of " + Quoted.text(record.getKeyspace() + "/" + record.getName()));
    }
    ShardName name;
    Optional<KeyRange> range;
    try {
      name = new ShardName(key);
      range = VitessShardName.parse(name).range();
    } catch (IllegalArgumentException | ShardNameException e) {
      throw new EngineException(
          Reason.TOPOLOGY_UNREADABLE,
          "keyspace "
              + Quoted.text(keyspace.name())
              + ": "
              + VisibleText.of(String.valueOf(e.getMessage())),
          e);
    }
    Topodata.KeyRange recorded = record.getShard().getKeyRange();
    String found = hex(recorded.getStart()) + "-" + hex(recorded.getEnd());
    String expected = range.map(KeyRange::toString).orElse("-");
    if (!found.equals(expected)) {
      throw contradicts(
          keyspace,
          "shard " + Quoted.text(key) + " to have the key range of its name",
          "a record with the key range " + Quoted.text(found));
    }
    Topodata.TabletAlias alias = record.getShard().getPrimaryAlias();
    return new ShardRecord(
        name,
        record.getShard().getIsPrimaryServing(),
        alias.getCell().isEmpty() ? Optional.empty() : Optional.of(alias));
  }

  private static String hex(ByteString bound) {
    return KeyRange.bound(HexFormat.of().formatHex(bound.toByteArray()));
  }

  private static EngineException contradicts(Namespace keyspace, String expected, String found) {
    return new EngineException(
        Reason.TOPOLOGY_UNREADABLE,
        "keyspace "
            + Quoted.text(keyspace.name())
            + ": expected "
            + expected
            + ", but found "
            + found);
  }
}

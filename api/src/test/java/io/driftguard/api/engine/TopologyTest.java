package io.driftguard.api.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TopologyTest {

  @Test
  void comparesExactlyEvenWhenItWasMadeFromFoldingCollections() {
    TreeSet<ShardName> shards =
        new TreeSet<>(Comparator.comparing(ShardName::value, String.CASE_INSENSITIVE_ORDER));
    shards.add(new ShardName("-c0"));
    TreeMap<Namespace, SortedSet<ShardName>> namespaces =
        new TreeMap<>(Comparator.comparing(Namespace::name, String.CASE_INSENSITIVE_ORDER));
    namespaces.put(new Namespace("commerce"), shards);

    Topology topology = new Topology(namespaces);

    assertTrue(topology.hasShard(new Namespace("commerce"), new ShardName("-c0")));
    assertFalse(topology.hasShard(new Namespace("commerce"), new ShardName("-C0")));
    assertFalse(topology.knows(new Namespace("Commerce")));
    assertEquals(List.of(), topology.namespacesWithShard(new ShardName("-C0")));
    assertEquals(Optional.of(new ShardName("-c0")), topology.foldedTwin(new ShardName("-C0")));
  }
}

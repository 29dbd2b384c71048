package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.engine.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a dispatch is exactly what a re-plan holds for it, judged by the text of the statements
 * and without anything of the guard: a second opinion. It is right for statements that all come
 * from one renderer, so that equal ones have equal texts, and that depend on no other table.
 */
public final class Agreement {

  private final Topology topology;
  private final List<PlannedChange> replanned;

  /**
   * @param topology the namespaces and shards
   * @param replanned the whole re-plan
   */
  public Agreement(Topology topology, List<PlannedChange> replanned) {
    this.topology = topology;
    this.replanned = List.copyOf(replanned);
  }

  /** Whether the dispatch holds exactly what it has to, and something at all. */
  public boolean holdsFor(Dispatch dispatch) {
    if (dispatch.changes().isEmpty() || dispatch.declaredEmpty()) {
      return false;
    }
    return dispatch
        .targetShard()
        .map(target -> holdsForShard(dispatch, target))
        .orElseGet(() -> holdsForDeployment(dispatch));
  }

  private boolean holdsForShard(Dispatch dispatch, Dispatch.TargetShard target) {
    Set<Namespace> namespaces = new HashSet<>(topology.namespacesWithShard(target.shard()));
    target.namespace().ifPresent(named -> namespaces.retainAll(Set.of(named)));
    List<PlannedChange> covered =
        replanned.stream()
            .filter(
                change ->
                    change.match(
                        table ->
                            namespaces.contains(table.namespace())
                                && table.shard().equals(Optional.of(target.shard())),
                        vschema -> false))
            .toList();
    return !namespaces.isEmpty() && agree(dispatch, covered);
  }

  private boolean holdsForDeployment(Dispatch dispatch) {
    Set<Namespace> named = new HashSet<>();
    dispatch.changes().forEach(change -> named.add(change.namespace()));
    boolean finalizes =
        named.size() == 1
            && named.stream().allMatch(topology::isSharded)
            && dispatch.changes().stream().allMatch(ReviewedChange.VSchema.class::isInstance);
    List<PlannedChange> covered =
        replanned.stream()
            .filter(
                change ->
                    change.match(
                        table -> !finalizes && table.shard().isEmpty(),
                        vschema -> !finalizes || named.contains(vschema.namespace())))
            .toList();
    return agree(dispatch, covered);
  }

  private static boolean agree(Dispatch dispatch, List<PlannedChange> covered) {
    Map<String, List<String>> reviewed = new TreeMap<>();
    for (ReviewedChange change : dispatch.changes()) {
      if (change instanceof ReviewedChange.Table table) {
        put(reviewed, table.namespace() + "." + table.table(), table.claim() + " " + table.ddl());
      } else {
        put(reviewed, vschemaOf(change.namespace()), "");
      }
    }
    Map<String, List<String>> planned = new TreeMap<>();
    for (PlannedChange change : covered) {
      if (change instanceof PlannedChange.TableChange table) {
        put(
            planned,
            table.namespace() + "." + table.table(),
            claimOf(table.operation()) + " " + table.ddl());
      } else {
        put(planned, vschemaOf(change.namespace()), "");
      }
    }
    return reviewed.equals(planned);
  }

  private static String vschemaOf(Namespace namespace) {
    return "VSchema: " + namespace;
  }

  private static void put(Map<String, List<String>> to, String place, String text) {
    to.computeIfAbsent(place, unused -> new ArrayList<>()).add(text);
  }

  private static ClaimedOperation claimOf(Operation operation) {
    return switch (operation) {
      case CREATE -> ClaimedOperation.CREATE;
      case ALTER -> ClaimedOperation.ALTER;
      case DROP -> ClaimedOperation.DROP;
      case RENAME, TRUNCATE -> ClaimedOperation.OTHER;
    };
  }
}

package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.api.ShardName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One edit of the dispatches of a plan. It is a total function: where there is nothing to edit,
 * nothing changes. Its numbers are folded into what there is, so that any numbers make an edit.
 *
 * @param kind what is done
 * @param first which dispatch
 * @param second which other dispatch, or which other change
 * @param change which change
 */
public record DispatchEdit(Kind kind, int first, int second, int change) {

  /** What an edit does. */
  public enum Kind {
    LOSE_CHANGE,
    REPEAT_CHANGE,
    EXCHANGE_CHANGES,
    MOVE_CHANGE_TO_ANOTHER_DISPATCH,
    COPY_CHANGE_TO_ANOTHER_DISPATCH,
    ALTER_STATEMENT,
    TAKE_STATEMENT_OF_ANOTHER_CHANGE,
    OTHER_NAMESPACE,
    OTHER_TABLE,
    OTHER_TABLE_IN_LABEL,
    OTHER_OPERATION,
    EXCHANGE_SHARDS,
    RENAME_SHARD,
    FOLD_SHARD,
    LOSE_SHARD,
    LOSE_NAMESPACE_OF_SHARD,
    DECLARE_EMPTY
  }

  /** An arbitrary edit. */
  public static Arbitrary<DispatchEdit> edits() {
    Arbitrary<Integer> index = Arbitraries.integers().between(0, 11);
    return Combinators.combine(Arbitraries.of(Kind.values()), index, index, index)
        .as(DispatchEdit::new)
        .withoutEdgeCases();
  }

  /** The dispatches after the edit, each in its place. */
  public List<Dispatch> applyTo(List<Dispatch> dispatches) {
    if (dispatches.isEmpty()) {
      return dispatches;
    }
    List<Dispatch> edited = new ArrayList<>(dispatches);
    int one = Math.floorMod(first, edited.size());
    int other = Math.floorMod(second, edited.size());
    Dispatch dispatch = edited.get(one);
    switch (kind) {
      case EXCHANGE_SHARDS -> {
        Optional<TargetShard> target = dispatch.targetShard();
        edited.set(one, dispatch.withTargetShard(edited.get(other).targetShard()));
        edited.set(other, edited.get(other).withTargetShard(target));
      }
      case MOVE_CHANGE_TO_ANOTHER_DISPATCH, COPY_CHANGE_TO_ANOTHER_DISPATCH -> {
        if (!dispatch.changes().isEmpty() && one != other) {
          ReviewedChange moved = dispatch.changes().get(indexIn(dispatch));
          edited.set(other, withChanges(edited.get(other), all -> all.add(moved)));
          if (kind == Kind.MOVE_CHANGE_TO_ANOTHER_DISPATCH) {
            edited.set(one, withChanges(dispatch, all -> all.remove(indexIn(dispatch))));
          }
        }
      }
      case RENAME_SHARD ->
          edited.set(one, withShard(dispatch, name -> name + (second % 2 == 0 ? "0" : "x")));
      case FOLD_SHARD ->
          edited.set(one, withShard(dispatch, name -> name.toUpperCase(Locale.ROOT)));
      case LOSE_SHARD -> edited.set(one, dispatch.withTargetShard(Optional.empty()));
      case LOSE_NAMESPACE_OF_SHARD ->
          edited.set(
              one,
              dispatch.withTargetShard(
                  dispatch
                      .targetShard()
                      .map(target -> new TargetShard(Optional.empty(), target.shard()))));
      case DECLARE_EMPTY -> edited.set(one, dispatch.asDeclaredEmpty());
      case LOSE_CHANGE,
          REPEAT_CHANGE,
          EXCHANGE_CHANGES,
          ALTER_STATEMENT,
          TAKE_STATEMENT_OF_ANOTHER_CHANGE,
          OTHER_NAMESPACE,
          OTHER_TABLE,
          OTHER_TABLE_IN_LABEL,
          OTHER_OPERATION ->
          edited.set(one, dispatch.changes().isEmpty() ? dispatch : withChangeEdited(dispatch));
    }
    return edited;
  }

  private Dispatch withChangeEdited(Dispatch dispatch) {
    int index = indexIn(dispatch);
    ReviewedChange edited = dispatch.changes().get(index);
    int otherIndex = Math.floorMod(second, dispatch.changes().size());
    ReviewedChange other = dispatch.changes().get(otherIndex);
    if (kind == Kind.LOSE_CHANGE) {
      return withChanges(dispatch, all -> all.remove(index));
    }
    if (kind == Kind.REPEAT_CHANGE) {
      return withChanges(dispatch, all -> all.add(edited));
    }
    if (kind == Kind.EXCHANGE_CHANGES) {
      return withChanges(
          dispatch,
          all -> {
            all.set(index, other);
            all.set(otherIndex, edited);
          });
    }
    if (!(edited instanceof ReviewedChange.Table table)) {
      return dispatch;
    }
    ReviewedChange.Table replacement =
        switch (kind) {
          case ALTER_STATEMENT ->
              new ReviewedChange.Table(
                  table.namespace(), table.table(), table.claim(), altered(table.ddl()));
          case TAKE_STATEMENT_OF_ANOTHER_CHANGE ->
              other instanceof ReviewedChange.Table from
                  ? new ReviewedChange.Table(
                      table.namespace(), table.table(), table.claim(), from.ddl())
                  : table;
          case OTHER_NAMESPACE ->
              new ReviewedChange.Table(
                  new Namespace(second % 2 == 0 ? table.namespace() + "_2" : "commerce"),
                  table.table(),
                  table.claim(),
                  table.ddl());
          case OTHER_TABLE ->
              new ReviewedChange.Table(
                  table.namespace(),
                  table.table() + "_2",
                  table.claim(),
                  table
                      .ddl()
                      .replace(
                          TableModel.quoted(table.table()),
                          TableModel.quoted(table.table() + "_2")));
          case OTHER_TABLE_IN_LABEL ->
              new ReviewedChange.Table(
                  table.namespace(), table.table() + "_2", table.claim(), table.ddl());
          default ->
              new ReviewedChange.Table(
                  table.namespace(), table.table(), otherThan(table.claim()), table.ddl());
        };
    return withChanges(dispatch, all -> all.set(index, replacement));
  }

  private ClaimedOperation otherThan(ClaimedOperation claim) {
    List<ClaimedOperation> others =
        List.of(ClaimedOperation.values()).stream().filter(other -> other != claim).toList();
    return others.get(Math.floorMod(second, others.size()));
  }

  /** A statement of the same kind on the same table that does something else. */
  static String altered(String ddl) {
    if (ddl.startsWith("ALTER TABLE")) {
      return ddl + ", ADD COLUMN `unreviewed` int";
    }
    if (ddl.startsWith("CREATE TABLE")) {
      return ddl + " COMMENT='unreviewed'";
    }
    if (ddl.startsWith("DROP TABLE")) {
      return ddl.replace("DROP TABLE", "DROP TABLE IF EXISTS");
    }
    return ddl.replace("TRUNCATE TABLE", "ANALYZE TABLE");
  }

  private int indexIn(Dispatch dispatch) {
    return Math.floorMod(change, dispatch.changes().size());
  }

  private static Dispatch withShard(Dispatch dispatch, UnaryOperator<String> rename) {
    return dispatch.withTargetShard(
        dispatch
            .targetShard()
            .map(
                target ->
                    new TargetShard(
                        target.namespace(), new ShardName(rename.apply(target.shard().value())))));
  }

  private static Dispatch withChanges(Dispatch dispatch, Consumer<List<ReviewedChange>> edit) {
    List<ReviewedChange> changes = new ArrayList<>(dispatch.changes());
    edit.accept(changes);
    return dispatch.withChanges(changes);
  }
}

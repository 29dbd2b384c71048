package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What uses a column by its name, so that the column can be neither dropped nor renamed. */
final class ColumnUses {

  private ColumnUses() {}

  /**
   * Refuses an {@code ALTER TABLE} that drops or renames a column that something uses that stays.
   *
   * @param left the checks that the statement does not drop
   * @param droppedKeys the looked-up names of the keys that it drops
   * @param keepsPartitioning whether it leaves the table partitioned as it is
   */
  static void check(
      CreateTable before,
      AlteredColumns columns,
      List<CheckDef> left,
      Set<String> droppedKeys,
      boolean keepsPartitioning)
      throws SimulationException {
    Set<String> gone = gone(columns);
    if (gone.isEmpty()) {
      return;
    }
    for (CheckDef check : left) {
      refuseIfUsed(
          SimulationCode.COLUMN_IN_CHECK,
          gone,
          check.expression(),
          "check " + Names.quoted(Names.of(check)));
    }
    for (ColumnDef column : before.columns()) {
      Optional<AlteredColumns.Column> now = columns.become(column.name());
      boolean same = now.isPresent() && now.get().how() != AlteredColumns.How.CHANGED;
      if (same && column.generated().isPresent()) {
        refuseIfUsed(
            SimulationCode.COLUMN_IN_GENERATED_COLUMN,
            gone,
            column.generated().get().expression(),
            "generated column " + Names.quoted(column.name()));
      }
      if (same && column.defaultValue().orElse(null) instanceof DefaultValue.Expression value) {
        refuseIfUsed(
            SimulationCode.COLUMN_IN_DEFAULT,
            gone,
            value.expression(),
            "the default value of column " + Names.quoted(column.name()));
      }
    }
    for (KeyDef key : before.keys()) {
      if (!droppedKeys.contains(Names.key(Names.of(key)))) {
        for (KeyPart part : key.parts()) {
          if (part instanceof KeyPart.ExpressionPart expression) {
            refuseIfUsed(
                SimulationCode.COLUMN_IN_FUNCTIONAL_KEY,
                gone,
                expression.expression(),
                "key " + Names.quoted(Names.of(key)));
          }
        }
      }
    }
    if (before.partitioning().isPresent() && keepsPartitioning) {
      for (String column : of(before.partitioning().get())) {
        if (gone.contains(column)) {
          throw refusal(SimulationCode.COLUMN_IN_PARTITIONING, column, "the partitioning");
        }
      }
    }
  }

  /** The looked-up names that a statement drops or renames; another letter case is no rename. */
  private static Set<String> gone(AlteredColumns columns) {
    Set<String> gone = new TreeSet<>(columns.dropped());
    for (AlteredColumns.Column column : columns.columns()) {
      if (column.old().isPresent() && !Names.same(column.old().get().name(), column.name())) {
        gone.add(Names.key(column.old().get().name()));
      }
    }
    return gone;
  }

  private static void refuseIfUsed(SimulationCode code, Set<String> gone, Expr user, String what)
      throws SimulationException {
    for (String column : ColumnReferences.of(user)) {
      if (gone.contains(column)) {
        throw refusal(code, column, what);
      }
    }
  }

  private static SimulationException refusal(SimulationCode code, String column, String what) {
    return new SimulationException(
        code,
        "column " + Names.quoted(column) + " cannot be dropped or renamed: " + what + " uses it");
  }

  /** The looked-up names of the columns that a table is partitioned by. */
  static Set<String> of(Partitioning partitioning) {
    List<Partitioning.Function> functions = new ArrayList<>();
    functions.add(partitioning.function());
    partitioning.subpartitions().ifPresent(sub -> functions.add(sub.function()));
    Set<String> names = new TreeSet<>();
    for (Partitioning.Function function : functions) {
      if (function instanceof Partitioning.Hash hash) {
        names.addAll(ColumnReferences.of(hash.expression()));
      } else if (function instanceof Partitioning.ByValue byValue) {
        names.addAll(ColumnReferences.of(byValue.expression()));
      } else if (function instanceof Partitioning.Key key) {
        key.columns().forEach(column -> names.add(Names.key(column)));
      } else if (function instanceof Partitioning.ByColumns byColumns) {
        byColumns.columns().forEach(column -> names.add(Names.key(column)));
      } else {
        throw new IllegalArgumentException("not a known function: " + function.getClass());
      }
    }
    return names;
  }
}

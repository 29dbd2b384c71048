package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.SetOptions;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.TableOption;
import java.util.List;
import java.util.Optional;

/**
 * The secondary engine of a table. While a table has one, the server takes no statement that
 * changes it but the one that takes the engine back.
 */
final class SecondaryEngine {

  private static final TableOption NONE =
      OptionDefaults.reset(TableOption.Key.SECONDARY_ENGINE).orElseThrow();

  /** Clauses that load the table into its secondary engine or out of it. */
  private static final ImmutableSet<String> LOADS =
      ImmutableSet.of("SECONDARY_LOAD", "SECONDARY_UNLOAD");

  private SecondaryEngine() {}

  /** The option that names the secondary engine of a table. */
  static Optional<TableOption> of(CreateTable table) {
    return table.options().stream()
        .filter(option -> option.key() == TableOption.Key.SECONDARY_ENGINE)
        .findFirst();
  }

  /** The clause that gives a table a secondary engine, or takes it back. */
  static AlterClause set(Optional<TableOption> engine) {
    return new SetOptions(List.of(engine.orElse(NONE)));
  }

  /** Refuses clauses that the server does not take while the table has a secondary engine. */
  static void requireNone(CreateTable table, List<AlterClause> clauses) throws SimulationException {
    boolean taken =
        clauses.equals(List.of(set(Optional.empty())))
            || (clauses.size() == 1
                && clauses.get(0) instanceof AlterClause.Plain plain
                && LOADS.contains(plain.words()));
    if (of(table).isPresent() && !taken) {
      throw new SimulationException(
          SimulationCode.SECONDARY_ENGINE_DEFINED,
          "expected the secondary engine of table "
              + Names.quoted(table.table().name())
              + " to be taken back first, by ALTER TABLE … SECONDARY_ENGINE=NULL alone, but found "
              + of(table).get().value());
    }
  }
}

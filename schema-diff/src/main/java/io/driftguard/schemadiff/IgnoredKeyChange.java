package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.schemadiff.KeyState.Origin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An {@code ALTER TABLE} that the server does nothing about. One that only drops keys and adds them
 * again as they were is skipped as a whole: the order of the keys stays, and so do their visibility
 * and their parsers and attributes, which the server does not compare.
 */
final class IgnoredKeyChange {

  private IgnoredKeyChange() {}

  /**
   * Tells whether the server skips the statement.
   *
   * @param after what the statement would make of the table if it were not skipped
   * @throws SimulationException when that depends on who asked for a key, and it is not known
   */
  static boolean is(TableState before, TableState after, List<AlterClause> clauses)
      throws SimulationException {
    if (!onlyKeys(clauses) || !sameButForKeys(before.table(), after.table())) {
      return false;
    }
    for (AlterClause clause : clauses) {
      if (clause instanceof AlterClause.DropKey drop) {
        Origin origin = before.origins().getOrDefault(Names.key(drop.key()), Origin.WRITTEN);
        if (origin == Origin.GENERATED) {
          // A key that the server made itself becomes one that was asked for: a real change.
          return false;
        }
        if (origin == Origin.UNCERTAIN && !before.table().equals(after.table())) {
          throw new SimulationException(
              SimulationCode.GENERATED_KEY_UNCERTAIN,
              "the server ignores that key "
                  + Names.quoted(drop.key())
                  + " is dropped and added unless it made it itself for a foreign key, which the"
                  + " table's text does not tell");
        }
      }
    }
    return true;
  }

  /** Tells whether a statement has no other clauses than such as drop and add keys. */
  static boolean onlyKeys(List<AlterClause> clauses) {
    return clauses.stream()
            .allMatch(
                clause ->
                    clause instanceof AlterClause.DropKey
                        || clause instanceof AlterClause.DropPrimaryKey
                        || clause instanceof AlterClause.AddKey
                        || clause instanceof AlterClause.Lock
                        || (clause instanceof AlterClause.Algorithm how
                            && !how.value().equalsIgnoreCase("COPY")))
        && clauses.stream().anyMatch(AlterClause.AddKey.class::isInstance);
  }

  /** Tells whether two tables differ at most in what the server does not compare of keys. */
  static boolean sameButForKeys(CreateTable before, CreateTable after) {
    TableDraft left = new TableDraft(before);
    TableDraft right = new TableDraft(after);
    left.keys.clear();
    right.keys.clear();
    return left.toStatement().equals(right.toStatement())
        && compared(before).equals(compared(after));
  }

  private static Set<String> compared(CreateTable table) {
    return table.keys().stream()
        .map(IgnoredKeyChange::compared)
        .map(KeyDef::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static KeyDef compared(KeyDef key) {
    KeyOptions options = key.options();
    return new KeyDef(
        key.kind(),
        key.name(),
        key.parts(),
        new KeyOptions(
            options.algorithm(),
            options.blockSize(),
            Optional.empty(),
            options.comment(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}

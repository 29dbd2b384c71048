package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * {@code ALTER DATABASE}.
 *
 * @param name the database; empty for the session's current one
 * @param options what changes, in the order in which it was written
 */
public record AlterDatabase(Optional<String> name, List<DatabaseOption> options)
    implements Unkeyed {
  public AlterDatabase {
    options = List.copyOf(options);
  }
}

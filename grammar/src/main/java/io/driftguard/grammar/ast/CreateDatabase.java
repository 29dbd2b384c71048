package io.driftguard.grammar.ast;

import java.util.List;

/**
 * {@code CREATE DATABASE}.
 *
 * @param name the database
 * @param ifNotExists whether {@code IF NOT EXISTS} was said
 * @param options what its tables inherit, in the order in which it was written
 */
public record CreateDatabase(String name, boolean ifNotExists, List<DatabaseOption> options)
    implements Unkeyed {
  public CreateDatabase {
    options = List.copyOf(options);
  }
}

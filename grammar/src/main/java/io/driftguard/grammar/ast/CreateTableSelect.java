package io.driftguard.grammar.ast;

import java.util.Optional;

/**
 * {@code CREATE TABLE … SELECT}: the table depends on data.
 *
 * @param table what is said of the table itself; possibly nothing but its name
 * @param duplicates {@code IGNORE} or {@code REPLACE}
 * @param query what makes the table
 */
public record CreateTableSelect(CreateTable table, Optional<String> duplicates, Query query)
    implements Unkeyed, TableCreation {}

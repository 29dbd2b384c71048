package io.driftguard.grammar.ast;

/**
 * One parsed DDL statement that is no change of a schema's tables or views, so that the guard can
 * make no change key of it.
 */
public sealed interface Unkeyed extends Ddl
    permits CreateTableSelect,
        CreateTemporaryTable,
        DropTemporaryTable,
        CreateDatabase,
        AlterDatabase,
        DropDatabase {}

package io.driftguard.grammar.ast;

/**
 * {@code CREATE TABLE … LIKE …}.
 *
 * @param table the new table
 * @param ifNotExists whether {@code IF NOT EXISTS} was said
 * @param like the table that it is made after
 */
public record CreateTableLike(TableName table, boolean ifNotExists, TableName like)
    implements Statement, TableCreation {}

package io.driftguard.grammar.ast;

/** {@code TRUNCATE [TABLE]}. */
public record TruncateTable(TableName table) implements Statement {}

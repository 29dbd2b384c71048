package io.driftguard.grammar.ast;

/** A statement that creates a table. */
public sealed interface TableCreation permits CreateTable, CreateTableLike, CreateTableSelect {}

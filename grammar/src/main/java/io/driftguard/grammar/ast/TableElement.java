package io.driftguard.grammar.ast;

/** What can stand between the parentheses of {@code CREATE TABLE}. */
public sealed interface TableElement permits ColumnDef, KeyDef, ForeignKeyDef, CheckDef {}

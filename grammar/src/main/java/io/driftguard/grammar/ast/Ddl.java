package io.driftguard.grammar.ast;

/**
 * One parsed DDL statement.
 *
 * <p>Only a {@link Statement} is what a schema is made of and what the guard compares. An {@link
 * Unkeyed} statement is understood as well, but no change key can be made of it: it can be shown,
 * and is refused by everything else.
 */
public sealed interface Ddl permits Statement, Unkeyed {}

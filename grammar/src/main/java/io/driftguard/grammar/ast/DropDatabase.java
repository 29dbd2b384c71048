package io.driftguard.grammar.ast;

/**
 * {@code DROP DATABASE}.
 *
 * @param name the database
 * @param ifExists whether {@code IF EXISTS} was said
 */
public record DropDatabase(String name, boolean ifExists) implements Unkeyed {}

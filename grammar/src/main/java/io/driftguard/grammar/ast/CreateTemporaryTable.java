package io.driftguard.grammar.ast;

/**
 * {@code CREATE TEMPORARY TABLE}: the table belongs to a session and is no part of a schema.
 *
 * @param creation the statement without {@code TEMPORARY}
 */
public record CreateTemporaryTable(TableCreation creation) implements Unkeyed {}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.Statement;

/**
 * One statement of a script.
 *
 * @param statement the statement
 * @param line the line on which it begins, counted from 1
 * @param column its column in characters, counted from 1
 */
public record ScriptStatement(Statement statement, int line, int column) {}

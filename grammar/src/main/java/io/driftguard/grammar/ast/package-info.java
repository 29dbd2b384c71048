/**
 * The statements of MySQL's table DDL as records, read by everyone who works on a parsed statement.
 *
 * <p>Spelling ends in the parser: where MySQL has several words for one thing ({@code INTEGER},
 * {@code INT4}, {@code INT}), these records have one value. What MySQL concludes from context
 * (names of unnamed keys, inherited collations, implied {@code NOT NULL}) is not here but in the
 * canonical form, which uses the same records.
 */
@NullMarked
package io.driftguard.grammar.ast;

import org.jspecify.annotations.NullMarked;

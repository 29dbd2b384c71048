package io.driftguard.replan;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.schemadiff.Schema;

/**
 * The tables of one place.
 *
 * @param schema the tables as the difference sees them
 * @param texts the name of each table to its {@code CREATE TABLE} text
 * @param leftOut the name of each table that is not among them to why it is not
 */
record LiveTables(
    Schema schema,
    ImmutableSortedMap<String, String> texts,
    ImmutableSortedMap<String, String> leftOut) {}

package io.driftguard.propertytests.contract;

/**
 * Something that has to be met while a clause is judged, or the judgement is about nothing.
 *
 * @param what what has to be met
 * @param wherever what makes it possible to meet it; a kind of deployment that never has that is
 *     not judged by the clause
 */
record Sight(String what, String wherever) {}

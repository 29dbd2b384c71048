/**
 * What an author of rules implements and receives: the annotation, the facts, and the outcome of a
 * rule.
 */
@NullMarked
package io.driftguard.api.rule;

import org.jspecify.annotations.NullMarked;

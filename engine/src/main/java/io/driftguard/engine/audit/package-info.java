/**
 * Read by those who want one picture of many places: which of them are as desired, which wait for
 * what was reviewed, and which have drifted from what.
 */
@NullMarked
package io.driftguard.engine.audit;

import org.jspecify.annotations.NullMarked;

/**
 * Read by those who show a verdict: what differs between a reviewed and a re-planned statement, and
 * what that says of the live table. An explanation explains; it entitles to nothing.
 */
@NullMarked
package io.driftguard.engine.explain;

import org.jspecify.annotations.NullMarked;

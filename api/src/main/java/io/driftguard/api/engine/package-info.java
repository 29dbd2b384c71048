/**
 * What an engine vendor implements, and the values that pass between an engine adapter and the
 * guard.
 */
@NullMarked
package io.driftguard.api.engine;

import org.jspecify.annotations.NullMarked;

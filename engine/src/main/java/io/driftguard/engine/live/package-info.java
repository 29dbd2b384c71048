/** Read by those parts of the guard that need the live schema as tables rather than as texts. */
@NullMarked
package io.driftguard.engine.live;

import org.jspecify.annotations.NullMarked;

/** Read by those who embed the guard in front of a plan store. */
@NullMarked
package io.driftguard.engine.materialize;

import org.jspecify.annotations.NullMarked;

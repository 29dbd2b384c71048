/** Read by those who embed the guard: from a check request to a verdict. */
@NullMarked
package io.driftguard.engine.guard;

import org.jspecify.annotations.NullMarked;

/** Read by those who test the guard: an adapter under the test's control, and what to feed it. */
@NullMarked
package io.driftguard.engine.testing;

import org.jspecify.annotations.NullMarked;

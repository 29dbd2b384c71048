/**
 * Read by maintainers of the rules that are built into the guard, and by authors of further rules
 * as examples.
 */
@NullMarked
package io.driftguard.engine.rules;

import org.jspecify.annotations.NullMarked;

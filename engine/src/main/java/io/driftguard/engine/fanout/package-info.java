/** Read by those who turn a re-plan into dispatches. */
@NullMarked
package io.driftguard.engine.fanout;

import org.jspecify.annotations.NullMarked;

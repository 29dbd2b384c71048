/** Read by those who turn documents into dispatches and back. */
@NullMarked
package io.driftguard.engine.dispatch;

import org.jspecify.annotations.NullMarked;

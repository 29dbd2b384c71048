/** Read by those who show verdicts to people and programs. */
@NullMarked
package io.driftguard.engine.report;

import org.jspecify.annotations.NullMarked;

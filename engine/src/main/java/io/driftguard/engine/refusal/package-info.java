/** Read by everyone who refuses, and by everyone who explains a refusal to people. */
@NullMarked
package io.driftguard.engine.refusal;

import org.jspecify.annotations.NullMarked;

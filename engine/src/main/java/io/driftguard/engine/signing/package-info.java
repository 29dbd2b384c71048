/** Read by those who have reviews signed, and by those who require it. */
@NullMarked
package io.driftguard.engine.signing;

import org.jspecify.annotations.NullMarked;

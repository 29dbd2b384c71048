/** Read by those who embed the guard or maintain its path from a dispatch to a verdict. */
@NullMarked
package io.driftguard.engine;

import org.jspecify.annotations.NullMarked;

/** Read by those who read JSON documents that must not be misread. */
@NullMarked
package io.driftguard.engine.json;

import org.jspecify.annotations.NullMarked;

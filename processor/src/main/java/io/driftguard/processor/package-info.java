/** Read by maintainers of the annotation processor behind {@code @Rule}. */
@NullMarked
package io.driftguard.processor;

import org.jspecify.annotations.NullMarked;

/** Read by authors of engine adapters who compute what a live schema still needs. */
@NullMarked
package io.driftguard.replan;

import org.jspecify.annotations.NullMarked;

/** The vocabulary of changes: read by everyone who plugs something into driftguard or embeds it. */
@NullMarked
package io.driftguard.api;

import org.jspecify.annotations.NullMarked;

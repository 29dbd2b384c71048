/** Breaks rules of the house on purpose, so that each rule is seen to fail. */
@NullMarked
package io.driftguard.propertytests.broken.cli;

import org.jspecify.annotations.NullMarked;

/** The rules of the house, for whoever adds a class, a package or a dependency. */
@NullMarked
package io.driftguard.propertytests.house;

import org.jspecify.annotations.NullMarked;

/** The difference and the simulation, held to a real server. For those who change either. */
@NullMarked
package io.driftguard.propertytests.convergence;

import org.jspecify.annotations.NullMarked;

/** Read by engine vendors: the clauses of the engine specification, and the contract to extend. */
@NullMarked
package io.driftguard.propertytests.contract;

import org.jspecify.annotations.NullMarked;

/** How long canonical forms, differences and checks take; for those who change them. */
@NullMarked
package io.driftguard.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Read by those who change the kit: each clause is proved by adapters that break it. */
@NullMarked
package io.driftguard.propertytests.contract;

import org.jspecify.annotations.NullMarked;

/** Read by maintainers of shards: what must hold of them whatever the topology. */
@NullMarked
package io.driftguard.propertytests.shards;

import org.jspecify.annotations.NullMarked;

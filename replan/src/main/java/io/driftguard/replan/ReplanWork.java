package io.driftguard.replan;

/**
 * What a replanner has done. The cost of a re-plan follows these numbers, not the number of shards.
 *
 * @param texts the distinct texts that were parsed
 * @param schemas the distinct sets of texts that were made a schema
 * @param differences the distinct pairs of schemas that were compared
 */
public record ReplanWork(int texts, int schemas, int differences) {}

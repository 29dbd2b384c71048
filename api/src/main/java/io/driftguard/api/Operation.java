package io.driftguard.api;

/**
 * What a statement does to its table, as the parsed statement says it. {@code CREATE INDEX} and
 * {@code DROP INDEX} alter.
 */
public enum Operation {
  CREATE,
  ALTER,
  DROP,
  RENAME,
  TRUNCATE
}

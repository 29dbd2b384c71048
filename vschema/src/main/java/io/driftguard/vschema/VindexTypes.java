package io.driftguard.vschema;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;

/**
 * The vindex types that Vitess comes with (its reference, "Predefined Vindexes"). A type that is
 * not among them may have been plugged in, and nothing is known of it.
 */
final class VindexTypes {

  /** One keyspace id for a value, computed from the value alone. */
  static final ImmutableSet<String> FUNCTIONAL =
      ImmutableSet.of(
          "binary",
          "binary_md5",
          "cfc",
          "hash",
          "multicol",
          "null",
          "numeric",
          "numeric_static_map",
          "region_experimental",
          "region_json",
          "reverse_bits",
          "unicode_loose_md5",
          "unicode_loose_xxhash",
          "xxhash");

  /** At most one keyspace id for a value, looked up in a table. */
  static final ImmutableSet<String> UNIQUE_LOOKUPS =
      ImmutableSet.of(
          "consistent_lookup_unique",
          "lookup_hash_unique",
          "lookup_unicodeloosemd5_hash_unique",
          "lookup_unique");

  /** Any number of keyspace ids for a value, looked up in a table. */
  static final ImmutableSet<String> LOOKUPS_OF_MANY =
      ImmutableSet.of("consistent_lookup", "lookup", "lookup_hash", "lookup_unicodeloosemd5_hash");

  private VindexTypes() {}

  static boolean isLookup(String type) {
    return Sets.union(UNIQUE_LOOKUPS, LOOKUPS_OF_MANY).contains(type);
  }
}

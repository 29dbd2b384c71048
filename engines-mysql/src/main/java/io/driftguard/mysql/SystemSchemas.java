package io.driftguard.mysql;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/** The schemas that are the server's own. */
final class SystemSchemas {

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of("information_schema", "mysql", "performance_schema", "sys");

  private SystemSchemas() {}

  static boolean contain(String schema) {
    return NAMES.contains(schema.toLowerCase(Locale.ROOT));
  }
}

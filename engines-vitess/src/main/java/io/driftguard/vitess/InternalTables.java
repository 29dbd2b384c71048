package io.driftguard.vitess;

import java.util.regex.Pattern;

/**
 * Tables that Vitess makes for itself in the schema of a keyspace: the remains of online DDL, and
 * tables on their way to being dropped. Only these exact forms: a user's table may start with an
 * underscore too.
 */
final class InternalTables {

  private static final Pattern FORM =
      Pattern.compile(
          "_vt_[A-Za-z0-9]{3}_[0-9a-f]{32}_[0-9]{14}_"
              + "|_[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}_[0-9]{14}"
              + "_(gho|ghc|del|new|vrepl)");

  private InternalTables() {}

  static boolean contain(String table) {
    return FORM.matcher(table).matches();
  }
}

package io.driftguard.engine.guard;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;

/**
 * Tells whether a live schema is still the one that was seen, as far as a dispatch's scope goes: an
 * apply on one shard does not void the permit of another.
 *
 * <p>Tables count in canonical form, so that a counter that only moves on ({@code AUTO_INCREMENT})
 * changes nothing; a text without canonical form counts as it is.
 */
final class LiveFingerprint {

  private static final String FORMAT = "driftguard live fingerprint 1";

  private LiveFingerprint() {}

  /** The SHA-256 as 64 lower-case hexadecimal digits. */
  static String of(LiveSchema live, Scope scope, ChangeKeys keys) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, FORMAT);
    live.tables()
        .forEach(
            (place, tables) -> {
              if (!scope.coversTables(place.namespace(), place.shard())) {
                return;
              }
              put(hasher, "tables");
              put(hasher, place.namespace().name());
              hasher.putBoolean(place.shard().isPresent());
              place.shard().ifPresent(shard -> put(hasher, shard.value()));
              hasher.putInt(tables.size());
              tables.forEach(
                  (name, ddl) -> {
                    put(hasher, name);
                    put(hasher, keys.canonicalOrRaw(place.namespace(), ddl));
                  });
            });
    live.vschemas()
        .forEach(
            (namespace, document) -> {
              if (scope.coversVSchema(namespace)) {
                put(hasher, "vschema");
                put(hasher, namespace.name());
                put(hasher, normalOrRaw(document));
              }
            });
    return hasher.hash().toString();
  }

  private static String normalOrRaw(String document) {
    try {
      return "normal " + VSchema.read(document).normalForm();
    } catch (VSchemaException e) {
      return "raw " + document;
    }
  }

  private static void put(Hasher hasher, String text) {
    hasher.putInt(text.length());
    hasher.putUnencodedChars(text);
  }
}

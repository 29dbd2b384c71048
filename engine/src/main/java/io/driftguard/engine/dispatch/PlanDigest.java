package io.driftguard.engine.dispatch;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import java.util.Optional;

/**
 * The digest of what a dispatch asks for: its address, its scope and its reviewed statements in
 * their order, the VSchema documents included. Two dispatches with one digest ask for the same.
 */
public final class PlanDigest {

  /** The name of the digest: it is of the plan's meaning, not of a file's bytes. */
  public static final String ALGORITHM = "driftguardPlan1";

  private static final String FORMAT = "driftguard plan digest 1";

  private PlanDigest() {}

  /**
   * The SHA-256 as 64 lower-case hexadecimal digits. Every field is hashed with its length before
   * it, so that no two sequences of fields are hashed as the same bytes.
   *
   * @param dispatch the dispatch with the desired schema that it is applied with
   */
  public static String of(Dispatch dispatch) {
    return of(dispatch, dispatch.schemaFiles());
  }

  /**
   * The same of a dispatch that the desired schema did not travel with.
   *
   * @param dispatch the dispatch
   * @param desired the desired schema that it is applied with
   */
  public static String of(Dispatch dispatch, Optional<DesiredSchema> desired) {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, FORMAT);
    put(hasher, dispatch.planId());
    put(hasher, dispatch.database());
    put(hasher, dispatch.engine().value());
    put(hasher, dispatch.environment());
    put(hasher, dispatch.target());
    put(hasher, dispatch.targetShard().flatMap(TargetShard::namespace).map(Namespace::name));
    put(hasher, dispatch.targetShard().map(target -> target.shard().value()));
    hasher.putBoolean(dispatch.declaredEmpty());
    hasher.putInt(dispatch.changes().size());
    for (ReviewedChange change : dispatch.changes()) {
      put(hasher, change, desired);
    }
    return hasher.hash().toString();
  }

  private static void put(Hasher hasher, ReviewedChange change, Optional<DesiredSchema> schema) {
    put(hasher, change.namespace().name());
    if (change instanceof ReviewedChange.Table table) {
      put(hasher, "table");
      put(hasher, table.table());
      put(hasher, table.claim().name());
      put(hasher, table.ddl());
    } else if (change instanceof ReviewedChange.VSchema vschema) {
      put(hasher, "vschema");
      put(hasher, schema.flatMap(desired -> desired.vschema(vschema.namespace())));
    } else {
      throw new IllegalArgumentException("an unknown kind of change: " + change.getClass());
    }
  }

  private static void put(Hasher hasher, Optional<String> text) {
    hasher.putBoolean(text.isPresent());
    text.ifPresent(value -> put(hasher, value));
  }

  private static void put(Hasher hasher, String text) {
    hasher.putInt(text.length());
    hasher.putUnencodedChars(text);
  }
}

package io.driftguard.vitess;

import io.driftguard.api.ShardName;
import java.util.Optional;

/** A name that no shard of Vitess has, or that misleads about the shard's key range. */
final class ShardNameException extends Exception {

  private static final long serialVersionUID = 1L;

  ShardNameException(ShardName name, String expected, Optional<String> because) {
    super(
        "expected a shard name with "
            + expected
            + ", but found \""
            + name
            + "\""
            + because.map(reason -> "; " + reason).orElse(""));
  }
}

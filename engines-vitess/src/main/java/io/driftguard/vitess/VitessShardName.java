package io.driftguard.vitess;

import io.driftguard.api.ShardName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a Vitess shard: a key range in hexadecimal, or a custom name without one.
 *
 * <p>Vitess takes some names that mislead: {@code -00} means everything, {@code 80-8000} nothing,
 * and {@code -C0} is folded to {@code -c0}. They are refused here.
 *
 * @param name the name as the topology spells it
 * @param range the keyspace ids of the shard; empty for a custom name
 */
record VitessShardName(ShardName name, Optional<KeyRange> range) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern RANGE =
      Pattern.compile("((?:[0-9A-Fa-f]{2})*)-((?:[0-9A-Fa-f]{2})*)");

  /**
   * Reads a name.
   *
   * @throws ShardNameException when the name is none that Vitess has, or one that misleads
   */
  static VitessShardName parse(ShardName name) throws ShardNameException {
    String text = name.value();
    if (!FORM.matcher(text).matches()) {
      throw new ShardNameException(
          name, "1 to 64 of the characters A-Z, a-z, 0-9, \"_\" and \"-\"", Optional.empty());
    }
    if (!text.contains("-")) {
      return new VitessShardName(name, Optional.empty());
    }
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new ShardNameException(
          name,
          "two bounds of whole hexadecimal bytes with one \"-\" between them",
          Optional.empty());
    }
    if (!text.equals(text.toLowerCase(Locale.ROOT))) {
      throw new ShardNameException(
          name, "lower-case bounds", Optional.of("Vitess folds a key range to lower case"));
    }
    KeyRange range =
        new KeyRange(KeyRange.bound(matcher.group(1)), KeyRange.bound(matcher.group(2)));
    if (!matcher.group(2).isEmpty() && range.endsAtMaximum()) {
      throw new ShardNameException(
          name,
          "an end after the minimum",
          Optional.of("an end of zero bytes means the maximum to Vitess"));
    }
    if (range.isEmpty()) {
      boolean looksRight = matcher.group(1).compareTo(matcher.group(2)) < 0;
      throw new ShardNameException(
          name,
          "a start before the end",
          looksRight
              ? Optional.of("trailing zero bytes of a bound mean nothing to Vitess")
              : Optional.empty());
    }
    return new VitessShardName(name, Optional.of(range));
  }
}

package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.TableOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table option is taken back. The server has no clause for it: an option is set to the value
 * that it has when it is not written, and then is printed no more.
 */
final class OptionDefaults {

  private static final ImmutableMap<TableOption.Key, String> DEFAULTS =
      ImmutableMap.<TableOption.Key, String>builder()
          .put(TableOption.Key.AUTOEXTEND_SIZE, "0")
          .put(TableOption.Key.AVG_ROW_LENGTH, "0")
          .put(TableOption.Key.CHECKSUM, "0")
          .put(TableOption.Key.COMMENT, "")
          .put(TableOption.Key.COMPRESSION, "")
          .put(TableOption.Key.CONNECTION, "")
          .put(TableOption.Key.DELAY_KEY_WRITE, "0")
          .put(TableOption.Key.ENGINE_ATTRIBUTE, "")
          .put(TableOption.Key.INSERT_METHOD, "NO")
          .put(TableOption.Key.KEY_BLOCK_SIZE, "0")
          .put(TableOption.Key.MAX_ROWS, "0")
          .put(TableOption.Key.MIN_ROWS, "0")
          .put(TableOption.Key.PACK_KEYS, "DEFAULT")
          .put(TableOption.Key.ROW_FORMAT, "DEFAULT")
          .put(TableOption.Key.SECONDARY_ENGINE, "NULL")
          .put(TableOption.Key.SECONDARY_ENGINE_ATTRIBUTE, "")
          .put(TableOption.Key.STATS_AUTO_RECALC, "DEFAULT")
          .put(TableOption.Key.STATS_PERSISTENT, "DEFAULT")
          .put(TableOption.Key.STATS_SAMPLE_PAGES, "DEFAULT")
          .put(TableOption.Key.UNION, "")
          .buildOrThrow();

  /** What the server reads in {@code ALTER TABLE} and does nothing about. */
  private static final ImmutableSet<TableOption.Key> IGNORED =
      ImmutableSet.of(
          TableOption.Key.AUTO_INCREMENT,
          TableOption.Key.DATA_DIRECTORY,
          TableOption.Key.INDEX_DIRECTORY,
          TableOption.Key.PASSWORD,
          TableOption.Key.START_TRANSACTION);

  private OptionDefaults() {}

  /** Tells whether {@code ALTER TABLE} can change the option. */
  static boolean canChange(TableOption.Key key) {
    return !IGNORED.contains(key);
  }

  /**
   * The option that takes an option back; empty where the server keeps what was once said (a
   * tablespace, a directory), and where what holds without it is the schema's to say (encryption).
   */
  static Optional<TableOption> reset(TableOption.Key key) {
    return Optional.ofNullable(DEFAULTS.get(key))
        .map(value -> new TableOption(key, value, List.of()));
  }

  /** Writes an option into a table's options, as {@code ALTER TABLE} does. */
  static void set(Map<TableOption.Key, TableOption> options, TableOption option) {
    if (IGNORED.contains(option.key())) {
      return;
    }
    if (reset(option.key()).filter(option::equals).isPresent()) {
      options.remove(option.key());
    } else {
      options.put(option.key(), option);
    }
  }
}

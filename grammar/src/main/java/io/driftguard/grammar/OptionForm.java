package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.TableOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The canonical form of table options. */
final class OptionForm {

  /** The engine that is made of other tables. */
  private static final String MERGE = "MRG_MyISAM";

  /** Engines by lower-case name, as the server prints them. */
  private static final Map<String, String> ENGINES =
      Map.ofEntries(
          Map.entry("archive", "ARCHIVE"),
          Map.entry("blackhole", "BLACKHOLE"),
          Map.entry("csv", "CSV"),
          Map.entry("example", "EXAMPLE"),
          Map.entry("federated", "FEDERATED"),
          Map.entry("heap", "MEMORY"),
          Map.entry("innodb", "InnoDB"),
          Map.entry("memory", "MEMORY"),
          Map.entry("merge", MERGE),
          Map.entry("mrg_myisam", MERGE),
          Map.entry("myisam", "MyISAM"),
          Map.entry("ndb", "ndbcluster"),
          Map.entry("ndbcluster", "ndbcluster"),
          Map.entry("performance_schema", "PERFORMANCE_SCHEMA"));

  static final String INNODB = "InnoDB";

  /** Engines that read the size of a tablespace and forget it. */
  private static final Set<String> NO_TABLESPACES = Set.of("BLACKHOLE", "MEMORY", "MyISAM");

  /** The order in which the server prints options. */
  private static final List<TableOption.Key> ORDER =
      List.of(
          TableOption.Key.TABLESPACE,
          TableOption.Key.STORAGE,
          TableOption.Key.AUTOEXTEND_SIZE,
          TableOption.Key.ENGINE,
          TableOption.Key.AUTO_INCREMENT,
          TableOption.Key.CHARSET,
          TableOption.Key.COLLATE,
          TableOption.Key.MIN_ROWS,
          TableOption.Key.MAX_ROWS,
          TableOption.Key.AVG_ROW_LENGTH,
          TableOption.Key.PACK_KEYS,
          TableOption.Key.STATS_PERSISTENT,
          TableOption.Key.STATS_AUTO_RECALC,
          TableOption.Key.STATS_SAMPLE_PAGES,
          TableOption.Key.CHECKSUM,
          TableOption.Key.DELAY_KEY_WRITE,
          TableOption.Key.ROW_FORMAT,
          TableOption.Key.KEY_BLOCK_SIZE,
          TableOption.Key.COMPRESSION,
          TableOption.Key.ENCRYPTION,
          TableOption.Key.SECONDARY_ENGINE,
          TableOption.Key.ENGINE_ATTRIBUTE,
          TableOption.Key.SECONDARY_ENGINE_ATTRIBUTE,
          TableOption.Key.COMMENT,
          TableOption.Key.CONNECTION,
          TableOption.Key.DATA_DIRECTORY,
          TableOption.Key.INDEX_DIRECTORY,
          TableOption.Key.INSERT_METHOD,
          TableOption.Key.UNION,
          TableOption.Key.PASSWORD,
          TableOption.Key.START_TRANSACTION);

  private OptionForm() {}

  /** An engine's name as the server prints it; one that is not known here in lower case. */
  static String engine(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENGINES.getOrDefault(lower, lower);
  }

  static Optional<String> value(List<TableOption> options, TableOption.Key key) {
    return options.stream().filter(o -> o.key() == key).map(TableOption::value).findFirst();
  }

  /**
   * What the options of a new table say about its character set.
   *
   * @param inherited what holds when they say nothing
   */
  static Collation collation(List<TableOption> options, Collation inherited)
      throws DdlRejectedException {
    Optional<String> charset = value(options, TableOption.Key.CHARSET);
    for (TableOption option : options) {
      if (option.key() == TableOption.Key.CHARSET && !charset.equals(Optional.of(option.value()))) {
        throw Invalid.because(
            "one character set of the table was expected, but found "
                + Quoted.of(charset.orElse(""))
                + " and "
                + Quoted.of(option.value()));
      }
    }
    Optional<String> collation = value(options, TableOption.Key.COLLATE);
    if (charset.isPresent()) {
      return collation.isPresent()
          ? CharsetTable.both(charset.get(), collation.get())
          : CharsetTable.defaultOf(charset.get());
    }
    return collation.isPresent() ? CharsetTable.collation(collation.get()) : inherited;
  }

  /**
   * All options of a table: engine, character set and collation always, others when they differ.
   */
  static List<TableOption> ofTable(List<TableOption> written, String engine, Collation collation) {
    Map<TableOption.Key, TableOption> kept = new EnumMap<>(TableOption.Key.class);
    for (TableOption option : written) {
      if (!isDefault(option) && !isForgotten(option.key(), engine)) {
        kept.put(option.key(), option(option));
      }
    }
    kept.put(TableOption.Key.ENGINE, TableOption.of(TableOption.Key.ENGINE, engine));
    kept.put(
        TableOption.Key.CHARSET,
        TableOption.of(TableOption.Key.CHARSET, collation.charset().name()));
    kept.put(TableOption.Key.COLLATE, TableOption.of(TableOption.Key.COLLATE, collation.name()));
    List<TableOption> out = new ArrayList<>();
    for (TableOption.Key key : ORDER) {
      if (kept.containsKey(key)) {
        out.add(kept.get(key));
      }
    }
    return out;
  }

  /** Whether an engine reads an option of this key, and keeps nothing of it. */
  private static boolean isForgotten(TableOption.Key key, String engine) {
    return switch (key) {
      case AUTOEXTEND_SIZE -> NO_TABLESPACES.contains(engine);
      case INSERT_METHOD, UNION -> !engine.equals(MERGE);
      default -> false;
    };
  }

  /**
   * The options that one clause of {@code ALTER TABLE} sets. A default is something there: it takes
   * an earlier value back.
   */
  static List<TableOption> ofChange(List<TableOption> written) throws DdlRejectedException {
    Map<TableOption.Key, TableOption> kept = new EnumMap<>(TableOption.Key.class);
    for (TableOption option : written) {
      kept.put(option.key(), option(option));
    }
    if (kept.containsKey(TableOption.Key.CHARSET) || kept.containsKey(TableOption.Key.COLLATE)) {
      Collation collation = collation(written, CharsetTable.collation(CharsetTable.BINARY));
      kept.put(
          TableOption.Key.CHARSET,
          TableOption.of(TableOption.Key.CHARSET, collation.charset().name()));
      kept.put(TableOption.Key.COLLATE, TableOption.of(TableOption.Key.COLLATE, collation.name()));
    }
    return ORDER.stream().filter(kept::containsKey).map(kept::get).toList();
  }

  private static TableOption option(TableOption option) {
    return switch (option.key()) {
      case ENGINE -> TableOption.of(option.key(), engine(option.value()));
      case ROW_FORMAT, INSERT_METHOD, STORAGE ->
          TableOption.of(option.key(), option.value().toUpperCase(Locale.ROOT));
      case COMMENT -> TableOption.of(option.key(), CommentText.stored(option.value()));
      default -> option;
    };
  }

  /** What a new table has anyway, or what is no part of a schema. */
  private static boolean isDefault(TableOption option) {
    String value = option.value().toUpperCase(Locale.ROOT);
    return switch (option.key()) {
      case AUTO_INCREMENT, PASSWORD -> true;
      case MIN_ROWS,
          MAX_ROWS,
          AVG_ROW_LENGTH,
          CHECKSUM,
          DELAY_KEY_WRITE,
          KEY_BLOCK_SIZE,
          AUTOEXTEND_SIZE ->
          value.equals("0");
      case PACK_KEYS, STATS_AUTO_RECALC, STATS_PERSISTENT, STATS_SAMPLE_PAGES, ROW_FORMAT ->
          value.equals("DEFAULT");
      case COMMENT, COMPRESSION, CONNECTION, ENGINE_ATTRIBUTE, SECONDARY_ENGINE_ATTRIBUTE ->
          value.isEmpty();
      // The keyword, not an engine of that name.
      case SECONDARY_ENGINE -> option.value().equals("NULL");
      case INSERT_METHOD -> value.equals("NO");
      case UNION -> option.tables().isEmpty();
      case ENGINE,
          CHARSET,
          COLLATE,
          DATA_DIRECTORY,
          INDEX_DIRECTORY,
          ENCRYPTION,
          START_TRANSACTION,
          STORAGE,
          TABLESPACE ->
          false;
    };
  }
}

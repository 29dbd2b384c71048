package io.driftguard.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables as applications have them, as many and as wide as a benchmark wants. */
final class SampleTables {

  /** One change in so many tables is under way. */
  static final int CHANGED = 10;

  private static final List<String> TYPES =
      List.of(
          "varchar(64) COLLATE utf8mb4_bin NOT NULL DEFAULT ''",
          "int unsigned DEFAULT NULL COMMENT 'how many'",
          "datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)",
          "decimal(10,2) NOT NULL DEFAULT '0.00'",
          "json DEFAULT NULL",
          "enum('new','paid','sent') NOT NULL DEFAULT 'new'");

  private SampleTables() {}

  /** A table of so many columns, as a server prints it. */
  static String table(String name, int columns) {
    return table(name, columns, "");
  }

  /** The same table with a column more, as somebody wants it. */
  static String changedTable(String name, int columns) {
    return table(name, columns, "  `region` VARCHAR(50) NOT NULL DEFAULT '',\n");
  }

  /** The statement that leads from the one to the other. */
  static String change(String name) {
    return "ALTER TABLE `" + name + "` ADD COLUMN `region` varchar(50) NOT NULL DEFAULT ''";
  }

  private static String table(String name, int columns, String more) {
    String body =
        IntStream.range(0, columns)
            .mapToObj(i -> "  `c" + i + "` " + TYPES.get(i % TYPES.size()) + ",\n")
            .collect(Collectors.joining());
    return "CREATE TABLE `"
        + name
        + "` (\n  `id` bigint NOT NULL AUTO_INCREMENT,\n"
        + body
        + more
        + "  PRIMARY KEY (`id`),\n  KEY `by_first` (`c0`,`c1`)\n"
        + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci";
  }

  /** So many tables of twenty columns, by the names of their files. */
  static Map<String, String> live(int tables) {
    return files(tables, 0);
  }

  /** The tables as they are wanted: one in {@link #CHANGED} has a column more. */
  static Map<String, String> desired(int tables) {
    return files(tables, CHANGED);
  }

  static String name(int index) {
    return "t" + index;
  }

  private static Map<String, String> files(int tables, int changed) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < tables; i++) {
      String name = name(i);
      boolean change = changed > 0 && i % changed == 0;
      files.put(name + ".sql", (change ? changedTable(name, 20) : table(name, 20)) + ";\n");
    }
    return files;
  }
}

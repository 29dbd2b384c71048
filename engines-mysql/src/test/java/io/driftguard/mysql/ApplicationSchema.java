package io.driftguard.mysql;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables such as an application's migrations leave behind, written the way that people write them:
 * synonyms, inline keys, defaults spelled out, keys without names.
 */
final class ApplicationSchema {

  private static final List<String> COLUMNS =
      List.of(
          "title VARCHAR(255) NOT NULL DEFAULT ''",
          "body LONGTEXT",
          "price DECIMAL(10,2) NOT NULL DEFAULT 0.00",
          "state ENUM('new','open','done') NOT NULL DEFAULT 'new'",
          "is_active BOOLEAN NOT NULL DEFAULT TRUE",
          "created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP",
          "updated_at TIMESTAMP NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP",
          "settings JSON",
          "code CHAR(36) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL",
          "quantity INTEGER UNSIGNED DEFAULT 1 COMMENT 'how many, it''s a count'",
          "ratio DOUBLE PRECISION",
          "payload VARBINARY(64)",
          "day DATE DEFAULT '1970-01-01'",
          "note TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
          "flags SET('a','b','c') DEFAULT 'a,b'",
          "amount NUMERIC(8)",
          "short_title VARCHAR(20) GENERATED ALWAYS AS (LEFT(title, 20)) VIRTUAL");

  private ApplicationSchema() {}

  /** So many tables, of which later ones refer to earlier ones. */
  static List<String> tables(int count) {
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(table(i));
    }
    return tables;
  }

  private static String table(int number) {
    List<String> lines = new ArrayList<>();
    boolean partitioned = number % 29 == 7;
    lines.add(
        number % 3 == 0 && !partitioned
            ? "id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY"
            : "id bigint unsigned not null auto_increment");
    lines.add("title varchar(100) NOT NULL");
    for (int i = 0; i < 6; i++) {
      String column = COLUMNS.get((number * 5 + i * 7) % COLUMNS.size());
      if (!column.startsWith("title")
          && lines.stream().noneMatch(line -> line.startsWith(name(column) + " "))) {
        lines.add(column);
      }
    }
    if (number % 3 != 0 || partitioned) {
      lines.add("PRIMARY KEY (`id`)");
    }
    lines.add(number % 2 == 0 ? "KEY (title)" : "INDEX by_title (title(10) DESC) USING BTREE");
    if (number % 4 == 1) {
      lines.add("UNIQUE title_of_id (title, id)");
    }
    if (number % 5 == 4 && !partitioned && (number / 2) % 29 != 7) {
      lines.add("parent_id BIGINT UNSIGNED");
      lines.add(
          "CONSTRAINT fk_"
              + number
              + " FOREIGN KEY (parent_id) REFERENCES "
              + tableName(number / 2)
              + " (id) ON DELETE "
              + (number % 2 == 0 ? "CASCADE" : "SET NULL"));
    }
    if (number % 7 == 3) {
      lines.add("CHECK (char_length(title) > 0)");
    }
    return "CREATE TABLE "
        + tableName(number)
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n) ENGINE=InnoDB"
        + (number % 6 == 2 ? " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci" : "")
        + (number % 11 == 5 ? " COMMENT='the things of number " + number + "'" : "")
        + (partitioned ? " PARTITION BY HASH (id) PARTITIONS 4" : "");
  }

  static String tableName(int number) {
    return String.format("app_%04d_%s", number, number % 2 == 0 ? "orders" : "order_items");
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf(' '));
  }
}

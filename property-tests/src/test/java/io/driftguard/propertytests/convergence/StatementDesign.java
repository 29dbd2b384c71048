package io.driftguard.propertytests.convergence;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.schemadiff.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Generated statements that change a schema. They name what is there more often than not, so that a
 * server takes some and refuses others.
 */
final class StatementDesign {

  private static final List<String> TYPES =
      List.of(
          "int",
          "bigint",
          "int unsigned",
          "varchar(10)",
          "varchar(20)",
          "varchar(70)",
          "text",
          "int NOT NULL",
          "int DEFAULT '5'",
          "varchar(20) NOT NULL DEFAULT 'x'",
          "varchar(10) COLLATE utf8mb4_bin",
          "varchar(10) CHARACTER SET latin1",
          "int COMMENT 'x'",
          "int INVISIBLE",
          "int NOT NULL AUTO_INCREMENT",
          "int UNIQUE",
          "int DEFAULT (1 + 1)",
          "varchar(40) DEFAULT (uuid())");
  private static final List<String> OPTIONS =
      List.of(
          "COMMENT='x'",
          "COMMENT=''",
          "ROW_FORMAT=DYNAMIC",
          "STATS_PERSISTENT=1",
          "STATS_PERSISTENT=DEFAULT",
          "COLLATE=utf8mb4_bin",
          "CHARSET=latin1",
          "CONVERT TO CHARACTER SET latin1",
          "CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
          "ENGINE=InnoDB",
          "FORCE",
          "AUTO_INCREMENT=9");

  private final Random random;
  private final List<CreateTable> tables;
  private final CreateTable table;

  private StatementDesign(Random random, Schema schema) {
    this.random = random;
    this.tables = List.copyOf(schema.tables().values());
    this.table = any(tables);
  }

  /** A statement for a schema that has tables. */
  static String of(Random random, Schema schema) {
    return new StatementDesign(random, schema).statement();
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String statement() {
    String name = name(table);
    return switch (random.nextInt(20)) {
      case 0 -> "CREATE TABLE " + any(List.of("p", "t", "u", "x")) + " LIKE " + name;
      case 1 -> "RENAME TABLE " + name + " TO " + any(List.of("p", "t", "u", "x"));
      case 2 -> chance(50) ? "DROP TABLE " + name : "TRUNCATE TABLE nope";
      case 3 -> "CREATE INDEX " + newKey() + " ON " + name + " (" + parts() + ")";
      case 4 -> "DROP INDEX " + key() + " ON " + name;
      case 5 ->
          "CREATE TABLE IF NOT EXISTS "
              + any(List.of("p", "t", "u", "x"))
              + " (a "
              + any(TYPES)
              + ", b int)";
      default -> "ALTER TABLE " + name + " " + clauses();
    };
  }

  private String clauses() {
    if (table.partitioning().isPresent() && chance(60)) {
      return partitions(table.partitioning().get());
    }
    List<String> clauses = new ArrayList<>();
    for (int i = chance(60) ? 1 : 2 + random.nextInt(2); i > 0; i--) {
      clauses.add(clause());
    }
    return String.join(", ", clauses);
  }

  private String clause() {
    return switch (random.nextInt(26)) {
      case 0, 1, 2 -> "ADD COLUMN " + newColumn() + " " + any(TYPES) + position();
      case 3, 4, 5 -> "DROP COLUMN " + column();
      case 6, 7, 8 -> "MODIFY COLUMN " + column() + " " + any(TYPES) + position();
      case 9 -> "CHANGE COLUMN " + column() + " " + newColumn() + " " + any(TYPES) + position();
      case 10, 11 -> "RENAME COLUMN " + column() + " TO " + any(List.of("n1", "n2", "n3", "id"));
      case 12 -> "ALTER COLUMN " + column() + " DROP DEFAULT";
      case 13 -> "ALTER COLUMN " + column() + " SET " + (chance(50) ? "VISIBLE" : "INVISIBLE");
      case 14, 15 ->
          "ADD " + (chance(30) ? "UNIQUE " : "") + "KEY " + newKey() + " (" + parts() + ")";
      case 16 -> "DROP KEY " + key();
      case 17 -> "RENAME KEY " + key() + " TO " + newKey();
      case 18 -> "ALTER INDEX " + key() + (chance(50) ? " VISIBLE" : " INVISIBLE");
      case 19 -> chance(50) ? "DROP PRIMARY KEY" : "ADD PRIMARY KEY (" + column() + ")";
      case 20 -> "ADD CONSTRAINT " + newCheck() + " CHECK (" + number() + " > 0)";
      case 21 ->
          chance(50)
              ? "DROP CHECK " + check()
              : "ALTER CHECK " + check() + (chance(50) ? " ENFORCED" : " NOT ENFORCED");
      case 22 -> "DROP CONSTRAINT " + any(List.of(check(), foreignKey(), key(), "`PRIMARY`"));
      case 23 -> "DROP FOREIGN KEY " + foreignKey();
      case 24 -> reference();
      default -> any(OPTIONS);
    };
  }

  private String partitions(Partitioning by) {
    String partition =
        by.definitions().isEmpty() || chance(20) ? "p1" : any(by.definitions()).name();
    return switch (random.nextInt(8)) {
      case 0 -> "REMOVE PARTITIONING";
      case 1 -> "COALESCE PARTITION " + (1 + random.nextInt(2));
      case 2 -> "ADD PARTITION PARTITIONS " + (1 + random.nextInt(2));
      case 3 -> "DROP PARTITION " + partition;
      case 4 -> "TRUNCATE PARTITION " + partition;
      case 5 -> "ADD PARTITION (PARTITION rz VALUES LESS THAN (" + (50 + random.nextInt(50)) + "))";
      case 6 -> "ADD PARTITION (PARTITION " + partition + " VALUES IN (77))";
      default -> "PARTITION BY HASH (" + number() + ") PARTITIONS 2";
    };
  }

  private String reference() {
    CreateTable parent = any(tables);
    return "ADD CONSTRAINT "
        + any(List.of("f_1", "f_2", "f_8", "f_9"))
        + " FOREIGN KEY ("
        + column()
        + ") REFERENCES "
        + name(parent)
        + " ("
        + any(parent.columns()).name()
        + ")"
        + any(List.of("", "", " ON DELETE CASCADE", " ON UPDATE SET NULL"));
  }

  private static String name(CreateTable table) {
    return table.table().name();
  }

  private String column() {
    return chance(96) ? any(table.columns()).name() : "nope";
  }

  private String number() {
    List<String> names =
        table.columns().stream()
            .filter(column -> column.type() instanceof DataType.IntegerType)
            .map(ColumnDef::name)
            .toList();
    return names.isEmpty() ? "nope" : any(names);
  }

  private String newColumn() {
    return chance(85) ? any(List.of("n1", "n2", "n3", "n4")) : column();
  }

  private String position() {
    return chance(70) ? "" : chance(50) ? " FIRST" : " AFTER " + column();
  }

  private String parts() {
    String first = column();
    return chance(60) ? first : first + ", " + column() + (chance(30) ? " DESC" : "");
  }

  private String key() {
    List<String> names = table.keys().stream().map(KeyDef::name).flatMap(Optional::stream).toList();
    return names.isEmpty() || chance(5) ? "nope" : any(names);
  }

  private String newKey() {
    return chance(85) ? any(List.of("n1", "n2", "n3", "n4")) : key();
  }

  private String check() {
    List<String> names =
        table.checks().stream().map(CheckDef::name).flatMap(Optional::stream).toList();
    return names.isEmpty() || chance(5) ? "nope" : any(names);
  }

  private String newCheck() {
    return chance(70) ? any(List.of("c_7", "c_8", "c_9")) : check();
  }

  private String foreignKey() {
    List<String> names =
        table.foreignKeys().stream().map(ForeignKeyDef::name).flatMap(Optional::stream).toList();
    return names.isEmpty() || chance(5) ? "nope" : any(names);
  }
}

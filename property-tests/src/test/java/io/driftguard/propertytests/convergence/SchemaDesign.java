package io.driftguard.propertytests.convergence;

import io.driftguard.propertytests.convergence.ColumnDesign.Kind;
import io.driftguard.propertytests.convergence.TableDesign.Check;
import io.driftguard.propertytests.convergence.TableDesign.Part;
import io.driftguard.propertytests.convergence.TableDesign.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A generated schema, which random edits change. The tables stand in an order in which they can be
 * created; a foreign key refers to a table before its own, or to its own.
 *
 * <p>Most of what comes out is a schema that a server takes. What it refuses, the simulation has to
 * refuse as well.
 */
final class SchemaDesign {

  private static final List<String> COLUMN_NAMES =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "id");
  private static final List<String> TABLE_NAMES = List.of("p", "t", "u");
  private static final List<String> COMMENTS = List.of("", "x", "it''s", "ü %");
  private static final List<String> COLLATIONS =
      List.of(
          "utf8mb4_bin",
          "latin1_swedish_ci",
          "utf8mb4_general_ci",
          "utf8mb4_0900_ai_ci",
          "ascii_bin");
  private static final List<String> ACTIONS =
      List.of(
          "", " ON DELETE CASCADE", " ON DELETE SET NULL ON UPDATE CASCADE", " ON UPDATE SET NULL");
  private static final List<String> CHECKS =
      List.of("$ > 0", "$ <> 7", "$ IS NOT NULL", "$ BETWEEN 1 AND 9 OR $ = 12", "length($) < 5");
  private static final List<String> OPTIONS =
      List.of(
          "COMMENT 'x'",
          "COMMENT 'it''s'",
          "ROW_FORMAT DYNAMIC",
          "ROW_FORMAT COMPACT",
          "STATS_PERSISTENT 1",
          "STATS_AUTO_RECALC 0",
          "STATS_SAMPLE_PAGES 20",
          "MAX_ROWS 100",
          "AVG_ROW_LENGTH 50",
          "CHECKSUM 1",
          "PACK_KEYS 1",
          "DELAY_KEY_WRITE 1",
          "MIN_ROWS 10");

  private final Random random;
  private final List<TableDesign> tables = new ArrayList<>();

  private SchemaDesign(Random random) {
    this.random = random;
  }

  /** A schema of a few tables. */
  static SchemaDesign of(Random random) {
    SchemaDesign schema = new SchemaDesign(random);
    int tables = schema.chance(35) ? 2 : 1;
    for (int i = 0; i < tables; i++) {
      schema.addTable();
    }
    return schema;
  }

  /** This schema after some edits of it. */
  SchemaDesign edited(int edits) {
    SchemaDesign schema = new SchemaDesign(random);
    tables.forEach(table -> schema.tables.add(table.copy()));
    for (int i = 0; i < edits; i++) {
      schema.edit();
    }
    return schema;
  }

  /** The statements that create the tables, in an order in which they can run. */
  List<String> statements() {
    return tables.stream().map(TableDesign::sql).toList();
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void edit() {
    int which = random.nextInt(100);
    if (tables.isEmpty() || which < 4) {
      addTable();
    } else if (which < 7) {
      dropTable(any(tables));
    } else {
      edit(any(tables));
    }
  }

  private void edit(TableDesign table) {
    int which = random.nextInt(100);
    if (which < 14) {
      addColumn(table);
    } else if (which < 22) {
      dropColumn(table);
    } else if (which < 30) {
      ColumnDesign column = any(table.columns);
      table.columns.remove(column);
      table.columns.add(random.nextInt(table.columns.size() + 1), column);
    } else if (which < 52) {
      changeColumn(table);
    } else if (which < 60) {
      addKey(table);
    } else if (which < 72) {
      changeKey(table);
    } else if (which < 76) {
      changePrimaryKey(table);
    } else if (which < 82) {
      changeChecks(table);
    } else if (which < 90) {
      changeReferences(table);
    } else if (which < 97) {
      changeOptions(table);
    } else {
      partition(table);
    }
  }

  private void addTable() {
    List<String> free = new ArrayList<>(TABLE_NAMES);
    tables.forEach(table -> free.remove(table.name));
    if (free.isEmpty()) {
      return;
    }
    TableDesign table = new TableDesign(any(free));
    if (chance(70)) {
      table.columns.add(
          ColumnDesign.of("id", Kind.WHOLE, any(List.of("int", "bigint"))).auto(chance(50)));
      table.keys.add(new TableDesign.Key("PRIMARY", "", List.of(Part.of("id")), "", false));
    }
    int columns = 2 + random.nextInt(4);
    for (int i = 0; i < columns; i++) {
      addColumn(table);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      addKey(table);
    }
    tables.add(table);
    if (chance(40)) {
      changeReferences(table);
    }
    if (chance(30)) {
      changeChecks(table);
    }
    if (chance(15)) {
      partition(table);
    }
    for (int i = random.nextInt(2); i > 0; i--) {
      changeOptions(table);
    }
  }

  private void dropTable(TableDesign table) {
    tables.remove(table);
    for (TableDesign other : tables) {
      other.references.removeIf(each -> each.parent().equals(table.name));
    }
  }

  private void addColumn(TableDesign table) {
    List<String> free = new ArrayList<>(COLUMN_NAMES);
    table.columns.forEach(column -> free.remove(column.name().toLowerCase(Locale.ROOT)));
    if (free.isEmpty()) {
      return;
    }
    Kind kind = chance(40) ? Kind.WHOLE : any(List.of(Kind.values()));
    ColumnDesign column = ColumnDesign.of(any(free), kind, any(kind.types()));
    if (chance(25)) {
      column = column.notNull(true);
    }
    if (chance(15)) {
      column = generated(table, column);
    }
    table.columns.add(random.nextInt(table.columns.size() + 1), column);
    if (chance(40) && column.generated().isEmpty()) {
      changeDefault(table, column);
    }
  }

  /** The column as one that is generated from a column of the table, if there is one for it. */
  private ColumnDesign generated(TableDesign table, ColumnDesign column) {
    for (ColumnDesign source : table.columns) {
      if (source.kind() == column.kind()
          && source.generated().isEmpty()
          && !source.auto()
          && !source.name().equals(column.name())) {
        String expression =
            switch (column.kind()) {
              case WHOLE, NUMBER -> "(" + source.name() + " + " + (1 + random.nextInt(2)) + ")";
              case STRING -> "(upper(" + source.name() + "))";
              default -> "";
            };
        if (!expression.isEmpty()) {
          return column.generated(
              expression + (chance(50) ? " STORED" : " VIRTUAL"), source.name());
        }
      }
    }
    return column;
  }

  private void dropColumn(TableDesign table) {
    String column = any(table.columns).name();
    List<ColumnDesign> left =
        table.columns.stream()
            .filter(each -> !each.name().equals(column) && !each.source().equals(column))
            .toList();
    if (left.stream().noneMatch(each -> !each.invisible() && each.source().isEmpty())) {
      return;
    }
    table.drop(column);
    for (TableDesign other : tables) {
      other.references.removeIf(
          each -> each.parent().equals(table.name) && each.parentColumn().equals(column));
    }
    keepAutoIncrement(table);
  }

  private void changeColumn(TableDesign table) {
    ColumnDesign column = any(table.columns);
    int which = random.nextInt(8);
    if (which < 2) {
      changeType(table, column);
    } else if (which == 2 && !table.isInPrimaryKey(column.name())) {
      table.replace(column, column.notNull(!column.notNull()));
    } else if (which == 3) {
      changeDefault(table, column);
    } else if (which == 4) {
      table.replace(column, column.commented(any(COMMENTS)));
    } else if (which == 5
        && (column.invisible()
            || table.columns.stream().filter(each -> !each.invisible()).count() > 1)) {
      table.replace(column, column.invisible(!column.invisible()));
    } else if (which == 6 && column.kind().hasCollation()) {
      table.replace(column, column.collated(chance(40) ? "" : any(COLLATIONS)));
    } else if (which == 7 && !table.isInPrimaryKey(column.name())) {
      boolean plain = column.generated().isEmpty();
      boolean used = table.columns.stream().anyMatch(each -> each.source().equals(column.name()));
      table.replace(
          column,
          plain && !used && !column.auto()
              ? generated(table, column)
              : column.generated("", plain ? column.source() : ""));
    }
  }

  /** Gives a column another type; those that are joined to it by foreign keys get the same one. */
  private void changeType(TableDesign table, ColumnDesign column) {
    boolean free =
        table.keys.stream().noneMatch(key -> key.uses(column.name()))
            && table.columns.stream().noneMatch(each -> each.source().equals(column.name()))
            && table.checks.stream().noneMatch(each -> each.column().equals(column.name()))
            && !table.partitionedBy.contains(column.name())
            && column.generated().isEmpty()
            && !column.auto();
    Kind kind = free && chance(40) ? any(List.of(Kind.values())) : column.kind();
    String type = any(kind.types());
    if (column.auto() && !type.contains("int")) {
      return;
    }
    table.replace(column, column.typed(kind, type));
    for (TableDesign other : tables) {
      for (Reference each : List.copyOf(other.references)) {
        boolean child = other == table && each.column().equals(column.name());
        boolean parent =
            each.parent().equals(table.name) && each.parentColumn().equals(column.name());
        if (child || parent) {
          if (chance(70) && kind == column.kind()) {
            TableDesign owner = child ? table(each.parent()).orElseThrow() : other;
            String name = child ? each.parentColumn() : each.column();
            owner.column(name).ifPresent(it -> owner.replace(it, it.typed(kind, type)));
          } else {
            other.references.remove(each);
          }
        }
      }
    }
  }

  private Optional<TableDesign> table(String name) {
    return tables.stream().filter(table -> table.name.equals(name)).findFirst();
  }

  private void changeDefault(TableDesign table, ColumnDesign column) {
    if (!column.generated().isEmpty() || column.auto()) {
      return;
    }
    List<String> values = new ArrayList<>(column.kind().defaults());
    if (column.type().equals("year") || column.type().equals("time")) {
      values.remove("'2001'");
    } else if (column.kind() == Kind.DATE) {
      values.clear();
    }
    if (!column.collation().isEmpty() || column.type().equals("char(1)")) {
      values.remove("(uuid())");
      values.remove("'it''s'");
    }
    values.add("");
    String source = "";
    String value = any(values);
    if (column.kind() == Kind.WHOLE && chance(15)) {
      for (ColumnDesign other : table.columns) {
        if (other.kind() == Kind.WHOLE
            && !other.auto()
            && other.generated().isEmpty()
            && other.source().isEmpty()
            && !other.value().startsWith("(")
            && !other.name().equals(column.name())) {
          source = other.name();
          value = "(" + source + " * 2)";
        }
      }
    }
    boolean used = table.columns.stream().anyMatch(each -> each.source().equals(column.name()));
    if (used && value.startsWith("(")) {
      return;
    }
    table.replace(column, column.valued(value, source));
  }

  private Optional<String> freeKey(TableDesign table) {
    List<String> free = new ArrayList<>(List.of("k1", "k2", "k3", "k4", "a", "f_1", "f_2"));
    table.keys.forEach(key -> free.remove(key.name().toLowerCase(Locale.ROOT)));
    return free.isEmpty() ? Optional.empty() : Optional.of(any(free));
  }

  private void addKey(TableDesign table) {
    Optional<String> name = freeKey(table);
    if (name.isEmpty()) {
      return;
    }
    List<ColumnDesign> texts =
        table.columns.stream()
            .filter(each -> each.kind() == Kind.STRING || each.kind() == Kind.TEXT)
            .filter(each -> each.collation().isEmpty() && each.generated().isEmpty())
            .toList();
    if (chance(4) && !texts.isEmpty() && table.partitioning.isEmpty()) {
      table.keys.add(
          new TableDesign.Key(
              "FULLTEXT", name.get(), List.of(Part.of(any(texts).name())), "", chance(20)));
      return;
    }
    List<Part> parts = parts(table);
    // The server prints unique keys on what it computes in an order that depends on their history.
    boolean unique =
        chance(25)
            && table.partitioning.isEmpty()
            && parts.stream().allMatch(part -> isPlain(table, part));
    if (!parts.isEmpty()) {
      table.keys.add(
          random.nextInt(table.keys.size() + 1),
          new TableDesign.Key(
              unique ? "UNIQUE" : "",
              name.get(),
              parts,
              chance(15) ? "x" : "",
              !unique && chance(15)));
    }
  }

  private static boolean isPlain(TableDesign table, Part part) {
    return part.expression().isEmpty()
        && table.column(part.column()).filter(it -> it.generated().isEmpty()).isPresent();
  }

  private List<Part> parts(TableDesign table) {
    List<ColumnDesign> columns = new ArrayList<>(table.columns);
    List<Part> parts = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0 && !columns.isEmpty(); i--) {
      ColumnDesign column = any(columns);
      columns.remove(column);
      Part part = new Part(column.name(), "", 0, chance(15));
      if (column.kind() == Kind.WHOLE && chance(10) && !column.auto()) {
        parts.add(new Part(column.name(), "((" + column.name() + " + 1))", 0, false));
      } else if (column.kind().isShort()) {
        boolean prefix = column.type().equals("varchar(20)") && chance(30);
        parts.add(prefix ? new Part(column.name(), "", 7, part.descending()) : part);
      } else if (column.kind().takesPrefix()) {
        parts.add(new Part(column.name(), "", 9, part.descending()));
      }
    }
    return parts;
  }

  private void changeKey(TableDesign table) {
    if (table.keys.isEmpty()) {
      return;
    }
    TableDesign.Key key = any(table.keys);
    int at = table.keys.indexOf(key);
    int which = random.nextInt(8);
    if (which < 2 && !key.isPrimary()) {
      table.keys.remove(key);
      keepAutoIncrement(table);
    } else if (which == 2) {
      table.keys.remove(key);
      table.keys.add(random.nextInt(table.keys.size() + 1), key);
    } else if (which == 3 && key.kind().isEmpty()) {
      table.keys.set(
          at,
          new TableDesign.Key(
              key.kind(), key.name(), key.parts(), key.comment(), !key.invisible()));
    } else if (which == 4) {
      table.keys.set(
          at,
          new TableDesign.Key(key.kind(), key.name(), key.parts(), any(COMMENTS), key.invisible()));
    } else if (which == 5 && key.kind().isEmpty()) {
      List<Part> parts = parts(table);
      table.keys.set(at, parts.isEmpty() ? key : key.with(parts));
      keepAutoIncrement(table);
    } else if (which == 6 && !key.isPrimary()) {
      String name = key.name();
      String upper = name.toUpperCase(Locale.ROOT);
      table.keys.set(at, key.named(name.equals(upper) ? name.toLowerCase(Locale.ROOT) : upper));
    } else if (which == 7 && !key.isPrimary()) {
      freeKey(table).ifPresent(name -> table.keys.set(at, key.named(name)));
    }
  }

  private void changePrimaryKey(TableDesign table) {
    if (!table.partitioning.isEmpty()) {
      return;
    }
    table.keys.removeIf(TableDesign.Key::isPrimary);
    List<ColumnDesign> columns = new ArrayList<>();
    for (ColumnDesign column : table.columns) {
      if (column.kind().isShort() && column.generated().isEmpty() && chance(30)) {
        columns.add(column);
      }
    }
    if (!columns.isEmpty()) {
      for (ColumnDesign column : columns) {
        table.replace(column, column.notNull(true));
      }
      table.keys.add(
          new TableDesign.Key(
              "PRIMARY",
              "",
              columns.stream().map(column -> Part.of(column.name())).toList(),
              "",
              false));
      ColumnDesign first = columns.get(0);
      boolean used =
          table.columns.stream().anyMatch(each -> each.source().equals(first.name()))
              || table.checks.stream().anyMatch(each -> each.column().equals(first.name()));
      if (first.kind() == Kind.WHOLE && chance(50) && !used) {
        table.columns.replaceAll(each -> each.auto() ? each.auto(false) : each);
        table.column(first.name()).ifPresent(it -> table.replace(it, it.auto(true)));
      }
    }
    keepAutoIncrement(table);
  }

  /** A column that no key starts with any more does not count up. */
  private void keepAutoIncrement(TableDesign table) {
    table.columns.replaceAll(
        column ->
            column.auto()
                    && table.keys.stream()
                        .noneMatch(
                            key ->
                                key.parts().get(0).column().equals(column.name())
                                    && key.parts().get(0).expression().isEmpty())
                ? column.auto(false)
                : column);
  }

  private void changeChecks(TableDesign table) {
    if (!table.checks.isEmpty() && chance(60)) {
      Check check = any(table.checks);
      table.checks.remove(check);
      if (chance(60)) {
        table.checks.add(
            new Check(
                check.name(),
                check.column(),
                chance(50) ? check.expression() : any(CHECKS),
                !check.enforced()));
      }
      return;
    }
    List<ColumnDesign> columns =
        table.columns.stream().filter(each -> each.kind() == Kind.WHOLE && !each.auto()).toList();
    List<String> free = new ArrayList<>(List.of("c_1", "c_2", "c_3"));
    tables.forEach(other -> other.checks.forEach(check -> free.remove(check.name())));
    table.checks.forEach(check -> free.remove(check.name()));
    if (!columns.isEmpty() && !free.isEmpty()) {
      table.checks.add(new Check(any(free), any(columns).name(), any(CHECKS), chance(80)));
    }
  }

  private void changeReferences(TableDesign table) {
    if (!table.references.isEmpty() && chance(50)) {
      Reference reference = any(table.references);
      table.references.remove(reference);
      if (chance(50)) {
        table.references.add(
            new Reference(
                reference.name(),
                reference.column(),
                reference.parent(),
                reference.parentColumn(),
                any(ACTIONS)));
      }
      return;
    }
    int at = tables.indexOf(table);
    TableDesign parent = tables.get(random.nextInt(at + 1));
    List<String> free = new ArrayList<>(List.of("f_1", "f_2", "f_3", "f_4"));
    tables.forEach(other -> other.references.forEach(each -> free.remove(each.name())));
    List<TableDesign.Key> keys =
        parent.keys.stream()
            .filter(key -> key.isPrimary() || key.kind().equals("UNIQUE"))
            .filter(key -> key.parts().size() == 1 && key.parts().get(0).expression().isEmpty())
            .filter(key -> key.parts().get(0).prefix() == 0)
            .toList();
    if (keys.isEmpty()
        || free.isEmpty()
        || !parent.partitioning.isEmpty()
        || !table.partitioning.isEmpty()) {
      return;
    }
    ColumnDesign referenced = parent.column(any(keys).parts().get(0).column()).orElseThrow();
    List<ColumnDesign> columns =
        table.columns.stream()
            .filter(each -> each.kind() == referenced.kind() && each.generated().isEmpty())
            .filter(each -> !each.auto() && !table.isInPrimaryKey(each.name()))
            .filter(each -> parent != table || !each.name().equals(referenced.name()))
            .toList();
    if (columns.isEmpty()) {
      return;
    }
    ColumnDesign column = any(columns);
    boolean used = table.columns.stream().anyMatch(each -> each.source().equals(column.name()));
    boolean checked = table.checks.stream().anyMatch(each -> each.column().equals(column.name()));
    if (!used && !checked) {
      table.replace(
          column,
          column
              .typed(referenced.kind(), referenced.type())
              .collated(referenced.collation())
              .notNull(false));
      table.references.add(
          new Reference(any(free), column.name(), parent.name, referenced.name(), any(ACTIONS)));
    }
  }

  private void changeOptions(TableDesign table) {
    int which = random.nextInt(4);
    if (which == 0) {
      table.options.remove("COLLATE");
      if (chance(70)) {
        table.options.put("COLLATE", any(COLLATIONS));
      }
    } else if (which == 1 && !table.options.isEmpty()) {
      table.options.remove(any(List.copyOf(table.options.keySet())));
    } else {
      String option = any(OPTIONS);
      int space = option.indexOf(' ');
      table.options.put(option.substring(0, space), option.substring(space + 1));
    }
  }

  private void partition(TableDesign table) {
    boolean joined =
        !table.references.isEmpty()
            || tables.stream()
                .flatMap(other -> other.references.stream())
                .anyMatch(each -> each.parent().equals(table.name));
    boolean special =
        table.keys.stream()
            .anyMatch(key -> key.kind().equals("FULLTEXT") || key.kind().equals("UNIQUE"));
    if (joined || special) {
      return;
    }
    List<ColumnDesign> columns =
        table.columns.stream()
            .filter(each -> each.type().startsWith("int") || each.type().startsWith("bigint"))
            .filter(each -> each.generated().isEmpty() && each.source().isEmpty())
            .toList();
    List<TableDesign.Key> primary = table.keys.stream().filter(TableDesign.Key::isPrimary).toList();
    if (!primary.isEmpty()) {
      List<ColumnDesign> inKey =
          columns.stream().filter(each -> primary.get(0).uses(each.name())).toList();
      columns = inKey;
    }
    if (columns.isEmpty() || chance(15)) {
      table.partitioning = "";
      table.partitionedBy = List.of();
      return;
    }
    String column =
        table.partitionedBy.isEmpty() || chance(20)
            ? any(columns).name()
            : table.partitionedBy.get(0);
    table.partitionedBy = List.of(column);
    int kind = table.partitioning.isEmpty() || chance(30) ? random.nextInt(4) : -1;
    if (kind < 0) {
      kind =
          table.partitioning.contains("RANGE")
              ? 0
              : table.partitioning.contains("LIST")
                  ? 1
                  : table.partitioning.contains("HASH") ? 2 : 3;
    }
    table.partitioning =
        switch (kind) {
          case 0 -> "PARTITION BY RANGE (" + column + ") (" + ranges() + ")";
          case 1 -> "PARTITION BY LIST (" + column + ") (" + lists() + ")";
          case 2 -> "PARTITION BY HASH (" + column + ") PARTITIONS " + (1 + random.nextInt(3));
          default -> "PARTITION BY KEY (" + column + ") PARTITIONS " + (1 + random.nextInt(3));
        };
  }

  private String ranges() {
    List<String> partitions = new ArrayList<>();
    IntStream.range(1, 5)
        .filter(i -> chance(60))
        .forEach(i -> partitions.add("PARTITION r" + i + " VALUES LESS THAN (" + i * 10 + ")"));
    if (partitions.isEmpty() || chance(30)) {
      partitions.add("PARTITION rm VALUES LESS THAN MAXVALUE");
    }
    return String.join(", ", partitions);
  }

  private String lists() {
    List<String> partitions = new ArrayList<>();
    int first = 1;
    for (int i = 1; i < 4; i++) {
      int last = first + random.nextInt(2);
      partitions.add(
          "PARTITION l" + i + " VALUES IN (" + first + (last > first ? ", " + last : "") + ")");
      first = last + 1;
      if (chance(30)) {
        break;
      }
    }
    return String.join(", ", partitions);
  }
}

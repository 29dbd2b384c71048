package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What the server asks of every table, whichever statement makes it. */
final class TableRules {

  private final CreateTable table;
  private final Map<String, ColumnDef> columns = new LinkedHashMap<>();

  private TableRules(CreateTable table) throws SimulationException {
    this.table = table;
    for (ColumnDef column : table.columns()) {
      if (columns.put(Names.key(column.name()), column) != null) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_COLUMN,
            "column " + Names.quoted(column.name()) + " is there already");
      }
    }
  }

  /**
   * Refuses a table that the server would not make.
   *
   * @param table the table; it need not be canonical
   */
  static void check(CreateTable table) throws SimulationException {
    TableRules rules = new TableRules(table);
    rules.keys();
    rules.columns();
    for (ColumnDef column : table.columns()) {
      requireOwnChecks(column);
    }
    rules.constraints();
    rules.partitioning();
  }

  private void keys() throws SimulationException {
    Set<String> names = new HashSet<>();
    boolean primary = table.columns().stream().filter(ColumnDef::primaryKey).count() > 0;
    for (KeyDef key : table.keys()) {
      if (key.kind() == KeyKind.PRIMARY) {
        if (primary) {
          throw new SimulationException(
              SimulationCode.MULTIPLE_PRIMARY_KEYS, "expected one primary key, but found another");
        }
        primary = true;
      } else if (key.name().isPresent()) {
        String name = key.name().get();
        if (Names.same(name, Names.PRIMARY)) {
          throw new SimulationException(
              SimulationCode.KEY_NAME_RESERVED,
              "only the primary key is named PRIMARY, but found key " + Names.quoted(name));
        }
        if (!names.add(Names.key(name))) {
          throw new SimulationException(
              SimulationCode.DUPLICATE_KEY, "key " + Names.quoted(name) + " is there already");
        }
      }
      parts(key);
    }
    for (ColumnDef column : table.columns()) {
      if (column.primaryKey() || column.uniqueKey()) {
        KeyPart part = new KeyPart.ColumnPart(column.name(), OptionalLong.empty(), false);
        parts(new KeyDef(KeyKind.UNIQUE, Optional.empty(), List.of(part), KeyOptions.NONE));
      }
    }
    primaryKey();
  }

  private void parts(KeyDef key) throws SimulationException {
    Set<String> parts = new HashSet<>();
    for (KeyPart part : key.parts()) {
      if (part instanceof KeyPart.ColumnPart named) {
        ColumnDef column = columns.get(Names.key(named.column()));
        if (column == null) {
          throw new SimulationException(
              SimulationCode.KEY_COLUMN_MISSING,
              "a key names column " + Names.quoted(named.column()) + ", which is not there");
        }
        requireKeyable(key, column);
        if (!parts.add(Names.key(named.column()))) {
          throw new SimulationException(
              SimulationCode.DUPLICATE_COLUMN,
              "a key names column " + Names.quoted(named.column()) + " twice");
        }
        boolean whole = key.kind() == KeyKind.FULLTEXT || key.kind() == KeyKind.SPATIAL;
        if (!whole && named.prefix().isEmpty() && isLong(column.type())) {
          throw new SimulationException(
              SimulationCode.KEY_PREFIX_MISSING,
              "a key on column "
                  + Names.quoted(column.name())
                  + " says how much of it, but found no length");
        }
      } else if (part instanceof KeyPart.ExpressionPart expression) {
        requireColumns(expression.expression(), "a functional key part");
        for (String used : ColumnReferences.of(expression.expression())) {
          if (column(used).autoIncrement()) {
            throw new SimulationException(
                SimulationCode.FUNCTIONAL_KEY_ON_AUTO_INCREMENT,
                "a functional key part does not use an auto-increment column, but found "
                    + Names.quoted(used));
          }
        }
      }
    }
  }

  private static void requireKeyable(KeyDef key, ColumnDef column) throws SimulationException {
    if (column.type() instanceof DataType.JsonType) {
      throw new SimulationException(
          SimulationCode.KEY_ON_JSON,
          "a key does not use a document, but found column " + Names.quoted(column.name()));
    }
    if (key.kind() == KeyKind.SPATIAL && !(column.type() instanceof DataType.SpatialType)) {
      throw new SimulationException(
          SimulationCode.SPATIAL_KEY,
          "a spatial key stands on a shape, but found column " + Names.quoted(column.name()));
    }
    if (column.type() instanceof DataType.SpatialType
        && (key.parts().size() > 1
            || key.kind() == KeyKind.UNIQUE
            || key.kind() == KeyKind.PRIMARY
            || column.nullable().orElse(true))) {
      throw new SimulationException(
          SimulationCode.SPATIAL_KEY,
          "a key on a shape stands alone, is not unique, and needs a column that is NOT NULL, but"
              + " found column "
              + Names.quoted(column.name()));
    }
  }

  /** Tells whether a type is a text or a blob, of whose default NULL the server says nothing. */
  static boolean isLong(DataType type) {
    return TableCollations.isText(type)
        || (type instanceof BinaryType bytes
            && bytes.kind() != BinaryKind.BINARY
            && bytes.kind() != BinaryKind.VARBINARY);
  }

  private void primaryKey() throws SimulationException {
    for (KeyDef key : table.keys()) {
      boolean primary = key.kind() == KeyKind.PRIMARY;
      if (primary) {
        for (KeyPart part : key.parts()) {
          if (part instanceof KeyPart.ColumnPart named) {
            nullable(column(named.column()));
            if (column(named.column()).generated().filter(it -> !it.stored()).isPresent()) {
              throw new SimulationException(
                  SimulationCode.PRIMARY_KEY_ON_VIRTUAL,
                  "a primary key has no virtual column, but found " + Names.quoted(named.column()));
            }
          }
        }
      }
      if (!key.options().visible().orElse(true) && (primary || actsAsPrimary(key))) {
        throw new SimulationException(
            SimulationCode.PRIMARY_KEY_INVISIBLE,
            "a primary key is visible, but found key "
                + key.name().map(Names::quoted).orElse(Names.PRIMARY));
      }
    }
  }

  private static void nullable(ColumnDef column) throws SimulationException {
    if (column.nullable().orElse(false)
        || column.defaultValue().filter(TableRules::isNull).isPresent()) {
      throw new SimulationException(
          SimulationCode.PRIMARY_KEY_NULLABLE,
          "a column of the primary key is not nullable, but found " + Names.quoted(column.name()));
    }
  }

  /** Tells whether a default is a plain NULL. */
  static boolean isNull(DefaultValue value) {
    return value instanceof DefaultValue.Literal literal && literal.value() instanceof Expr.Null;
  }

  /** For want of a primary key, the first unique key without nullable parts takes its place. */
  private boolean actsAsPrimary(KeyDef key) {
    if (table.keys().stream().anyMatch(each -> each.kind() == KeyKind.PRIMARY)
        || table.columns().stream().anyMatch(ColumnDef::primaryKey)) {
      return false;
    }
    return table.keys().stream()
        .filter(this::isUniqueAndNotNull)
        .findFirst()
        .filter(key::equals)
        .isPresent();
  }

  private boolean isUniqueAndNotNull(KeyDef key) {
    return key.kind() == KeyKind.UNIQUE
        && key.parts().stream()
            .allMatch(
                part ->
                    part instanceof KeyPart.ColumnPart named
                        && named.prefix().isEmpty()
                        && !column(named.column()).nullable().orElse(true));
  }

  /** A column that is known to be there. */
  private ColumnDef column(String name) {
    return Optional.ofNullable(columns.get(Names.key(name))).orElseThrow();
  }

  private void columns() throws SimulationException {
    if (columns.isEmpty()) {
      throw new SimulationException(
          SimulationCode.NO_COLUMN_LEFT, "a table has at least one column, but found none");
    }
    if (columns.values().stream().noneMatch(column -> column.visible().orElse(true))) {
      throw new SimulationException(
          SimulationCode.NO_VISIBLE_COLUMN,
          "a table has at least one visible column, but found none");
    }
    int automatic = 0;
    for (ColumnDef column : columns.values()) {
      String name = Names.quoted(column.name());
      if (column.autoIncrement()) {
        automatic++;
        if (automatic > 1 || !(column.primaryKey() || column.uniqueKey() || startsAKey(column))) {
          throw new SimulationException(
              SimulationCode.AUTO_INCREMENT_WITHOUT_KEY,
              "expected one auto-increment column that a key starts with, but found " + name);
        }
      }
      if (column.generated().isPresent()) {
        requireNoOtherValue(column);
        Expr expression = column.generated().get().expression();
        requireColumns(expression, "generated column " + name);
        for (String used : ColumnReferences.of(expression)) {
          if (column(used).autoIncrement()) {
            throw new SimulationException(
                SimulationCode.GENERATED_ON_AUTO_INCREMENT,
                "generated column "
                    + name
                    + " does not use an auto-increment column, but found "
                    + Names.quoted(used));
          }
          if (isComputed(column(used)) && !isBefore(column(used), column)) {
            throw new SimulationException(
                SimulationCode.GENERATED_COLUMN_ORDER,
                "generated column "
                    + name
                    + " uses computed columns before it, but found "
                    + Names.quoted(used));
          }
        }
      }
      if (column.defaultValue().orElse(null) instanceof DefaultValue.Expression value) {
        requireColumns(value.expression(), "the default value of column " + name);
        requireEarlier(column, value.expression());
      }
    }
  }

  private static void requireNoOtherValue(ColumnDef column) throws SimulationException {
    if (column.defaultValue().isPresent()
        || column.autoIncrement()
        || column.onUpdateNow().isPresent()) {
      throw new SimulationException(
          SimulationCode.GENERATED_COLUMN_DEFAULT,
          "generated column "
              + Names.quoted(column.name())
              + " has its values from its expression alone, but found a default, AUTO_INCREMENT or"
              + " ON UPDATE");
    }
  }

  private void requireEarlier(ColumnDef column, Expr value) throws SimulationException {
    for (String used : ColumnReferences.of(value)) {
      ColumnDef other = column(used);
      if (other.autoIncrement()) {
        throw new SimulationException(
            SimulationCode.DEFAULT_ON_AUTO_INCREMENT,
            "the default value of column "
                + Names.quoted(column.name())
                + " does not use an auto-increment column, but found "
                + Names.quoted(used));
      }
      if (isComputed(other) && !isBefore(other, column)) {
        throw new SimulationException(
            SimulationCode.DEFAULT_ORDER,
            "the default value of column "
                + Names.quoted(column.name())
                + " uses computed columns before it, but found "
                + Names.quoted(used));
      }
    }
  }

  /** The server computes columns in their order. */
  private static boolean isComputed(ColumnDef column) {
    return column.generated().isPresent()
        || column.defaultValue().orElse(null) instanceof DefaultValue.Expression;
  }

  private boolean isBefore(ColumnDef first, ColumnDef second) {
    return table.columns().indexOf(first) < table.columns().indexOf(second);
  }

  /** MyISAM also takes a key that has the column elsewhere, and is left to the server here. */
  private boolean startsAKey(ColumnDef column) {
    return table.keys().stream()
        .filter(key -> key.kind() != KeyKind.FULLTEXT && key.kind() != KeyKind.SPATIAL)
        .anyMatch(
            key ->
                key.parts().stream()
                    .limit(Engines.supportsForeignKeys(table) ? 1 : key.parts().size())
                    .anyMatch(
                        part ->
                            part instanceof KeyPart.ColumnPart named
                                && Names.same(named.column(), column.name())));
  }

  private void requireColumns(Expr expression, String what) throws SimulationException {
    for (String used : ColumnReferences.of(expression)) {
      if (!columns.containsKey(used)) {
        throw new SimulationException(
            SimulationCode.UNKNOWN_COLUMN,
            what + " uses column " + Names.quoted(used) + ", which is not there");
      }
    }
  }

  /** The checks that stand with a column use it alone. */
  static void requireOwnChecks(ColumnDef column) throws SimulationException {
    for (CheckDef check : column.checks()) {
      for (String used : ColumnReferences.of(check.expression())) {
        if (!Names.same(used, column.name())) {
          throw new SimulationException(
              SimulationCode.CHECK_ON_OTHER_COLUMN,
              "a check that stands with column "
                  + Names.quoted(column.name())
                  + " uses that column alone, but found "
                  + Names.quoted(used));
        }
      }
    }
  }

  private void constraints() throws SimulationException {
    Map<String, String> checks = new HashMap<>();
    for (CheckDef check : table.checks()) {
      requireColumns(check.expression(), "a check");
      for (String used : ColumnReferences.of(check.expression())) {
        if (column(used).autoIncrement()) {
          throw new SimulationException(
              SimulationCode.CHECK_ON_AUTO_INCREMENT,
              "a check does not use an auto-increment column, but found " + Names.quoted(used));
        }
      }
      if (check.name().isPresent()
          && checks.put(Names.key(check.name().get()), check.name().get()) != null) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_CHECK,
            "check " + Names.quoted(check.name().get()) + " is there already");
      }
    }
    Set<String> foreignKeys = new HashSet<>();
    for (ForeignKeyDef key : table.foreignKeys()) {
      requireUnchecked(key);
      if (key.name().isPresent() && !foreignKeys.add(Names.key(key.name().get()))) {
        throw new SimulationException(
            SimulationCode.DUPLICATE_FOREIGN_KEY,
            "foreign key " + Names.quoted(key.name().get()) + " is there already");
      }
      Set<String> named = new HashSet<>();
      for (String column : key.columns()) {
        if (!columns.containsKey(Names.key(column))) {
          throw new SimulationException(
              SimulationCode.KEY_COLUMN_MISSING,
              "a foreign key names column " + Names.quoted(column) + ", which is not there");
        }
        if (!named.add(Names.key(column))) {
          throw new SimulationException(
              SimulationCode.DUPLICATE_COLUMN,
              "a foreign key names column " + Names.quoted(column) + " twice");
        }
      }
    }
  }

  private void requireUnchecked(ForeignKeyDef key) throws SimulationException {
    if (!ForeignKeyRules.writes(key) || !Engines.supportsForeignKeys(table)) {
      return;
    }
    for (CheckDef check : table.checks()) {
      for (String column : key.columns()) {
        if (ColumnReferences.of(check.expression()).contains(Names.key(column))) {
          throw new SimulationException(
              SimulationCode.CHECK_ON_REFERENTIAL_ACTION,
              "a check does not use a column that a foreign key writes into, but found "
                  + Names.quoted(column));
        }
      }
    }
  }

  private void partitioning() throws SimulationException {
    if (table.partitioning().isEmpty()) {
      return;
    }
    Partitioning by = table.partitioning().get();
    for (ColumnDef column : columns.values()) {
      if (column.type() instanceof DataType.SpatialType) {
        throw new SimulationException(
            SimulationCode.PARTITIONED_SPATIAL,
            "a partitioned table has no spatial column, but found " + Names.quoted(column.name()));
      }
    }
    boolean primary = table.keys().stream().anyMatch(key -> key.kind() == KeyKind.PRIMARY);
    if (by.function() instanceof Partitioning.Key key && key.columns().isEmpty()) {
      boolean inline = table.columns().stream().anyMatch(ColumnDef::primaryKey);
      boolean unique = table.keys().stream().anyMatch(this::isUniqueAndNotNull);
      if (!primary && !inline && !unique) {
        throw new SimulationException(
            SimulationCode.PARTITIONING_COLUMN,
            "PARTITION BY KEY () uses the primary key, but the table has none");
      }
    }
    Set<String> used = ColumnUses.of(by);
    for (String column : used) {
      if (!columns.containsKey(column)) {
        throw new SimulationException(
            SimulationCode.PARTITIONING_COLUMN,
            "the partitioning uses column " + Names.quoted(column) + ", which is not there");
      }
    }
    for (KeyDef key : table.keys()) {
      if (key.kind() != KeyKind.PRIMARY && key.kind() != KeyKind.UNIQUE) {
        continue;
      }
      Set<String> parts = new HashSet<>();
      for (KeyPart part : key.parts()) {
        if (part instanceof KeyPart.ColumnPart named && named.prefix().isEmpty()) {
          parts.add(Names.key(named.column()));
        }
      }
      for (String column : used) {
        if (!parts.contains(column)) {
          throw new SimulationException(
              SimulationCode.PARTITIONING_COLUMN,
              "the partitioning uses column "
                  + Names.quoted(column)
                  + ", which a unique key lacks");
        }
      }
    }
    if (!table.foreignKeys().isEmpty() && Engines.supportsForeignKeys(table)) {
      throw new SimulationException(
          SimulationCode.FOREIGN_KEY_ON_PARTITIONED,
          "a partitioned table has no foreign keys, but found one");
    }
  }
}

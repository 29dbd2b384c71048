package io.driftguard.propertytests.convergence;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A column that a generated table has.
 *
 * @param name its name
 * @param kind what it can be used for
 * @param type its type
 * @param collation the collation that is spelled out; empty when it is inherited
 * @param notNull whether it is NOT NULL
 * @param value what follows DEFAULT; empty when there is none
 * @param generated its expression and how it is kept; empty when it is an ordinary column
 * @param source the column that the expression or the default uses; empty when there is none
 * @param auto whether it is the auto-increment column
 * @param invisible whether it is invisible
 * @param comment its comment
 */
record ColumnDesign(
    String name,
    Kind kind,
    String type,
    String collation,
    boolean notNull,
    String value,
    String generated,
    String source,
    boolean auto,
    boolean invisible,
    String comment) {

  /** Kinds of columns, with types and defaults of each. */
  enum Kind {
    WHOLE(
        List.of(
            "int",
            "bigint",
            "int unsigned",
            "smallint",
            "tinyint(1)",
            "mediumint unsigned",
            "bigint unsigned",
            "tinyint",
            "int(5) zerofill"),
        List.of("'0'", "'7'", "'1'", "(3 + 4)")),
    NUMBER(
        List.of("decimal(10,2)", "decimal(12,4) unsigned", "float", "double", "decimal(5,0)"),
        List.of("'0'", "'1.5'", "(1.5 * 2)")),
    STRING(
        List.of("varchar(10)", "varchar(20)", "char(5)", "varchar(63)", "varchar(64)", "char(1)"),
        List.of("''", "'x'", "'it''s'", "(uuid())")),
    TEXT(List.of("text", "tinytext", "mediumtext", "longtext"), List.of("('x')")),
    BYTES(List.of("binary(3)", "varbinary(20)", "varbinary(300)"), List.of("'abc'", "x'4142'")),
    BLOB(List.of("blob", "tinyblob", "longblob"), List.of()),
    DATE(List.of("date", "datetime", "datetime(3)", "year", "time"), List.of("'2001'", "'0'")),
    TIME(
        List.of("datetime", "timestamp", "timestamp(3)", "datetime(6)"),
        List.of("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")),
    MEMBER(
        List.of("enum('x','y')", "enum('x','y','z')", "set('x','y')", "enum('y','x')"),
        List.of("'x'", "'y'")),
    BIT(List.of("bit(1)", "bit(8)"), List.of("b'1'", "b'0'")),
    JSON(List.of("json"), List.of("(json_array())")),
    SHAPE(List.of("point", "geometry", "polygon"), List.of());

    private final ImmutableList<String> types;
    private final ImmutableList<String> defaults;

    Kind(List<String> types, List<String> defaults) {
      this.types = ImmutableList.copyOf(types);
      this.defaults = ImmutableList.copyOf(defaults);
    }

    List<String> types() {
      return types;
    }

    /** Literals and expressions that a column of this kind takes as its default. */
    List<String> defaults() {
      return defaults;
    }

    boolean hasCollation() {
      return this == STRING || this == TEXT || this == MEMBER;
    }

    /** Whether a key takes such a column as a whole. */
    boolean isShort() {
      return this != TEXT && this != BLOB && this != JSON && this != SHAPE;
    }

    boolean takesPrefix() {
      return this == STRING || this == TEXT || this == BLOB;
    }
  }

  static ColumnDesign of(String name, Kind kind, String type) {
    return new ColumnDesign(name, kind, type, "", false, "", "", "", false, false, "");
  }

  ColumnDesign named(String other) {
    return new ColumnDesign(
        other, kind, type, collation, notNull, value, generated, source, auto, invisible, comment);
  }

  ColumnDesign typed(Kind otherKind, String otherType) {
    boolean same = kind == otherKind && kind != Kind.DATE;
    return new ColumnDesign(
        name,
        otherKind,
        otherType,
        otherKind.hasCollation() ? collation : "",
        notNull,
        same ? value : "",
        same ? generated : "",
        same ? source : "",
        auto,
        invisible,
        comment);
  }

  ColumnDesign collated(String other) {
    return new ColumnDesign(
        name, kind, type, other, notNull, value, generated, source, auto, invisible, comment);
  }

  ColumnDesign notNull(boolean other) {
    return new ColumnDesign(
        name, kind, type, collation, other, value, generated, source, auto, invisible, comment);
  }

  ColumnDesign valued(String other, String from) {
    return new ColumnDesign(
        name, kind, type, collation, notNull, other, "", from, auto, invisible, comment);
  }

  ColumnDesign generated(String other, String from) {
    return new ColumnDesign(
        name, kind, type, collation, notNull, "", other, from, false, invisible, comment);
  }

  ColumnDesign auto(boolean other) {
    return new ColumnDesign(
        name, kind, type, collation, true, "", "", "", other, invisible, comment);
  }

  ColumnDesign invisible(boolean other) {
    return new ColumnDesign(
        name, kind, type, collation, notNull, value, generated, source, auto, other, comment);
  }

  ColumnDesign commented(String other) {
    return new ColumnDesign(
        name, kind, type, collation, notNull, value, generated, source, auto, invisible, other);
  }

  String sql() {
    StringBuilder sql = new StringBuilder(name + " " + type);
    if (!collation.isEmpty()) {
      sql.append(" COLLATE ").append(collation);
    }
    if (!generated.isEmpty()) {
      sql.append(" AS ").append(generated);
    }
    sql.append(notNull ? " NOT NULL" : type.startsWith("timestamp") ? " NULL" : "");
    if (!value.isEmpty()) {
      sql.append(" DEFAULT ").append(precise());
    }
    sql.append(auto ? " AUTO_INCREMENT" : "").append(invisible ? " INVISIBLE" : "");
    if (!comment.isEmpty()) {
      sql.append(" COMMENT '").append(comment).append("'");
    }
    return sql.toString();
  }

  /** The default, with the precision that a column of times needs. */
  private String precise() {
    int at = type.indexOf('(');
    return kind == Kind.TIME && at > 0
        ? value.replace("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP" + type.substring(at))
        : value;
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DataType.MemberType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import java.util.List;
import java.util.Optional;

/**
 * The canonical form of columns, without the keys and constraints that were written in them.
 *
 * @param types the form of their types
 * @param expressions the form of their expressions
 * @param table what is known of the table
 */
record ColumnForm(TypeForm types, ExpressionForm expressions, Table table) {

  /** What is known of the table in which a column stands. */
  enum Table {
    /** Only that it exists: its keys may make a column not null. */
    UNKNOWN,
    /** All of it, as somebody wrote it. */
    WRITTEN,
    /** All of it, as the server printed it, which leaves nothing out that is so by default. */
    PRINTED
  }

  private static final DefaultValue NULL = new DefaultValue.Literal(new Expr.Null());

  /**
   * @param column the column
   * @param inPrimaryKey whether it is a part of the primary key
   */
  ColumnDef of(ColumnDef column, boolean inPrimaryKey) throws DdlRejectedException {
    DataType type = types.of(column.type());
    boolean notNull = inPrimaryKey || !column.nullable().orElse(!impliesNotNull(column));
    return ColumnDef.builder(column.name(), type)
        .nullable(nullable(column, type, notNull))
        .defaultValue(defaultValue(column, type, inPrimaryKey, notNull))
        .onUpdateNow(column.onUpdateNow())
        .autoIncrement(column.autoIncrement())
        .generated(
            column
                .generated()
                .map(g -> new ColumnDef.Generated(expressions.of(g.expression()), g.stored())))
        .comment(column.comment().filter(c -> !c.isEmpty()).map(CommentText::stored))
        .columnFormat(column.columnFormat().filter(f -> !f.equals("DEFAULT")))
        .storage(column.storage().filter(s -> !s.equals("DEFAULT")))
        .visible(column.visible().filter(v -> !v))
        .srid(column.srid())
        .engineAttribute(column.engineAttribute().filter(a -> !a.isEmpty()))
        .secondaryEngineAttribute(column.secondaryEngineAttribute().filter(a -> !a.isEmpty()))
        .notSecondary(column.notSecondary())
        .build();
  }

  /** The literal in the form that the column's type gives it. */
  DefaultValue value(DefaultValue value, DataType written, DataType type)
      throws DdlRejectedException {
    if (value instanceof DefaultValue.Literal literal) {
      return new DefaultValue.Literal(DefaultForm.of(literal.value(), type, collation(written)));
    }
    if (value instanceof DefaultValue.Expression expression) {
      return new DefaultValue.Expression(expressions.of(expression.expression()));
    }
    return value;
  }

  private Optional<Collation> collation(DataType written) throws DdlRejectedException {
    CharsetSpec spec =
        written instanceof CharacterType t
            ? t.charset()
            : written instanceof MemberType t ? t.charset() : CharsetSpec.NONE;
    return types.collation(spec);
  }

  /** The server says that a timestamp may be null; of other columns it says when they may not. */
  private static Optional<Boolean> nullable(ColumnDef column, DataType type, boolean notNull) {
    if (notNull) {
      return Optional.of(false);
    }
    boolean timestamp = type instanceof TemporalType t && t.kind() == TemporalKind.TIMESTAMP;
    return timestamp || column.autoIncrement() ? Optional.of(true) : Optional.empty();
  }

  /** What a server prints says NOT NULL where it is so. */
  private boolean impliesNotNull(ColumnDef column) {
    return column.autoIncrement() && table != Table.PRINTED;
  }

  private Optional<DefaultValue> defaultValue(
      ColumnDef column, DataType type, boolean inPrimaryKey, boolean notNull)
      throws DdlRejectedException {
    Optional<DefaultValue> written = column.defaultValue();
    boolean saysNull = written.equals(Optional.of(NULL));
    if (inPrimaryKey && (saysNull || column.nullable().equals(Optional.of(true)))) {
      throw Invalid.because(
          "a column of a primary key cannot be null, but found NULL at "
              + Quoted.of(column.name()));
    }
    if (saysNull && notNull && !column.autoIncrement()) {
      throw Invalid.because(
          "a default other than NULL was expected at the column "
              + Quoted.of(column.name())
              + ", which cannot be null");
    }
    boolean large = isLarge(type);
    if (written.isPresent() && !saysNull) {
      if (written.get() instanceof DefaultValue.Literal && takesNoLiteral(type)) {
        throw Invalid.because(
            "a default in parentheses was expected at the column "
                + Quoted.of(column.name())
                + ", whose type takes no literal");
      }
      return Optional.of(value(written.get(), column.type(), type));
    }
    boolean hasNull =
        switch (table) {
          case UNKNOWN -> false;
          case WRITTEN -> true;
          // The server prints no default where the default was dropped.
          case PRINTED -> saysNull;
        };
    return hasNull && !notNull && !large && column.generated().isEmpty() && !column.autoIncrement()
        ? Optional.of(NULL)
        : Optional.empty();
  }

  private static boolean takesNoLiteral(DataType type) {
    return isLarge(type)
        || type instanceof DataType.JsonType
        || type instanceof DataType.SpatialType
        || type instanceof DataType.VectorType;
  }

  /** A text or blob, of which the server never prints that its default is null. */
  private static boolean isLarge(DataType type) {
    if (type instanceof CharacterType t) {
      return t.kind() != CharacterKind.CHAR && t.kind() != CharacterKind.VARCHAR;
    }
    return type instanceof BinaryType t
        && t.kind() != BinaryKind.BINARY
        && t.kind() != BinaryKind.VARBINARY;
  }

  /** The column without the keys and constraints that were written in it. */
  static ColumnDef bare(ColumnDef column) {
    return column.toBuilder()
        .primaryKey(false)
        .uniqueKey(false)
        .checks(List.of())
        .references(Optional.empty())
        .build();
  }
}

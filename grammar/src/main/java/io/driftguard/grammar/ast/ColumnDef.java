package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A column. An attribute that was not written is empty; one that was written twice has its last
 * value, as on the server.
 *
 * @param name the column's name, unquoted
 * @param type its data type
 * @param nullable {@code NULL} or {@code NOT NULL} as written
 * @param defaultValue the {@code DEFAULT} clause
 * @param onUpdateNow {@code ON UPDATE CURRENT_TIMESTAMP}: its fractional digits (0 to 6)
 * @param autoIncrement {@code AUTO_INCREMENT}
 * @param generated the expression of a generated column
 * @param primaryKey an inline {@code PRIMARY KEY} (or {@code KEY})
 * @param uniqueKey an inline {@code UNIQUE}
 * @param comment the text of {@code COMMENT}
 * @param columnFormat {@code COLUMN_FORMAT}, upper-case
 * @param storage {@code STORAGE}, upper-case
 * @param visible {@code VISIBLE} or {@code INVISIBLE} as written
 * @param srid the spatial reference system
 * @param engineAttribute the text of {@code ENGINE_ATTRIBUTE}
 * @param secondaryEngineAttribute the text of {@code SECONDARY_ENGINE_ATTRIBUTE}
 * @param notSecondary {@code NOT SECONDARY}
 * @param checks inline {@code CHECK} constraints
 * @param references an inline {@code REFERENCES}: ignored by servers before 9.0, a foreign key from
 *     9.0 on
 */
public record ColumnDef(
    String name,
    DataType type,
    Optional<Boolean> nullable,
    Optional<DefaultValue> defaultValue,
    Optional<Integer> onUpdateNow,
    boolean autoIncrement,
    Optional<Generated> generated,
    boolean primaryKey,
    boolean uniqueKey,
    Optional<String> comment,
    Optional<String> columnFormat,
    Optional<String> storage,
    Optional<Boolean> visible,
    OptionalLong srid,
    Optional<String> engineAttribute,
    Optional<String> secondaryEngineAttribute,
    boolean notSecondary,
    List<CheckDef> checks,
    Optional<References> references)
    implements TableElement {

  public ColumnDef {
    checks = List.copyOf(checks);
  }

  /**
   * What a generated column is computed from.
   *
   * @param expression the expression
   * @param stored {@code STORED} rather than {@code VIRTUAL}
   */
  public record Generated(Expr expression, boolean stored) {}

  /** A column of which only name and type are known; the start of a {@link Builder}. */
  public static Builder builder(String name, DataType type) {
    return new Builder(name, type);
  }

  /** A builder that starts as a copy of this column. */
  public Builder toBuilder() {
    Builder b = new Builder(name, type);
    b.nullable = nullable;
    b.defaultValue = defaultValue;
    b.onUpdateNow = onUpdateNow;
    b.autoIncrement = autoIncrement;
    b.generated = generated;
    b.primaryKey = primaryKey;
    b.uniqueKey = uniqueKey;
    b.comment = comment;
    b.columnFormat = columnFormat;
    b.storage = storage;
    b.visible = visible;
    b.srid = srid;
    b.engineAttribute = engineAttribute;
    b.secondaryEngineAttribute = secondaryEngineAttribute;
    b.notSecondary = notSecondary;
    b.checks = checks;
    b.references = references;
    return b;
  }

  /** Collects the attributes of a column one by one; a later value replaces an earlier one. */
  public static final class Builder {
    private String name;
    private DataType type;
    private Optional<Boolean> nullable = Optional.empty();
    private Optional<DefaultValue> defaultValue = Optional.empty();
    private Optional<Integer> onUpdateNow = Optional.empty();
    private boolean autoIncrement;
    private Optional<Generated> generated = Optional.empty();
    private boolean primaryKey;
    private boolean uniqueKey;
    private Optional<String> comment = Optional.empty();
    private Optional<String> columnFormat = Optional.empty();
    private Optional<String> storage = Optional.empty();
    private Optional<Boolean> visible = Optional.empty();
    private OptionalLong srid = OptionalLong.empty();
    private Optional<String> engineAttribute = Optional.empty();
    private Optional<String> secondaryEngineAttribute = Optional.empty();
    private boolean notSecondary;
    private List<CheckDef> checks = List.of();
    private Optional<References> references = Optional.empty();

    private Builder(String name, DataType type) {
      this.name = name;
      this.type = type;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder type(DataType value) {
      type = value;
      return this;
    }

    public Builder nullable(Optional<Boolean> value) {
      nullable = value;
      return this;
    }

    public Builder defaultValue(Optional<DefaultValue> value) {
      defaultValue = value;
      return this;
    }

    public Builder onUpdateNow(Optional<Integer> value) {
      onUpdateNow = value;
      return this;
    }

    public Builder autoIncrement(boolean value) {
      autoIncrement = value;
      return this;
    }

    public Builder generated(Optional<Generated> value) {
      generated = value;
      return this;
    }

    public Builder primaryKey(boolean value) {
      primaryKey = value;
      return this;
    }

    public Builder uniqueKey(boolean value) {
      uniqueKey = value;
      return this;
    }

    public Builder comment(Optional<String> value) {
      comment = value;
      return this;
    }

    public Builder columnFormat(Optional<String> value) {
      columnFormat = value;
      return this;
    }

    public Builder storage(Optional<String> value) {
      storage = value;
      return this;
    }

    public Builder visible(Optional<Boolean> value) {
      visible = value;
      return this;
    }

    public Builder srid(OptionalLong value) {
      srid = value;
      return this;
    }

    public Builder engineAttribute(Optional<String> value) {
      engineAttribute = value;
      return this;
    }

    public Builder secondaryEngineAttribute(Optional<String> value) {
      secondaryEngineAttribute = value;
      return this;
    }

    public Builder notSecondary(boolean value) {
      notSecondary = value;
      return this;
    }

    public Builder checks(List<CheckDef> value) {
      checks = value;
      return this;
    }

    public Builder references(Optional<References> value) {
      references = value;
      return this;
    }

    public ColumnDef build() {
      return new ColumnDef(
          name,
          type,
          nullable,
          defaultValue,
          onUpdateNow,
          autoIncrement,
          generated,
          primaryKey,
          uniqueKey,
          comment,
          columnFormat,
          storage,
          visible,
          srid,
          engineAttribute,
          secondaryEngineAttribute,
          notSecondary,
          checks,
          references);
    }
  }
}

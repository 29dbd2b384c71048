package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.grammar.ast.TruncateTable;
import io.driftguard.grammar.ast.Unkeyed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Prints statements and their parts as SQL, one way for each value, as a server in its default
 * {@code sql_mode} reads it. Identifiers are quoted in one place: {@link #identifier}; strings in
 * one other: {@link #text}.
 */
public final class Renderer {

  /** What can stand unquoted as the value of an option, or as a function's name. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Renderer() {}

  /** Any statement of the DDL, in the same shape. */
  public static String render(Ddl ddl) {
    return ddl instanceof Statement statement ? render(statement) : UnkeyedText.of((Unkeyed) ddl);
  }

  /** A statement on one line, except that {@code CREATE TABLE} has one line an element. */
  public static String render(Statement statement) {
    if (statement instanceof CreateTable s) {
      return createTable(s);
    }
    if (statement instanceof CreateTableLike s) {
      return "CREATE TABLE "
          + (s.ifNotExists() ? "IF NOT EXISTS " : "")
          + name(s.table())
          + " LIKE "
          + name(s.like());
    }
    if (statement instanceof AlterTable s) {
      return alterTable(s);
    }
    if (statement instanceof DropTable s) {
      return "DROP TABLE "
          + (s.ifExists() ? "IF EXISTS " : "")
          + list(s.tables(), ", ", Renderer::name)
          + s.behaviour().map(b -> " " + b).orElse("");
    }
    if (statement instanceof RenameTable s) {
      return "RENAME TABLE " + list(s.renames(), ", ", r -> name(r.from()) + " TO " + name(r.to()));
    }
    if (statement instanceof TruncateTable s) {
      return "TRUNCATE TABLE " + name(s.table());
    }
    if (statement instanceof CreateIndex s) {
      return createIndex(s);
    }
    if (statement instanceof DropIndex s) {
      return "DROP INDEX " + identifier(s.key()) + " ON " + name(s.table()) + how(s.how());
    }
    if (statement instanceof CreateView s) {
      return ViewText.of(s);
    }
    if (statement instanceof AlterView s) {
      return ViewText.of(s);
    }
    if (statement instanceof DropView s) {
      return ViewText.of(s);
    }
    throw unknown(statement);
  }

  /** A query on one line. */
  public static String render(Query query) {
    return QueryText.of(query);
  }

  /** An expression; an operand that is itself an operation stands in parentheses. */
  public static String render(Expr expression) {
    return ExpressionText.of(expression);
  }

  /** What stands between the parentheses of {@code CREATE TABLE}, one of them. */
  public static String render(TableElement element) {
    if (element instanceof ColumnDef column) {
      return identifier(column.name()) + " " + columnBody(column);
    }
    if (element instanceof KeyDef key) {
      return key(key);
    }
    if (element instanceof ForeignKeyDef foreignKey) {
      return foreignKey(foreignKey);
    }
    if (element instanceof CheckDef check) {
      return check(check);
    }
    throw unknown(element);
  }

  /** A data type with the character set and collation that it spells out. */
  public static String render(DataType type) {
    return TypeText.of(type);
  }

  /** One clause of {@code ALTER TABLE}. */
  public static String render(AlterClause clause) {
    return AlterText.of(clause);
  }

  /** A table option with its value. */
  public static String render(TableOption option) {
    String key = option.key().sql();
    return switch (option.key().form()) {
      case NONE -> key;
      case TABLES -> key + "=(" + list(option.tables(), ",", Renderer::name) + ")";
      case TEXT -> key + "=" + text(option.value());
      case NAME -> key + "=" + identifier(option.value());
      case NUMBER -> key + "=" + option.value();
      case WORD -> key + (option.key() == TableOption.Key.STORAGE ? " " : "=") + word(option);
    };
  }

  /** The {@code PARTITION BY} clause, one line a partition. */
  public static String render(Partitioning partitioning) {
    return PartitionText.LINES.of(partitioning);
  }

  /** The value after {@code DEFAULT}. */
  public static String render(DefaultValue value) {
    if (value instanceof DefaultValue.Literal literal) {
      return render(literal.value());
    }
    if (value instanceof DefaultValue.Now now) {
      return currentTimestamp(now.fraction());
    }
    if (value instanceof DefaultValue.Expression expression) {
      return "(" + render(expression.expression()) + ")";
    }
    throw unknown(value);
  }

  /** A name as a quoted identifier: the only function that quotes one. */
  public static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Characters as a string literal: the only function that quotes one. */
  public static String text(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\'' -> out.append("''");
        case '\\' -> out.append("\\\\");
        case '\0' -> out.append("\\0");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\u001a' -> out.append("\\Z");
        default -> out.append(c);
      }
    }
    return out.append('\'').toString();
  }

  /** A table's name, with its schema when it has one. */
  public static String name(TableName table) {
    return table.schema().map(s -> identifier(s) + ".").orElse("") + identifier(table.name());
  }

  static <T> String list(List<T> items, String separator, Function<? super T, String> print) {
    return items.stream().map(print).collect(Collectors.joining(separator));
  }

  static String columns(List<String> names) {
    return "(" + list(names, ",", Renderer::identifier) + ")";
  }

  static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  static IllegalStateException unknown(Object node) {
    return new IllegalStateException("nothing prints a " + node.getClass().getName());
  }

  static String columnBody(ColumnDef column) {
    StringBuilder out = new StringBuilder(render(column.type()));
    column
        .generated()
        .ifPresent(
            g ->
                out.append(" GENERATED ALWAYS AS (")
                    .append(render(g.expression()))
                    .append(g.stored() ? ") STORED" : ") VIRTUAL"));
    // After AUTO_INCREMENT, which would make it not null, NULL has to be said once more.
    boolean nullLast = column.autoIncrement() && column.nullable().orElse(false);
    column.nullable().filter(n -> !nullLast).ifPresent(n -> out.append(n ? " NULL" : " NOT NULL"));
    column.srid().ifPresent(s -> out.append(" SRID ").append(s));
    column.visible().ifPresent(v -> out.append(v ? " VISIBLE" : " INVISIBLE"));
    column.defaultValue().ifPresent(d -> out.append(" DEFAULT ").append(render(d)));
    column.onUpdateNow().ifPresent(f -> out.append(" ON UPDATE ").append(currentTimestamp(f)));
    out.append(column.autoIncrement() ? " AUTO_INCREMENT" : "");
    out.append(nullLast ? " NULL" : "");
    out.append(column.uniqueKey() ? " UNIQUE KEY" : "");
    out.append(column.primaryKey() ? " PRIMARY KEY" : "");
    column.comment().ifPresent(c -> out.append(" COMMENT ").append(text(c)));
    column.columnFormat().ifPresent(f -> out.append(" COLUMN_FORMAT ").append(f));
    column.storage().ifPresent(s -> out.append(" STORAGE ").append(s));
    column.engineAttribute().ifPresent(a -> out.append(" ENGINE_ATTRIBUTE=").append(text(a)));
    column
        .secondaryEngineAttribute()
        .ifPresent(a -> out.append(" SECONDARY_ENGINE_ATTRIBUTE=").append(text(a)));
    out.append(column.notSecondary() ? " NOT SECONDARY" : "");
    column.checks().forEach(c -> out.append(" ").append(check(c)));
    column.references().ifPresent(r -> out.append(" ").append(references(r)));
    return out.toString();
  }

  static String key(KeyDef key) {
    return keyword(key.kind())
        + key.name().map(n -> " " + identifier(n)).orElse("")
        + " "
        + keyBody(key);
  }

  static String foreignKey(ForeignKeyDef foreignKey) {
    return constraint(foreignKey.name())
        + "FOREIGN KEY "
        + foreignKey.indexName().map(n -> identifier(n) + " ").orElse("")
        + (foreignKey.parts().isEmpty()
            ? columns(foreignKey.columns())
            : "(" + list(foreignKey.parts(), ",", Renderer::keyPart) + ")")
        + " "
        + references(foreignKey.references());
  }

  static String check(CheckDef check) {
    return constraint(check.name())
        + "CHECK ("
        + render(check.expression())
        + (check.enforced() ? ")" : ") NOT ENFORCED");
  }

  private static String createTable(CreateTable statement) {
    StringBuilder out = new StringBuilder("CREATE TABLE ");
    out.append(statement.ifNotExists() ? "IF NOT EXISTS " : "").append(name(statement.table()));
    if (!statement.elements().isEmpty()) {
      out.append(" (\n  ").append(list(statement.elements(), ",\n  ", Renderer::render));
      out.append("\n)");
    }
    statement.options().forEach(o -> out.append(" ").append(render(o)));
    statement.partitioning().ifPresent(p -> out.append("\n").append(render(p)));
    return out.toString();
  }

  private static String alterTable(AlterTable statement) {
    StringBuilder out = new StringBuilder("ALTER TABLE ").append(name(statement.table()));
    String separator = " ";
    for (AlterClause clause : statement.clauses()) {
      out.append(standsWithoutComma(clause) ? " " : separator).append(render(clause));
      separator = ", ";
    }
    return out.toString();
  }

  /** The server's grammar has these after the list of clauses, not in it. */
  private static boolean standsWithoutComma(AlterClause clause) {
    return clause instanceof AlterClause.PartitionBy
        || (clause instanceof AlterClause.Plain plain
            && plain.words().equals("REMOVE PARTITIONING"));
  }

  private static String createIndex(CreateIndex statement) {
    KeyDef key = statement.key();
    String kind =
        switch (key.kind()) {
          case UNIQUE -> "UNIQUE INDEX";
          case FULLTEXT -> "FULLTEXT INDEX";
          case SPATIAL -> "SPATIAL INDEX";
          case PLAIN, PRIMARY -> "INDEX";
        };
    return "CREATE "
        + kind
        + key.name().map(n -> " " + identifier(n)).orElse("")
        + " ON "
        + name(statement.table())
        + " "
        + keyBody(key)
        + how(statement.how());
  }

  private static String how(List<AlterClause> clauses) {
    return clauses.stream().map(c -> " " + render(c)).collect(Collectors.joining());
  }

  private static String keyword(KeyKind kind) {
    return switch (kind) {
      case PRIMARY -> "PRIMARY KEY";
      case UNIQUE -> "UNIQUE KEY";
      case PLAIN -> "KEY";
      case FULLTEXT -> "FULLTEXT KEY";
      case SPATIAL -> "SPATIAL KEY";
    };
  }

  private static String keyBody(KeyDef key) {
    StringBuilder out = new StringBuilder("(").append(list(key.parts(), ",", Renderer::keyPart));
    out.append(")");
    KeyDef.KeyOptions options = key.options();
    options.algorithm().ifPresent(a -> out.append(" USING ").append(a));
    options.blockSize().ifPresent(b -> out.append(" KEY_BLOCK_SIZE=").append(b));
    options.parser().ifPresent(p -> out.append(" WITH PARSER ").append(identifier(p)));
    options.comment().ifPresent(c -> out.append(" COMMENT ").append(text(c)));
    options.visible().ifPresent(v -> out.append(v ? " VISIBLE" : " INVISIBLE"));
    options.engineAttribute().ifPresent(a -> out.append(" ENGINE_ATTRIBUTE=").append(text(a)));
    options
        .secondaryEngineAttribute()
        .ifPresent(a -> out.append(" SECONDARY_ENGINE_ATTRIBUTE=").append(text(a)));
    return out.toString();
  }

  private static String keyPart(KeyPart part) {
    String order = part.descending() ? " DESC" : "";
    if (part instanceof KeyPart.ColumnPart column) {
      String prefix = column.prefix().isPresent() ? "(" + column.prefix().getAsLong() + ")" : "";
      return identifier(column.column()) + prefix + order;
    }
    if (part instanceof KeyPart.ExpressionPart expression) {
      return "(" + render(expression.expression()) + ")" + order;
    }
    throw unknown(part);
  }

  private static String references(References references) {
    return "REFERENCES "
        + name(references.table())
        + (references.columns().isEmpty() ? "" : " " + columns(references.columns()))
        + references.match().map(m -> " MATCH " + m).orElse("")
        + references.onDelete().map(a -> " ON DELETE " + words(a)).orElse("")
        + references.onUpdate().map(a -> " ON UPDATE " + words(a)).orElse("");
  }

  private static String words(Enum<?> value) {
    return value.name().replace('_', ' ');
  }

  private static String constraint(Optional<String> name) {
    return name.map(n -> "CONSTRAINT " + identifier(n) + " ").orElse("");
  }

  private static String currentTimestamp(int fraction) {
    return fraction == 0 ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + fraction + ")";
  }

  private static String word(TableOption option) {
    String value = option.value();
    boolean keywordOfThatName = value.equalsIgnoreCase("NULL") && !value.equals("NULL");
    return isWord(value) && !keywordOfThatName ? value : text(value);
  }
}

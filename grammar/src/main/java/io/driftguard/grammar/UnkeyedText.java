package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterDatabase;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableSelect;
import io.driftguard.grammar.ast.CreateTemporaryTable;
import io.driftguard.grammar.ast.DatabaseOption;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.DropDatabase;
import io.driftguard.grammar.ast.DropTemporaryTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableCreation;
import io.driftguard.grammar.ast.Unkeyed;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the statements of which no change key can be made. */
final class UnkeyedText {

  private UnkeyedText() {}

  static String of(Unkeyed unkeyed) {
    if (unkeyed instanceof CreateTableSelect s) {
      return Renderer.render((Statement) s.table())
          + s.duplicates().map(d -> " " + d).orElse("")
          + " AS "
          + QueryText.of(s.query());
    }
    if (unkeyed instanceof CreateTemporaryTable s) {
      return temporary(Renderer.render((Ddl) s.creation()));
    }
    if (unkeyed instanceof DropTemporaryTable s) {
      return temporary(Renderer.render(s.drop()));
    }
    if (unkeyed instanceof CreateDatabase s) {
      return "CREATE DATABASE "
          + (s.ifNotExists() ? "IF NOT EXISTS " : "")
          + Renderer.identifier(s.name())
          + options(s.options());
    }
    if (unkeyed instanceof AlterDatabase s) {
      return "ALTER DATABASE"
          + s.name().map(n -> " " + Renderer.identifier(n)).orElse("")
          + options(s.options());
    }
    if (unkeyed instanceof DropDatabase s) {
      return "DROP DATABASE " + (s.ifExists() ? "IF EXISTS " : "") + Renderer.identifier(s.name());
    }
    throw Renderer.unknown(unkeyed);
  }

  private static Ddl definition(Ddl ddl) {
    return ddl instanceof Statement statement
        ? Definition.of(statement)
        : definition((Unkeyed) ddl);
  }

  /** What a statement creates, apart from the condition under which it does nothing. */
  static Unkeyed definition(Unkeyed unkeyed) {
    if (unkeyed instanceof CreateTemporaryTable s) {
      return new CreateTemporaryTable((TableCreation) definition((Ddl) s.creation()));
    }
    if (unkeyed instanceof CreateTableSelect s) {
      return new CreateTableSelect(
          (CreateTable) Definition.of(s.table()), s.duplicates(), s.query());
    }
    if (unkeyed instanceof CreateDatabase s) {
      return new CreateDatabase(s.name(), false, s.options());
    }
    return unkeyed;
  }

  /** The statement with {@code TEMPORARY} after its first word. */
  private static String temporary(String text) {
    int space = text.indexOf(' ');
    return text.substring(0, space) + " TEMPORARY" + text.substring(space);
  }

  private static String options(List<DatabaseOption> options) {
    return options.stream().map(UnkeyedText::option).collect(Collectors.joining());
  }

  private static String option(DatabaseOption option) {
    return switch (option.key()) {
      case CHARSET -> " DEFAULT CHARACTER SET " + option.value();
      case COLLATE -> " COLLATE " + option.value();
      case ENCRYPTION -> " DEFAULT ENCRYPTION=" + Renderer.text(option.value());
      case READ_ONLY -> " READ ONLY = " + option.value();
    };
  }
}

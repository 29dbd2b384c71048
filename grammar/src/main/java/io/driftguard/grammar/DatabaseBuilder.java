package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterDatabase;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.DatabaseOption;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.DropDatabase;
import io.driftguard.grammar.syntax.DdlGrammar.AlterDatabaseContext;
import io.driftguard.grammar.syntax.DdlGrammar.DatabaseOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.ReadOnlyContext;
import io.driftguard.grammar.syntax.DdlGrammar.StatementContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/** Builds the statements on databases. */
final class DatabaseBuilder {

  private final Words words;

  DatabaseBuilder(Words words) {
    this.words = words;
  }

  Ddl statement(StatementContext context) {
    if (context.createDatabase() != null) {
      return new CreateDatabase(
          words.name(context.createDatabase().ident()),
          context.createDatabase().ifNotExists() != null,
          Words.map(context.createDatabase().databaseOption(), this::option));
    }
    if (context.alterDatabase() != null) {
      return alter(context.alterDatabase());
    }
    return new DropDatabase(
        words.name(context.dropDatabase().ident()), context.dropDatabase().ifExists() != null);
  }

  private AlterDatabase alter(AlterDatabaseContext context) {
    Token first = ((ParserRuleContext) context.getChild(1)).getStart();
    if (context.ident() == null && Keywords.identifiers().contains(first.getType())) {
      // The server takes a word for the name of the database wherever it can be one.
      throw Words.syntax(
          first, "expected DEFAULT before " + Quoted.of(first.getText()) + ", but found none");
    }
    List<DatabaseOption> options = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof DatabaseOptionContext option) {
        options.add(option(option));
      } else if (child instanceof ReadOnlyContext option) {
        options.add(readOnly(option));
      }
    }
    return new AlterDatabase(words.optionalName(context.ident()), options);
  }

  private DatabaseOption option(DatabaseOptionContext c) {
    if (c.charsetName() != null) {
      return new DatabaseOption(DatabaseOption.Key.CHARSET, words.charset(c.charsetName()));
    }
    return c.collationName() == null
        ? new DatabaseOption(DatabaseOption.Key.ENCRYPTION, words.text(c.TEXT_STRING()))
        : new DatabaseOption(DatabaseOption.Key.COLLATE, words.collation(c.collationName()));
  }

  private DatabaseOption readOnly(ReadOnlyContext c) {
    if (c.number() == null) {
      return new DatabaseOption(DatabaseOption.Key.READ_ONLY, "DEFAULT");
    }
    BigInteger value = words.number(c.number());
    Words.refuseOutside(value, 0, 1, c.number());
    return new DatabaseOption(DatabaseOption.Key.READ_ONLY, value.toString());
  }
}

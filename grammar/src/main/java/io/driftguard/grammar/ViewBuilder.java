package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.View;
import io.driftguard.grammar.syntax.DdlGrammar.AccountContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterViewContext;
import io.driftguard.grammar.syntax.DdlGrammar.CreateViewContext;
import io.driftguard.grammar.syntax.DdlGrammar.DropViewContext;
import io.driftguard.grammar.syntax.DdlGrammar.ViewAlgorithmContext;
import io.driftguard.grammar.syntax.DdlGrammar.ViewDefContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the statements on views. */
final class ViewBuilder {

  /** The host of an account that names none. */
  private static final String ANY_HOST = "%";

  private final Words words;
  private final QueryBuilder queries;

  ViewBuilder(Words words, QueryBuilder queries) {
    this.words = words;
    this.queries = queries;
  }

  Statement create(CreateViewContext c) {
    if (c.OR() != null) {
      Words.requireWord(c.OR());
    }
    if (c.REPLACE() != null && c.viewDef().ifNotExists() != null) {
      throw Words.syntax(
          c.viewDef().ifNotExists(), "OR REPLACE and IF NOT EXISTS exclude each other");
    }
    return new CreateView(
        view(c.viewAlgorithm(), c.viewDef()),
        c.REPLACE() != null,
        c.viewDef().ifNotExists() != null);
  }

  Statement alter(AlterViewContext c) {
    if (c.viewDef().ifNotExists() != null) {
      throw Words.syntax(c.viewDef().ifNotExists(), "expected a view, but found \"IF\"");
    }
    return new AlterView(view(c.viewAlgorithm(), c.viewDef()));
  }

  Statement drop(DropViewContext c) {
    Optional<String> behaviour =
        c.RESTRICT() != null
            ? Optional.of("RESTRICT")
            : c.CASCADE() != null ? Optional.of("CASCADE") : Optional.empty();
    return new DropView(
        Words.map(c.tableName(), words::tableName), c.ifExists() != null, behaviour);
  }

  private View view(@Nullable ViewAlgorithmContext algorithm, ViewDefContext c) {
    Optional<String> security =
        c.SECURITY() == null
            ? Optional.empty()
            : Optional.of(c.INVOKER() == null ? "DEFINER" : "INVOKER");
    Optional<String> check =
        c.CHECK() == null
            ? Optional.empty()
            : Optional.of(c.LOCAL() == null ? "CASCADED" : "LOCAL");
    View view =
        new View(
            words.tableName(c.tableName()),
            algorithm == null ? Optional.empty() : Optional.of(Words.keyword(algorithm.getStop())),
            c.account() == null ? Optional.empty() : Optional.of(account(c.account())),
            security,
            queries.columns(c.columnNames()),
            queries.query(
                c.query(),
                c.DUALITY() == null ? QueryBuilder.Names.SEEN : QueryBuilder.Names.UNSEEN),
            check,
            c.DUALITY() != null);
    return ViewNames.given(view);
  }

  private View.Definer account(AccountContext c) {
    if (c.CURRENT_USER() != null) {
      return new View.CurrentUser();
    }
    return new View.Account(
        words.identOrText(c.identOrText(0)),
        c.AT() == null ? ANY_HOST : words.identOrText(c.identOrText(1)));
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.Window;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.ColumnNamesContext;
import io.driftguard.grammar.syntax.DdlGrammar.CommonTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.FrameBoundContext;
import io.driftguard.grammar.syntax.DdlGrammar.FrameContext;
import io.driftguard.grammar.syntax.DdlGrammar.GroupByContext;
import io.driftguard.grammar.syntax.DdlGrammar.LimitContext;
import io.driftguard.grammar.syntax.DdlGrammar.LockingContext;
import io.driftguard.grammar.syntax.DdlGrammar.OrderByContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainQueryContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainTermContext;
import io.driftguard.grammar.syntax.DdlGrammar.QueryContext;
import io.driftguard.grammar.syntax.DdlGrammar.QueryTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.QueryTermContext;
import io.driftguard.grammar.syntax.DdlGrammar.RowsTermContext;
import io.driftguard.grammar.syntax.DdlGrammar.SelectContext;
import io.driftguard.grammar.syntax.DdlGrammar.SelectItemContext;
import io.driftguard.grammar.syntax.DdlGrammar.SelectOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SelectTermContext;
import io.driftguard.grammar.syntax.DdlGrammar.SetOperatorContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableTermContext;
import io.driftguard.grammar.syntax.DdlGrammar.ValueRowContext;
import io.driftguard.grammar.syntax.DdlGrammar.WindowSpecContext;
import io.driftguard.grammar.syntax.DdlGrammar.WithClauseContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds queries. */
final class QueryBuilder {

  /** Whether the names of what a query selects can be referred to. */
  enum Names {
    SEEN,
    UNSEEN
  }

  private final Words words;
  private final ExpressionBuilder expressions;
  private final TableRefBuilder tables;

  QueryBuilder(Words words, TypeBuilder types, int maxDepth) {
    this.words = words;
    expressions = new ExpressionBuilder(words, types, maxDepth, Optional.of(this));
    tables = new TableRefBuilder(words, types, expressions, this);
  }

  Query query(QueryContext c, Names names) {
    Names inside = inside(names, c.queryTail());
    return whole(with(c.withClause()), term(c.queryTerm(), inside), c.queryTail(), inside);
  }

  Query query(PlainQueryContext c, Names names) {
    Names inside = inside(names, c.queryTail());
    Query.Body body =
        c.plainTerm() == null ? term(c.queryTerm(), inside) : term(c.plainTerm(), inside);
    return whole(with(c.withClause()), body, c.queryTail(), inside);
  }

  /** A query in parentheses, followed by more of a query. */
  Query continued(Query first, @Nullable QueryTailContext tail, Names names) {
    return whole(Optional.empty(), nested(first), tail, inside(names, tail));
  }

  List<String> columns(@Nullable ColumnNamesContext c) {
    return c == null ? List.of() : words.names(c.ident());
  }

  /** What {@code ORDER BY} says may be the name of something that is selected. */
  static Names inside(Names names, @Nullable QueryTailContext tail) {
    return tail != null && tail.orderBy() != null ? Names.SEEN : names;
  }

  private Query whole(
      Optional<Query.With> with, Query.Body first, @Nullable QueryTailContext tail, Names names) {
    if (tail == null) {
      // Parentheses around a whole query say nothing.
      return with.isEmpty() && first instanceof Query.Nested nested
          ? nested.query()
          : new Query(with, first, List.of(), Optional.empty(), List.of());
    }
    return new Query(
        with,
        sets(first, tail, names),
        order(tail.orderBy()),
        tail.limit() == null ? Optional.empty() : Optional.of(limit(tail.limit())),
        Words.map(tail.locking(), this::locking));
  }

  /** {@code INTERSECT} binds more tightly than the others; else sets are read from the left. */
  private Query.Body sets(Query.Body first, QueryTailContext tail, Names names) {
    List<Query.Body> operands = new ArrayList<>(List.of(first));
    List<SetOperatorContext> operators = new ArrayList<>();
    // Asked for once: each of these calls walks all of the clause.
    List<QueryTermContext> terms = tail.queryTerm();
    List<SetOperatorContext> between = tail.setOperator();
    for (int i = 0; i < terms.size(); i++) {
      SetOperatorContext operator = between.get(i);
      Query.Body right = term(terms.get(i), names);
      if (operator.INTERSECT() != null) {
        int last = operands.size() - 1;
        operands.set(last, set(operator, operands.get(last), right));
      } else {
        operators.add(operator);
        operands.add(right);
      }
    }
    Query.Body body = operands.get(0);
    for (int i = 0; i < operators.size(); i++) {
      body = set(operators.get(i), body, operands.get(i + 1));
    }
    return body;
  }

  private static Query.Body set(SetOperatorContext c, Query.Body left, Query.Body right) {
    return new Query.SetOperation(Words.keyword(c), c.ALL() != null, left, right);
  }

  private Query.Body term(QueryTermContext c, Names names) {
    return c.plainTerm() == null ? nested(query(c.query(), names)) : term(c.plainTerm(), names);
  }

  /** Parentheses around a body that has no clauses of its own say nothing. */
  private static Query.Body nested(Query query) {
    boolean alone =
        query.with().isEmpty()
            && query.order().isEmpty()
            && query.limit().isEmpty()
            && query.locking().isEmpty()
            && !(query.body() instanceof Query.SetOperation);
    return alone ? query.body() : new Query.Nested(query);
  }

  private Query.Body term(PlainTermContext context, Names names) {
    if (context instanceof SelectTermContext c) {
      return select(c.select(), names);
    }
    if (context instanceof RowsTermContext c) {
      return new Query.Rows(Words.map(c.valueRow(), this::row));
    }
    return new Query.WholeTable(words.tableName(((TableTermContext) context).tableName()));
  }

  private List<Optional<Expr>> row(ValueRowContext c) {
    return Words.map(
        c.rowValue(),
        v -> v.expr() == null ? Optional.empty() : Optional.of(expressions.expr(v.expr())));
  }

  private Optional<Query.With> with(@Nullable WithClauseContext c) {
    return c == null
        ? Optional.empty()
        : Optional.of(
            new Query.With(c.RECURSIVE() != null, Words.map(c.commonTable(), this::commonTable)));
  }

  private Query.CommonTable commonTable(CommonTableContext c) {
    return new Query.CommonTable(
        words.name(c.ident()), columns(c.columnNames()), query(c.query(), Names.SEEN));
  }

  List<Query.SortKey> order(@Nullable OrderByContext c) {
    return c == null
        ? List.of()
        : Words.map(
            c.sortKey(),
            key -> new Query.SortKey(expressions.expr(key.expr()), key.DESC() != null));
  }

  /** {@code LIMIT a, b} is {@code LIMIT b OFFSET a}. */
  private Query.Limit limit(LimitContext c) {
    List<String> counts =
        Words.map(c.limitCount(), n -> words.wholeNumber(n.getStart()).toString());
    if (counts.size() == 1) {
      return new Query.Limit(counts.get(0), Optional.empty());
    }
    return c.OFFSET() == null
        ? new Query.Limit(counts.get(1), Optional.of(counts.get(0)))
        : new Query.Limit(counts.get(0), Optional.of(counts.get(1)));
  }

  private Query.Locking locking(LockingContext c) {
    if (c.LOCK() != null) {
      return new Query.Locking("SHARE", List.of(), Optional.empty());
    }
    Optional<String> wait = Optional.empty();
    if (c.NOWAIT() != null) {
      wait = Optional.of("NOWAIT");
    } else if (c.LOCKED() != null) {
      String skip = c.IDENTIFIER().getText();
      if (!skip.equalsIgnoreCase("SKIP")) {
        throw Words.syntax(
            c.IDENTIFIER().getSymbol(), "expected SKIP, but found " + Quoted.of(skip));
      }
      wait = Optional.of("SKIP LOCKED");
    }
    List<TableName> of = Words.map(c.tableName(), words::tableName);
    return new Query.Locking(c.UPDATE() == null ? "SHARE" : "UPDATE", of, wait);
  }

  // ---- SELECT ---------------------------------------------------------------------------------

  private Select select(SelectContext c, Names names) {
    boolean groups = c.groupBy() != null || c.having() != null || c.qualify() != null;
    Names seen = groups ? Names.SEEN : names;
    List<Select.Item> items = new ArrayList<>();
    for (ParseTree child : c.children) {
      if (child instanceof SelectItemContext item) {
        items.add(item(item, seen));
      } else if (child instanceof TerminalNode node
          && node.getSymbol().getType() == DdlGrammar.STAR) {
        items.add(new Select.Wildcard(List.of()));
      }
    }
    return new Select(
        options(c.selectOption()),
        items,
        c.tableRefs() == null ? List.of() : tables.tables(c.tableRefs()),
        c.where() == null ? Optional.empty() : Optional.of(expressions.expr(c.where().expr())),
        c.groupBy() == null ? Optional.empty() : Optional.of(groupBy(c.groupBy())),
        c.having() == null ? Optional.empty() : Optional.of(expressions.expr(c.having().expr())),
        c.windows() == null
            ? List.of()
            : Words.map(
                c.windows().namedWindow(),
                w -> new Select.NamedWindow(words.name(w.ident()), window(w.windowSpec()))),
        c.qualify() == null ? Optional.empty() : Optional.of(expressions.expr(c.qualify().expr())));
  }

  private static List<String> options(List<SelectOptionContext> contexts) {
    TreeSet<String> options = new TreeSet<>();
    for (SelectOptionContext c : contexts) {
      options.add(
          c.SELECT_OPTION() == null
              ? Words.keyword(c)
              : c.getText().toUpperCase(java.util.Locale.ROOT));
    }
    if (!options.contains("DISTINCT")) {
      options.remove("ALL");
    }
    return List.copyOf(options);
  }

  private Select.Item item(SelectItemContext c, Names names) {
    Optional<List<String>> wildcard = expressions.wildcard(c.expr());
    if (wildcard.isPresent()) {
      if (c.selectAlias() != null) {
        throw Words.syntax(c.selectAlias(), "a wildcard has no alias");
      }
      return new Select.Wildcard(wildcard.get());
    }
    Expr expression = expressions.expr(c.expr());
    for (int i = c.assignment().size() - 1; i >= 0; i--) {
      String variable = words.identOrText(c.assignment(i).identOrText());
      expression = new Expr.Assignment(variable, expression);
    }
    if (c.selectAlias() != null) {
      return new Select.Value(expression, Optional.of(alias(c)));
    }
    return new Select.Value(
        expression,
        names == Names.UNSEEN || expression instanceof Expr.Column
            ? Optional.empty()
            : Optional.of(givenName(c, expression)));
  }

  private String givenName(SelectItemContext c, Expr expression) {
    return c.assignment().isEmpty() ? expressions.givenName(c.expr(), expression) : words.source(c);
  }

  private String alias(SelectItemContext c) {
    if (c.selectAlias().bareAlias() != null) {
      return words.name(c.selectAlias().bareAlias().getStart());
    }
    return c.selectAlias().identOrText() == null
        ? words.text(c.selectAlias().ALIAS_STRING())
        : words.identOrText(c.selectAlias().identOrText());
  }

  private Select.GroupBy groupBy(GroupByContext c) {
    Optional<String> modifier =
        c.ROLLUP() != null
            ? Optional.of("ROLLUP")
            : c.CUBE() != null ? Optional.of("CUBE") : Optional.empty();
    return new Select.GroupBy(Words.map(c.arguments().expr(), expressions::expr), modifier);
  }

  // ---- windows --------------------------------------------------------------------------------

  Window window(WindowSpecContext c) {
    return new Window(
        words.optionalName(c.ident()),
        c.arguments() == null ? List.of() : Words.map(c.arguments().expr(), expressions::expr),
        order(c.orderBy()),
        c.frame() == null ? Optional.empty() : Optional.of(frame(c.frame())));
  }

  private Window.Frame frame(FrameContext c) {
    Window.Bound start = bound(c.frameBound(0));
    if (c.AND() != null) {
      Words.requireWord(c.AND());
    }
    if (c.BETWEEN() == null && start.words().endsWith("FOLLOWING")) {
      throw Words.syntax(
          c.frameBound(0).getStop(), "expected PRECEDING, but found " + Quoted.of("FOLLOWING"));
    }
    Optional<String> exclusion = Optional.empty();
    if (c.EXCLUDE() != null) {
      List<String> said = new ArrayList<>();
      for (int i = c.children.indexOf(c.EXCLUDE()) + 1; i < c.getChildCount(); i++) {
        said.add(Words.keyword(((TerminalNode) c.getChild(i)).getSymbol()));
      }
      exclusion = Optional.of(String.join(" ", said));
    }
    return new Window.Frame(
        Words.keyword(c),
        start,
        c.BETWEEN() == null ? Optional.empty() : Optional.of(bound(c.frameBound(1))),
        exclusion);
  }

  private Window.Bound bound(FrameBoundContext c) {
    if (c.CURRENT() != null) {
      return new Window.Bound(Optional.empty(), "CURRENT ROW");
    }
    String direction = c.PRECEDING() == null ? "FOLLOWING" : "PRECEDING";
    if (c.UNBOUNDED() != null) {
      return new Window.Bound(Optional.empty(), "UNBOUNDED " + direction);
    }
    Expr amount =
        c.numberLiteral() == null
            ? new Expr.Interval(expressions.expr(c.expr()), Words.keyword(c.intervalUnit()))
            : new Expr.NumberLiteral(c.numberLiteral().getText());
    return new Window.Bound(Optional.of(amount), direction);
  }

  /** Where a tail of a query stands after what is none. */
  static Refusal noQuery(ParserRuleContext tail) {
    return Words.syntax(tail, "expected \")\", but found " + Quoted.of(tail.getStart().getText()));
  }
}

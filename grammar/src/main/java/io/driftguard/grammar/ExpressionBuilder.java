package io.driftguard.grammar;

import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Expr.Special.Operand;
import io.driftguard.grammar.ast.Expr.Special.Part;
import io.driftguard.grammar.ast.Expr.Special.Word;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.AggregateContext;
import io.driftguard.grammar.syntax.DdlGrammar.ArgumentsContext;
import io.driftguard.grammar.syntax.DdlGrammar.ArithmeticContext;
import io.driftguard.grammar.syntax.DdlGrammar.BetweenTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.BitExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.BoolExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.BoolPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.CallContext;
import io.driftguard.grammar.syntax.DdlGrammar.CaseContext;
import io.driftguard.grammar.syntax.DdlGrammar.CastContext;
import io.driftguard.grammar.syntax.DdlGrammar.CastTypeContext;
import io.driftguard.grammar.syntax.DdlGrammar.CharFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.ClockContext;
import io.driftguard.grammar.syntax.DdlGrammar.CollatedContext;
import io.driftguard.grammar.syntax.DdlGrammar.ColumnPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.ColumnRefContext;
import io.driftguard.grammar.syntax.DdlGrammar.ComparisonContext;
import io.driftguard.grammar.syntax.DdlGrammar.ConcatenationContext;
import io.driftguard.grammar.syntax.DdlGrammar.ConvertContext;
import io.driftguard.grammar.syntax.DdlGrammar.DateArithmeticContext;
import io.driftguard.grammar.syntax.DdlGrammar.DualityContext;
import io.driftguard.grammar.syntax.DdlGrammar.DualityMemberContext;
import io.driftguard.grammar.syntax.DdlGrammar.DualityTagContext;
import io.driftguard.grammar.syntax.DdlGrammar.ExistsContext;
import io.driftguard.grammar.syntax.DdlGrammar.ExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.ExtractContext;
import io.driftguard.grammar.syntax.DdlGrammar.FunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.FunctionPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.GetFormatContext;
import io.driftguard.grammar.syntax.DdlGrammar.IdentContext;
import io.driftguard.grammar.syntax.DdlGrammar.IdentOrTextContext;
import io.driftguard.grammar.syntax.DdlGrammar.InTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.IntervalContext;
import io.driftguard.grammar.syntax.DdlGrammar.IsNullContext;
import io.driftguard.grammar.syntax.DdlGrammar.JsonValueContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeywordCallContext;
import io.driftguard.grammar.syntax.DdlGrammar.LikeTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.LiteralContext;
import io.driftguard.grammar.syntax.DdlGrammar.LiteralPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.LogicalExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.MatchContext;
import io.driftguard.grammar.syntax.DdlGrammar.MemberTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.NotContext;
import io.driftguard.grammar.syntax.DdlGrammar.NotExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.OdbcContext;
import io.driftguard.grammar.syntax.DdlGrammar.OfColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.OnEmptyOrErrorContext;
import io.driftguard.grammar.syntax.DdlGrammar.OverContext;
import io.driftguard.grammar.syntax.DdlGrammar.ParenthesesContext;
import io.driftguard.grammar.syntax.DdlGrammar.ParenthesizedContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainPredicateContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainPrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.PositionFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PredicateContext;
import io.driftguard.grammar.syntax.DdlGrammar.PredicateTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.PrimaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.QualifiedCallContext;
import io.driftguard.grammar.syntax.DdlGrammar.RankingContext;
import io.driftguard.grammar.syntax.DdlGrammar.RegexpTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.RowContext;
import io.driftguard.grammar.syntax.DdlGrammar.SignedLiteralContext;
import io.driftguard.grammar.syntax.DdlGrammar.SimpleContext;
import io.driftguard.grammar.syntax.DdlGrammar.SimpleExprContext;
import io.driftguard.grammar.syntax.DdlGrammar.SoundsTailContext;
import io.driftguard.grammar.syntax.DdlGrammar.StableNumberContext;
import io.driftguard.grammar.syntax.DdlGrammar.SubstringContext;
import io.driftguard.grammar.syntax.DdlGrammar.TextLiteralContext;
import io.driftguard.grammar.syntax.DdlGrammar.TimestampFunctionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TrimContext;
import io.driftguard.grammar.syntax.DdlGrammar.UnaryContext;
import io.driftguard.grammar.syntax.DdlGrammar.VariableContext;
import io.driftguard.grammar.syntax.DdlGrammar.WeightStringContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds expressions. Chains of operators are walked, not descended, so that they cost no stack.
 */
final class ExpressionBuilder {

  /** What a reader puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final Words words;
  private final TypeBuilder types;
  private final int maxDepth;
  private final Optional<QueryBuilder> queries;
  private int depth;

  /** A builder of expressions of tables, where queries, variables and windows have no place. */
  ExpressionBuilder(Words words, TypeBuilder types, int maxDepth) {
    this(words, types, maxDepth, Optional.empty());
  }

  /**
   * @param maxDepth how deep an expression's tree may be
   * @param queries what builds subqueries; empty where they have no place
   */
  ExpressionBuilder(Words words, TypeBuilder types, int maxDepth, Optional<QueryBuilder> queries) {
    this.words = words;
    this.types = types;
    this.maxDepth = maxDepth;
    this.queries = queries;
  }

  // ---- operators ------------------------------------------------------------------------------

  Expr expr(ExprContext context) {
    return value(exprOrInterval(context), context);
  }

  /** An amount of time is only a value in date arithmetic. */
  private static Expr value(Expr e, ParserRuleContext where) {
    if (e instanceof Expr.Interval) {
      throw Words.syntax(
          where, "INTERVAL … stands only next to + or - or as an argument of a date function");
    }
    return e;
  }

  private Expr exprOrInterval(ExprContext context) {
    if (context instanceof BoolExprContext c) {
      Expr operand = boolPrimary(c.boolPrimary());
      if (c.IS() == null) {
        return operand;
      }
      String test = c.TRUE() != null ? "TRUE" : c.FALSE() != null ? "FALSE" : "NULL";
      return new Expr.Is(value(operand, c), c.not() != null, test);
    }
    if (context instanceof LogicalExprContext) {
      return logical(context);
    }
    if (context instanceof NotExprContext c) {
      descend(c);
      Expr operand = expr(c.expr());
      depth--;
      return new Expr.Unary("NOT", operand);
    }
    throw unknown(context);
  }

  private Expr logical(ExprContext context) {
    Deque<LogicalExprContext> chain = new ArrayDeque<>();
    ExprContext left = context;
    while (left instanceof LogicalExprContext c) {
      chain.push(c);
      descend(c);
      left = c.expr(0);
    }
    int links = chain.size();
    Expr result = expr(left);
    for (LogicalExprContext c : chain) {
      String operator = c.AND() != null ? "AND" : c.OR() != null ? "OR" : "XOR";
      result = new Expr.Binary(operator, result, expr(c.expr(1)));
    }
    depth -= links;
    return result;
  }

  private Expr boolPrimary(BoolPrimaryContext context) {
    Deque<BoolPrimaryContext> chain = new ArrayDeque<>();
    BoolPrimaryContext left = context;
    while (!(left instanceof PlainPredicateContext)) {
      chain.push(left);
      descend(left);
      left =
          left instanceof IsNullContext c
              ? c.boolPrimary()
              : ((ComparisonContext) left).boolPrimary();
    }
    int links = chain.size();
    Expr result = predicate(((PlainPredicateContext) left).predicate());
    for (BoolPrimaryContext c : chain) {
      value(result, c);
      if (c instanceof IsNullContext isNull) {
        result = new Expr.Is(result, isNull.not() != null, "NULL");
      } else {
        result = comparison(result, (ComparisonContext) c);
      }
    }
    depth -= links;
    return result;
  }

  private Expr comparison(Expr left, ComparisonContext c) {
    String operator = operator(c.getChild(1));
    if (c.parentheses() == null) {
      return new Expr.Binary(operator, left, value(predicate(c.predicate()), c.predicate()));
    }
    if (c.NULL_SAFE_EQ() != null) {
      throw Words.syntax(
          c.parentheses(), "expected an expression after <=>, but found a quantifier");
    }
    return new Expr.Quantified(left, operator, c.ALL() != null, requiredQuery(c.parentheses()));
  }

  private Expr predicate(PredicateContext context) {
    Expr operand = bitExpr(context.bitExpr());
    if (context.predicateTail() == null) {
      return operand;
    }
    descend(context);
    Expr predicate = predicate(value(operand, context), context.predicateTail());
    depth--;
    return predicate;
  }

  private Expr predicate(Expr operand, PredicateTailContext tail) {
    if (tail instanceof InTailContext c) {
      Optional<Query> query = asQuery(c.parentheses());
      return query.isPresent()
          ? new Expr.InQuery(operand, is(c.not()), query.get())
          : new Expr.In(operand, is(c.not()), exprs(c.parentheses().expr()));
    }
    if (tail instanceof BetweenTailContext c) {
      Words.requireWord(c.AND());
      Expr low = value(bitExpr(c.bitExpr()), c.bitExpr());
      Expr high = value(predicate(c.predicate()), c.predicate());
      return new Expr.Between(operand, is(c.not()), low, high);
    }
    if (tail instanceof LikeTailContext c) {
      Expr pattern = simpleValue(c.simpleExpr(0));
      Optional<Expr> escape =
          c.ESCAPE() == null ? Optional.empty() : Optional.of(simpleValue(c.simpleExpr(1)));
      return new Expr.Like(operand, is(c.not()), pattern, escape);
    }
    if (tail instanceof RegexpTailContext c) {
      Expr match = new Expr.Binary("REGEXP", operand, value(bitExpr(c.bitExpr()), c.bitExpr()));
      return is(c.not()) ? new Expr.Unary("NOT", match) : match;
    }
    if (tail instanceof MemberTailContext c) {
      return new Expr.Binary("MEMBER OF", operand, simpleValue(c.simpleExpr()));
    }
    if (tail instanceof SoundsTailContext c) {
      return new Expr.Binary("SOUNDS LIKE", operand, value(bitExpr(c.bitExpr()), c.bitExpr()));
    }
    throw unknown(tail);
  }

  private static boolean is(@Nullable NotContext not) {
    return not != null;
  }

  /** An expression that is an operand of arithmetic; {@code HASH (…)} and the like hold one. */
  Expr arithmetic(BitExprContext context) {
    return value(bitExpr(context), context);
  }

  private Expr bitExpr(BitExprContext context) {
    Deque<ArithmeticContext> chain = new ArrayDeque<>();
    BitExprContext left = context;
    while (left instanceof ArithmeticContext c) {
      chain.push(c);
      descend(c);
      left = c.bitExpr(0);
    }
    int links = chain.size();
    Expr result = simple(((SimpleContext) left).simpleExpr());
    for (ArithmeticContext c : chain) {
      Expr right = bitExpr(c.bitExpr(1));
      boolean plus = c.PLUS() != null;
      boolean dates = plus || c.MINUS() != null;
      if (!dates || result instanceof Expr.Interval) {
        value(right, c.bitExpr(1));
      }
      if (plus && result instanceof Expr.Interval) {
        requireRest(c);
      }
      if (!plus) {
        value(result, c);
      }
      result = new Expr.Binary(operator(c.getChild(1)), result, right);
    }
    depth -= links;
    return result;
  }

  /**
   * Holds that nothing but the sum follows an interval that comes first: a server adds it to all
   * that is written behind it, comparisons included.
   */
  private static void requireRest(ArithmeticContext sum) {
    ParserRuleContext around = sum.getParent();
    while (around != null && !(around instanceof BoolExprContext)) {
      around = around.getParent();
    }
    if (around == null || around.getStop() != sum.getStop()) {
      throw Words.unsupported(
          sum, "expected parentheses around an interval and what it is added to");
    }
  }

  /** An operator in its one spelling. */
  private static String operator(ParseTree node) {
    Token token = ((TerminalNode) node).getSymbol();
    return switch (token.getType()) {
      case DdlGrammar.NE -> "<>";
      case DdlGrammar.MOD -> "%";
      case DdlGrammar.DIV -> "DIV";
      default -> token.getText();
    };
  }

  private Expr simpleValue(SimpleExprContext context) {
    return value(simple(context), context);
  }

  private Expr simple(SimpleExprContext context) {
    if (context instanceof PlainPrimaryContext c) {
      return primary(c.primary());
    }
    descend(context);
    try {
      if (context instanceof CollatedContext c) {
        String collation = words.plainWord(words.identOrText(c.identOrText()), c.identOrText());
        return new Expr.Collate(simpleValue(c.simpleExpr()), Charsets.collation(collation));
      }
      if (context instanceof UnaryContext c) {
        Expr operand = simpleValue(c.simpleExpr());
        return switch (c.getStart().getType()) {
          case DdlGrammar.PLUS -> operand;
          case DdlGrammar.MINUS -> new Expr.Unary("-", operand);
          case DdlGrammar.TILDE -> new Expr.Unary("~", operand);
          case DdlGrammar.BINARY -> new Expr.Unary("BINARY", operand);
          default -> new Expr.Unary("NOT", operand);
        };
      }
      if (context instanceof ConcatenationContext c) {
        return new Expr.Call(
            Optional.empty(),
            "concat",
            List.of(simpleValue(c.simpleExpr(0)), simpleValue(c.simpleExpr(1))));
      }
      throw unknown(context);
    } finally {
      depth--;
    }
  }

  private void descend(ParserRuleContext where) {
    if (++depth > maxDepth) {
      throw new Refusal(
          RejectionCode.TOO_LARGE,
          where.getStart().getStartIndex(),
          "an expression is nested more than " + maxDepth + " deep");
    }
  }

  // ---- operands -------------------------------------------------------------------------------

  private Expr primary(PrimaryContext context) {
    if (context instanceof LiteralPrimaryContext c) {
      return literal(c.literal());
    }
    if (context instanceof ColumnPrimaryContext c) {
      Expr column = column(c.columnRef());
      if (c.STAR() != null) {
        throw Words.syntax(
            c.STAR().getSymbol(), "a wildcard stands only where something is selected");
      }
      if (c.TEXT_STRING() == null) {
        return column;
      }
      Expr path = new Expr.Text(Optional.empty(), words.text(c.TEXT_STRING()));
      return new Expr.Binary(c.ARROW() == null ? "->>" : "->", column, path);
    }
    if (context instanceof ParenthesizedContext c) {
      Optional<Query> query = asQuery(c.parentheses());
      if (query.isPresent()) {
        return new Expr.Subquery(query.get());
      }
      if (c.parentheses().expr().size() == 1) {
        return expr(c.parentheses().expr(0));
      }
    }
    descend(context);
    Expr node = node(context);
    depth--;
    return node;
  }

  private Expr node(PrimaryContext context) {
    if (context instanceof FunctionPrimaryContext c) {
      return function(c.function());
    }
    if (context instanceof ParenthesizedContext c) {
      return new Expr.Row(exprs(c.parentheses().expr()));
    }
    if (context instanceof ExistsContext c) {
      refuseOutsideQueries(c.getStart(), "a subquery");
      return new Expr.Exists(requiredQuery(c.parentheses()));
    }
    if (context instanceof VariableContext c) {
      return variable(c);
    }
    if (context instanceof RowContext c) {
      return new Expr.Row(exprs(c.expr()));
    }
    if (context instanceof CaseContext c) {
      return conditional(c);
    }
    if (context instanceof IntervalContext c) {
      return new Expr.Interval(expr(c.expr()), Words.keyword(c.intervalUnit()));
    }
    if (context instanceof OdbcContext c) {
      return odbc(c);
    }
    throw unknown(context);
  }

  private Expr conditional(CaseContext c) {
    List<ExprContext> all = c.expr();
    int next = c.getChild(1) instanceof ExprContext ? 1 : 0;
    Optional<Expr> subject = next == 1 ? Optional.of(expr(all.get(0))) : Optional.empty();
    List<Expr.Case.When> whens = new ArrayList<>();
    for (int i = 0; i < c.WHEN().size(); i++) {
      whens.add(new Expr.Case.When(expr(all.get(next)), expr(all.get(next + 1))));
      next += 2;
    }
    Optional<Expr> otherwise =
        c.ELSE() == null ? Optional.empty() : Optional.of(expr(all.get(next)));
    return new Expr.Case(subject, whens, otherwise);
  }

  /**
   * {@code {d '2020-01-01'}} is not {@code DATE '2020-01-01'} everywhere: servers print it as a
   * string. With any other word the braces mean nothing.
   */
  private Expr odbc(OdbcContext c) {
    Expr e = expr(c.expr());
    String kind = words.name(c.ident()).toUpperCase(Locale.ROOT);
    if (!kind.equals("D") && !kind.equals("T") && !kind.equals("TS")) {
      return e;
    }
    if (e instanceof Expr.Text text && text.introducer().isEmpty()) {
      return new Expr.Temporal(kind, text.value());
    }
    throw Words.unsupported(c.expr(), "expected a string literal after {" + words.name(c.ident()));
  }

  // ---- queries in expressions -----------------------------------------------------------------

  private void refuseOutsideQueries(Token where, String what) {
    if (queries.isEmpty()) {
      throw Words.unsupported(where, what + " has no place in table DDL");
    }
  }

  private Query requiredQuery(ParenthesesContext c) {
    return asQuery(c)
        .orElseThrow(
            () ->
                Words.syntax(
                    c,
                    "expected a query, but found "
                        + Quoted.of(((ParserRuleContext) c.getChild(1)).getStart().getText())));
  }

  /** The query that parentheses hold, when it is no expression that they hold. */
  private Optional<Query> asQuery(ParenthesesContext c) {
    return asQuery(c, QueryBuilder.Names.UNSEEN);
  }

  private Optional<Query> asQuery(ParenthesesContext c, QueryBuilder.Names names) {
    if (c.plainQuery() != null) {
      refuseOutsideQueries(c.plainQuery().getStart(), "a subquery");
      descend(c);
      Query query = queries.orElseThrow().query(c.plainQuery(), names);
      depth--;
      return Optional.of(query);
    }
    Optional<Query> first = Optional.empty();
    if (c.expr().size() == 1
        && only(c.expr(0)).orElse(null) instanceof ParenthesizedContext inner) {
      first = asQuery(inner.parentheses(), QueryBuilder.inside(names, c.queryTail()));
    }
    if (c.queryTail() == null) {
      return first;
    }
    Query query = first.orElseThrow(() -> QueryBuilder.noQuery(c.queryTail()));
    return Optional.of(queries.orElseThrow().continued(query, c.queryTail(), names));
  }

  /** The one operand that an expression consists of. */
  private static Optional<PrimaryContext> only(ExprContext context) {
    return context instanceof BoolExprContext e
            && e.IS() == null
            && e.boolPrimary() instanceof PlainPredicateContext b
            && b.predicate().predicateTail() == null
            && b.predicate().bitExpr() instanceof SimpleContext s
            && s.simpleExpr() instanceof PlainPrimaryContext p
        ? Optional.of(p.primary())
        : Optional.empty();
  }

  /** What stands before {@code .*}, when that is all that an expression is. */
  Optional<List<String>> wildcard(ExprContext context) {
    return only(context).orElse(null) instanceof ColumnPrimaryContext c && c.STAR() != null
        ? Optional.of(words.names(c.columnRef().ident()))
        : Optional.empty();
  }

  /** The name that a server gives to an expression that has none (tried on 8.0). */
  String givenName(ExprContext context, Expr expression) {
    Optional<String> literal = Optional.empty();
    if (expression instanceof Expr.Text || expression instanceof Expr.Temporal) {
      literal = firstString(context);
    } else if (expression instanceof Expr.NumberLiteral number) {
      literal = Optional.of(number.text());
    } else if (expression instanceof Expr.Null) {
      literal = Optional.of("NULL");
    }
    return literal.orElseGet(() -> words.source(context)).stripLeading();
  }

  /** The value of the first string of a literal; empty where the literal has another name. */
  private Optional<String> firstString(ExprContext context) {
    ParseTree node = context;
    boolean odbc = false;
    while (!(node instanceof LiteralContext)) {
      ParseTree inner = null;
      for (int i = 0; i < node.getChildCount(); i++) {
        if (node.getChild(i) instanceof ParserRuleContext child
            && !(child instanceof IdentContext)) {
          inner = child;
        }
      }
      odbc |= node instanceof OdbcContext;
      if (inner == null) {
        return Optional.empty();
      }
      node = inner;
    }
    LiteralContext c = (LiteralContext) node;
    if (c.textLiteral() != null) {
      return Optional.of(words.text(c.textLiteral().getStart()));
    }
    boolean named = odbc || c.INTRODUCER() != null;
    return named && c.TEXT_STRING() != null
        ? Optional.of(words.text(c.TEXT_STRING()))
        : Optional.empty();
  }

  private Expr variable(VariableContext c) {
    refuseOutsideQueries(c.getStart(), "a variable or parameter");
    return variable(c.AT().size() == 2, c.identOrText(), c.ident());
  }

  private Expr variable(
      boolean system, @Nullable IdentOrTextContext user, @Nullable IdentContext name) {
    if (name == null) {
      return new Expr.Variable(false, words.identOrText(Objects.requireNonNull(user)));
    }
    return new Expr.Variable(system, words.name(name));
  }

  Expr.Column column(ColumnRefContext context) {
    List<IdentContext> parts = context.ident();
    int last = parts.size() - 1;
    return new Expr.Column(words.names(parts.subList(0, last)), words.name(parts.get(last)));
  }

  private List<Expr> exprs(List<ExprContext> contexts) {
    return Words.map(contexts, this::expr);
  }

  private List<Expr> arguments(@Nullable ArgumentsContext context) {
    return context == null ? List.of() : exprs(context.expr());
  }

  // ---- functions ------------------------------------------------------------------------------

  private Expr function(FunctionContext context) {
    if (context instanceof CallContext c) {
      return call(words.name(c.IDENTIFIER().getSymbol()), arguments(c.arguments()));
    }
    if (context instanceof KeywordCallContext c) {
      List<Expr> arguments = c.arguments() == null ? exprs(c.expr()) : arguments(c.arguments());
      return call(keyword(c), arguments);
    }
    if (context instanceof ClockContext c) {
      return clock(c);
    }
    if (context instanceof CastContext c) {
      return new Expr.Cast(expr(c.expr()), castType(c.castType()), c.ARRAY() != null);
    }
    if (context instanceof ConvertContext c) {
      return c.USING() == null
          ? new Expr.Cast(expr(c.expr()), castType(c.castType()), false)
          : new Expr.ConvertUsing(expr(c.expr()), words.charset(c.charsetName()));
    }
    if (context instanceof QualifiedCallContext c) {
      return new Expr.Call(
          Optional.of(words.name(c.ident(0))), words.name(c.ident(1)), arguments(c.arguments()));
    }
    if (context instanceof SubstringContext c) {
      return call(keyword(c), exprs(c.expr()));
    }
    if (context instanceof DateArithmeticContext c) {
      return dateArithmetic(c);
    }
    if (context instanceof OfColumnContext c) {
      return call(keyword(c), List.of(column(c.columnRef())));
    }
    if (context instanceof PositionFunctionContext c) {
      return call("locate", List.of(arithmetic(c.bitExpr()), expr(c.expr())));
    }
    return special(context);
  }

  /** The name of a function that is a keyword: in a query its letter case says nothing. */
  private String keyword(ParserRuleContext c) {
    String written = c.getStart().getText();
    return queries.isPresent() ? written.toLowerCase(Locale.ROOT) : written;
  }

  private static Expr call(String name, List<Expr> arguments) {
    return new Expr.Call(Optional.empty(), name, arguments);
  }

  /** Functions that may be written without parentheses, under the name that means the same. */
  private Expr clock(ClockContext c) {
    String name = Words.keyword(c).toLowerCase(Locale.ROOT);
    int fraction = c.WHOLE_NUMBER() == null ? 0 : types.fraction(c.WHOLE_NUMBER().getSymbol());
    return call(
        name,
        fraction == 0 ? List.of() : List.of(new Expr.NumberLiteral(Integer.toString(fraction))));
  }

  private Expr dateArithmetic(DateArithmeticContext c) {
    Expr date = expr(c.expr(0));
    Expr amount = exprOrInterval(c.expr(1));
    boolean needsInterval = c.DATE_ADD() != null || c.DATE_SUB() != null;
    if (needsInterval && !(amount instanceof Expr.Interval)) {
      throw Words.syntax(
          c.expr(1), "expected INTERVAL, but found " + Quoted.of(c.expr(1).getStart().getText()));
    }
    return call(keyword(c), List.of(date, amount));
  }

  private Expr special(FunctionContext context) {
    if (context instanceof ExtractContext c) {
      return special(
          "EXTRACT", word(Words.keyword(c.intervalUnit())), word("FROM"), operand(c.expr()));
    }
    if (context instanceof TrimContext c) {
      return trim(c);
    }
    if (context instanceof CharFunctionContext c) {
      List<Expr> arguments = arguments(c.arguments());
      return c.USING() == null
          ? call("char", arguments)
          : new Expr.Special(
              "CHAR",
              with(commaSeparated(arguments), word("USING"), word(words.charset(c.charsetName()))));
    }
    if (context instanceof GetFormatContext c) {
      String kind =
          c.TIMESTAMP() == null
              ? Words.keyword(((TerminalNode) c.getChild(2)).getSymbol())
              : "DATETIME";
      return special("GET_FORMAT", word(kind), word(","), operand(c.expr()));
    }
    if (context instanceof TimestampFunctionContext c) {
      return special(
          Words.keyword(c),
          word(Words.keyword(c.timeUnit())),
          word(","),
          operand(c.expr(0)),
          word(","),
          operand(c.expr(1)));
    }
    if (context instanceof WeightStringContext c) {
      return weightString(c);
    }
    if (context instanceof JsonValueContext c) {
      return jsonValue(c);
    }
    if (context instanceof MatchContext c) {
      return match(c);
    }
    if (context instanceof AggregateContext c) {
      return over(aggregate(c), List.of(), c.over());
    }
    if (context instanceof RankingContext c) {
      return ranking(c);
    }
    if (context instanceof DualityContext c) {
      return duality(c);
    }
    throw unknown(context);
  }

  private Expr trim(TrimContext c) {
    if (c.FROM() == null) {
      return call(keyword(c), exprs(c.expr()));
    }
    List<Part> parts = new ArrayList<>();
    // BOTH is what is meant without a side, but a server prints it where it was written.
    if (c.LEADING() != null) {
      parts.add(word("LEADING"));
    } else if (c.TRAILING() != null) {
      parts.add(word("TRAILING"));
    } else if (c.BOTH() != null) {
      parts.add(word("BOTH"));
    }
    if (c.expr().size() == 2) {
      parts.add(operand(c.expr(0)));
    }
    parts.add(word("FROM"));
    parts.add(operand(c.expr(c.expr().size() - 1)));
    return new Expr.Special("TRIM", parts);
  }

  private Expr weightString(WeightStringContext c) {
    Expr subject = expr(c.expr());
    if (c.AS() != null) {
      String type = c.CHAR() == null ? "BINARY" : "CHAR";
      String length = words.wholeNumber(c.wholeNumber()).toString();
      if (length.equals("0")) {
        throw Words.syntax(c.wholeNumber(), "expected a length above 0");
      }
      return special(
          "WEIGHT_STRING", new Operand(subject), word("AS"), word(type + "(" + length + ")"));
    }
    List<Expr> arguments = new ArrayList<>(List.of(subject));
    c.number().forEach(n -> arguments.add(new Expr.NumberLiteral(words.number(n).toString())));
    return call("weight_string", arguments);
  }

  private Expr jsonValue(JsonValueContext c) {
    Expr document = simpleValue(c.simpleExpr());
    Expr path = text(c.textLiteral(), introducer(c.INTRODUCER()));
    if (c.RETURNING() == null && c.onEmptyOrError().isEmpty()) {
      return call("json_value", List.of(document, path));
    }
    List<Part> parts = commaSeparated(List.of(document, path));
    if (c.RETURNING() != null) {
      parts.add(word("RETURNING"));
      parts.add(word(castType(c.castType())));
    }
    parts.addAll(responses(c.onEmptyOrError()));
    return new Expr.Special("JSON_VALUE", parts);
  }

  /** {@code … ON EMPTY … ON ERROR}. */
  List<Part> responses(List<OnEmptyOrErrorContext> contexts) {
    List<Part> parts = new ArrayList<>();
    for (OnEmptyOrErrorContext on : contexts) {
      parts.add(word(Words.keyword(on)));
      if (on.signedLiteral() != null) {
        parts.add(new Operand(signed(on.signedLiteral())));
      }
      parts.add(word("ON"));
      parts.add(word(Words.keyword(on.getStop())));
    }
    return parts;
  }

  private Expr over(Expr function, List<String> words, @Nullable OverContext c) {
    if (c == null) {
      return function;
    }
    refuseOutsideQueries(c.getStart(), "a window");
    return new Expr.Windowed(
        function,
        words,
        c.windowSpec() == null
            ? new Expr.OverName(this.words.name(c.ident()))
            : new Expr.OverWindow(queries.orElseThrow().window(c.windowSpec())));
  }

  private Expr ranking(RankingContext c) {
    List<Expr> arguments = new ArrayList<>();
    if (!c.expr().isEmpty()) {
      arguments.add(expr(c.expr(0)));
    }
    if (c.stableNumber() != null) {
      arguments.add(stableNumber(c.stableNumber()));
    }
    if (c.expr().size() == 2) {
      arguments.add(expr(c.expr(1)));
    }
    List<String> between = new ArrayList<>();
    if (c.FROM() != null) {
      between.add(c.FIRST() == null ? "FROM LAST" : "FROM FIRST");
    }
    if (c.nulls() != null) {
      between.add(Words.keyword(c.nulls()) + " NULLS");
    }
    return over(call(keyword(c), arguments), between, c.over());
  }

  private Expr duality(DualityContext c) {
    refuseOutsideQueries(c.getStart(), "an object of a duality view");
    List<Part> parts = new ArrayList<>();
    if (c.dualityTags() != null) {
      parts.add(word("WITH"));
      parts.add(word("("));
      String separator = "";
      for (DualityTagContext tag : c.dualityTags().dualityTag()) {
        if (!separator.isEmpty()) {
          parts.add(word(separator));
        }
        if (tag.NO() != null) {
          parts.add(word("NO"));
        }
        parts.add(word(Words.keyword(tag.getStop())));
        separator = ",";
      }
      parts.add(word(")"));
    }
    String separator = "";
    for (DualityMemberContext member : c.dualityMember()) {
      if (!separator.isEmpty()) {
        parts.add(word(separator));
      }
      parts.add(new Operand(new Expr.Text(Optional.empty(), words.text(member.getStart()))));
      parts.add(word(":"));
      parts.add(operand(member.expr()));
      separator = ",";
    }
    return new Expr.Special("JSON_DUALITY_OBJECT", parts);
  }

  private Expr stableNumber(StableNumberContext c) {
    if (c.AT().isEmpty()) {
      return new Expr.NumberLiteral(words.wholeNumber(c.getStart()).toString());
    }
    refuseOutsideQueries(c.getStart(), "a variable or parameter");
    return variable(c.AT().size() == 2, c.identOrText(), c.ident());
  }

  private Expr match(MatchContext c) {
    List<Expr> columns = new ArrayList<>();
    c.columnRefs().columnRef().forEach(ref -> columns.add(column(ref)));
    List<Part> parts = commaSeparated(columns);
    parts.add(word(")"));
    parts.add(word("AGAINST"));
    parts.add(word("("));
    parts.add(new Operand(arithmetic(c.bitExpr())));
    if (c.searchMode() != null) {
      keywords(c.searchMode(), parts);
    }
    return new Expr.Special("MATCH", parts);
  }

  private Expr aggregate(AggregateContext c) {
    List<Expr> arguments = c.arguments() == null ? exprs(c.expr()) : arguments(c.arguments());
    boolean plain =
        c.DISTINCT() == null && c.STAR() == null && c.ORDER() == null && c.SEPARATOR() == null;
    if (plain) {
      return call(keyword(c), arguments);
    }
    List<Part> parts = new ArrayList<>();
    if (c.DISTINCT() != null) {
      parts.add(word("DISTINCT"));
    }
    if (c.STAR() != null) {
      parts.add(word("*"));
    }
    parts.addAll(commaSeparated(arguments));
    if (c.ORDER() != null) {
      parts.add(word("ORDER"));
      parts.add(word("BY"));
      for (int i = 0; i < c.sortKey().size(); i++) {
        if (i > 0) {
          parts.add(word(","));
        }
        parts.add(operand(c.sortKey(i).expr()));
        if (c.sortKey(i).DESC() != null) {
          parts.add(word("DESC"));
        }
      }
    }
    if (c.SEPARATOR() != null) {
      parts.add(word("SEPARATOR"));
      parts.add(new Operand(new Expr.Text(Optional.empty(), words.text(c.TEXT_STRING()))));
    }
    return new Expr.Special(Words.keyword(c), parts);
  }

  private static void keywords(ParserRuleContext context, List<Part> parts) {
    for (int i = 0; i < context.getChildCount(); i++) {
      parts.add(word(Words.keyword(((TerminalNode) context.getChild(i)).getSymbol())));
    }
  }

  private static Expr special(String name, Part... parts) {
    return new Expr.Special(name, List.of(parts));
  }

  private static Part word(String word) {
    return new Word(word);
  }

  private Part operand(ExprContext context) {
    return new Operand(expr(context));
  }

  private static List<Part> commaSeparated(List<Expr> operands) {
    List<Part> parts = new ArrayList<>();
    for (Expr operand : operands) {
      if (!parts.isEmpty()) {
        parts.add(word(","));
      }
      parts.add(new Operand(operand));
    }
    return parts;
  }

  private static List<Part> with(List<Part> parts, Part... more) {
    parts.addAll(List.of(more));
    return parts;
  }

  /** The upper-case text of a type that something is cast to, in its one spelling. */
  private String castType(CastTypeContext c) {
    String name = Words.keyword(c);
    if (c.NCHAR() != null || c.NATIONAL() != null) {
      return "CHAR" + length(c) + " CHARACTER SET utf8mb3";
    }
    if (c.CHAR() != null) {
      CharsetSpec charset = types.castCharset(c.textAttributes());
      return "CHAR"
          + length(c)
          + charset.charset().map(name1 -> " CHARACTER SET " + name1).orElse("")
          + (charset.binary() ? " BINARY" : "");
    }
    if (c.REAL() != null) {
      return words.mode().realAsFloat() ? "FLOAT" : "DOUBLE";
    }
    if (c.FLOAT() != null) {
      boolean isDouble = c.length() != null && words.intNumber(number(c.length(), 1)) > 24;
      return isDouble ? "DOUBLE" : "FLOAT";
    }
    if (c.DECIMAL() != null && c.size() != null) {
      int precision = words.intNumber(number(c.size(), 1));
      int scale = c.size().COMMA() == null ? 0 : words.intNumber(number(c.size(), 3));
      return "DECIMAL(" + precision + "," + scale + ")";
    }
    if (c.WHOLE_NUMBER() != null) {
      int fraction = types.fraction(c.WHOLE_NUMBER().getSymbol());
      return fraction == 0 ? name : name + "(" + fraction + ")";
    }
    return switch (name) {
      case "GEOMETRYCOLLECTION" -> "GEOMCOLLECTION";
      case "DECIMAL" -> "DECIMAL(10,0)";
      default -> name + length(c);
    };
  }

  private String length(CastTypeContext c) {
    return c.length() == null ? "" : "(" + words.wholeNumber(number(c.length(), 1)) + ")";
  }

  private static Token number(ParserRuleContext context, int child) {
    return ((TerminalNode) context.getChild(child)).getSymbol();
  }

  // ---- literals -------------------------------------------------------------------------------

  Expr signed(SignedLiteralContext context) {
    if (context.literal() != null) {
      return literal(context.literal());
    }
    Expr number = new Expr.NumberLiteral(context.numberLiteral().getText());
    return context.MINUS() == null ? number : new Expr.Unary("-", number);
  }

  private Expr literal(LiteralContext c) {
    if (c.textLiteral() != null) {
      return text(c.textLiteral(), Optional.empty());
    }
    if (c.numberLiteral() != null) {
      return new Expr.NumberLiteral(c.numberLiteral().getText());
    }
    if (c.NULL() != null) {
      return new Expr.Null();
    }
    if (c.TRUE() != null || c.FALSE() != null) {
      return new Expr.Bool(c.TRUE() != null);
    }
    Optional<String> introducer = introducer(c.INTRODUCER());
    if (c.HEX_NUMBER() != null) {
      return new Expr.Hex(introducer, Words.hexDigits(c.HEX_NUMBER().getSymbol()));
    }
    if (c.BIT_NUMBER() != null) {
      return new Expr.Bits(introducer, Words.bitDigits(c.BIT_NUMBER().getSymbol()));
    }
    return introducer.isPresent()
        ? legible(
            new Expr.Text(introducer, joined(c.TEXT_STRING(), c.CONTINUED_STRING())),
            c.TEXT_STRING().getSymbol())
        : new Expr.Temporal(Words.keyword(c), words.text(c.TEXT_STRING()));
  }

  private Expr text(TextLiteralContext c, Optional<String> introducer) {
    if (c.NATIONAL_STRING() == null) {
      return legible(new Expr.Text(introducer, characters(c)), c.getStart());
    }
    if (introducer.isPresent()) {
      throw Words.syntax(c, "expected a string, but found " + Quoted.of(c.getStart().getText()));
    }
    return new Expr.Text(Optional.of("utf8mb3"), characters(c));
  }

  /**
   * A string whose bytes were read. A server prints those of another character set as they are, so
   * that what is not ASCII arrives as replacement characters, all of them alike.
   */
  private static Expr.Text legible(Expr.Text text, Token where) {
    if (text.introducer().filter(charset -> !charset.startsWith("utf8")).isPresent()
        && text.value().indexOf(REPLACEMENT) >= 0) {
      throw new Refusal(
          RejectionCode.FORBIDDEN_CHARACTER,
          where.getStartIndex(),
          "expected the bytes of a string in the character set "
              + text.introducer().get()
              + ", but found characters that could not be read and became U+FFFD; in a statement,"
              + " write its hexadecimal digits, as in _"
              + text.introducer().get()
              + " x'E9'");
    }
    return text;
  }

  String characters(TextLiteralContext c) {
    return joined(
        c.NATIONAL_STRING() == null ? c.TEXT_STRING() : c.NATIONAL_STRING(), c.CONTINUED_STRING());
  }

  /** Literals that stand side by side are one. */
  private String joined(TerminalNode first, List<TerminalNode> more) {
    if (more.isEmpty()) {
      return words.text(first);
    }
    StringBuilder value = new StringBuilder(words.text(first));
    more.forEach(string -> value.append(words.text(string)));
    return value.toString();
  }

  private static Optional<String> introducer(@Nullable TerminalNode node) {
    return node == null
        ? Optional.empty()
        : Optional.of(Charsets.charset(node.getText().substring(1)));
  }

  private static IllegalArgumentException unknown(ParserRuleContext context) {
    return new IllegalArgumentException("not an expression: " + context.getClass());
  }
}

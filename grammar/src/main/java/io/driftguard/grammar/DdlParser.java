package io.driftguard.grammar;

import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.Unkeyed;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.StatementContext;
import io.driftguard.grammar.syntax.NestingParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Reads MySQL's table DDL. It never repairs: what is not exactly in the grammar is refused with its
 * place.
 *
 * <p>A parser holds no state between calls and may be used by several threads.
 */
public final class DdlParser {

  /** How many rules of the grammar a level of parentheses enters. */
  private static final int RULES_PER_LEVEL = 8;

  /** Statements that only the slower prediction with full context could read. */
  private static final LongAdder FALLBACKS = new LongAdder();

  private final ServerProfile profile;
  private final ParseLimits limits;

  public DdlParser(ServerProfile profile, ParseLimits limits) {
    this.profile = profile;
    this.limits = limits;
  }

  /** A parser for a server with MySQL's defaults. */
  public DdlParser() {
    this(ServerProfile.DEFAULT, ParseLimits.DEFAULT);
  }

  /**
   * Reads exactly one statement on a schema; a trailing semicolon is allowed.
   *
   * @throws DdlRejectedException when the text is anything else: a statement that is understood but
   *     of which no change key can be made is refused with its own code
   */
  public Statement parse(String sql) throws DdlRejectedException {
    return keyed(one(sql), sql);
  }

  /**
   * Reads exactly one statement of the DDL; a trailing semicolon is allowed.
   *
   * @throws DdlRejectedException when the text is anything else
   */
  public Ddl parseDdl(String sql) throws DdlRejectedException {
    return one(sql).ddl();
  }

  /**
   * Reads a script of statements on a schema, with semicolons between them. An empty script has no
   * statements.
   *
   * @throws DdlRejectedException when one of the statements is refused
   */
  public List<Statement> parseScript(String sql) throws DdlRejectedException {
    return readScript(sql).stream().map(ScriptStatement::statement).toList();
  }

  /**
   * Reads a script like {@link #parseScript}, and says where each of its statements begins.
   *
   * @throws DdlRejectedException when one of the statements is refused
   */
  public List<ScriptStatement> readScript(String sql) throws DdlRejectedException {
    List<ScriptStatement> statements = new ArrayList<>();
    for (Parsed parsed : all(sql)) {
      Place place = Place.of(sql, parsed.start());
      statements.add(new ScriptStatement(keyed(parsed, sql), place.line(), place.column()));
    }
    return List.copyOf(statements);
  }

  /**
   * Reads a script of statements of the DDL, with semicolons between them. An empty script has no
   * statements.
   *
   * @throws DdlRejectedException when one of the statements is refused
   */
  public List<Ddl> parseDdlScript(String sql) throws DdlRejectedException {
    return all(sql).stream().map(Parsed::ddl).toList();
  }

  /**
   * A statement with its places in the text.
   *
   * @param start where it starts
   * @param unkeyed what of it makes that it has no change key, if it has none
   */
  private record Parsed(Ddl ddl, int start, int unkeyed) {}

  private static Statement keyed(Parsed parsed, String sql) throws DdlRejectedException {
    if (parsed.ddl() instanceof Statement statement) {
      return statement;
    }
    throw Unkeyable.refusal((Unkeyed) parsed.ddl(), parsed.unkeyed()).in(sql);
  }

  private Parsed one(String sql) throws DdlRejectedException {
    try {
      SqlTokens tokens = SqlLexer.read(sql, profile, limits);
      int end = 0;
      while (end < tokens.count() && tokens.type(end) != DdlGrammar.SEMICOLON) {
        end++;
      }
      if (end == 0) {
        throw new Refusal(
            RejectionCode.NO_STATEMENT, tokens.start(0), "there is no statement here");
      }
      LeadingWords.refuseOthers(tokens, 0, end);
      if (end + 1 < tokens.count()) {
        throw new Refusal(
            RejectionCode.SECOND_STATEMENT,
            tokens.start(end + 1),
            "exactly one statement is expected, but a second one starts with "
                + Quoted.of(tokens.written(end + 1)));
      }
      return statement(tokens, 0, end);
    } catch (Refusal refusal) {
      throw refusal.in(sql);
    } catch (StackOverflowError e) {
      throw tooDeep(0).in(sql);
    }
  }

  private List<Parsed> all(String sql) throws DdlRejectedException {
    int start = 0;
    try {
      List<Parsed> statements = new ArrayList<>();
      SqlTokens tokens = SqlLexer.read(sql, profile, limits);
      for (int i = 0; i <= tokens.count(); i++) {
        if (i == tokens.count() || tokens.type(i) == DdlGrammar.SEMICOLON) {
          if (i > start) {
            LeadingWords.refuseOthers(tokens, start, i);
            statements.add(statement(tokens, start, i));
          }
          start = i + 1;
        }
      }
      return statements;
    } catch (Refusal refusal) {
      throw refusal.in(sql);
    } catch (StackOverflowError e) {
      throw tooDeep(0).in(sql);
    }
  }

  /** How many statements needed prediction with full context since the program started. */
  static long fallbacks() {
    return FALLBACKS.sum();
  }

  private Parsed statement(SqlTokens tokens, int from, int to) {
    StatementContext tree;
    try {
      tree = parser(tokens, from, to, PredictionMode.SLL, new RefusingErrorStrategy()).statement();
    } catch (ParseCancellationException e) {
      tree = withFullContext(tokens, from, to, offending(e, tokens));
    } catch (NestingParser.TooDeepException e) {
      throw tooDeep(tokens.start(tokens.index()));
    }
    StatementBuilder builder =
        new StatementBuilder(tokens.text(), profile.sqlMode(), maxExpressionDepth());
    Ddl ddl = builder.statement(tree);
    int start = tokens.start(from);
    return new Parsed(ddl, start, builder.unkeyedAt().orElse(start));
  }

  /** A tree is printed with parentheses around nearly every node, and that must be read again. */
  private int maxExpressionDepth() {
    return Math.max(1, limits.maxDepth() - 8);
  }

  private StatementContext withFullContext(SqlTokens tokens, int from, int to, int explained) {
    RefusingErrorStrategy strategy = new RefusingErrorStrategy();
    strategy.explain(explained);
    DdlGrammar parser = parser(tokens, from, to, PredictionMode.LL, strategy);
    try {
      StatementContext tree = parser.statement();
      FALLBACKS.increment();
      return tree;
    } catch (ParseCancellationException e) {
      throw syntaxError(tokens, from, to, offending(e, tokens), strategy.expected());
    } catch (NestingParser.TooDeepException e) {
      throw tooDeep(tokens.start(tokens.index()));
    }
  }

  private DdlGrammar parser(
      SqlTokens tokens, int from, int to, PredictionMode mode, RefusingErrorStrategy strategy) {
    tokens.window(from, to);
    DdlGrammar parser = new DdlGrammar(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(strategy);
    parser.getInterpreter().setPredictionMode(mode);
    parser.limitDepth(RULES_PER_LEVEL * (limits.maxDepth() + 16));
    return parser;
  }

  private static int offending(ParseCancellationException e, SqlTokens tokens) {
    return e.getCause() instanceof RecognitionException cause && cause.getOffendingToken() != null
        ? cause.getOffendingToken().getTokenIndex()
        : tokens.index();
  }

  private static Refusal syntaxError(
      SqlTokens tokens, int from, int to, int offending, IntervalSet expected) {
    if (offending >= to) {
      return new Refusal(
          RejectionCode.SYNTAX_ERROR,
          tokens.end(to - 1),
          "expected " + Expectation.describe(expected) + ", but the statement ends");
    }
    int type = tokens.type(offending);
    boolean query = type == DdlGrammar.SELECT || type == DdlGrammar.EXISTS;
    boolean variable = type == DdlGrammar.AT || type == DdlGrammar.QUESTION_MARK;
    boolean table = IntStream.range(from, offending).noneMatch(i -> isQuery(tokens.type(i)));
    if (table && (query || variable) && Expectation.isExpression(expected)) {
      return new Refusal(
          RejectionCode.UNSUPPORTED_CLAUSE,
          tokens.start(offending),
          (query ? "a subquery" : "a variable or parameter") + " has no place in table DDL");
    }
    return new Refusal(
        RejectionCode.SYNTAX_ERROR,
        tokens.start(offending),
        "expected "
            + Expectation.describe(expected)
            + ", but found "
            + Quoted.of(tokens.written(offending)));
  }

  private static boolean isQuery(int type) {
    return type == DdlGrammar.SELECT || type == DdlGrammar.VALUE_ROWS;
  }

  private static Refusal tooDeep(int offset) {
    return new Refusal(RejectionCode.TOO_LARGE, offset, "the statement is nested too deeply");
  }
}

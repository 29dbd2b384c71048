package io.driftguard.grammar.syntax;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/**
 * A parser that gives up before its rules are nested so deeply that the stack could overflow.
 * Parentheses are not the only thing that nests: so do {@code NOT NOT …} and {@code CASE CASE …}.
 */
public abstract class NestingParser extends Parser {

  private int depth;
  private int maxDepth = Integer.MAX_VALUE;

  protected NestingParser(TokenStream input) {
    super(input);
  }

  /** Rules may be nested this deeply. */
  public final void limitDepth(int rules) {
    maxDepth = rules;
  }

  @Override
  public void enterRule(ParserRuleContext context, int state, int rule) {
    descend();
    super.enterRule(context, state, rule);
  }

  @Override
  public void exitRule() {
    depth--;
    super.exitRule();
  }

  @Override
  public void enterRecursionRule(ParserRuleContext context, int state, int rule, int precedence) {
    descend();
    super.enterRecursionRule(context, state, rule, precedence);
  }

  @Override
  public void unrollRecursionContexts(ParserRuleContext parent) {
    depth--;
    super.unrollRecursionContexts(parent);
  }

  private void descend() {
    if (++depth > maxDepth) {
      throw new TooDeepException();
    }
  }

  /** Rules were nested more deeply than the limit. */
  public static final class TooDeepException extends RuntimeException {
    private TooDeepException() {
      super("rules are nested too deeply", null, false, false);
    }
  }
}

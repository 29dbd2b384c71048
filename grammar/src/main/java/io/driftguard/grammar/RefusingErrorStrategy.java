package io.driftguard.grammar;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.PredictionContext;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Gives up at the first error: nothing is inserted, deleted or skipped. Asked to, it also collects
 * what could have stood at the token where an earlier parse gave up.
 */
final class RefusingErrorStrategy extends DefaultErrorStrategy {

  private static final int NOWHERE = -1;

  private final IntervalSet expected = new IntervalSet();
  private int explained = NOWHERE;

  /** Collects from now on what can stand at a token. */
  void explain(int tokenIndex) {
    explained = tokenIndex;
  }

  /** What could have stood at the token that is explained. */
  IntervalSet expected() {
    return expected;
  }

  @Override
  public void recover(Parser recognizer, RecognitionException e) {
    collect(recognizer);
    if (e instanceof NoViableAltException failed
        && failed.getDeadEndConfigs() != null
        && failed.getOffendingToken().getTokenIndex() == explained
        && recognizer.getInputStream().index() != explained) {
      collectDeadEnds(recognizer.getATN(), failed.getDeadEndConfigs());
    }
    throw new ParseCancellationException(e);
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    collect(recognizer);
    throw new ParseCancellationException(new InputMismatchException(recognizer));
  }

  /** Called wherever more than one token can follow. */
  @Override
  public void sync(Parser recognizer) {
    collect(recognizer);
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException e) {}

  private void collect(Parser recognizer) {
    if (recognizer.getInputStream().index() == explained) {
      expected.addAll(recognizer.getExpectedTokens());
    }
  }

  /** A prediction that looked several tokens ahead knows where in the grammar it came to an end. */
  private void collectDeadEnds(ATN atn, ATNConfigSet configs) {
    record Position(ATNState state, PredictionContext context) {}
    Deque<Position> open = new ArrayDeque<>();
    Set<Position> seen = new HashSet<>();
    for (ATNConfig config : configs) {
      open.add(new Position(config.state, config.context));
    }
    while (!open.isEmpty()) {
      Position position = open.remove();
      if (!seen.add(position)) {
        continue;
      }
      IntervalSet next = atn.nextTokens(position.state());
      expected.addAll(next);
      if (next.contains(Token.EPSILON)) {
        for (int i = 0; i < position.context().size(); i++) {
          int returnState = position.context().getReturnState(i);
          if (returnState != PredictionContext.EMPTY_RETURN_STATE) {
            open.add(new Position(atn.states.get(returnState), position.context().getParent(i)));
          }
        }
      }
    }
  }
}

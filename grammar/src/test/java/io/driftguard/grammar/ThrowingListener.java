package io.driftguard.grammar;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Fails at the first error of a generated lexer or parser. */
final class ThrowingListener extends BaseErrorListener {

  static final ThrowingListener INSTANCE = new ThrowingListener();

  private ThrowingListener() {}

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object offendingSymbol,
      int line,
      int column,
      String message,
      RecognitionException e) {
    throw new ParseCancellationException("column " + column + ": " + message, e);
  }
}

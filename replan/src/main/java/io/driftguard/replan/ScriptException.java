package io.driftguard.replan;

/** Scripts that make no schema. The message names the script and the place in it. */
final class ScriptException extends Exception {

  private static final long serialVersionUID = 1L;

  ScriptException(String message) {
    super(message);
  }

  ScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}

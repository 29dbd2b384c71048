package io.driftguard.mysql;

import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.replan.OneLine;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * Says what an error of the server or of the driver means for a reading. The driver's messages are
 * repeated only where they come from the server: its own say how long ago a packet was sent.
 */
final class ServerTrouble {

  private static final int ACCESS_DENIED_TO_SCHEMA = 1044;
  private static final int ACCESS_DENIED = 1045;
  private static final int UNKNOWN_SCHEMA = 1049;
  private static final int NO_SUCH_TABLE = 1146;
  private static final int TABLE_ACCESS_DENIED = 1142;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int TRANSACTION_IN_PROGRESS = 1568;

  private ServerTrouble() {}

  /**
   * The trouble as the guard takes it.
   *
   * @param doing what was being done: {@code reading `orders` of `shop`}
   */
  static EngineException of(SQLException e, String doing) {
    return switch (e.getErrorCode()) {
      case ACCESS_DENIED ->
          new EngineException(
              Reason.UNREACHABLE,
              "expected the server to let the account in while " + doing + ", but " + said(e),
              e);
      case ACCESS_DENIED_TO_SCHEMA, TABLE_ACCESS_DENIED ->
          new EngineException(
              Reason.LIVE_SCHEMA_HIDDEN,
              "expected an account that may read the schema while " + doing + ", but " + said(e),
              e);
      case UNKNOWN_SCHEMA, NO_SUCH_TABLE ->
          new EngineException(
              Reason.LIVE_SCHEMA_CHANGED,
              "expected what was listed to be there while " + doing + ", but " + said(e),
              e);
      case LOCK_WAIT_TIMEOUT ->
          new EngineException(
              Reason.LIVE_SCHEMA_CHANGED,
              "expected nobody to change the schema while "
                  + doing
                  + ", but found it locked by somebody who does: "
                  + said(e),
              e);
      case TRANSACTION_IN_PROGRESS ->
          new EngineException(
              Reason.LIVE_SCHEMA_UNREADABLE,
              "expected a new connection without an open transaction, but found one, which shows"
                  + " the schema as it was when it began; init_connect of the server may start it",
              e);
      default ->
          isOfTheConnection(e)
              ? new EngineException(
                  Reason.UNREACHABLE,
                  "expected an answer while " + doing + ", but " + connection(e),
                  e)
              : new EngineException(
                  Reason.LIVE_SCHEMA_UNREADABLE,
                  "expected an answer while " + doing + ", but " + said(e),
                  e);
    };
  }

  private static boolean isOfTheConnection(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("08");
  }

  private static String said(SQLException e) {
    return "the server said " + e.getErrorCode() + ": " + OneLine.of(e.getMessage());
  }

  private static String connection(SQLException e) {
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "no encrypted connection could be made: "
            + OneLine.of(cause.getMessage())
            + "; on this machine alone, sslMode=DISABLED in the location does without";
      }
      root = cause;
    }
    if (String.valueOf(root.getMessage()).contains("SSL Connection required")) {
      return "the server does not offer an encrypted connection;"
          + " on this machine alone, sslMode=DISABLED in the location does without";
    }
    if (e.getErrorCode() != 0) {
      return said(e);
    }
    String message = root instanceof SQLException ? "" : ": " + OneLine.of(root.getMessage());
    return "the connection broke ("
        + root.getClass().getSimpleName()
        + message.replaceFirst(": $", "")
        + ")";
  }
}

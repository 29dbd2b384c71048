package io.driftguard.mysql;

import com.google.common.collect.ImmutableSet;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.replan.OneLine;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Says what an error of the server or of the driver means for a reading. The driver's messages are
 * repeated only where they come from the server: its own say how long ago a packet was sent.
 */
final class ServerTrouble {

  private static final int ACCESS_DENIED_TO_SCHEMA = 1044;
  private static final int UNKNOWN_SCHEMA = 1049;
  private static final int NO_SUCH_TABLE = 1146;
  private static final int TABLE_ACCESS_DENIED = 1142;
  private static final int LOCK_WAIT_TIMEOUT = 1205;
  private static final int TRANSACTION_IN_PROGRESS = 1568;
  private static final int ONLY_SECURE_TRANSPORT = 3159;

  /** The server knows who asks, and does not let him in. */
  private static final ImmutableSet<Integer> ACCOUNT_REFUSED =
      ImmutableSet.of(
          1045, // access denied
          1130, // not from this host
          1251, // an authentication that the client does not speak
          1524, // an authentication that the server does not have
          1698, // access denied, without a password
          1820, // the password has to be changed first
          1862, // the password has expired
          3118, // the account is locked
          3955); // the account is blocked, after wrong passwords

  /** The server is there, and does not answer now. */
  private static final ImmutableSet<Integer> UNREACHABLE =
      ImmutableSet.of(
          1040, // too many connections
          1053, // it is being shut down
          1129, // the host is blocked, after errors
          1203, // too many connections of the account
          1226, // the account has used up what it may
          1317, // somebody has ended the statement
          3024, // the statement took too long
          3032, // offline mode
          3168); // somebody has ended the connection

  private static final String PLAIN =
      "on this machine alone, sslMode=DISABLED in the location does without";

  private ServerTrouble() {}

  /**
   * The trouble as the guard takes it.
   *
   * @param doing what was being done: {@code reading `orders` of `shop`}
   */
  static EngineException of(SQLException e, String doing) {
    int code = e.getErrorCode();
    if (ACCOUNT_REFUSED.contains(code)) {
      return new EngineException(
          Reason.ACCOUNT_REFUSED,
          "expected the server to let the account in while " + doing + ", but " + said(e),
          e);
    }
    Optional<String> insecure = insecure(e);
    if (insecure.isPresent()) {
      return new EngineException(
          Reason.CONNECTION_NOT_SECURE,
          "expected an encrypted connection while " + doing + ", but " + insecure.get(),
          e);
    }
    return switch (code) {
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
              "expected a new connection without an open transaction while "
                  + doing
                  + ", but found one, which shows"
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
    return UNREACHABLE.contains(e.getErrorCode()) || (state != null && state.startsWith("08"));
  }

  private static String said(SQLException e) {
    return "the server said " + e.getErrorCode() + ": " + OneLine.of(e.getMessage());
  }

  /** Why there is no encrypted connection to a server that is trusted, where that is it. */
  private static Optional<String> insecure(SQLException e) {
    if (e.getErrorCode() == ONLY_SECURE_TRANSPORT) {
      return Optional.of(said(e));
    }
    boolean notOffered = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (isOfTrust(cause)) {
        return Optional.of(
            "the server's side was not accepted: " + OneLine.of(cause.getMessage()) + "; " + PLAIN);
      }
      notOffered |= String.valueOf(cause.getMessage()).contains("SSL Connection required");
    }
    return notOffered ? Optional.of("the server does not offer one; " + PLAIN) : Optional.empty();
  }

  /** A connection that breaks while it is being encrypted is a broken one. */
  private static boolean isOfTrust(Throwable cause) {
    return cause instanceof CertificateException
        || cause instanceof SSLPeerUnverifiedException
        || (cause instanceof SSLHandshakeException && !(cause.getCause() instanceof IOException));
  }

  private static String connection(SQLException e) {
    if (e.getErrorCode() != 0) {
      return said(e);
    }
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    String message = root instanceof SQLException ? "" : ": " + OneLine.of(root.getMessage());
    return "the connection broke ("
        + root.getClass().getSimpleName()
        + message.replaceFirst(": $", "")
        + ")";
  }
}

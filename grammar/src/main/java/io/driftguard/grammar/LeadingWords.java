package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells from its first words what a statement is that is not table DDL. */
final class LeadingWords {

  /** How many words of {@code CREATE ALGORITHM = … DEFINER = … SQL SECURITY … VIEW} are read. */
  private static final int PREAMBLE = 24;

  private static final Map<String, RejectionCode> FIRST =
      Map.ofEntries(
          Map.entry("SELECT", RejectionCode.DML),
          Map.entry("INSERT", RejectionCode.DML),
          Map.entry("UPDATE", RejectionCode.DML),
          Map.entry("DELETE", RejectionCode.DML),
          Map.entry("REPLACE", RejectionCode.DML),
          Map.entry("WITH", RejectionCode.DML),
          Map.entry("VALUES", RejectionCode.DML),
          Map.entry("TABLE", RejectionCode.DML),
          Map.entry("LOAD", RejectionCode.DML),
          Map.entry("HANDLER", RejectionCode.DML),
          Map.entry("IMPORT", RejectionCode.DML),
          Map.entry("DO", RejectionCode.DML),
          Map.entry("(", RejectionCode.DML),
          Map.entry("CALL", RejectionCode.STORED_PROGRAM),
          Map.entry("GRANT", RejectionCode.ACCOUNT),
          Map.entry("REVOKE", RejectionCode.ACCOUNT),
          Map.entry("SET", RejectionCode.SESSION),
          Map.entry("USE", RejectionCode.SESSION),
          Map.entry("LOCK", RejectionCode.SESSION),
          Map.entry("UNLOCK", RejectionCode.SESSION),
          Map.entry("PREPARE", RejectionCode.SESSION),
          Map.entry("EXECUTE", RejectionCode.SESSION),
          Map.entry("DEALLOCATE", RejectionCode.SESSION),
          Map.entry("BEGIN", RejectionCode.TRANSACTION),
          Map.entry("COMMIT", RejectionCode.TRANSACTION),
          Map.entry("ROLLBACK", RejectionCode.TRANSACTION),
          Map.entry("SAVEPOINT", RejectionCode.TRANSACTION),
          Map.entry("RELEASE", RejectionCode.TRANSACTION),
          Map.entry("XA", RejectionCode.TRANSACTION));

  private static final Set<String> OTHER =
      Set.of(
          "ANALYZE",
          "BINLOG",
          "CACHE",
          "CHANGE",
          "CHECK",
          "CHECKSUM",
          "CLONE",
          "DESC",
          "DESCRIBE",
          "EXPLAIN",
          "FLUSH",
          "GET",
          "HELP",
          "INSTALL",
          "KILL",
          "OPTIMIZE",
          "PURGE",
          "REPAIR",
          "RESET",
          "RESIGNAL",
          "RESTART",
          "SHOW",
          "SHUTDOWN",
          "SIGNAL",
          "STOP",
          "UNINSTALL");

  /** What follows CREATE, ALTER, DROP or RENAME and is no table or index. */
  private static final Map<String, RejectionCode> OBJECT =
      Map.ofEntries(
          Map.entry("MATERIALIZED", RejectionCode.VIEW),
          Map.entry("PROCEDURE", RejectionCode.STORED_PROGRAM),
          Map.entry("FUNCTION", RejectionCode.STORED_PROGRAM),
          Map.entry("AGGREGATE", RejectionCode.STORED_PROGRAM),
          Map.entry("TRIGGER", RejectionCode.STORED_PROGRAM),
          Map.entry("EVENT", RejectionCode.STORED_PROGRAM),
          Map.entry("LIBRARY", RejectionCode.STORED_PROGRAM),
          Map.entry("USER", RejectionCode.ACCOUNT),
          Map.entry("ROLE", RejectionCode.ACCOUNT),
          Map.entry("VSCHEMA", RejectionCode.VSCHEMA_STATEMENT),
          Map.entry("PREPARE", RejectionCode.SESSION),
          Map.entry("EXTERNAL", RejectionCode.UNSUPPORTED_CLAUSE),
          Map.entry("INSTANCE", RejectionCode.OTHER_STATEMENT),
          Map.entry("LOGFILE", RejectionCode.OTHER_STATEMENT),
          Map.entry("MASKING", RejectionCode.OTHER_STATEMENT),
          Map.entry("RESOURCE", RejectionCode.OTHER_STATEMENT),
          Map.entry("SERVER", RejectionCode.OTHER_STATEMENT),
          Map.entry("TABLESPACE", RejectionCode.OTHER_STATEMENT),
          Map.entry("UNDO", RejectionCode.OTHER_STATEMENT));

  private final SqlTokens tokens;
  private final int from;
  private final int to;

  private LeadingWords(SqlTokens tokens, int from, int to) {
    this.tokens = tokens;
    this.from = from;
    this.to = to;
  }

  /**
   * Refuses a statement that is recognised as another kind of statement.
   *
   * @param from its first token
   * @param to the token after its last
   */
  static void refuseOthers(SqlTokens tokens, int from, int to) {
    new LeadingWords(tokens, from, to)
        .code()
        .ifPresent(
            code -> {
              throw new Refusal(code, tokens.start(from), message(code));
            });
  }

  private Optional<RejectionCode> code() {
    String first = word(from);
    return switch (first) {
      case "CREATE", "ALTER", "DROP", "RENAME" -> object();
      case "START" ->
          Optional.of(
              word(from + 1).equals("TRANSACTION")
                  ? RejectionCode.TRANSACTION
                  : RejectionCode.OTHER_STATEMENT);
      default ->
          OTHER.contains(first)
              ? Optional.of(RejectionCode.OTHER_STATEMENT)
              : Optional.ofNullable(FIRST.get(first));
    };
  }

  private Optional<RejectionCode> object() {
    int i = from + 1;
    if (word(i).equals("OR") && word(i + 1).equals("REPLACE")) {
      i += 2;
    }
    String object = word(i);
    if (object.equals("SPATIAL") && word(i + 1).equals("REFERENCE")) {
      return Optional.of(RejectionCode.OTHER_STATEMENT);
    }
    if (object.equals("ALGORITHM") || object.equals("DEFINER") || object.equals("SQL")) {
      return afterPreamble(i);
    }
    return Optional.ofNullable(OBJECT.get(object));
  }

  private Optional<RejectionCode> afterPreamble(int start) {
    for (int i = start; i < Math.min(to, start + PREAMBLE); i++) {
      RejectionCode code = OBJECT.get(word(i));
      if (word(i).equals("VIEW")) {
        return Optional.empty();
      }
      if (code == RejectionCode.VIEW || code == RejectionCode.STORED_PROGRAM) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** A word in upper case; a quoted one is no keyword and is empty. */
  private String word(int index) {
    if (index >= to) {
      return "";
    }
    if (tokens.type(index) == DdlGrammar.LPAREN) {
      return "(";
    }
    int length = tokens.end(index) - tokens.start(index);
    return length > 20 ? "" : tokens.written(index).toUpperCase(Locale.ROOT);
  }

  private static String message(RejectionCode code) {
    return switch (code) {
      case DML -> "a statement that reads or writes rows is not table DDL";
      case STORED_PROGRAM -> "a statement on a routine, trigger, event or library is not table DDL";
      case ACCOUNT -> "a statement on accounts, roles or privileges is not table DDL";
      case SESSION -> "a statement on the session is not table DDL";
      case TRANSACTION -> "a statement on a transaction is not table DDL";
      case VIEW -> "a materialized view is not understood";
      case VSCHEMA_STATEMENT -> "ALTER VSCHEMA is Vitess' own: a VSchema is changed as a whole";
      case UNSUPPORTED_CLAUSE -> "an external table is not understood";
      default -> "this statement is not table DDL";
    };
  }
}

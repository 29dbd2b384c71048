package io.driftguard.grammar;

/** Why a text is not one statement of the table DDL. */
public enum RejectionCode {
  /** The text holds no statement: it is empty, or white space and comments. */
  NO_STATEMENT,
  /** Another statement follows the first one. */
  SECOND_STATEMENT,
  /** The text is not what MySQL's grammar allows here. */
  SYNTAX_ERROR,
  /** A string, a quoted identifier or a comment does not end. */
  UNTERMINATED,
  /** A character that cannot stand in SQL: NUL, a lone surrogate, a byte-order mark. */
  FORBIDDEN_CHARACTER,
  /** The text exceeds the limit on length, nesting or tokens. */
  TOO_LARGE,
  /** An executable comment that is not understood for the declared server version. */
  EXECUTABLE_COMMENT,
  /** An optimizer hint, which has no place in DDL. */
  OPTIMIZER_HINT,
  /** {@code CREATE TABLE … SELECT}: the table depends on data. */
  CREATE_TABLE_SELECT,
  /** A temporary table, which is no part of a schema. */
  TEMPORARY_TABLE,
  /** A statement that reads or writes rows. */
  DML,
  /** A statement on a routine, trigger, event or other stored program. */
  STORED_PROGRAM,
  /** A statement on accounts, roles or privileges. */
  ACCOUNT,
  /** {@code SET}, {@code USE}, {@code LOCK} and other statements on the session. */
  SESSION,
  /** A statement on a transaction. */
  TRANSACTION,
  /** A statement on a kind of view that is not understood: a materialized one. */
  VIEW,
  /** A statement on a database, of which no change key can be made. */
  DATABASE,
  /** {@code ALTER VSCHEMA}, which is Vitess' own. */
  VSCHEMA_STATEMENT,
  /** A statement of MySQL that is none of the above. */
  OTHER_STATEMENT,
  /** A clause that MySQL knows and that is not understood here. */
  UNSUPPORTED_CLAUSE,
  /** A definition that contradicts itself, so that its meaning is not certain. */
  INVALID_DEFINITION
}

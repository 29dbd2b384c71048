package io.driftguard.engine.guard;

import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.grammar.RejectionCode;

/** Each reason for which the parser refuses a reviewed statement has a code of its own. */
final class Rejections {

  private Rejections() {}

  static RefusalCode codeOf(RejectionCode code) {
    return switch (code) {
      case NO_STATEMENT -> RefusalCode.DDL_NO_STATEMENT;
      case SECOND_STATEMENT -> RefusalCode.DDL_SECOND_STATEMENT;
      case SYNTAX_ERROR -> RefusalCode.DDL_SYNTAX_ERROR;
      case UNTERMINATED -> RefusalCode.DDL_UNTERMINATED;
      case FORBIDDEN_CHARACTER -> RefusalCode.DDL_FORBIDDEN_CHARACTER;
      case TOO_LARGE -> RefusalCode.DDL_TOO_LARGE;
      case EXECUTABLE_COMMENT -> RefusalCode.DDL_EXECUTABLE_COMMENT;
      case OPTIMIZER_HINT -> RefusalCode.DDL_OPTIMIZER_HINT;
      case CREATE_TABLE_SELECT -> RefusalCode.DDL_CREATE_TABLE_SELECT;
      case TEMPORARY_TABLE -> RefusalCode.DDL_TEMPORARY_TABLE;
      case DML -> RefusalCode.DDL_DML;
      case STORED_PROGRAM -> RefusalCode.DDL_STORED_PROGRAM;
      case ACCOUNT -> RefusalCode.DDL_ACCOUNT;
      case SESSION -> RefusalCode.DDL_SESSION;
      case TRANSACTION -> RefusalCode.DDL_TRANSACTION;
      case VIEW -> RefusalCode.DDL_VIEW;
      case DATABASE -> RefusalCode.DDL_DATABASE;
      case VSCHEMA_STATEMENT -> RefusalCode.DDL_VSCHEMA_STATEMENT;
      case OTHER_STATEMENT -> RefusalCode.DDL_OTHER_STATEMENT;
      case UNSUPPORTED_CLAUSE -> RefusalCode.DDL_UNSUPPORTED_CLAUSE;
      case INVALID_DEFINITION -> RefusalCode.DDL_INVALID_DEFINITION;
    };
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterDatabase;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.CreateTableSelect;
import io.driftguard.grammar.ast.CreateTemporaryTable;
import io.driftguard.grammar.ast.DropDatabase;
import io.driftguard.grammar.ast.DropTemporaryTable;
import io.driftguard.grammar.ast.Unkeyed;

/** Why no change key can be made of a statement that is understood. */
final class Unkeyable {

  private Unkeyable() {}

  static RejectionCode code(Unkeyed statement) {
    if (statement instanceof CreateTableSelect) {
      return RejectionCode.CREATE_TABLE_SELECT;
    }
    if (statement instanceof CreateTemporaryTable || statement instanceof DropTemporaryTable) {
      return RejectionCode.TEMPORARY_TABLE;
    }
    if (statement instanceof CreateDatabase
        || statement instanceof AlterDatabase
        || statement instanceof DropDatabase) {
      return RejectionCode.DATABASE;
    }
    throw Renderer.unknown(statement);
  }

  static String message(Unkeyed statement) {
    return switch (code(statement)) {
      case CREATE_TABLE_SELECT ->
          "a table that is made from a query depends on data: the guard refuses it";
      case TEMPORARY_TABLE -> "a temporary table is no part of a schema: the guard refuses it";
      default -> "a database is no table or view of a schema: the guard refuses a change of it";
    };
  }

  /** The refusal of a statement that a parser was not asked for, at a place in its text. */
  static Refusal refusal(Unkeyed statement, int offset) {
    return new Refusal(code(statement), offset, message(statement));
  }
}

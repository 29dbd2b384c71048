package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The one place where a statement is put into canonical form: two statements are equal if and only
 * if their forms are. What is equal is listed in {@code docs/canonical-form.md}; everything else is
 * different.
 *
 * <p>A canonicalizer holds no state between calls and may be used by several threads.
 */
public final class Canonicalizer {

  /** The version of the canonical form. It changes whenever the form of any statement changes. */
  public static final String VERSION = "1";

  private final ServerProfile profile;

  public Canonicalizer(ServerProfile profile) {
    this.profile = profile;
  }

  /**
   * The canonical form of a statement.
   *
   * @throws DdlRejectedException when the statement's meaning is not certain without more than the
   *     statement
   */
  public CanonicalStatement canonicalize(Statement statement) throws DdlRejectedException {
    return canonicalize(statement, Optional.empty(), ColumnForm.Table.WRITTEN);
  }

  /**
   * The canonical form of a statement that changes a known table: what the table's engine and
   * character set say about the statement is used. Two changes may be compared only when both were
   * canonicalized with the same table.
   *
   * @param table the table in canonical form, as it is before the change
   * @throws DdlRejectedException as {@link #canonicalize(Statement)}
   */
  public CanonicalStatement canonicalize(Statement statement, CreateTable table)
      throws DdlRejectedException {
    return canonicalize(statement, Optional.of(table), ColumnForm.Table.WRITTEN);
  }

  /**
   * The canonical form of a table that a server printed ({@code SHOW CREATE TABLE}). It differs
   * from {@link #canonicalize(Statement)} where a server prints a table that no {@code CREATE
   * TABLE} makes: a column whose default was dropped has no default, rather than the default {@code
   * NULL}.
   *
   * @throws DdlRejectedException as {@link #canonicalize(Statement)}
   */
  public CanonicalStatement canonicalizePrinted(CreateTable table) throws DdlRejectedException {
    return canonicalize(table, Optional.empty(), ColumnForm.Table.PRINTED);
  }

  private CanonicalStatement canonicalize(
      Statement statement, Optional<CreateTable> table, ColumnForm.Table origin)
      throws DdlRejectedException {
    try {
      return new CanonicalStatement(form(inLetterCase(statement), table, origin));
    } catch (StackOverflowError e) {
      throw new DdlRejectedException(
          RejectionCode.TOO_LARGE, 1, 1, "the statement is nested too deeply");
    }
  }

  private Statement form(Statement statement, Optional<CreateTable> table, ColumnForm.Table origin)
      throws DdlRejectedException {
    if (statement instanceof CreateTable s) {
      return TableForm.of(s, origin, profile);
    }
    if (statement instanceof AlterTable s) {
      return AlterForm.of(s, table, profile);
    }
    if (statement instanceof CreateIndex s) {
      List<AlterClause> clauses = new ArrayList<>();
      clauses.add(new AlterClause.AddKey(s.key()));
      clauses.addAll(s.how());
      return AlterForm.of(new AlterTable(s.table(), clauses), table, profile);
    }
    if (statement instanceof DropIndex s) {
      List<AlterClause> clauses = new ArrayList<>();
      clauses.add(new AlterClause.DropKey(s.key()));
      clauses.addAll(s.how());
      return AlterForm.of(new AlterTable(s.table(), clauses), table, profile);
    }
    if (statement instanceof DropTable s) {
      // RESTRICT and CASCADE are read and mean nothing.
      return new DropTable(s.tables(), s.ifExists(), Optional.empty());
    }
    return statement;
  }

  /** Names of tables and schemas, which a server may keep in lower case only. */
  private Statement inLetterCase(Statement statement) {
    return profile.lowerCaseTableNames() == 1
        ? TableNames.map(statement, TableNames.lettersBy(n -> n.toLowerCase(Locale.ROOT)))
        : statement;
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterDatabase;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableSelect;
import io.driftguard.grammar.ast.CreateTemporaryTable;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.DropDatabase;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.DropTemporaryTable;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableCreation;
import io.driftguard.grammar.ast.Unkeyed;
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

  /**
   * What can be shown of any statement that is understood: its canonical text, and the refusal that
   * {@link #canonicalize(Statement)} or a parser of statements on schemas has for it. The text is
   * not for comparing changes, and there is no way from it to a {@link CanonicalStatement}.
   *
   * @throws DdlRejectedException when not even a text can be shown
   */
  public ShownStatement show(Ddl ddl) throws DdlRejectedException {
    Optional<DdlRejectedException> refusal = Optional.empty();
    if (ddl instanceof Unkeyed unkeyed) {
      refusal =
          Optional.of(
              DdlRejectedException.ofWhole(Unkeyable.code(unkeyed), Unkeyable.message(unkeyed)));
    }
    try {
      if (ddl instanceof Statement statement) {
        CanonicalStatement canonical = canonicalize(statement);
        return new ShownStatement(canonical.text(), canonical.definition().text(), refusal);
      }
      Unkeyed form = form((Unkeyed) ddl);
      return new ShownStatement(
          UnkeyedText.of(form), UnkeyedText.of(UnkeyedText.definition(form)), refusal);
    } catch (DdlRejectedException e) {
      if (e.code() != RejectionCode.INVALID_DEFINITION) {
        throw e;
      }
      String written = Renderer.render(ddl);
      return new ShownStatement(written, written, refusal.or(() -> Optional.of(e)));
    }
  }

  private Unkeyed form(Unkeyed unkeyed) throws DdlRejectedException {
    if (unkeyed instanceof CreateTableSelect s) {
      // Which columns the table has, only the query knows: the table is as written.
      return new CreateTableSelect(
          (CreateTable) inLetterCase(s.table()), s.duplicates(), s.query());
    }
    if (unkeyed instanceof CreateTemporaryTable s) {
      return new CreateTemporaryTable(form(s.creation()));
    }
    if (unkeyed instanceof DropTemporaryTable s) {
      return new DropTemporaryTable((DropTable) canonicalize(s.drop()).statement());
    }
    if (unkeyed instanceof CreateDatabase s) {
      return new DatabaseForm(profile)
          .of(new CreateDatabase(inLetterCase(s.name()), s.ifNotExists(), s.options()));
    }
    if (unkeyed instanceof AlterDatabase s) {
      return new DatabaseForm(profile)
          .of(new AlterDatabase(s.name().map(this::inLetterCase), s.options()));
    }
    if (unkeyed instanceof DropDatabase s) {
      return new DropDatabase(inLetterCase(s.name()), s.ifExists());
    }
    throw Renderer.unknown(unkeyed);
  }

  private TableCreation form(TableCreation creation) throws DdlRejectedException {
    return creation instanceof Statement statement
        ? (TableCreation) canonicalize(statement).statement()
        : (TableCreation) form((Unkeyed) creation);
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
    if (statement instanceof CreateView s) {
      return ViewForm.of(s);
    }
    if (statement instanceof AlterView s) {
      return ViewForm.of(s);
    }
    if (statement instanceof DropView s) {
      return new DropView(s.views(), s.ifExists(), Optional.empty());
    }
    return statement;
  }

  /** Names of tables and schemas, which a server may keep in lower case only. */
  private Statement inLetterCase(Statement statement) {
    return profile.lowerCaseTableNames() == 1
        ? TableNames.map(statement, TableNames.lettersBy(n -> n.toLowerCase(Locale.ROOT)))
        : statement;
  }

  private String inLetterCase(String name) {
    return profile.lowerCaseTableNames() == 1 ? name.toLowerCase(Locale.ROOT) : name;
  }
}

package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.schemadiff.SchemaChange.Kind;
import io.driftguard.schemadiff.SchemaDiffException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements that lead from one schema to another.
 *
 * <p>No difference is returned that was not checked by its inverse: applied to the one schema, the
 * statements give the other.
 */
public final class SchemaDiff {

  private SchemaDiff() {}

  /**
   * The statements that make {@code to} out of {@code from}, in the order in which they can run.
   * Equal schemas need none, and only they.
   *
   * @throws SchemaDiffException when no statements are known that make this difference
   */
  public static List<SchemaChange> diff(Schema from, Schema to) throws SchemaDiffException {
    if (!from.profile().equals(to.profile())) {
      throw new SchemaDiffException(
          Code.PROFILES_DIFFER,
          "expected two schemas of one server profile, but found "
              + from.profile()
              + " and "
              + to.profile());
    }
    List<SchemaChange> changes = new ArrayList<>();
    for (CreateTable table : to.tables().values()) {
      if (from.table(table.table().name()).isEmpty()) {
        changes.add(new SchemaChange(Kind.CREATE, table.table().name(), table));
      }
    }
    for (Map.Entry<String, CreateTable> entry : from.tables().entrySet()) {
      CreateTable after = to.tables().get(entry.getKey());
      if (after != null) {
        List<AlterClause> clauses = TableDiff.clauses(entry.getValue(), after);
        if (!clauses.isEmpty()) {
          changes.add(
              new SchemaChange(
                  Kind.ALTER,
                  after.table().name(),
                  new AlterTable(entry.getValue().table(), clauses)));
        }
      }
    }
    for (CreateTable table : from.tables().values()) {
      if (to.table(table.table().name()).isEmpty()) {
        TableName name = table.table();
        changes.add(
            new SchemaChange(
                Kind.DROP, name.name(), new DropTable(List.of(name), false, Optional.empty())));
      }
    }
    verify(from, to, changes);
    return List.copyOf(changes);
  }

  private static void verify(Schema from, Schema to, List<SchemaChange> changes)
      throws SchemaDiffException {
    Schema reached = from;
    for (SchemaChange change : changes) {
      try {
        reached = Simulator.apply(reached, change.statement());
      } catch (SimulationException e) {
        throw new SchemaDiffException(
            Code.STATEMENT_REFUSED,
            "the server would refuse a statement that the difference needs: "
                + e.getMessage()
                + ": "
                + change.sql(),
            e);
      }
    }
    for (Map.Entry<String, String> table : to.texts().entrySet()) {
      String text = reached.texts().get(table.getKey());
      if (!table.getValue().equals(text)) {
        throw new SchemaDiffException(
            Code.INEXPRESSIBLE,
            "no statements are known that make this table: expected "
                + table.getValue()
                + ", but reached "
                + text);
      }
    }
    if (!reached.equals(to)) {
      throw new SchemaDiffException(
          Code.INEXPRESSIBLE, "no statements are known that make the other schema");
    }
  }
}

package io.driftguard.schemadiff;

import io.driftguard.schemadiff.SchemaDiffException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statements that lead from one schema to another.
 *
 * <p>No difference is returned that was not checked by its inverse: applied to the one schema, the
 * statements give the other. They do so whether or not the server made keys of the schema itself
 * for foreign keys.
 */
public final class SchemaDiff {

  private SchemaDiff() {}

  /**
   * The statements that make {@code to} out of {@code from}, in an order in which they can run:
   * views are dropped, tables are created, then altered, then dropped, and views are created or
   * replaced. Equal schemas need none, and only they.
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
    if (from.equals(to)) {
      return List.of();
    }
    List<SchemaChange> changes;
    try {
      ViewPlan views = new ViewPlan(from, to);
      changes = new ArrayList<>(views.dropped());
      changes.addAll(new SchemaPlan(from, to).statements());
      changes.addAll(views.created());
    } catch (SimulationException e) {
      throw new SchemaDiffException(
          Code.STATEMENT_REFUSED,
          "the server would refuse the statements that the difference needs: " + e.getMessage(),
          e);
    }
    verify(from, to, changes);
    verify(from.asPrinted(), to, changes);
    return List.copyOf(changes);
  }

  private static void verify(Schema from, Schema to, List<SchemaChange> changes)
      throws SchemaDiffException {
    SchemaDraft draft = new SchemaDraft(from);
    for (SchemaChange change : changes) {
      try {
        draft.apply(change.statement());
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
    Schema reached = draft.build();
    if (reached.equals(to)) {
      return;
    }
    Map<String, String> texts = reached.texts();
    for (Map.Entry<String, String> table : to.texts().entrySet()) {
      String text = texts.getOrDefault(table.getKey(), "no table");
      if (!table.getValue().equals(text)) {
        throw new SchemaDiffException(
            Code.TARGET_NOT_REACHED,
            "the statements that are known do not lead to the table: expected "
                + table.getValue()
                + ", but found "
                + text);
      }
    }
    throw new SchemaDiffException(
        Code.TARGET_NOT_REACHED,
        "the statements that are known do not lead to the other schema: expected tables "
            + to.texts().keySet()
            + ", but found "
            + reached.texts().keySet());
  }
}

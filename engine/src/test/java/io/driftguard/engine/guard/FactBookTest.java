package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.PlannedChange;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.ServerInputs;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.ScriptedEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where a refusal says that a statement is, and by which server each statement is read. */
final class FactBookTest {

  private static final String BROKEN = "ALTER TABLE";

  /** A statement that only a server with ANSI_QUOTES reads. */
  private static final String ANSI = "ALTER TABLE item ADD \"note\" varchar(50)";

  @Test
  void countsReviewedStatementsAsTheyStandInTheDispatch() {
    Dispatch dispatch =
        Sample.dispatch(
            Optional.empty(),
            Sample.alter(SHOP, "item", BROKEN),
            new ReviewedChange.VSchema(ORDERS),
            Sample.alter(SHOP, "item", ADD_NOTE),
            Sample.alter(SHOP, "item", BROKEN));

    assertThat(where(Sample.engine(), dispatch, "DDL_SYNTAX_ERROR"))
        .containsExactly("$.ddl_changes[0].ddl", "$.ddl_changes[3].ddl");
  }

  @Test
  void countsReviewedVSchemasAsTheyStandInTheDispatch() {
    Dispatch dispatch =
        Sample.dispatch(
            Optional.empty(),
            Sample.alter(SHOP, "item", ADD_NOTE),
            new ReviewedChange.VSchema(SHOP),
            new ReviewedChange.VSchema(ORDERS));

    assertThat(where(Sample.engine(), dispatch, "VSCHEMA_WITHOUT_CONTENT"))
        .containsExactly("$.ddl_changes[1], VSchema of shop");
  }

  @Test
  void countsRePlannedStatementsAmongThemselves() {
    ScriptedEngine engine = Sample.engineOf(ADD_NOTE, BROKEN, ADD_NOTE, BROKEN);

    assertThat(where(engine, Sample.whole(), "REPLAN_STATEMENT_UNREADABLE"))
        .containsExactly("re-planned statement 2", "re-planned statement 4");
  }

  @Test
  void countsStatementsWhoseLabelsAreWrongFromOne() {
    Dispatch dispatch =
        Sample.dispatch(
            Optional.empty(),
            Sample.alter(SHOP, "item", ADD_NOTE),
            Sample.alter(SHOP, "goods", ADD_NOTE));
    ScriptedEngine engine =
        Sample.engine(
            changes ->
                List.of(
                    Sample.planned(SHOP, Optional.empty(), "item", Operation.ALTER, ADD_NOTE),
                    Sample.planned(SHOP, Optional.empty(), "goods", Operation.ALTER, ADD_NOTE)));

    assertThat(where(engine, dispatch, "TABLE_LABEL_DIFFERS"))
        .containsExactly("reviewed statement 2");
    assertThat(where(engine, dispatch, "REPLAN_LABEL_DIFFERS"))
        .containsExactly("re-planned statement 2");
  }

  @Test
  void readsAStatementOfANamespaceThatNobodyDesiresAsItsServerDoes() {
    Dispatch dispatch =
        desiring(
            Sample.dispatch(Optional.empty(), Sample.alter(SHOP, "item", ANSI)),
            Sample.ORDERS,
            Sample.USERS);

    assertThat(codes(ansi(changes -> List.of()), dispatch))
        .containsExactly("NAMESPACE_NOT_MANAGED", "NOTHING_IN_SCOPE", "CHANGE_NOT_REPLANNED");
  }

  @Test
  void readsAStatementOfANamespaceThatTheDispatchDoesNotNameAsItsServerDoes() {
    Dispatch dispatch = desiring(Sample.declaredEmpty(Optional.empty()), SHOP);

    assertThat(
            codes(
                ansi(
                    changes ->
                        List.of(
                            Sample.planned(SHOP, Optional.empty(), "item", Operation.ALTER, ANSI))),
                dispatch))
        .containsExactly("CHANGE_NOT_REVIEWED");
  }

  @Test
  void asksNothingOfANamespaceThatIsNotThere() {
    Namespace absent = new Namespace("absent");
    Set<Namespace> asked = new TreeSet<>();
    ScriptedEngine engine =
        new ScriptedEngine(Sample::topology, (desired, scope) -> Sample.replan()) {
          @Override
          protected Optional<ServerInputs> inputs(Namespace namespace) {
            asked.add(namespace);
            return Optional.empty();
          }
        };
    Dispatch dispatch =
        desiring(
            Sample.dispatch(Optional.empty(), Sample.alter(absent, "item", ADD_NOTE)),
            SHOP,
            absent);

    assertThat(codes(engine, dispatch)).contains("NAMESPACE_UNKNOWN");
    assertThat(asked).containsExactly(SHOP);
  }

  /** An adapter whose one server reads "a" as a name, for an edited re-plan. */
  private static ScriptedEngine ansi(UnaryOperator<List<PlannedChange>> edit) {
    return new ScriptedEngine(
        Sample::topology,
        (desired, scope) -> new Replan(edit.apply(Sample.planned()), Sample.live())) {
      @Override
      protected Optional<ServerInputs> inputs(Namespace namespace) throws EngineException {
        return Optional.of(
            new ServerInputs(
                "8.0.31",
                new TreeSet<>(Set.of("ANSI_QUOTES")),
                0,
                "utf8mb4",
                "utf8mb4_0900_ai_ci"));
      }
    };
  }

  /** The dispatch with a desired schema of these namespaces and no VSchema. */
  private static Dispatch desiring(Dispatch dispatch, Namespace... namespaces) {
    TreeMap<Namespace, NamespaceFiles> files = new TreeMap<>();
    for (Namespace namespace : namespaces) {
      files.put(
          namespace,
          new NamespaceFiles(
              new TreeMap<>(Map.of("a.sql", "CREATE TABLE a (b int)")), Optional.empty()));
    }
    return dispatch.withSchemaFiles(Optional.of(new DesiredSchema(files)));
  }

  private static List<String> codes(ScriptedEngine engine, Dispatch dispatch) {
    return Scenario.refusals(Sample.check(engine, dispatch)).stream().map(Refusal::code).toList();
  }

  private static List<String> where(ScriptedEngine engine, Dispatch dispatch, String code) {
    return Scenario.refusals(Sample.check(engine, dispatch)).stream()
        .filter(refusal -> refusal.code().equals(code))
        .map(Refusal::where)
        .toList();
  }
}

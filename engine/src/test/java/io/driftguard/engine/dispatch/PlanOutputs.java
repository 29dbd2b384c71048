package io.driftguard.engine.dispatch;

import com.google.common.collect.ImmutableList;
import io.driftguard.engine.dispatch.PlanOutputReader.Addressing;
import io.driftguard.engine.dispatch.PlanOutputReader.PlanReading;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import io.driftguard.engine.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Plan outputs that are refused. */
public final class PlanOutputs {

  private static final String CHANGE =
      "{\"table_name\": \"item\", \"change_type\": \"alter\", \"ddl\": \""
          + Sample.ADD_NOTE
          + "\"}";

  private PlanOutputs() {}

  public static ImmutableList<Scenario> all() {
    return Tables.documents("refused-plan-outputs.txt").stream()
        .map(
            row ->
                new Scenario(
                    row.name(), row.codes(), () -> Scenario.refusals(read(row.document()))))
        .collect(ImmutableList.toImmutableList());
  }

  /** What comes of a document in which {@code @CHANGE} stands for a change. */
  static PlanReading read(String document) {
    return new PlanOutputReader()
        .read(
            document.replace("@CHANGE", CHANGE).getBytes(StandardCharsets.UTF_8),
            new Addressing(
                "production", "shop", Sample.ENGINE, "shop-eu", Optional.of(Sample.desired())));
  }
}

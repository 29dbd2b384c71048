package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CheckRequestTest {

  private static final Namespace SAME = new Namespace("same");
  private static final Namespace OTHER = new Namespace("other");
  private static final Namespace ONLY_WITH_IT = new Namespace("only_with_it");
  private static final Namespace ONLY_FROM_THE_CALLER = new Namespace("only_from_the_caller");

  @Test
  void namesTheNamespacesInWhichTwoDesiredSchemasDiffer() {
    Dispatch dispatch =
        Sample.whole()
            .withSchemaFiles(Optional.of(schema(Map.of(SAME, "a", OTHER, "a", ONLY_WITH_IT, "a"))));
    DesiredSchema given = schema(Map.of(SAME, "a", OTHER, "b", ONLY_FROM_THE_CALLER, "a"));

    List<Refusal> refusals = refusals(CheckRequest.of(dispatch, Optional.of(given), Sample.SOURCE));

    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0).code()).isEqualTo("DESIRED_SCHEMAS_DIFFER");
    assertThat(refusals.get(0).where()).isEqualTo("the desired schema");
    assertThat(refusals.get(0).expected())
        .isEqualTo("the same files with the dispatch and from the caller");
    assertThat(refusals.get(0).found())
        .isEqualTo(
            "other files for the namespaces \"only_from_the_caller\", \"only_with_it\", \"other\"");
  }

  @Test
  void saysWhereADesiredSchemaCouldHaveComeFrom() {
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());

    List<Refusal> refusals = refusals(CheckRequest.of(bare, Optional.empty(), Sample.SOURCE));

    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0).code()).isEqualTo("DESIRED_SCHEMA_MISSING");
    assertThat(refusals.get(0).expected())
        .isEqualTo("schema files with the dispatch or from the caller");
    assertThat(refusals.get(0).found()).isEqualTo("neither");
  }

  @Test
  void isCompleteWithTheSchemaOfWhoeverHasIt() {
    Dispatch bare = Sample.whole().withSchemaFiles(Optional.empty());

    assertThat(complete(CheckRequest.of(Sample.whole(), Optional.empty(), Sample.SOURCE)))
        .isEqualTo(Optional.of(Sample.whole()));
    assertThat(complete(CheckRequest.of(bare, Optional.of(Sample.desired()), Sample.SOURCE)))
        .isEqualTo(Optional.of(Sample.whole()));
    assertThat(
            complete(CheckRequest.of(Sample.whole(), Optional.of(Sample.desired()), Sample.SOURCE)))
        .isEqualTo(Optional.of(Sample.whole()));
  }

  @Test
  void isNotCompleteWhenItsDispatchCouldNotBeRead() {
    CheckRequest request =
        CheckRequest.ofJson(new byte[0], Optional.of(Sample.desired()), Sample.SOURCE);

    assertThat(complete(request)).isEmpty();
    assertThat(refusals(request).get(0).kind()).isEqualTo(RefusalKind.INVALID);
  }

  private static Optional<Dispatch> complete(CheckRequest request) {
    return request
        .complete()
        .match(read -> Optional.of(read.dispatch()), rejected -> Optional.empty());
  }

  private static List<Refusal> refusals(CheckRequest request) {
    return Scenario.refusals(request.complete());
  }

  private static DesiredSchema schema(Map<Namespace, String> texts) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    texts.forEach(
        (namespace, text) ->
            namespaces.put(namespace, Sample.files("a.sql", text, Optional.empty())));
    return new DesiredSchema(namespaces);
  }
}

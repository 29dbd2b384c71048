package io.driftguard.engine.explain;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableSet;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExplainerTest {

  static List<ExplanationCase> cases() throws Exception {
    return ExplanationCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatDiffersAndWhatHasBecomeOfTheTable(ExplanationCase each) throws Exception {
    List<Explanation> explanations = each.explain(Optional.empty(), ExplanationCase.explainer());

    assertThat(explanations).hasSize(1);
    Explanation explanation = explanations.get(0);
    assertThat(explanation.table()).isEqualTo(each.maybe("table").orElse("t"));
    Difference difference = explanation.difference();
    assertThat(difference.driftClass().name()).isEqualTo(each.one("class"));
    if (each.maybe("effect").isPresent()) {
      Effect effect = difference.effect();
      assertThat(effect.kind() + " " + effect.detail()).isEqualTo(each.one("effect"));
    }
    List<String> differences =
        difference.statements().stream()
            .flatMap(pair -> pair.differences().stream())
            .map(ExplainerTest::row)
            .toList();
    if (!each.values().get("differs").isEmpty()) {
      assertThat(differences).containsExactlyElementsIn(each.values().get("differs")).inOrder();
    }
    assertThat(differences).isNotEmpty();
  }

  @Test
  void hasACaseOfEachClassAndOfEachKindOfClause() throws Exception {
    Set<DriftClass> classes = EnumSet.noneOf(DriftClass.class);
    Set<ClauseMatch.Kind> kinds = EnumSet.noneOf(ClauseMatch.Kind.class);
    for (ExplanationCase each : cases()) {
      Difference difference =
          each.explain(Optional.empty(), ExplanationCase.explainer()).get(0).difference();
      classes.add(difference.driftClass());
      difference.statements().stream()
          .flatMap(pair -> pair.clauses().stream())
          .map(ClauseMatch::kind)
          .forEach(kinds::add);
    }
    assertThat(classes).isEqualTo(EnumSet.allOf(DriftClass.class));
    assertThat(kinds).isEqualTo(EnumSet.allOf(ClauseMatch.Kind.class));
  }

  @Test
  void makesOneDifferenceOfShardsThatHaveDriftedAlike() throws Exception {
    Explainer explainer = ExplanationCase.explainer();
    List<Explanation> all = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      ExplanationCase of = cases().get(i == 77 ? 0 : 2);
      all.addAll(of.explain(Optional.of(new ShardName("shard-" + i)), explainer));
    }
    Map<Difference, List<Explanation>> groups =
        all.stream().collect(groupingBy(Explanation::difference));
    assertThat(groups).hasSize(2);
    assertThat(
            groups.values().stream()
                .filter(group -> group.size() == 1)
                .map(group -> group.get(0).place())
                .toList())
        .containsExactly("shop/shard-77.t");
  }

  @Test
  void explainsNothingOfAPlaceThatWasNotRead() throws Exception {
    ExplanationCase each = cases().get(0);
    assertThat(each.explain(Optional.empty(), ExplanationCase.explainer())).isNotEmpty();
    assertThat(
            ExplanationCase.explainer()
                .explain(new LiveSchema(new TreeMap<>(), new TreeMap<>()), List.of(), List.of()))
        .isEmpty();
  }

  @Test
  void saysForEachClassWhatIsTheCaseAndWhatToDo() {
    for (DriftClass each : DriftClass.values()) {
      assertWithMessage(each.name()).that(each.meaning()).endsWith(".");
      assertWithMessage(each.name()).that(each.recovery()).doesNotContainMatch("\\.$|^\\s*$");
    }
    assertThat(ImmutableSet.copyOf(EnumSet.allOf(DriftClass.class)).asList()).isNotEmpty();
  }

  private static String row(ClauseMatch clause) {
    return clause.kind()
        + " "
        + clause.subject()
        + " | "
        + clause.expected().orElse("-")
        + " | "
        + clause.found().orElse("-");
  }
}

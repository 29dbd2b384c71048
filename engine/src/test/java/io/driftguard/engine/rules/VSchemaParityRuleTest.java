package io.driftguard.engine.rules;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.Namespace;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.rule.DispatchedVSchemas;
import io.driftguard.api.rule.LiveFact;
import io.driftguard.api.rule.ReplannedVSchemas;
import io.driftguard.api.rule.RuleOutcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VSchemaParityRuleTest {

  private static final Namespace TRIPS = new Namespace("trips");
  private static final String HASH = "{\"sharded\":true,\"vindexes\":{\"h\":{\"type\":\"hash\"}}}";
  private static final String XXHASH = HASH.replace("\"hash\"", "\"xxhash\"");

  /** The reviewed, the re-planned and the live VSchema, and what is found. */
  static Stream<Arguments> findings() {
    return Stream.of(
        Arguments.of("", "", HASH, ""),
        Arguments.of(HASH, HASH, XXHASH, ""),
        Arguments.of(
            "",
            XXHASH,
            HASH,
            "VSCHEMA_NOT_REVIEWED a re-planned change of the live VSchema: vindexes.h.type: \"hash\" → \"xxhash\""),
        Arguments.of("", XXHASH, "", "VSCHEMA_NOT_REVIEWED a re-planned change"),
        Arguments.of("", XXHASH, "{]", "VSCHEMA_NOT_REVIEWED a re-planned change"),
        Arguments.of(
            HASH,
            "",
            HASH,
            "VSCHEMA_NOT_REPLANNED no VSchema change there; the live VSchema is the reviewed one already"),
        Arguments.of(
            HASH,
            "",
            XXHASH,
            "VSCHEMA_NOT_REPLANNED no VSchema change there; from the live VSchema to the reviewed one: vindexes.h.type: \"xxhash\" → \"hash\""),
        Arguments.of(HASH, "", "", "VSCHEMA_NOT_REPLANNED no VSchema change there"),
        Arguments.of(
            HASH,
            XXHASH,
            "{}",
            "VSCHEMA_DIFFERS another one; from the reviewed one to it: vindexes.h.type: \"hash\" → \"xxhash\""));
  }

  @ParameterizedTest
  @MethodSource("findings")
  void saysWhichTableWhichVindexAndWhichField(
      String reviewed, String planned, String live, String finding) {
    assertThat(found(reviewed, planned, live))
        .containsExactlyElementsIn(finding.isEmpty() ? List.of() : List.of(finding));
  }

  @Test
  void countsWhatItDoesNotName() {
    String many =
        IntStream.range(0, 25)
            .mapToObj(i -> String.format("\"t%02d\":{}", i))
            .collect(Collectors.joining(",", "{\"tables\":{", "}}"));
    String finding = found("", many, "{\"tables\":{\"t\":{}}}").get(0);
    assertThat(finding).contains("tables.t: removed {}; tables.t00: added {}; ");
    assertThat(finding).contains("tables.t18: added {}");
    assertThat(finding).endsWith("; and 6 more");
  }

  private static List<String> found(String reviewed, String planned, String live) {
    RuleOutcome outcome =
        new VSchemaParityRule()
            .evaluate(
                new DispatchedVSchemas(of(reviewed)),
                new ReplannedVSchemas(of(planned)),
                new LiveFact(new LiveSchema(new TreeMap<>(), of(live))));
    return outcome instanceof RuleOutcome.Violated violated
        ? violated.findings().stream()
            .map(finding -> finding.code() + " " + finding.found())
            .toList()
        : List.of();
  }

  private static SortedMap<Namespace, String> of(String document) {
    TreeMap<Namespace, String> documents = new TreeMap<>();
    if (!document.isEmpty()) {
      documents.put(TRIPS, document);
    }
    return documents;
  }
}

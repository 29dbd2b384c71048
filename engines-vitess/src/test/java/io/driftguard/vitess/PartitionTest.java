package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTest {

  private static final String COVERED =
      "expected shards that cover each key range once, but found ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-",
        "-80 80-",
        "80- -80",
        "-40 40-80 80-c0 c0-",
        "-80 8000-",
        "00-80 80-",
        "-8001 8001-",
        "-0001 0001-",
        "-10 10-20 20-3aff 3aff-"
      })
  void acceptsAFullPartition(String shards) throws Exception {
    Partition.require(new Namespace("fleet"), names(shards));
  }

  /** Shards and the message after the keyspace's name. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        // as many as are shown
        refusal(
            "- -10 10-20 20-30 30-40 40-50 50-60 60-70 70-80",
            COVERED
                + "\"-\" and \"-10\" overlap; \"-\" and \"10-20\" overlap; \"-\" and \"20-30\" overlap; \"-\" and \"30-40\" overlap; \"-\" and \"40-50\" overlap; \"-\" and \"50-60\" overlap; \"-\" and \"60-70\" overlap; \"-\" and \"70-80\" overlap"),
        // gaps
        refusal("", COVERED + "no shard for -"),
        refusal("40-80 80-", COVERED + "no shard for -40"),
        refusal("-40 80-", COVERED + "no shard for 40-80"),
        refusal("-40 40-80", COVERED + "no shard for 80-"),
        refusal("-80 8001-", COVERED + "no shard for 80-8001"),
        refusal(
            "10-20 30-40 c0-",
            COVERED + "no shard for -10; no shard for 20-30; no shard for 40-c0"),
        // overlaps, as in the middle of a reshard
        refusal(
            "-80 -40 40-80 80-",
            COVERED + "\"-40\" and \"-80\" overlap; \"-80\" and \"40-80\" overlap"),
        refusal(
            "-80 40- 80-", COVERED + "\"-80\" and \"40-\" overlap; \"40-\" and \"80-\" overlap"),
        refusal("- 80-", COVERED + "\"-\" and \"80-\" overlap"),
        refusal("-80 80- c0-", COVERED + "\"80-\" and \"c0-\" overlap"),
        refusal(
            "-20 40-80 60-c0",
            COVERED + "no shard for 20-40; no shard for c0-; \"40-80\" and \"60-c0\" overlap"),
        refusal(
            "- -10 10-20 20-30 30-40 40-50 50-60 60-70 70-80 80-",
            COVERED
                + "\"-\" and \"-10\" overlap; \"-\" and \"10-20\" overlap; \"-\" and \"20-30\" overlap; \"-\" and \"30-40\" overlap; \"-\" and \"40-50\" overlap; \"-\" and \"50-60\" overlap; \"-\" and \"60-70\" overlap; \"-\" and \"70-80\" overlap; and 1 more"),
        // one range twice
        refusal("-80 80- 8000-", COVERED + "\"80-\" and \"8000-\" are one range"),
        refusal("-80 00-80 80-", COVERED + "\"-80\" and \"00-80\" are one range"),
        // names that mislead
        refusal(
            "-00 80-",
            "expected a shard name with an end after the minimum, but found \"-00\"; an end of zero bytes means the maximum to Vitess"),
        refusal(
            "-80 80-8000 80-",
            "expected a shard name with a start before the end, but found \"80-8000\"; trailing zero bytes of a bound mean nothing to Vitess"),
        refusal(
            "-C0 c0-",
            "expected a shard name with lower-case bounds, but found \"-C0\"; Vitess folds a key range to lower case"),
        refusal(
            "0 1",
            "expected shards with key ranges, as a sharded keyspace has them, but found the custom name \"0\", which stands for every keyspace id; the tables of a keyspace that is not sharded are recorded without a shard"),
        refusal(
            "-80 80- spare",
            "expected shards with key ranges, as a sharded keyspace has them, but found the custom name \"spare\", which stands for every keyspace id; the tables of a keyspace that is not sharded are recorded without a shard"));
  }

  private static Arguments refusal(String shards, String message) {
    return Arguments.of(shards, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsNoFullPartition(String shards, String message) {
    EngineException e =
        assertThrows(
            EngineException.class, () -> Partition.require(new Namespace("fleet"), names(shards)));
    assertThat(e.reason()).isEqualTo(Reason.TOPOLOGY_UNREADABLE);
    assertThat(e).hasMessageThat().isEqualTo("keyspace \"fleet\": " + message);
  }

  @Test
  void namesTheShardsThatOverlapInTheOrderOfTheirRanges() {
    assertThat(Partition.overlaps(names("80- 40-80 -80 -40 spare")))
        .hasValue("\"-40\" and \"-80\" overlap; \"-80\" and \"40-80\" overlap");
    assertThat(Partition.overlaps(names("80- 40-80 -40 spare"))).isEmpty();
  }

  /** In the order given: a topology server promises none. */
  private static Set<ShardName> names(String shards) {
    Set<ShardName> names = new LinkedHashSet<>();
    Arrays.stream(shards.split(" "))
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(new ShardName(name)));
    return names;
  }
}

package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTest {

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
        refusal("", "expected a last shard that ends at the maximum, but found no shard"),
        // gaps
        refusal(
            "40-80 80-",
            "expected a first shard that starts at the minimum, but found \"40-80\" first"),
        refusal(
            "-40 80-", "expected a shard that starts where \"-40\" ends, but found \"80-\" next"),
        refusal(
            "-40 40-80",
            "expected a last shard that ends at the maximum, but found \"40-80\" last"),
        refusal(
            "-80 8001-",
            "expected a shard that starts where \"-80\" ends, but found \"8001-\" next"),
        // overlaps, as in the middle of a reshard
        refusal(
            "-80 -40 40-80 80-",
            "expected key ranges that do not overlap, but found \"-40\" and \"-80\""),
        refusal(
            "-80 40- 80-",
            "expected key ranges that do not overlap, but found \"-80\" and \"40-\""),
        refusal("- 80-", "expected key ranges that do not overlap, but found \"-\" and \"80-\""),
        refusal(
            "-80 80- c0-",
            "expected key ranges that do not overlap, but found \"80-\" and \"c0-\""),
        // one range twice
        refusal(
            "-80 80- 8000-",
            "expected each key range once, but found \"80-\" and \"8000-\", which are one range"),
        refusal(
            "-80 00-80 80-",
            "expected each key range once, but found \"-80\" and \"00-80\", which are one range"),
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

  private static Set<ShardName> names(String shards) {
    TreeSet<ShardName> names = new TreeSet<>();
    Arrays.stream(shards.split(" "))
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(new ShardName(name)));
    return names;
  }
}

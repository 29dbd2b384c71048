package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.HIGH;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Namespace;
import io.driftguard.api.Scope;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.engine.testing.Sample;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LiveFingerprintTest {

  private static final Scope WHOLE = new Scope.WholeDeployment();
  private static final Scope ONE_SHARD = new Scope.SingleShard(Optional.of(ORDERS), LOW);
  private static final Scope THAT_SHARD_ANYWHERE = new Scope.SingleShard(Optional.empty(), LOW);
  private static final Scope FINALIZER = new Scope.NamespaceFinalizer(ORDERS);

  private static final String SAME = "create table purchase (id INTEGER) AUTO_INCREMENT=77";
  private static final String OTHER = "CREATE TABLE `purchase` (`id` bigint)";

  @Test
  void doesNotMoveForSpellingAndCounters() {
    for (Scope scope : new Scope[] {WHOLE, ONE_SHARD, THAT_SHARD_ANYWHERE, FINALIZER}) {
      assertThat(print(with(ORDERS, Optional.of(LOW), SAME), scope))
          .isEqualTo(print(Sample.live(), scope));
    }
  }

  @Test
  void movesForAnotherTableWhereTheScopeIs() {
    LiveSchema low = with(ORDERS, Optional.of(LOW), OTHER);
    LiveSchema high = with(ORDERS, Optional.of(HIGH), OTHER);
    LiveSchema ofUsers = with(USERS, Optional.of(LOW), OTHER);
    LiveSchema unsharded = with(SHOP, Optional.empty(), OTHER);

    assertMoves(ONE_SHARD, low);
    assertStays(ONE_SHARD, high, ofUsers, unsharded);
    assertMoves(THAT_SHARD_ANYWHERE, low);
    assertMoves(THAT_SHARD_ANYWHERE, ofUsers);
    assertStays(THAT_SHARD_ANYWHERE, high, unsharded);
    assertMoves(WHOLE, unsharded);
    assertStays(WHOLE, low, high, ofUsers);
    assertStays(FINALIZER, low, high, ofUsers, unsharded);
  }

  @Test
  void movesForAnotherVSchemaWhereTheScopeIs() {
    LiveSchema ofOrders = withVSchema(ORDERS, "{}");
    LiveSchema ofUsers = withVSchema(USERS, "{}");

    assertMoves(FINALIZER, ofOrders);
    assertStays(FINALIZER, ofUsers, withVSchema(ORDERS, "{ \"sharded\" : true }"));
    assertMoves(WHOLE, ofOrders);
    assertMoves(WHOLE, ofUsers);
    assertStays(ONE_SHARD, ofOrders, ofUsers);
  }

  @Test
  void movesForATextThatCannotBeRead() {
    assertMoves(ONE_SHARD, with(ORDERS, Optional.of(LOW), "CREATE TABLE"));
    assertMoves(FINALIZER, withVSchema(ORDERS, "{]"));
    assertThat(print(withVSchema(ORDERS, "{]"), FINALIZER))
        .isNotEqualTo(print(withVSchema(ORDERS, "{["), FINALIZER));
  }

  @Test
  void movesForAPlaceThatIsThereAndHoldsNothing() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>(Sample.live().tables());
    tables.put(new Place(ORDERS, Optional.of(LOW)), new TreeMap<>());
    LiveSchema empty = new LiveSchema(tables, Sample.live().vschemas());
    tables.remove(new Place(ORDERS, Optional.of(LOW)));
    LiveSchema gone = new LiveSchema(tables, Sample.live().vschemas());

    assertMoves(ONE_SHARD, empty);
    assertMoves(ONE_SHARD, gone);
    assertThat(print(empty, ONE_SHARD)).isNotEqualTo(print(gone, ONE_SHARD));
  }

  /**
   * Everything that is put in counts, and the lengths that keep two neighbours apart: a permit that
   * was issued by another build of this version has to be held against the same digits.
   */
  @Test
  void isTheSameInEveryBuild() {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>();
    tables.put(
        new Place(ORDERS, Optional.of(LOW)), new TreeMap<>(Map.of("purchase", SAME, "x", "raw")));
    tables.put(new Place(SHOP, Optional.empty()), new TreeMap<>());
    LiveSchema live =
        new LiveSchema(tables, new TreeMap<>(Map.of(ORDERS, "{\"sharded\": true}", SHOP, "{]")));

    assertThat(print(live, WHOLE))
        .isEqualTo("f7875fe379c3ce8c08624c81123cc2a41d6f64b5069c9a232cba70df96882b0b");
    assertThat(print(live, THAT_SHARD_ANYWHERE))
        .isEqualTo("3594001652f9c77db9e9b0f76e3dcb4fd7452a14616d49f40ff6e9fb62b11ee7");
    assertThat(print(live, FINALIZER))
        .isEqualTo("e6f815f594cf269d9b6b3c5dceec0c578a8acc9ae9e0c0fed1bce5041048d2ad");
  }

  private static void assertMoves(Scope scope, LiveSchema live) {
    assertThat(print(live, scope)).isNotEqualTo(print(Sample.live(), scope));
  }

  private static void assertStays(Scope scope, LiveSchema... others) {
    for (LiveSchema live : others) {
      assertThat(print(live, scope)).isEqualTo(print(Sample.live(), scope));
    }
  }

  private static String print(LiveSchema live, Scope scope) {
    return LiveFingerprint.of(live, scope, new ChangeKeys(GuardOptions.DEFAULT));
  }

  private static LiveSchema with(Namespace namespace, Optional<ShardName> shard, String table) {
    TreeMap<Place, SortedMap<String, String>> tables = new TreeMap<>(Sample.live().tables());
    tables.put(new Place(namespace, shard), new TreeMap<>(Map.of("purchase", table)));
    return new LiveSchema(tables, Sample.live().vschemas());
  }

  private static LiveSchema withVSchema(Namespace namespace, String document) {
    TreeMap<Namespace, String> vschemas = new TreeMap<>(Sample.live().vschemas());
    vschemas.put(namespace, document);
    return new LiveSchema(Sample.live().tables(), vschemas);
  }
}

package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;
import static io.driftguard.engine.testing.Sample.ADD_NOTE;
import static io.driftguard.engine.testing.Sample.LOW;
import static io.driftguard.engine.testing.Sample.ORDERS;
import static io.driftguard.engine.testing.Sample.SHOP;
import static io.driftguard.engine.testing.Sample.USERS;

import io.driftguard.api.Dispatch.TargetShard;
import io.driftguard.api.Namespace;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.Scope;
import io.driftguard.engine.testing.Sample;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScopeResolverTest {

  private static final ReviewedChange TABLE = Sample.alter(SHOP, "item", ADD_NOTE);
  private static final ReviewedChange OF_ORDERS = new ReviewedChange.VSchema(ORDERS);
  private static final ReviewedChange OF_USERS = new ReviewedChange.VSchema(USERS);
  private static final ReviewedChange OF_SHOP = new ReviewedChange.VSchema(SHOP);
  private static final ReviewedChange OF_NOBODY =
      new ReviewedChange.VSchema(new Namespace("nobody"));

  @Test
  void takesTheTargetShardAsItIs() {
    TargetShard qualified = new TargetShard(Optional.of(ORDERS), LOW);
    TargetShard plain = new TargetShard(Optional.empty(), LOW);

    assertThat(resolve(Optional.of(qualified)))
        .isEqualTo(new Scope.SingleShard(Optional.of(ORDERS), LOW));
    assertThat(resolve(Optional.of(plain), TABLE))
        .isEqualTo(new Scope.SingleShard(Optional.empty(), LOW));
    assertThat(resolve(Optional.of(plain), OF_ORDERS))
        .isEqualTo(new Scope.SingleShard(Optional.empty(), LOW));
  }

  @Test
  void isAFinalizerOnlyForTheVSchemaOfOneShardedNamespaceAlone() {
    assertThat(resolve(Optional.empty(), OF_ORDERS))
        .isEqualTo(new Scope.NamespaceFinalizer(ORDERS));

    Scope whole = new Scope.WholeDeployment();
    assertThat(resolve(Optional.empty())).isEqualTo(whole);
    assertThat(resolve(Optional.empty(), TABLE)).isEqualTo(whole);
    assertThat(resolve(Optional.empty(), OF_ORDERS, TABLE)).isEqualTo(whole);
    assertThat(resolve(Optional.empty(), OF_ORDERS, OF_USERS)).isEqualTo(whole);
    assertThat(resolve(Optional.empty(), OF_SHOP)).isEqualTo(whole);
    assertThat(resolve(Optional.empty(), OF_NOBODY)).isEqualTo(whole);
  }

  private static Scope resolve(Optional<TargetShard> target, ReviewedChange... changes) {
    return ScopeResolver.resolve(Sample.dispatch(target, changes), Sample.topology());
  }
}

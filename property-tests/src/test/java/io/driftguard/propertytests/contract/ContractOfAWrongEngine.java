package io.driftguard.propertytests.contract;

import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.propertytests.DeploymentModel;
import io.driftguard.propertytests.Deployments;
import io.driftguard.propertytests.SchemaEdit;
import io.driftguard.propertytests.TableSet;
import io.driftguard.propertytests.VSchemaModel;
import io.driftguard.propertytests.VSchemaModel.Vindex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;

/** The contract as the vendor of a wrong adapter would extend it; not run by itself. */
@PropertyDefaults(
    tries = 6,
    edgeCases = EdgeCasesMode.NONE,
    shrinking = ShrinkingMode.OFF,
    maxDiscardRatio = 1000)
public final class ContractOfAWrongEngine extends EngineAdapterContract {

  private static final Namespace COMMERCE = new Namespace("commerce");
  private static final Namespace CUSTOMER = new Namespace("customer");
  private static final Namespace LOOKUP = new Namespace("lookup");
  private static final Namespace ARCHIVE = new Namespace("archive");
  private static final Optional<ShardName> LOWER = Optional.of(new ShardName("-80"));
  private static final Optional<ShardName> UPPER = Optional.of(new ShardName("80-"));

  /** The one that is wrong; empty means one that is right. The platform makes the instances. */
  static volatile Optional<WrongEngine> wrong = Optional.empty();

  private final MemoryServers servers = new MemoryServers();
  private final EngineAdapter adapter =
      wrong.map(which -> which.of(servers)).orElseGet(() -> new MemoryEngine(servers));

  @Override
  protected EngineAdapter adapter() {
    return adapter;
  }

  @Override
  protected List<EngineAdapter> registered() {
    return wrong.map(which -> which.registered(servers)).orElseGet(() -> List.of(adapter));
  }

  @Override
  protected LiveDeployments deployments() {
    return servers;
  }

  @Override
  protected Arbitrary<DeploymentModel> models() {
    return everythingAtOnce();
  }

  /**
   * Deployments each of which has something of everything, so that few tries show every mistake:
   * two keyspaces with the same shards, one without, one that is not managed; places that are as
   * desired and places that are not; a VSchema that is as desired and one that is not.
   */
  static Arbitrary<DeploymentModel> everythingAtOnce() {
    return Combinators.combine(
            Deployments.tableSets(),
            Deployments.tableSets(),
            Deployments.edits(),
            Deployments.edits(),
            Deployments.edits())
        .as(ContractOfAWrongEngine::model)
        .withoutEdgeCases();
  }

  private static DeploymentModel model(
      TableSet one,
      TableSet other,
      List<SchemaEdit> here,
      List<SchemaEdit> there,
      List<SchemaEdit> everywhere) {
    TreeMap<Place, TableSet> live = new TreeMap<>();
    live.put(new Place(COMMERCE, LOWER), drifted(one, here));
    live.put(new Place(COMMERCE, UPPER), one);
    live.put(new Place(CUSTOMER, LOWER), drifted(other, there));
    live.put(new Place(CUSTOMER, UPPER), drifted(other, everywhere));
    live.put(new Place(LOOKUP, Optional.empty()), drifted(one, everywhere));
    live.put(new Place(ARCHIVE, Optional.empty()), other);
    VSchemaModel sharded = new VSchemaModel(true, new TreeMap<>(Map.of("orders", Vindex.HASH)));
    VSchemaModel resharded = new VSchemaModel(true, new TreeMap<>(Map.of("orders", Vindex.XXHASH)));
    VSchemaModel flat = new VSchemaModel(false, new TreeMap<>());
    return new DeploymentModel(
        live,
        new TreeMap<>(Map.of(COMMERCE, sharded, CUSTOMER, sharded, LOOKUP, flat, ARCHIVE, flat)),
        new TreeMap<>(Map.of(COMMERCE, one, CUSTOMER, other, LOOKUP, one)),
        new TreeMap<>(Map.of(COMMERCE, resharded, CUSTOMER, sharded)));
  }

  /** The tables after the edits, or without one of them when the edits come to nothing. */
  private static TableSet drifted(TableSet tables, List<SchemaEdit> edits) {
    TableSet edited = SchemaEdit.applyAll(edits, tables);
    return edited.equals(tables)
        ? new SchemaEdit(SchemaEdit.Kind.DROP_TABLE, 0, 0, 0).applyTo(tables)
        : edited;
  }
}

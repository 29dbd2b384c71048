package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.ENGINE_AMBIGUOUS;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_PROVIDER_BROKEN;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_SPI_VERSION;
import static io.driftguard.engine.refusal.RefusalCode.ENGINE_UNKNOWN;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Multimaps;
import io.driftguard.api.EngineId;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.Progress;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.engine.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine adapters that were found. There is exactly one for an id, or none: no priority, no
 * default, no first match.
 */
public final class EngineRegistry {

  private static final String WHERE = "the engine adapters";

  private final ImmutableListMultimap<EngineId, EngineAdapter> adapters;
  private final ImmutableList<Refusal> broken;
  private final Progress progress;

  private EngineRegistry(
      ImmutableListMultimap<EngineId, EngineAdapter> adapters,
      ImmutableList<Refusal> broken,
      Progress progress) {
    this.adapters = adapters;
    this.broken = broken;
    this.progress = progress;
  }

  /** These adapters, which tell how far they are when they read a deployment for a check. */
  public EngineRegistry telling(Progress told) {
    return new EngineRegistry(adapters, broken, told);
  }

  /** Who is told how far a reading is. */
  Progress progress() {
    return progress;
  }

  /** The adapters that are registered with the class loader. */
  public static EngineRegistry load(ClassLoader loader) {
    return of(Providers.load(EngineAdapter.class, loader));
  }

  /** These adapters and no other. */
  public static EngineRegistry of(List<? extends EngineAdapter> adapters) {
    return of(new Providers<>(ImmutableList.copyOf(adapters), ImmutableList.of()));
  }

  private static EngineRegistry of(Providers<? extends EngineAdapter> providers) {
    List<Refusal> broken = new ArrayList<>();
    for (String problem : providers.problems()) {
      broken.add(Refusal.of(ENGINE_PROVIDER_BROKEN, WHERE, "an adapter", problem));
    }
    ImmutableListMultimap.Builder<EngineId, EngineAdapter> byId = ImmutableListMultimap.builder();
    for (EngineAdapter adapter : providers.found()) {
      Gathered<EngineId> id =
          AdapterCalls.call("the id of adapter " + Providers.nameOf(adapter), adapter::id);
      id.value().ifPresent(known -> byId.put(known, adapter));
      broken.addAll(id.refusals());
    }
    return new EngineRegistry(byId.build(), ImmutableList.copyOf(broken), Progress.NONE);
  }

  /** The adapters that could be loaded, in the order of their ids. */
  public List<EngineAdapter> adapters() {
    return ImmutableSortedSet.copyOf(adapters.keySet()).stream()
        .flatMap(id -> adapters.get(id).stream())
        .toList();
  }

  /** What is wrong with registered adapters: broken providers, wrong versions, repeated ids. */
  public List<Refusal> problems() {
    ImmutableList.Builder<Refusal> problems = ImmutableList.<Refusal>builder().addAll(broken);
    for (EngineId id : ImmutableSortedSet.copyOf(adapters.keySet())) {
      problems.addAll(require(id).refusals());
    }
    return ImmutableSortedSet.copyOf(problems.build()).asList();
  }

  /** The one adapter for the id. */
  Gathered<EngineAdapter> require(EngineId id) {
    ImmutableList<EngineAdapter> candidates = adapters.get(id);
    if (candidates.size() == 1) {
      return ofThisVersion(candidates.get(0));
    }
    // A provider that could not be loaded may be the missing one, or one of the several.
    List<Refusal> refusals = new ArrayList<>(broken);
    refusals.add(
        candidates.isEmpty()
            ? Refusal.of(
                ENGINE_UNKNOWN,
                WHERE,
                "one of " + Quoted.sorted(adapters.keySet()),
                Quoted.text(id.value()))
            : Refusal.of(
                ENGINE_AMBIGUOUS,
                WHERE,
                "one adapter for " + Quoted.text(id.value()),
                Quoted.sorted(
                    Multimaps.transformValues(adapters, adapter -> adapter.getClass().getName())
                        .get(id))));
    return new Gathered.Unknown<>(refusals);
  }

  private static Gathered<EngineAdapter> ofThisVersion(EngineAdapter adapter) {
    String where = "the SPI version of adapter " + Providers.nameOf(adapter);
    return AdapterCalls.call(where, adapter::spiVersion)
        .then(
            version ->
                version == SpiVersion.CURRENT
                    ? Gathered.known(adapter)
                    : Gathered.unknown(
                        Refusal.of(
                            ENGINE_SPI_VERSION,
                            where,
                            String.valueOf(SpiVersion.CURRENT),
                            String.valueOf(version))));
  }
}

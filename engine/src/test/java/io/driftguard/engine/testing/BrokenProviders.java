package io.driftguard.engine.testing;

import io.driftguard.api.EngineId;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.SpiVersion;
import io.driftguard.api.rule.RuleCatalog;
import java.util.List;

/** Providers that the service loader meets in the wild: some that work, and some that do not. */
public final class BrokenProviders {

  private BrokenProviders() {}

  /** An adapter that works, for the sample. */
  public static final class Working extends ScriptedEngine {
    public Working() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }
  }

  /** Another adapter with the same id. */
  public static final class AlsoWorking extends ScriptedEngine {
    public AlsoWorking() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }
  }

  /** An adapter of another engine. */
  public static final class Other extends ScriptedEngine {
    public Other() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }

    @Override
    public EngineId id() {
      return new EngineId("other");
    }
  }

  /** An adapter that was compiled against a later SPI. */
  public static final class OfAnotherVersion extends ScriptedEngine {
    public OfAnotherVersion() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }

    @Override
    public int spiVersion() {
      return SpiVersion.CURRENT + 1;
    }
  }

  /** An adapter that does not know its id. */
  public static final class WithoutId extends ScriptedEngine {
    public WithoutId() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }

    @Override
    public EngineId id() {
      throw new IllegalStateException("no id");
    }
  }

  /** An adapter whose class cannot be initialised. */
  public static final class NotInitialised extends ScriptedEngine {
    private static final int PORT = Integer.parseInt("no number");

    public NotInitialised() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
    }

    @Override
    public String description() {
      return "port " + PORT;
    }
  }

  /** An adapter whose constructor lacks a class. */
  public static final class NotLinked extends ScriptedEngine {
    public NotLinked() {
      super(Sample::topology, (desired, scope) -> Sample.replan());
      throw new NoClassDefFoundError("org/vendor/Driver");
    }
  }

  /** No adapter at all. */
  public static final class NoAdapter {}

  /** A catalog that cannot be made. */
  public static final class BrokenCatalog implements RuleCatalog {
    public BrokenCatalog() {
      throw new NoClassDefFoundError("org/vendor/Rules");
    }

    @Override
    public List<Entry> rules() {
      return List.of();
    }
  }

  /** All adapters of this class by the names that a service file gives them. */
  public static ServiceFiles adapters(Class<?>... providers) {
    return new ServiceFiles(EngineAdapter.class, names(providers));
  }

  /** Catalogs by the names that a service file gives them. */
  public static ServiceFiles catalogs(Class<?>... providers) {
    return new ServiceFiles(RuleCatalog.class, names(providers));
  }

  private static String[] names(Class<?>... providers) {
    return List.of(providers).stream().map(Class::getName).toArray(String[]::new);
  }
}

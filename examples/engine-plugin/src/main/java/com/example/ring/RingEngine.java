package com.example.ring;

import com.google.auto.service.AutoService;
import io.driftguard.api.EngineId;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.SpiVersion;

/**
 * The engine {@code ring}: MySQL servers that stand in a ring. The shards of a namespace are called
 * after their servers. It reads recorded deployments.
 */
@AutoService(EngineAdapter.class)
public final class RingEngine implements EngineAdapter {

  @Override
  public EngineId id() {
    return new EngineId("ring");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public String description() {
    return "MySQL servers in a ring, from a snapshot";
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    if (source instanceof LiveSource.Recorded recorded) {
      return new RingDeployment(recorded.snapshot());
    }
    throw new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "expected a snapshot, which is what the engine ring reads, but found a running deployment");
  }
}

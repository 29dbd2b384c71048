package io.driftguard.propertytests;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.EngineId;
import io.driftguard.api.Scope;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Replan;
import io.driftguard.api.engine.Topology;

/**
 * An adapter that fails in one place and keeps the contract in all others.
 *
 * @param honest the adapter that keeps the contract
 * @param place where this one fails
 * @param fault how it fails there
 */
public record FaultyEngine(EngineAdapter honest, Place place, Fault fault)
    implements EngineAdapter {

  /** The calls of the SPI. */
  public enum Place {
    ID,
    SPI_VERSION,
    OPEN,
    TOPOLOGY,
    REPLAN,
    CLOSE
  }

  /** What happens in place of an answer. */
  public interface Fault {

    /** Throws, or gives what takes the place of the answer. */
    <T> T insteadOf(T answer) throws EngineException;
  }

  @Override
  public EngineId id() {
    return unchecked(Place.ID, honest.id());
  }

  @Override
  public int spiVersion() {
    return unchecked(Place.SPI_VERSION, honest.spiVersion());
  }

  @Override
  public String description() {
    return honest.description();
  }

  @Override
  public Deployment open(LiveSource source) throws EngineException {
    Deployment deployment = honest.open(source);
    return at(
        Place.OPEN,
        new Deployment() {
          @Override
          public Topology topology() throws EngineException {
            return at(Place.TOPOLOGY, deployment.topology());
          }

          @Override
          public Replan replan(DesiredSchema desired, Scope scope) throws EngineException {
            return at(Place.REPLAN, deployment.replan(desired, scope));
          }

          @Override
          public void close() {
            deployment.close();
            Place unused = unchecked(Place.CLOSE, Place.CLOSE);
          }
        });
  }

  private <T> T at(Place here, T answer) throws EngineException {
    return here == place ? fault.insteadOf(answer) : answer;
  }

  /** For calls that must not throw a checked exception: the compiler forbids it, nobody else. */
  private <T> T unchecked(Place here, T answer) {
    try {
      return at(here, answer);
    } catch (EngineException e) {
      throw Contraband.<RuntimeException>thrown(e);
    }
  }
}

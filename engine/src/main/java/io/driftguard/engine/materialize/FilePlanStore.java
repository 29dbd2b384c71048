package io.driftguard.engine.materialize;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Quoted;
import io.driftguard.engine.dispatch.PlanDigest;
import io.driftguard.engine.guard.ApplyPermit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plan store in a directory of its own: one file for each dispatch, written whole or not at all.
 * A file that is not one of the store's refuses, because it may be one that was cut or renamed.
 *
 * <p>A file is named after the SHA-256 of the plan's id and the digest of its content, so that no
 * id can lead out of the directory, and the same content written twice at once is one file.
 */
public final class FilePlanStore implements PlanStore {

  private static final String TEMPORARY_PREFIX = ".plan-";
  private static final String TEMPORARY_SUFFIX = ".tmp";

  private static final Pattern PLAN_FILE =
      Pattern.compile(
          "plan-[0-9a-f]{64}-[0-9a-f]{64}-("
              + StoredPlanJson.HERE
              + "|"
              + StoredPlanJson.PERMITTED
              + ")\\.json");

  private final Path directory;

  /**
   * @param directory an existing directory that holds nothing else
   */
  public FilePlanStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<StoredPlan> find(String planId) throws PlanStoreException {
    ImmutableList.Builder<StoredPlan> plans = ImmutableList.builder();
    for (Path file : filesOf(planId)) {
      plans.add(read(file, planId));
    }
    return plans.build();
  }

  @Override
  public void savePlannedHere(Dispatch plan) throws PlanStoreException {
    save(new StoredPlan.PlannedHere(plan));
  }

  @Override
  public void saveMaterialized(Dispatch plan, ApplyPermit permit) throws PlanStoreException {
    if (!permit.record().planDigest().equals(PlanDigest.of(plan))) {
      throw new PlanStoreException(
          "the permit is for another plan than " + Quoted.text(plan.planId()));
    }
    save(new StoredPlan.Materialized(plan, permit.record()));
  }

  private ImmutableSortedSet<Path> filesOf(String planId) throws PlanStoreException {
    String prefix = prefix(planId);
    ImmutableSortedSet.Builder<Path> files = ImmutableSortedSet.naturalOrder();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean temporary = name.startsWith(TEMPORARY_PREFIX) && name.endsWith(TEMPORARY_SUFFIX);
        if (temporary) {
          // Being written by somebody else, or left by one who was stopped: it was never stored.
          continue;
        }
        if (!PLAN_FILE.matcher(name).matches()
            || !Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          throw new PlanStoreException(
              "the store " + directory + " holds what is not a plan: " + Quoted.text(name));
        }
        if (name.startsWith(prefix)) {
          files.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new PlanStoreException("the store " + directory + " cannot be read: " + e, e);
    }
    return files.build();
  }

  private static StoredPlan read(Path file, String planId) throws PlanStoreException {
    StoredPlan plan;
    try {
      plan = StoredPlanJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new PlanStoreException("the file " + file + " cannot be read: " + e, e);
    } catch (PlanStoreException e) {
      throw new PlanStoreException("the file " + file + ": " + e.getMessage(), e);
    }
    if (!plan.plan().planId().equals(planId)
        || !fileName(plan).equals(String.valueOf(file.getFileName()))) {
      throw new PlanStoreException(
          "the file "
              + file
              + " holds another plan than its name says: "
              + Quoted.text(plan.plan().planId()));
    }
    return plan;
  }

  private void save(StoredPlan plan) throws PlanStoreException {
    byte[] document = StoredPlanJson.write(plan);
    try {
      Path temporary = Files.createTempFile(directory, TEMPORARY_PREFIX, TEMPORARY_SUFFIX);
      try {
        writeThrough(temporary, document);
        Files.move(temporary, directory.resolve(fileName(plan)), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      force(directory);
    } catch (IOException e) {
      throw new PlanStoreException(
          "the plan "
              + Quoted.text(plan.plan().planId())
              + " cannot be written to "
              + directory
              + ": "
              + e,
          e);
    }
  }

  private static void writeThrough(Path file, byte[] document) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(document);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /**
   * Makes the new name last. Not every platform opens a directory; those keep names by themselves.
   */
  private static void force(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  private static String prefix(String planId) {
    return "plan-" + Hashing.sha256().hashUnencodedChars(planId) + "-";
  }

  private static String fileName(StoredPlan plan) {
    return prefix(plan.plan().planId())
        + PlanDigest.of(plan.plan())
        + "-"
        + (plan instanceof StoredPlan.Materialized ? StoredPlanJson.PERMITTED : StoredPlanJson.HERE)
        + ".json";
  }
}

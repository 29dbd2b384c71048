package io.driftguard.engine.materialize;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.api.Dispatch;
import io.driftguard.engine.guard.ApplyPermit;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilePlanStoreTest {

  @TempDir Path directory;

  @Test
  void givesBackWhatWasStored() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    store.saveMaterialized(Sample.shard(), permit(Sample.shard()));
    store.saveMaterialized(Sample.finalizer(), permit(Sample.finalizer()));

    assertThat(store.find("plan-1"))
        .containsExactly(
            new StoredPlan.PlannedHere(Sample.whole()),
            new StoredPlan.Materialized(Sample.shard(), permit(Sample.shard()).record()),
            new StoredPlan.Materialized(Sample.finalizer(), permit(Sample.finalizer()).record()));
    assertThat(store.find("plan-2")).isEmpty();
    assertThat(files()).hasSize(3);
  }

  @Test
  void keepsOneFileForWhatIsStoredTwice() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    store.savePlannedHere(Sample.whole());

    assertThat(files()).hasSize(1);
  }

  @Test
  void doesNotForgetThatAPlanWasMadeHereWhenItIsMaterializedToo() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    store.saveMaterialized(Sample.whole(), permit(Sample.whole()));

    assertThat(store.find("plan-1").stream().anyMatch(StoredPlan.PlannedHere.class::isInstance))
        .isTrue();
  }

  @Test
  void staysInItsDirectoryWhateverAPlanIsCalled() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    String[] ids = {
      "../../etc/passwd",
      "/etc/passwd",
      "..",
      ".",
      "a/b",
      "a\\b",
      "CON",
      "plan\u202e1",
      "é".repeat(500),
      "plan-1.json",
      "PLAN-1",
      "plan-1 \u00a0x"
    };
    for (String id : ids) {
      Dispatch dispatch = named(id);
      new FilePlanStore(store).savePlannedHere(dispatch);
      assertWithMessage(id)
          .that(new FilePlanStore(store).find(id))
          .containsExactly(new StoredPlan.PlannedHere(dispatch));
    }
    try (Stream<Path> beside = Files.list(directory)) {
      assertThat(beside.toList()).containsExactly(store);
    }
    try (Stream<Path> inside = Files.list(store)) {
      assertThat(inside.toList()).hasSize(ids.length);
    }
  }

  @Test
  void refusesAPermitForAnotherPlan() throws Exception {
    ApplyPermit other = permit(Sample.shard());

    assertThrows(
        PlanStoreException.class,
        () -> new FilePlanStore(directory).saveMaterialized(Sample.whole(), other));
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesEachFileThatIsNotWholeOrNotIts() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.saveMaterialized(Sample.whole(), permit(Sample.whole()));
    Path file = files().get(0);
    String text = Files.readString(file);
    String[] others = {
      "",
      "{}",
      "null",
      text.substring(0, text.length() / 2),
      text + text,
      "\ufeff" + text,
      text.replace("varchar(50)", "varchar(51)"),
      text.replace("\"format\" : 1", "\"format\" : 2"),
      text.replace("\"format\" : 1", "\"format\" : 1, \"more\" : true"),
      text.replace("\"plan_id\" : \"plan-1\"", "\"plan_id\" : \"plan-2\""),
      text.replace("whole-deployment", "namespace-finalizer"),
      text.replace("whole-deployment", "everything"),
      text.replace("\"origin\" : \"permitted\"", "\"origin\" : \"here\""),
      text.replace("\"issued_at\" : \"2026", "\"issued_at\" : \"year 2026"),
      text.replace("\"live_fingerprint\"", "\"live_print\""),
      text.substring(0, text.indexOf("  \"permit\"")).stripTrailing().replaceAll(",$", "") + "}",
    };
    for (String other : others) {
      assertThat(other).isNotEqualTo(text);
      Files.writeString(file, other);
      assertThrows(PlanStoreException.class, () -> store.find("plan-1"), other);
    }
    Files.writeString(file, text);
    assertThat(store.find("plan-1")).hasSize(1);
  }

  @Test
  void refusesAFileThatWasRenamedIntoAnotherPlan() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    Path ours = files().get(0);
    store.savePlannedHere(named("plan-2"));
    Path theirs = files().stream().filter(file -> !file.equals(ours)).findFirst().orElseThrow();
    Files.move(theirs, ours, StandardCopyOption.REPLACE_EXISTING);

    assertThrows(PlanStoreException.class, () -> store.find("plan-1"));
  }

  @Test
  void refusesAMaterializedPlanThatWasRenamedIntoOneThatWasMadeHere() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.saveMaterialized(Sample.whole(), permit(Sample.whole()));
    Path file = files().get(0);
    Files.move(
        file, file.resolveSibling(file.getFileName().toString().replace("permitted", "here")));

    assertThrows(PlanStoreException.class, () -> store.find("plan-1"));
  }

  @Test
  void refusesWhatIsNotAPlanOfTheStore() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    Path foreign = Files.writeString(directory.resolve("plan.json"), "{}");

    assertThrows(PlanStoreException.class, () -> store.find("plan-1"));
    Files.delete(foreign);
    assertThat(store.find("plan-1")).hasSize(1);
  }

  @Test
  void doesNotTakeAFileThatWasNeverFinishedForAPlan() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    Files.writeString(directory.resolve(".plan-1234.tmp"), "{\"format\"");

    assertThat(store.find("plan-1")).isEmpty();
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    FilePlanStore store = new FilePlanStore(directory.resolve("missing"));

    assertThrows(PlanStoreException.class, () -> store.find("plan-1"));
    assertThrows(PlanStoreException.class, () -> store.savePlannedHere(Sample.whole()));
    assertThat(Files.exists(directory.resolve("missing"))).isFalse();
  }

  @Test
  void leavesNothingBehindWhenItCannotFinish() throws Exception {
    FilePlanStore store = new FilePlanStore(directory);
    store.savePlannedHere(Sample.whole());
    Path target = files().get(0);
    Files.delete(target);
    // A directory that is not empty stands where the file would have to go.
    Files.createDirectories(target.resolve("inside"));

    assertThrows(PlanStoreException.class, () -> store.savePlannedHere(Sample.whole()));
    assertThat(files()).containsExactly(target);
  }

  @Test
  void neverShowsHalfAPlanWhileManyWrite() throws Exception {
    int writers = 4;
    int rounds = 10;
    ApplyPermit permit = permit(Sample.whole());
    CyclicBarrier together = new CyclicBarrier(writers + 1);
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      List<Future<Integer>> done = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        done.add(
            threads.submit(
                () -> {
                  together.await();
                  for (int round = 0; round < rounds; round++) {
                    new FilePlanStore(directory).saveMaterialized(Sample.whole(), permit);
                  }
                  return rounds;
                }));
      }
      Callable<Integer> reader =
          () -> {
            together.await();
            int seen = 0;
            for (int round = 0; round < rounds * writers; round++) {
              for (StoredPlan plan : new FilePlanStore(directory).find("plan-1")) {
                assertThat(plan.plan()).isEqualTo(Sample.whole());
                seen++;
              }
            }
            return seen;
          };
      done.add(threads.submit(reader));
      for (Future<Integer> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files()).hasSize(1);
    assertThat(new FilePlanStore(directory).find("plan-1")).hasSize(1);
  }

  private static ApplyPermit permit(Dispatch dispatch) {
    return Sample.check(Sample.engine(), dispatch)
        .match(
            Verdict.Permitted::permit,
            refused -> {
              throw new AssertionError(refused.refusals().toString());
            });
  }

  private static Dispatch named(String planId) {
    return Sample.whole().withPlanId(planId);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }
}

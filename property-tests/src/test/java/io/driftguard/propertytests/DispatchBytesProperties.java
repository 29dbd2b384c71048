package io.driftguard.propertytests;

import io.driftguard.api.Dispatch;
import io.driftguard.api.ReviewedChange;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.dispatch.DispatchWriter;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.DriftGuard;
import io.driftguard.engine.guard.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** Whatever arrives in place of a dispatch, the guard answers, and permits only what agrees. */
final class DispatchBytesProperties {

  /** What white space outside of it does not change. */
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|[\\w.]+|\\S", Pattern.DOTALL);

  @Property(tries = 1000)
  void arbitraryBytesAreRefused(@ForAll byte[] bytes, @ForAll("plans") PlanModel plan) {
    DriftGuard guard = Checks.guard(ReferenceEngine.planningEverything(plan));
    Laws.decides(
        false,
        guard.check(CheckRequest.ofJson(bytes, Optional.of(plan.desired()), Checks.NOWHERE)),
        new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Property(tries = 1000)
  void aDamagedDispatchIsPermittedOnlyWhenItStillAgrees(
      @ForAll("plans") PlanModel plan,
      @ForAll @IntRange(max = 20) int which,
      @ForAll("damages") List<Damage> damages) {
    List<Dispatch> dispatches = Checks.fanOut(plan);
    Dispatch dispatch = dispatches.get(which % dispatches.size());
    String json = new String(new DispatchWriter().write(dispatch), StandardCharsets.UTF_8);
    String damaged = json;
    for (Damage damage : damages) {
      damaged = damage.to(damaged);
    }
    byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
    Verdict verdict =
        Checks.guard(ReferenceEngine.planningEverything(plan))
            .check(CheckRequest.ofJson(bytes, Optional.of(plan.desired()), Checks.NOWHERE));
    boolean agrees =
        new DispatchReader()
            .read(bytes)
            .match(read -> agrees(read, dispatch, plan), rejected -> false);
    if (Laws.isPermitted(verdict) && !agrees) {
      Laws.decides(false, verdict, damages + " made\n" + damaged);
    }
    Statistics.collect(Laws.isPermitted(verdict));
    Statistics.label("was still read as a dispatch")
        .collect(verdict.context().dispatch().isPresent());
    Coverage.ofBothAnswers();
    Coverage.exists("was still read as a dispatch", true, false);
  }

  /** The plan and the engine may be any that are known; the rest must be what it was. */
  private static boolean agrees(DispatchReading.Read read, Dispatch original, PlanModel plan) {
    Dispatch dispatch = read.dispatch();
    return dispatch.engine().equals(original.engine())
        && dispatch.schemaFiles().map(files -> files.equals(plan.desired())).orElse(true)
        && new Agreement(plan.topology(), plan.changes()).holdsFor(respaced(dispatch, original));
  }

  /**
   * The dispatch, with each statement that differs from an original one in white space alone put
   * back.
   */
  private static Dispatch respaced(Dispatch dispatch, Dispatch original) {
    Map<List<String>, String> spacing = new HashMap<>();
    for (ReviewedChange change : original.changes()) {
      if (change instanceof ReviewedChange.Table table) {
        spacing.put(tokens(table.ddl()), table.ddl());
      }
    }
    List<ReviewedChange> changes = new ArrayList<>();
    for (ReviewedChange change : dispatch.changes()) {
      changes.add(
          change instanceof ReviewedChange.Table table
              ? new ReviewedChange.Table(
                  table.namespace(),
                  table.table(),
                  table.claim(),
                  spacing.getOrDefault(tokens(table.ddl()), table.ddl()))
              : change);
    }
    return dispatch.withChanges(changes);
  }

  private static List<String> tokens(String ddl) {
    return TOKEN.matcher(ddl).results().map(MatchResult::group).toList();
  }

  @Provide
  Arbitrary<PlanModel> plans() {
    return Plans.plans();
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(Damage.Kind.WHITE_SPACE, Damage.Kind.PLAN_ID)),
                Tuple.of(2, Arbitraries.of(Damage.Kind.values()))),
            Arbitraries.integers().between(0, 5000),
            Arbitraries.integers().between(0, 5000))
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .withoutEdgeCases();
  }

  /**
   * Damage to a JSON text.
   *
   * @param kind what is done
   * @param where which of the places where it can be done
   * @param what what is put there
   */
  record Damage(Kind kind, int where, int what) {

    private static final List<String> STRAY =
        List.of(
            "", " ", "\"", "{", "}", "[", "]", ",", ":", "\\", "0", "-", "\u0000", "\uFEFF", "é");

    private static final List<String> VALUES =
        List.of("null", "\"\"", "\" \"", "0", "4", "true", "[]", "{}", "\"-80\"", "[\"-80\"]");

    enum Kind {
      /** Neither JSON nor the dispatch takes notice. */
      WHITE_SPACE("[,:{}\\[\\]]"),
      PLAN_ID("plan-1"),
      CHARACTER("."),
      CUT("."),
      STRING("\"(?:[^\"\\\\]|\\\\.)*\"(?!\\s*:)"),
      FIELD_NAME("\"(\\w+)\"(?=\\s*:)"),
      FIELD_TWICE("\"\\w+\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\""),
      FIELD_MISSING("\"\\w+\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\s*,"),
      OBJECT_TWICE("\\{[^{}]*\\}"),
      TRAILING("$");

      private final Pattern pattern;

      Kind(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
      }
    }

    String to(String json) {
      List<int[]> places =
          kind.pattern.matcher(json).results().map(m -> new int[] {m.start(), m.end()}).toList();
      if (places.isEmpty()) {
        return json;
      }
      int[] place = places.get(where % places.size());
      String found = json.substring(place[0], place[1]);
      String replacement =
          switch (kind) {
            case WHITE_SPACE -> " \n" + found + "\t";
            case PLAN_ID -> "plan-" + what;
            case CHARACTER -> STRAY.get(what % STRAY.size());
            case CUT -> "";
            case STRING -> VALUES.get(what % VALUES.size());
            case FIELD_NAME -> what % 2 == 0 ? "\"unknown\"" : camel(found);
            case FIELD_TWICE -> found + ", " + found;
            case FIELD_MISSING -> "";
            case OBJECT_TWICE -> found + ", " + found;
            case TRAILING -> STRAY.get(what % STRAY.size());
          };
      String rest = kind == Kind.CUT ? "" : json.substring(place[1]);
      return json.substring(0, place[0]) + replacement + rest;
    }

    private static String camel(String name) {
      Matcher m = Pattern.compile("_([a-z])").matcher(name);
      return m.replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
  }
}

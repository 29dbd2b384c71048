package io.driftguard.cli;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Dispatch;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.api.engine.Snapshot;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.guard.CheckContext;
import io.driftguard.engine.guard.CheckRequest;
import io.driftguard.engine.guard.Verdict;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.report.Asked;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SchemaDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The question that the command line puts to the guard: a dispatch, a directory with the desired
 * schema, and a location of the live side.
 */
final class GuardQuestion {

  private static final String DISPATCH = "--dispatch";
  private static final String SCHEMA = "--schema";
  private static final String LIVE = "--live";

  /** Stands where nobody looks at the live side. */
  private static final LiveSource NOWHERE =
      new LiveSource.Recorded(new Snapshot(ImmutableSortedMap.of()));

  private final DispatchReading dispatch;
  private final Optional<Path> schema;
  private final Asked asked;

  private GuardQuestion(DispatchReading dispatch, Optional<Path> schema, Asked asked) {
    this.dispatch = dispatch;
    this.schema = schema;
    this.asked = asked;
  }

  /** Adds the options of the dispatch, and of what it is to lead to, to a command. */
  static Syntax dispatchOptions(Syntax syntax) {
    return syntax
        .value(DISPATCH, "FILE", "The dispatch, as JSON; - for standard input.")
        .value(
            SCHEMA,
            "DIR",
            "The desired schema. It may be left out when the dispatch carries its schema_files;",
            "where there are both, they must be equal.");
  }

  /** Adds the options of the question to a command. */
  static Syntax options(Syntax syntax) {
    return Location.options(
        dispatchOptions(syntax)
            .value(LIVE, "LOCATION", "The deployment as it is now:", Location.FORMS + "."));
  }

  /** The names of these options. */
  static String[] names() {
    return Stream.concat(Stream.of(DISPATCH, SCHEMA, LIVE), Stream.of(Location.names()))
        .toArray(String[]::new);
  }

  static GuardQuestion of(Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    Optional<Path> schema = Optional.empty();
    if (arguments.has(SCHEMA)) {
      schema = Optional.of(Texts.path(arguments.required(SCHEMA)));
    }
    byte[] json = Texts.bytes(arguments.required(DISPATCH), console);
    Asked asked =
        new Asked(
                arguments.value(DISPATCH),
                arguments.value(SCHEMA),
                arguments.value(LIVE),
                Optional.empty())
            .ofDocument(json);
    return new GuardQuestion(new DispatchReader().read(json), schema, asked);
  }

  /**
   * Refuses a live side for a command that would not look at it.
   *
   * @throws UsageException when one was given
   */
  static void requireNoLive(Arguments arguments, String because) throws UsageException {
    if (arguments.has(LIVE)) {
      throw new UsageException("with " + because + " nothing is checked, so there is no " + LIVE);
    }
  }

  /** Where the command line says that the live side is. */
  static Location live(Arguments arguments) throws UsageException {
    return Location.parse(arguments.required(LIVE), Location.settings(arguments));
  }

  /** The question as it was asked, for those who are told what to ask next. */
  Asked asked() {
    return asked;
  }

  /**
   * The question as the guard takes it.
   *
   * @throws NotAskedException when one of the directories cannot be read
   */
  CheckRequest about(Location live) throws NotAskedException {
    List<Refusal> refusals = new ArrayList<>();
    Optional<DesiredSchema> desired = desired(refusals);
    Optional<LiveSource> source = Optional.empty();
    try {
      source = Optional.of(live.source());
    } catch (DirectoryException e) {
      refusals.add(refusal(RefusalCode.LIVE_SCHEMA_UNREADABLE, e));
    }
    if (source.isEmpty() || !refusals.isEmpty()) {
      refusals.addAll(dispatch.match(read -> List.of(), DispatchReading.Rejected::refusals));
      throw notAsked(refusals);
    }
    return new CheckRequest(dispatch, desired, source.get());
  }

  /**
   * The dispatch with its desired schema, as the deployment that planned it stores it.
   *
   * @throws NotAskedException when there is no dispatch, or not exactly one desired schema
   */
  Dispatch plannedHere() throws NotAskedException {
    List<Refusal> refusals = new ArrayList<>();
    Optional<DesiredSchema> desired = desired(refusals);
    if (!refusals.isEmpty()) {
      throw notAsked(refusals);
    }
    DispatchReading complete = new CheckRequest(dispatch, desired, NOWHERE).complete();
    Optional<Dispatch> plan =
        complete.match(read -> Optional.of(read.dispatch()), rejected -> Optional.empty());
    if (plan.isEmpty()) {
      throw notAsked(complete.match(read -> List.of(), DispatchReading.Rejected::refusals));
    }
    return plan.get();
  }

  /**
   * The dispatch with its desired schema, as reviewers sign it.
   *
   * @throws UnreadableException when there is no dispatch, or not exactly one desired schema
   */
  Dispatch reviewed() throws UnreadableException {
    try {
      return plannedHere();
    } catch (NotAskedException e) {
      throw UnreadableException.of(
          e.verdict().match(permitted -> List.<Refusal>of(), Verdict.Refused::refusals));
    }
  }

  private Optional<DesiredSchema> desired(List<Refusal> refusals) {
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SchemaDirectory.read(schema.get()));
    } catch (DirectoryException e) {
      refusals.add(refusal(RefusalCode.DESIRED_SCHEMA_UNREADABLE, e));
      return Optional.empty();
    }
  }

  private NotAskedException notAsked(List<Refusal> refusals) {
    Optional<Dispatch> read =
        dispatch.match(known -> Optional.of(known.dispatch()), rejected -> Optional.empty());
    return new NotAskedException(
        new Verdict.Refused(refusals, CheckContext.unchecked(Instant.now(), read)));
  }

  private static Refusal refusal(RefusalCode code, DirectoryException e) {
    return Refusal.of(code, e.path(), e.expected(), e.found());
  }
}

package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.DESIRED_SCHEMAS_DIFFER;
import static io.driftguard.engine.refusal.RefusalCode.DESIRED_SCHEMA_MISSING;

import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Dispatch;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.engine.dispatch.DispatchReader;
import io.driftguard.engine.dispatch.DispatchReading;
import io.driftguard.engine.refusal.Refusal;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the guard is asked: may this dispatch be applied there?
 *
 * @param dispatch the dispatch as it was read
 * @param desired the desired schema, when the caller has it; one that travelled with the dispatch
 *     must be equal
 * @param live where the live side is read from
 * @param signature the signature of the review: a DSSE envelope as JSON, when there is one
 */
public record CheckRequest(
    DispatchReading dispatch,
    Optional<DesiredSchema> desired,
    LiveSource live,
    Optional<String> signature) {

  /** A request without a signature. */
  public CheckRequest(DispatchReading dispatch, Optional<DesiredSchema> desired, LiveSource live) {
    this(dispatch, desired, live, Optional.empty());
  }

  /** A request for a dispatch as it arrived. */
  public static CheckRequest ofJson(
      byte[] dispatchJson, Optional<DesiredSchema> desired, LiveSource live) {
    return new CheckRequest(new DispatchReader().read(dispatchJson), desired, live);
  }

  /** A request for a dispatch that was built here. */
  public static CheckRequest of(
      Dispatch dispatch, Optional<DesiredSchema> desired, LiveSource live) {
    return new CheckRequest(new DispatchReading.Read(dispatch), desired, live);
  }

  /** This request with the signature of the review. */
  public CheckRequest signedBy(Optional<String> envelope) {
    return new CheckRequest(dispatch, desired, live, envelope);
  }

  /**
   * The dispatch with the one desired schema that it is for, wherever that came from; rejected when
   * there is none, or two that differ.
   */
  public DispatchReading complete() {
    return carried()
        .match(
            read -> {
              Gathered<DesiredSchema> schema = desiredFor(read.dispatch());
              return schema
                  .value()
                  .<DispatchReading>map(
                      known ->
                          new DispatchReading.Read(
                              read.dispatch().withSchemaFiles(Optional.of(known))))
                  .orElseGet(() -> new DispatchReading.Rejected(schema.refusals()));
            },
            rejected -> rejected);
  }

  /**
   * The dispatch as JSON carries it. Whoever built the request may have put a value into it that no
   * reader ever saw; it passes the reader here, like one that arrived.
   */
  DispatchReading carried() {
    return dispatch.match(read -> DispatchReader.ofValue(read.dispatch()), rejected -> rejected);
  }

  /** The one desired schema of the dispatch. */
  Gathered<DesiredSchema> desiredFor(Dispatch given) {
    Optional<DesiredSchema> travelled = given.schemaFiles();
    if (travelled.isPresent() && desired.isPresent()) {
      return travelled.equals(desired)
          ? Gathered.known(travelled.get())
          : Gathered.unknown(
              Refusal.of(
                  DESIRED_SCHEMAS_DIFFER,
                  "the desired schema",
                  "the same files with the dispatch and from the caller",
                  difference(travelled.get(), desired.get())));
    }
    return travelled
        .or(() -> desired)
        .<Gathered<DesiredSchema>>map(Gathered::known)
        .orElseGet(
            () ->
                Gathered.unknown(
                    Refusal.of(
                        DESIRED_SCHEMA_MISSING,
                        "the desired schema",
                        "schema files with the dispatch or from the caller",
                        "neither")));
  }

  private static String difference(DesiredSchema travelled, DesiredSchema given) {
    MapDifference<Namespace, NamespaceFiles> difference =
        Maps.difference(travelled.namespaces(), given.namespaces());
    TreeSet<Namespace> names = new TreeSet<>(difference.entriesDiffering().keySet());
    names.addAll(difference.entriesOnlyOnLeft().keySet());
    names.addAll(difference.entriesOnlyOnRight().keySet());
    return "other files for the namespaces " + Quoted.sorted(names);
  }
}

package io.driftguard.engine.live;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Namespace;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The live tables of places, read. Tables of one text are read once, however many shards have them.
 * It is used by one thread at a time.
 */
public final class LiveSchemas {

  private final Function<Namespace, ServerProfile> servers;
  private final Predicate<Namespace> printed;
  private final Map<Tables, Reading> readings = new HashMap<>();

  /**
   * @param servers the server that reads the texts of a namespace
   * @param printed tells whether the texts of a namespace are what a server printed; others were
   *     recorded, and may be written by hand
   */
  public LiveSchemas(Function<Namespace, ServerProfile> servers, Predicate<Namespace> printed) {
    this.servers = servers;
    this.printed = printed;
  }

  /** Texts as a server reads them. */
  private record Tables(ServerProfile server, boolean printed, SortedMap<String, String> texts) {}

  private record Reading(Optional<Schema> schema, Optional<SchemaException> refusal) {}

  /** The server that reads the texts of a namespace. */
  public ServerProfile server(Namespace namespace) {
    return servers.apply(namespace);
  }

  /**
   * All tables of a place, as a server printed them; empty when the place was not read.
   *
   * @throws SchemaException when one of the texts cannot be understood
   */
  public Optional<Schema> of(LiveSchema live, Place place) throws SchemaException {
    SortedMap<String, String> texts = live.tables().get(place);
    return texts == null ? Optional.empty() : Optional.of(schema(place.namespace(), texts));
  }

  /**
   * One table of a place alone; empty when it is not there.
   *
   * @throws SchemaException when its text cannot be understood
   */
  public Optional<Schema> of(LiveSchema live, Place place, String table) throws SchemaException {
    SortedMap<String, String> texts = live.tables().get(place);
    String text = texts == null ? null : texts.get(table);
    return text == null
        ? Optional.empty()
        : Optional.of(schema(place.namespace(), ImmutableSortedMap.of(table, text)));
  }

  private Schema schema(Namespace namespace, SortedMap<String, String> texts)
      throws SchemaException {
    Reading reading =
        readings.computeIfAbsent(
            new Tables(servers.apply(namespace), printed.test(namespace), texts),
            LiveSchemas::read);
    if (reading.refusal().isPresent()) {
      throw reading.refusal().get();
    }
    return reading.schema().orElseThrow();
  }

  private static Reading read(Tables tables) {
    try {
      Schema schema =
          tables.printed()
              ? Schema.parsePrinted(tables.texts(), tables.server())
              : Schema.parseAll(tables.texts(), tables.server()).asPrinted();
      return new Reading(Optional.of(schema), Optional.empty());
    } catch (SchemaException e) {
      return new Reading(Optional.empty(), Optional.of(e));
    }
  }
}

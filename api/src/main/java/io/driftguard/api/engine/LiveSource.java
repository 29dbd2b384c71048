package io.driftguard.api.engine;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the live side of a check is read from. */
public sealed interface LiveSource {

  /**
   * How it is read: names that the adapter documents, to values. An adapter refuses a name that it
   * does not know. A secret is never among the values; the name of the file or of the environment
   * variable that holds it is.
   */
  SortedMap<String, String> settings();

  /**
   * A recorded deployment that is at hand in full.
   *
   * @param snapshot the record
   * @param settings how it is read
   */
  record Recorded(Snapshot snapshot, SortedMap<String, String> settings) implements LiveSource {
    public Recorded {
      settings = copy(settings);
    }

    /** A recorded deployment that is read as the adapter reads it by default. */
    public Recorded(Snapshot snapshot) {
      this(snapshot, Collections.emptySortedMap());
    }
  }

  /**
   * A running deployment.
   *
   * @param location its address without credentials, {@code jdbc:mysql://host:port/} or {@code
   *     vtctld://host:port}
   * @param settings how it is reached and read
   */
  record Running(String location, SortedMap<String, String> settings) implements LiveSource {
    public Running {
      settings = copy(settings);
    }

    /** A running deployment that is reached and read as the adapter does by default. */
    public Running(String location) {
      this(location, Collections.emptySortedMap());
    }
  }

  private static SortedMap<String, String> copy(Map<String, String> settings) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(settings)));
  }
}

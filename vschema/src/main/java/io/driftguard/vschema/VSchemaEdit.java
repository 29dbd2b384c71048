package io.driftguard.vschema;

/**
 * One place in which two VSchemas differ.
 *
 * @param path the place in the normal form: {@code tables.orders.column_vindexes.hash.columns}; an
 *     element of a list stands under its name where names tell the elements apart
 * @param kind what became of the place
 * @param from what was there as JSON; empty for something that was added
 * @param to what is there now as JSON; empty for something that was removed
 */
public record VSchemaEdit(String path, Kind kind, String from, String to) {

  /** What becomes of a place. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** The elements of a list that were kept stand elsewhere, and the order means something. */
    REORDERED
  }

  private static final int MAX_LENGTH = 160;

  /** One line for people; long values are cut off. */
  @Override
  public String toString() {
    return path
        + ": "
        + switch (kind) {
          case ADDED -> "added " + shortened(to);
          case REMOVED -> "removed " + shortened(from);
          case CHANGED -> shortened(from) + " → " + shortened(to);
          case REORDERED -> "order " + shortened(from) + " → " + shortened(to);
        };
  }

  private static String shortened(String json) {
    return json.length() > MAX_LENGTH ? json.substring(0, MAX_LENGTH) + "…" : json;
  }
}

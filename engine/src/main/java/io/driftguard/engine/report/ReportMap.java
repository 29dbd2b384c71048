package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The shards and tables that were looked at, and how each table is there.
 *
 * @param places the places, one a row
 * @param tables the tables, one a column
 * @param cells what was found; a table that has no cell in a place is not part of it
 */
public record ReportMap(List<String> places, List<String> tables, List<Cell> cells) {

  public ReportMap {
    places = List.copyOf(places);
    tables = List.copyOf(tables);
    cells = ImmutableList.copyOf(cells);
    for (Cell cell : cells) {
      if (cell.place() < 0 || cell.place() >= places.size()) {
        throw new IllegalArgumentException("there is no place " + cell.place());
      }
      if (cell.table() < 0 || cell.table() >= tables.size()) {
        throw new IllegalArgumentException("there is no table " + cell.table());
      }
    }
  }

  /** How a table is in a place. The letters stand for the states where there is no colour. */
  public enum State {
    /** As the desired schema has it. */
    AS_DESIRED('.', "as desired"),
    /** Not yet as desired, and exactly what was reviewed brings it there. */
    PENDING('P', "pending, as reviewed"),
    /** Other than what was reviewed, or than desired. */
    DRIFTED('D', "drifted"),
    /** It could not be read or understood. */
    UNVERIFIABLE('?', "unverifiable");

    private final char letter;
    private final String words;

    State(char letter, String words) {
      this.letter = letter;
      this.words = words;
    }

    public char letter() {
      return letter;
    }

    /** The state in words. */
    public String words() {
      return words;
    }
  }

  /**
   * One table in one place.
   *
   * @param place the row
   * @param table the column
   * @param state how it is
   * @param problem which problem of the report it has, counted from 0; -1 when it has none
   */
  public record Cell(int place, int table, State state, int problem) {}
}

package io.driftguard.api.engine;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the meaning of a namespace's texts depends on, as its server says it.
 *
 * @param version the server's version: {@code 8.0.31}
 * @param sqlModes the modes of {@code sql_mode} that sessions of the server start with
 * @param lowerCaseTableNames {@code lower_case_table_names}: 0, 1 or 2
 * @param characterSet the character set that a table of the namespace inherits
 * @param collation the collation that a table of the namespace inherits
 * @param timeZone the offset from UTC that sessions of the server have at all times; empty when it
 *     changes, or is not known
 */
public record ServerInputs(
    String version,
    SortedSet<String> sqlModes,
    int lowerCaseTableNames,
    String characterSet,
    String collation,
    Optional<ZoneOffset> timeZone) {

  /** Inputs of a server whose time zone is not known. */
  public ServerInputs(
      String version,
      SortedSet<String> sqlModes,
      int lowerCaseTableNames,
      String characterSet,
      String collation) {
    this(version, sqlModes, lowerCaseTableNames, characterSet, collation, Optional.empty());
  }

  public ServerInputs {
    sqlModes = Collections.unmodifiableSortedSet(new TreeSet<>(Set.copyOf(sqlModes)));
  }
}

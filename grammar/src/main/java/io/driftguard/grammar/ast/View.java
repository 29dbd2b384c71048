package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * What a statement says of a view.
 *
 * @param name the view
 * @param algorithm {@code UNDEFINED}, {@code MERGE} or {@code TEMPTABLE}
 * @param definer whose privileges count
 * @param security {@code DEFINER} or {@code INVOKER}
 * @param columns the names of its columns, when they are said
 * @param query the query
 * @param checkOption {@code CASCADED} or {@code LOCAL}
 * @param duality whether it is a {@code JSON DUALITY} view
 */
public record View(
    TableName name,
    Optional<String> algorithm,
    Optional<Definer> definer,
    Optional<String> security,
    List<String> columns,
    Query query,
    Optional<String> checkOption,
    boolean duality) {

  public View {
    columns = List.copyOf(columns);
  }

  /** An account. */
  public sealed interface Definer {}

  /** {@code CURRENT_USER}. */
  public record CurrentUser() implements Definer {}

  /** {@code 'user'@'host'}. */
  public record Account(String user, String host) implements Definer {}
}

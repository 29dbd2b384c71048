package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * {@code DROP VIEW}.
 *
 * @param views the views
 * @param ifExists whether {@code IF EXISTS} was said
 * @param behaviour {@code RESTRICT} or {@code CASCADE}; parsed and ignored by the server
 */
public record DropView(List<TableName> views, boolean ifExists, Optional<String> behaviour)
    implements Statement {
  public DropView {
    views = List.copyOf(views);
  }
}

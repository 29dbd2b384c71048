package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.schemadiff.DependencyOrder.Edge;
import io.driftguard.schemadiff.SchemaChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements on views that lead from one schema to another. Views go before the tables change,
 * and come after that, when what they read is there. A view that changes is replaced: ALTER VIEW
 * would keep what it does not say.
 */
final class ViewPlan {

  private final Schema from;
  private final Schema to;

  ViewPlan(Schema from, Schema to) {
    this.from = from;
    this.to = to;
  }

  /** What goes. */
  List<SchemaChange> dropped() {
    List<SchemaChange> changes = new ArrayList<>();
    from.views()
        .forEach(
            (name, view) -> {
              if (!to.views().containsKey(name)) {
                TableName dropped = view.view().name();
                changes.add(
                    new SchemaChange(
                        Kind.DROP,
                        dropped.name(),
                        new DropView(List.of(dropped), false, Optional.empty())));
              }
            });
    return changes;
  }

  /** What comes or changes: a view after those that it reads. */
  List<SchemaChange> created() {
    Map<String, CreateView> changed = Views.changed(from, to);
    List<Edge> edges = new ArrayList<>();
    changed.forEach(
        (name, view) ->
            Views.references(to.profile(), view.view())
                // The simulation of the plan refuses what no order is left for.
                .forEach(read -> edges.add(new Edge(read, name, () -> {}))));
    List<SchemaChange> changes = new ArrayList<>();
    for (String name : DependencyOrder.of(changed.keySet(), edges)) {
      CreateView view = Optional.ofNullable(changed.get(name)).orElseThrow();
      boolean replaces = from.views().containsKey(name);
      changes.add(
          new SchemaChange(
              Kind.CREATE,
              view.view().name().name(),
              new CreateView(view.view(), replaces, false)));
    }
    return changes;
  }
}

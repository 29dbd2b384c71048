package io.driftguard.schemadiff;

import io.driftguard.grammar.QuerySource;
import io.driftguard.grammar.ResolvedView;
import io.driftguard.grammar.UnresolvedViewException;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The views that are the same in two schemas, although they are worded differently: what a server
 * prints of a view is not what was written.
 *
 * <p>Each view is resolved in its own schema. Two views are the same when they resolve to the same,
 * and, where they are not resolved, when they are of one text. The definer counts where the wanted
 * view names one: otherwise it is whoever created the view, which is another one in each
 * deployment.
 */
public final class SameViews {

  /** Why the definer of a view is not compared. */
  public static final String DEFINER_OPEN =
      "the account that created the view, because the desired view names no definer";

  private final Resolver live;
  private final Resolver wanted;
  private final TreeSet<String> same = new TreeSet<>();
  private final TreeSet<String> definersOpen = new TreeSet<>();

  private SameViews(Resolver live, Resolver wanted) {
    this.live = live;
    this.wanted = wanted;
  }

  /**
   * Compares the views that both schemas have.
   *
   * @param live what a server printed
   * @param liveName the name that the live schema has in its texts
   * @param wanted what is to be
   * @param wantedName the name that the wanted schema has in its texts
   * @throws SchemaDiffException when two views differ in their wording, and it is not known what a
   *     server makes of the wanted one
   */
  public static SameViews between(Schema live, String liveName, Schema wanted, String wantedName)
      throws SchemaDiffException {
    SameViews views = new SameViews(new Resolver(live, liveName), new Resolver(wanted, wantedName));
    for (Map.Entry<String, CreateView> each : live.views().entrySet()) {
      CreateView other = wanted.views().get(each.getKey());
      if (other != null) {
        views.compare(each.getKey(), each.getValue().view(), other.view());
      }
    }
    return views;
  }

  /** The live schema, with these views in the wording of the wanted one. */
  public Schema live() {
    return live.schema.withViewsOf(wanted.schema, same);
  }

  /** The names of these views. */
  SortedSet<String> names() {
    return same;
  }

  /** The names of those of them whose definer was not compared. */
  public SortedSet<String> definersOpen() {
    return definersOpen;
  }

  private void compare(String name, View live, View wanted) throws SchemaDiffException {
    Optional<View.Definer> definer = wanted.definer();
    if (definer.isPresent() && !definer.equals(live.definer())) {
      return;
    }
    if (areOne(name, withoutDefiner(live).equals(withoutDefiner(wanted)))) {
      same.add(name);
      if (definer.isEmpty() && live.definer().isPresent()) {
        definersOpen.add(name);
      }
    }
  }

  /**
   * What the views resolve to decides. A view of every column, in the same words on both sides, is
   * another view where the tables have other columns. Where one is not resolved, its words decide.
   */
  private boolean areOne(String name, boolean inTheSameWords) throws SchemaDiffException {
    ResolvedView resolved;
    try {
      resolved = wanted.resolve(name);
    } catch (UnresolvedViewException e) {
      if (inTheSameWords) {
        return true;
      }
      throw notComparable(name, String.valueOf(e.getMessage()));
    }
    ResolvedView other;
    try {
      other = live.resolve(name);
    } catch (UnresolvedViewException e) {
      // A server prints what is resolved; so this is another view, or one that has lost a column.
      return inTheSameWords;
    }
    if (resolved.differsInConversionsAlone(other)) {
      throw notComparable(
          name, "the two differ in conversions of columns alone, which a server may have added");
    }
    return resolved.equals(other);
  }

  private static SchemaDiffException notComparable(String name, String why) {
    return new SchemaDiffException(
        SchemaDiffException.Code.VIEW_NOT_COMPARABLE,
        "view "
            + Names.quoted(name)
            + " is worded differently here, and it is not known what a server makes of the wanted"
            + " one: "
            + why);
  }

  private static View withoutDefiner(View view) {
    return new View(
        view.name(),
        view.algorithm(),
        Optional.empty(),
        view.security(),
        view.columns(),
        view.query(),
        view.checkOption(),
        view.duality());
  }

  /** Resolves the views of one schema, each once. */
  private static final class Resolver {

    private final Schema schema;
    private final String name;
    private final Map<String, ResolvedView> resolved = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Resolver(Schema schema, String name) {
      this.schema = schema;
      this.name = name;
    }

    ResolvedView resolve(String view) throws UnresolvedViewException {
      ResolvedView known = resolved.get(view);
      if (known == null) {
        open.add(view);
        try {
          known =
              ResolvedView.of(
                  Optional.ofNullable(schema.views().get(view)).orElseThrow().view(),
                  Optional.of(name),
                  this::source,
                  schema.profile());
        } finally {
          open.remove(view);
        }
        resolved.put(view, known);
      }
      return known;
    }

    /** The columns of a table or view; empty where they are not known. */
    private Optional<QuerySource> source(String table) {
      String key = Schema.key(schema.profile(), table);
      CreateTable found = schema.tables().get(key);
      if (found != null) {
        return Optional.of(QuerySource.of(found));
      }
      if (!schema.views().containsKey(key) || open.contains(key)) {
        return Optional.empty();
      }
      try {
        return Optional.of(QuerySource.of(resolve(key)));
      } catch (UnresolvedViewException e) {
        return Optional.empty();
      }
    }
  }
}

package io.driftguard.schemadiff;

import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.QueryTables;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The views of a schema that statements are being applied to. Views and tables share their names.
 */
final class Views {

  private final ServerProfile profile;
  private final TreeMap<String, CreateView> views;

  Views(ServerProfile profile, SortedMap<String, CreateView> views) {
    this.profile = profile;
    this.views = new TreeMap<>(views);
  }

  /** What a statement defines, in canonical form. */
  static CreateView defined(CreateView create, Canonicalizer canonicalizer)
      throws DdlRejectedException {
    Statement form = canonicalizer.canonicalize(create).definition().statement();
    return (CreateView) form;
  }

  /** The looked-up names of what a view reads in its own schema. */
  static Set<String> references(ServerProfile profile, View view) {
    Set<String> names = new TreeSet<>();
    for (TableName table : QueryTables.of(view.query())) {
      if (table.schema().isEmpty()) {
        names.add(Schema.key(profile, table.name()));
      }
    }
    return names;
  }

  SortedMap<String, CreateView> all() {
    return views;
  }

  boolean has(String name) {
    return views.containsKey(name);
  }

  /**
   * @param tables the names of the schema's tables
   */
  void create(CreateView create, Set<String> tables, Canonicalizer canonicalizer)
      throws SimulationException {
    String name = unqualified(create.view().name());
    if (tables.contains(name)) {
      if (create.ifNotExists()) {
        return;
      }
      throw create.orReplace() ? notAView(name) : exists(name);
    }
    if (has(name) && !create.orReplace()) {
      if (create.ifNotExists()) {
        return;
      }
      throw exists(name);
    }
    put(name, create, tables, canonicalizer);
  }

  /** A view that is altered keeps of its attributes what the statement does not say. */
  void alter(AlterView alter, Set<String> tables, Canonicalizer canonicalizer)
      throws SimulationException {
    String name = unqualified(alter.view().name());
    if (tables.contains(name)) {
      throw notAView(name);
    }
    CreateView before = views.get(name);
    if (before == null) {
      throw unknown(name);
    }
    View view = alter.view();
    View after =
        new View(
            view.name(),
            view.algorithm().filter(a -> !a.equals("UNDEFINED")).or(before.view()::algorithm),
            view.definer().or(before.view()::definer),
            view.security().or(before.view()::security),
            view.columns(),
            view.query(),
            view.checkOption(),
            view.duality());
    put(name, new CreateView(after, true, false), tables, canonicalizer);
  }

  void drop(DropView drop, Set<String> tables) throws SimulationException {
    Set<String> names = new TreeSet<>();
    for (TableName view : drop.views()) {
      String name = unqualified(view);
      if (!names.add(name)) {
        throw new SimulationException(
            SimulationCode.TABLE_NAMED_TWICE, "view " + Names.quoted(name) + " is named twice");
      }
      if (tables.contains(name)) {
        throw notAView(name);
      }
      if (!has(name) && !drop.ifExists()) {
        throw unknown(name);
      }
    }
    views.keySet().removeAll(names);
  }

  private void put(String name, CreateView create, Set<String> tables, Canonicalizer canonicalizer)
      throws SimulationException {
    CreateView form;
    try {
      form = defined(create, canonicalizer);
    } catch (DdlRejectedException e) {
      throw new SimulationException(
          SimulationCode.NOT_CANONICAL,
          "view " + Names.quoted(name) + " has no canonical form: " + e.getMessage(),
          e);
    }
    for (String read : references(profile, form.view())) {
      if (!tables.contains(read) && !has(read)) {
        throw unknown(read);
      }
    }
    if (reads(references(profile, form.view()), name)) {
      throw new SimulationException(
          SimulationCode.UNKNOWN_TABLE, "view " + Names.quoted(name) + " would read itself");
    }
    views.put(name, form);
  }

  /** Whether one of these views, or what they read, is the one of that name. */
  private boolean reads(Collection<String> from, String name) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(from);
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (next.equals(name)) {
        return true;
      }
      CreateView view = views.get(next);
      if (seen.add(next) && view != null) {
        open.addAll(references(profile, view.view()));
      }
    }
    return false;
  }

  private String unqualified(TableName name) throws SimulationException {
    Optional<String> schema = name.schema();
    if (schema.isPresent()) {
      throw new SimulationException(
          SimulationCode.QUALIFIED_NAME,
          "expected a view's name without a schema, but found "
              + Names.quoted(schema.get())
              + "."
              + Names.quoted(name.name()));
    }
    return Schema.key(profile, name.name());
  }

  private static SimulationException exists(String name) {
    return new SimulationException(
        SimulationCode.TABLE_EXISTS, "table " + Names.quoted(name) + " is there already");
  }

  private static SimulationException unknown(String name) {
    return new SimulationException(
        SimulationCode.UNKNOWN_TABLE, "table or view " + Names.quoted(name) + " is not there");
  }

  private static SimulationException notAView(String name) {
    return new SimulationException(
        SimulationCode.WRONG_OBJECT, Names.quoted(name) + " is a table, not a view");
  }

  /** The views of two schemas that differ, by name. */
  static Map<String, CreateView> changed(Schema from, Schema to) {
    Map<String, CreateView> changed = new TreeMap<>(to.views());
    changed.entrySet().removeIf(e -> e.getValue().equals(from.views().get(e.getKey())));
    return changed;
  }
}

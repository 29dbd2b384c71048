package io.driftguard.schemadiff;

import com.google.common.collect.Iterables;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddKey;
import io.driftguard.grammar.ast.AlterClause.AlterKeyVisibility;
import io.driftguard.grammar.ast.AlterClause.DropKey;
import io.driftguard.grammar.ast.AlterClause.DropPrimaryKey;
import io.driftguard.grammar.ast.AlterClause.RenameKey;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The clauses that make the keys of one table those of another, in their order: the server sorts
 * keys by class, and within a class puts those that it adds after those that stay.
 */
final class KeyDiff {

  private final Map<String, KeyDef> before = new LinkedHashMap<>();
  private final Map<String, KeyDef> left = new HashMap<>();
  private final Set<String> mayBeGenerated;
  private final CreateTable from;
  private final CreateTable to;
  private final Set<String> rebuiltColumns;
  private final List<ForeignKeyDef> comingForeignKeys;
  private final Set<String> readded = new HashSet<>();

  /**
   * @param left the keys of {@code from} that stay when its columns have changed
   * @param rebuiltColumns the looked-up names of the columns that are dropped and added again
   * @param comingForeignKeys the foreign keys that are added, now or later
   */
  KeyDiff(
      TableState from,
      CreateTable to,
      List<KeyState> left,
      Set<String> rebuiltColumns,
      List<ForeignKeyDef> comingForeignKeys,
      Canonicalizer canonicalizer)
      throws DdlRejectedException {
    this.mayBeGenerated = from.mayBeGenerated();
    this.from = from.table();
    this.to = to;
    this.rebuiltColumns = rebuiltColumns;
    this.comingForeignKeys = comingForeignKeys;
    from.table().keys().forEach(key -> before.put(Names.key(Names.of(key)), key));
    left.forEach(state -> this.left.put(Names.key(Names.of(state.key())), state.key()));
    findReadded();
    do {
      findOutOfOrder(canonicalizer);
    } while (findShownAndAtRisk());
  }

  /** What goes. */
  List<AlterClause> drops() {
    Set<String> wanted = new HashSet<>();
    to.keys().forEach(key -> wanted.add(Names.key(Names.of(key))));
    List<AlterClause> clauses = new ArrayList<>();
    for (Map.Entry<String, KeyDef> entry : before.entrySet()) {
      boolean vanishes = !left.containsKey(entry.getKey());
      boolean goes = !wanted.contains(entry.getKey()) || readded.contains(entry.getKey());
      if (goes && !vanishes) {
        clauses.add(
            entry.getValue().kind() == KeyKind.PRIMARY
                ? new DropPrimaryKey()
                : new DropKey(Names.of(entry.getValue())));
      }
    }
    return clauses;
  }

  /**
   * What changes in place: visibility, and the letter case of a name. A key that the server may
   * have made itself for a foreign key, and would drop because of what is added, is renamed to its
   * own name: that makes it one that was asked for.
   */
  List<AlterClause> changes() {
    List<AlterClause> clauses = new ArrayList<>();
    for (KeyDef key : to.keys()) {
      String name = Names.key(Names.of(key));
      KeyDef old = left.get(name);
      if (old != null && !readded.contains(name)) {
        if (isVisible(old) != isVisible(key)) {
          clauses.add(new AlterKeyVisibility(Names.of(old), isVisible(key)));
        } else if (!Names.of(old).equals(Names.of(key)) || isAtRisk(old)) {
          clauses.add(new RenameKey(Names.of(old), Names.of(key)));
        }
      }
    }
    return clauses;
  }

  /** What comes. */
  List<AlterClause> adds() {
    List<AlterClause> clauses = new ArrayList<>();
    boolean fulltext = false;
    for (KeyDef key : to.keys()) {
      if (comes(key) && !(fulltext && key.kind() == KeyKind.FULLTEXT)) {
        clauses.add(new AddKey(key));
        fulltext |= key.kind() == KeyKind.FULLTEXT;
      }
    }
    return clauses;
  }

  /** What comes in statements of its own: the server makes one fulltext key at a time. */
  List<AlterClause> addsBehind() {
    List<AlterClause> clauses = new ArrayList<>();
    to.keys().stream()
        .filter(key -> key.kind() == KeyKind.FULLTEXT && comes(key))
        .skip(1)
        .forEach(key -> clauses.add(new AddKey(key)));
    return clauses;
  }

  /**
   * Keys whose parser or attributes differ: the server compares all but these, and would keep the
   * key as it is. And spatial keys that stand in the way of a column's reference system.
   */
  List<AlterClause> dropsAhead() {
    List<AlterClause> clauses = new ArrayList<>();
    for (KeyDef key : to.keys()) {
      KeyDef old = before.get(Names.key(Names.of(key)));
      if (old != null && !notCompared(old).equals(notCompared(key))) {
        clauses.add(new DropKey(Names.of(old)));
      }
    }
    for (KeyDef old : before.values()) {
      if (losesItsSystem(old)) {
        clauses.add(new DropKey(Names.of(old)));
      }
    }
    return clauses;
  }

  /** A spatial key goes before its column's reference system changes, and comes back behind. */
  private boolean losesItsSystem(KeyDef old) {
    return old.kind() == KeyKind.SPATIAL
        && AlteredKeys.columns(old).stream()
            .anyMatch(
                name ->
                    AlteredKeys.changesSystem(
                        AlteredKeys.column(from, name), AlteredKeys.column(to, name)));
  }

  private static List<Optional<String>> notCompared(KeyDef key) {
    KeyOptions options = key.options();
    return List.of(options.parser(), options.engineAttribute(), options.secondaryEngineAttribute());
  }

  private void findReadded() {
    for (KeyDef key : to.keys()) {
      String name = Names.key(Names.of(key));
      KeyDef old = left.get(name);
      if (old != null
          && (!isSameInPlace(old, key) || uses(key, rebuiltColumns) || losesItsSystem(old))) {
        readded.add(name);
      }
    }
  }

  /** A key that changes in two ways at once is dropped and added. */
  private static boolean isSameInPlace(KeyDef old, KeyDef now) {
    boolean renamed = !old.name().equals(now.name());
    boolean shown = isVisible(old) != isVisible(now);
    return !(renamed && shown)
        && withoutNameAndVisibility(old).equals(withoutNameAndVisibility(now));
  }

  private static boolean isVisible(KeyDef key) {
    return key.options().visible().orElse(true);
  }

  private static KeyDef withoutNameAndVisibility(KeyDef key) {
    return new KeyDef(
        key.kind(), Optional.empty(), key.parts(), key.options().withVisible(Optional.empty()));
  }

  /**
   * Tells whether a key names a column that is dropped and added again: the server keeps the length
   * of a part, and does not compute an expression anew.
   */
  static boolean uses(KeyDef key, Set<String> rebuiltColumns) {
    for (KeyPart part : key.parts()) {
      if (part instanceof KeyPart.ColumnPart named
          && rebuiltColumns.contains(Names.key(named.column()))) {
        return true;
      }
      if (part instanceof KeyPart.ExpressionPart expression
          && ColumnReferences.of(expression.expression()).stream()
              .anyMatch(rebuiltColumns::contains)) {
        return true;
      }
    }
    return false;
  }

  /** A key that would stand before its place is added again, and so comes after others. */
  private void findOutOfOrder(Canonicalizer canonicalizer) throws DdlRejectedException {
    List<String> wanted = to.keys().stream().map(key -> Names.key(Names.of(key))).toList();
    for (List<String> reached = reached(canonicalizer);
        !reached.equals(wanted);
        reached = reached(canonicalizer)) {
      int at = 0;
      while (at < wanted.size() && reached.get(at).equals(wanted.get(at))) {
        at++;
      }
      if (at == wanted.size() || !readded.add(reached.get(at))) {
        // The keys differ in more than their order: the check of the difference says how.
        return;
      }
    }
  }

  /** The order of the keys when those that stay keep theirs and the others follow. */
  private List<String> reached(Canonicalizer canonicalizer) throws DdlRejectedException {
    Map<String, KeyDef> keys = new LinkedHashMap<>();
    Map<String, KeyDef> wanted = new LinkedHashMap<>();
    to.keys().forEach(key -> wanted.put(Names.key(Names.of(key)), key));
    for (String name : before.keySet()) {
      KeyDef key = wanted.get(name);
      if (key != null && !comes(key)) {
        keys.put(name, key);
      }
    }
    wanted.forEach(keys::putIfAbsent);
    TableDraft draft = new TableDraft(to);
    draft.keys.clear();
    draft.keys.addAll(keys.values());
    return TableState.created(draft.toStatement(), canonicalizer).table().keys().stream()
        .map(key -> Names.key(Names.of(key)))
        .toList();
  }

  /** A key whose visibility changes cannot be renamed as well, so it is dropped and added. */
  private boolean findShownAndAtRisk() {
    boolean found = false;
    for (KeyDef key : to.keys()) {
      KeyDef old = left.get(Names.key(Names.of(key)));
      if (old != null && !comes(key) && isVisible(old) != isVisible(key) && isAtRisk(old)) {
        found |= readded.add(Names.key(Names.of(key)));
      }
    }
    return found;
  }

  /** Tells whether the server may have made the key, and would drop it for what is added. */
  private boolean isAtRisk(KeyDef key) {
    if (!mayBeGenerated.contains(Names.key(Names.of(key)))) {
      return false;
    }
    List<KeyDef> staying = to.keys().stream().filter(it -> !comes(it)).toList();
    List<KeyDef> coming = to.keys().stream().filter(this::comes).toList();
    // Foreign keys come with the other clauses or after them.
    return dependsOnOrigin(key, Iterables.concat(staying, coming))
        || dependsOnOrigin(key, to.keys());
  }

  private boolean dependsOnOrigin(KeyDef key, Iterable<KeyDef> keys) {
    List<KeyState> states = new ArrayList<>();
    int at = 0;
    for (KeyDef each : keys) {
      if (Names.same(Names.of(each), Names.of(key))) {
        at = states.size();
      }
      states.add(new KeyState(each, KeyState.Origin.WRITTEN));
    }
    comingForeignKeys.forEach(each -> states.add(KeyState.generatedFor(each)));
    return KeyState.dependsOnOrigin(states, at);
  }

  private boolean comes(KeyDef key) {
    String name = Names.key(Names.of(key));
    return !left.containsKey(name) || readded.contains(name);
  }
}

package io.driftguard.replan;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.Quoted;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.schemadiff.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constraints of live tables whose names online DDL of Vitess made: it appends {@code _} and 25
 * characters of base 36 to the name of each {@code CHECK} and foreign key, and cuts the name's end
 * off where both do not fit. A live constraint is taken for a desired one when nothing but such a
 * name tells the two apart.
 */
final class SuffixedConstraints {

  private static final int MAX_NAME = 64;

  private static final Pattern SUFFIXED = Pattern.compile("(.*)_[0-9a-z]{25}", Pattern.DOTALL);

  private final TreeMap<String, String> taken = new TreeMap<>();
  private final List<CreateTable> tables = new ArrayList<>();

  private SuffixedConstraints() {}

  /** Compares the constraints of the tables that both schemas have. */
  static SuffixedConstraints between(Schema live, Schema wanted) {
    SuffixedConstraints constraints = new SuffixedConstraints();
    for (Map.Entry<String, CreateTable> each : live.tables().entrySet()) {
      CreateTable desired = wanted.tables().get(each.getKey());
      constraints.tables.add(
          desired == null ? each.getValue() : constraints.renamed(each.getValue(), desired));
    }
    return constraints;
  }

  /** The live tables, with the constraints that were taken for desired ones under their names. */
  List<CreateTable> tables() {
    return tables;
  }

  /**
   * For each constraint that was taken for another: its table and name, to what it is taken for.
   */
  ImmutableSortedMap<String, String> taken() {
    return ImmutableSortedMap.copyOfSorted(taken);
  }

  private CreateTable renamed(CreateTable live, CreateTable desired) {
    Set<String> names = new HashSet<>();
    live.elements().forEach(element -> nameOf(element).ifPresent(name -> names.add(folded(name))));
    List<TableElement> free = new ArrayList<>();
    for (TableElement element : desired.elements()) {
      if (nameOf(element).filter(name -> !names.contains(folded(name))).isPresent()) {
        free.add(element);
      }
    }
    List<TableElement> elements = new ArrayList<>();
    for (TableElement element : live.elements()) {
      elements.add(free.isEmpty() ? element : counterpart(element, free, live.table().name()));
    }
    return elements.equals(live.elements())
        ? live
        : new CreateTable(
            live.table(), live.ifNotExists(), elements, live.options(), live.partitioning());
  }

  /** The desired constraint that a live one is taken for, which is then free no more. */
  private TableElement counterpart(TableElement live, List<TableElement> free, String table) {
    Optional<String> name = nameOf(live);
    if (name.isEmpty()) {
      return live;
    }
    Matcher suffixed = SUFFIXED.matcher(name.get());
    if (!suffixed.matches()) {
      return live;
    }
    for (TableElement desired : free) {
      String wanted = nameOf(desired).orElseThrow();
      if (renamed(live, wanted).equals(desired)
          && comesFrom(suffixed.group(1), name.get().length(), wanted, table)) {
        free.remove(desired);
        taken.put(
            table + "." + name.get(),
            "a constraint that is taken for "
                + Quoted.text(wanted)
                + ", because only the suffix that online DDL adds tells the two apart");
        return desired;
      }
    }
    return live;
  }

  /** Whether online DDL makes the one name of the other. */
  private static boolean comesFrom(String base, int length, String wanted, String table) {
    String own = folded(base);
    String whole = folded(wanted);
    String prefix = folded(table) + "_";
    // The server names a constraint after its table; online DDL leaves the table out.
    String bare = whole.startsWith(prefix) ? whole.substring(prefix.length()) : whole;
    boolean cut = length == MAX_NAME && !own.isEmpty();
    return own.equals(whole)
        || own.equals(bare)
        || (cut && (whole.startsWith(own) || bare.startsWith(own)))
        || (own.equals("chk") && bare.matches("chk_[0-9]+") && !bare.equals(whole))
        || (own.equals("fk") && bare.matches("ibfk_[0-9]+") && !bare.equals(whole));
  }

  private static Optional<String> nameOf(TableElement element) {
    if (element instanceof CheckDef check) {
      return check.name();
    }
    return element instanceof ForeignKeyDef foreignKey ? foreignKey.name() : Optional.empty();
  }

  private static TableElement renamed(TableElement element, String name) {
    if (element instanceof CheckDef check) {
      return new CheckDef(Optional.of(name), check.expression(), check.enforced());
    }
    if (element instanceof ForeignKeyDef key) {
      return new ForeignKeyDef(
          Optional.of(name), key.indexName(), key.columns(), key.references(), key.parts());
    }
    return element;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddCheck;
import io.driftguard.grammar.ast.AlterClause.AlterEnforcement;
import io.driftguard.grammar.ast.AlterClause.ConvertCharset;
import io.driftguard.grammar.ast.AlterClause.DropCheck;
import io.driftguard.grammar.ast.AlterClause.SetOptions;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.schemadiff.SchemaDiffException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What leads from one table to another of the same name, foreign keys left aside. */
final class TableDiff {

  /** Options that are not set one by one here: the plan of the schema has a secondary engine. */
  private static final ImmutableSet<TableOption.Key> APART =
      ImmutableSet.of(
          TableOption.Key.CHARSET, TableOption.Key.COLLATE, TableOption.Key.SECONDARY_ENGINE);

  private final TableState from;
  private final CreateTable to;
  private final ServerProfile profile;
  private final List<ForeignKeyDef> comingForeignKeys;
  private final Collation oldDefault;
  private final Collation newDefault;

  private final List<AlterClause> ahead = new ArrayList<>();
  private final List<AlterClause> main = new ArrayList<>();
  private final List<AlterClause> behind = new ArrayList<>();

  /**
   * @param comingForeignKeys the foreign keys that are added, now or later
   */
  TableDiff(
      TableState from, CreateTable to, ServerProfile profile, List<ForeignKeyDef> comingForeignKeys)
      throws SimulationException, SchemaDiffException {
    this.from = from;
    this.to = to;
    this.profile = profile;
    this.comingForeignKeys = comingForeignKeys;
    this.oldDefault = TableCollations.ofTable(from.table().options(), profile);
    this.newDefault = TableCollations.ofTable(to.options(), profile);
    find();
  }

  /** The clauses that a statement of their own brings before the others. */
  List<AlterClause> ahead() {
    return ahead;
  }

  /** The clauses that stand in one statement. */
  List<AlterClause> main() {
    return main;
  }

  /** The clauses that each stand alone, after the others. */
  List<AlterClause> behind() {
    return behind;
  }

  private void find() throws SimulationException, SchemaDiffException {
    Optional<ConvertCharset> conversion = conversion();
    CreateTable base = from.table();
    Collation baseDefault = oldDefault;
    if (conversion.isPresent()) {
      base = converted(conversion.get());
      baseDefault = newDefault;
    }
    ColumnDiff columns = new ColumnDiff(base, to, baseDefault, newDefault);
    List<AlterClause> columnClauses = columns.clauses();
    AlterRequest request = new AlterRequest(columnClauses);
    AlteredColumns altered = new AlteredColumns(from.table().columns(), request);
    List<KeyState> left = left(request, altered, columns.rebuiltColumns());
    KeyDiff keys = keys(left, columns.rebuiltColumns());

    ahead.addAll(keys.dropsAhead());
    dropChecks(columns.rebuiltColumns());
    keys.drops().stream().filter(clause -> !ahead.contains(clause)).forEach(main::add);
    main.addAll(columnClauses);
    main.addAll(keys.changes());
    main.addAll(keys.adds());
    addChecks(columns.rebuiltColumns());
    conversion.ifPresent(main::add);
    options(conversion.isPresent());
    Optional<PartitionDiff.Change> partitions =
        PartitionDiff.between(from.table().partitioning(), to.partitioning());
    behind.addAll(keys.addsBehind());
    behind.addAll(columns.behind());
    if (partitions.isEmpty() && isPartitionedBy(columns.rebuiltColumns())) {
      // A column that the table is partitioned by goes for a moment only when that is said again.
      main.add(new AlterClause.PartitionBy(to.partitioning().orElseThrow()));
    }
    partitions.ifPresent(change -> (change.alone() ? behind : main).add(change.clause()));
    if (ahead.isEmpty()
        && IgnoredKeyChange.onlyKeys(main)
        && IgnoredKeyChange.sameButForKeys(from.table(), to)) {
      // The server skips a statement that only drops keys and adds them again in another order.
      main.add(new SetOptions(List.of(comment())));
    }
  }

  private boolean isPartitionedBy(Set<String> columns) {
    return to.partitioning().isPresent()
        && ColumnUses.of(to.partitioning().get()).stream().anyMatch(columns::contains);
  }

  /** The keys that stay when the columns have changed; those that are added again go by clauses. */
  private List<KeyState> left(AlterRequest request, AlteredColumns altered, Set<String> rebuilt)
      throws SimulationException {
    List<KeyState> before = new ArrayList<>();
    List<KeyState> again = new ArrayList<>();
    for (KeyState state : from.keys()) {
      (KeyDiff.uses(state.key(), rebuilt) ? again : before).add(state);
    }
    List<KeyState> left = new ArrayList<>(again);
    left.addAll(new AlteredKeys(before, request, Set.of(), altered).kept());
    return left;
  }

  private KeyDiff keys(List<KeyState> left, Set<String> rebuilt) throws SimulationException {
    try {
      return new KeyDiff(from, to, left, rebuilt, comingForeignKeys, new Canonicalizer(profile));
    } catch (DdlRejectedException e) {
      throw new SimulationException(
          SimulationCode.NOT_CANONICAL,
          "table " + Names.quoted(to.table().name()) + " has no canonical form: " + e.describe(),
          e);
    }
  }

  private TableOption comment() {
    return to.options().stream()
        .filter(option -> option.key() == TableOption.Key.COMMENT)
        .findFirst()
        .orElse(OptionDefaults.reset(TableOption.Key.COMMENT).orElseThrow());
  }

  /**
   * {@code CONVERT TO} where it leaves fewer columns to change one by one than a new default does.
   * It reaches every column, so that no clause of the same statement may give a column another
   * collation.
   */
  private Optional<ConvertCharset> conversion() throws SimulationException {
    if (oldDefault.equals(newDefault)) {
      return Optional.empty();
    }
    ConvertCharset convert =
        new ConvertCharset(
            Optional.of(newDefault.charset().name()), Optional.of(newDefault.name()));
    for (var column : to.columns()) {
      Optional<Collation> collation = TableCollations.of(column.type(), newDefault);
      if (collation.isPresent() && !collation.get().equals(newDefault)) {
        return Optional.empty();
      }
    }
    List<AlterClause> oneByOne = new ColumnDiff(from.table(), to, oldDefault, newDefault).clauses();
    List<AlterClause> after =
        new ColumnDiff(converted(convert), to, newDefault, newDefault).clauses();
    boolean textChanges =
        after.stream()
            .anyMatch(
                clause ->
                    clause instanceof AlterClause.ChangeColumn change
                        && TableRules.isLong(change.column().type()));
    return after.size() < oneByOne.size() && !textChanges ? Optional.of(convert) : Optional.empty();
  }

  private CreateTable converted(ConvertCharset convert) throws SimulationException {
    return new AlterSimulation(from, new AlterRequest(List.of(convert)), profile).after();
  }

  private static Map<String, CheckDef> byName(List<CheckDef> checks) {
    Map<String, CheckDef> byName = new LinkedHashMap<>();
    checks.forEach(check -> byName.put(Names.key(Names.of(check)), check));
    return byName;
  }

  private static boolean isSameInPlace(CheckDef old, CheckDef now, Set<String> rebuilt) {
    return old.name().equals(now.name())
        && old.expression().equals(now.expression())
        && ColumnReferences.of(now.expression()).stream().noneMatch(rebuilt::contains);
  }

  private void dropChecks(Set<String> rebuilt) {
    Map<String, CheckDef> after = byName(to.checks());
    for (CheckDef old : from.table().checks()) {
      CheckDef now = after.get(Names.key(Names.of(old)));
      if (now == null || !isSameInPlace(old, now, rebuilt)) {
        main.add(new DropCheck(Names.of(old)));
      }
    }
  }

  private void addChecks(Set<String> rebuilt) {
    Map<String, CheckDef> before = byName(from.table().checks());
    for (CheckDef now : to.checks()) {
      CheckDef old = before.get(Names.key(Names.of(now)));
      if (old == null || !isSameInPlace(old, now, rebuilt)) {
        main.add(new AddCheck(now));
      } else if (old.enforced() != now.enforced()) {
        main.add(new AlterEnforcement(Names.of(now), false, now.enforced()));
      }
    }
  }

  private void options(boolean converted) throws SchemaDiffException {
    List<TableOption> set = new ArrayList<>();
    for (TableOption.Key key : TableOption.Key.values()) {
      if (APART.contains(key)) {
        continue;
      }
      Optional<TableOption> old = option(from.table(), key);
      Optional<TableOption> now = option(to, key);
      if (old.equals(now)) {
        continue;
      }
      Optional<TableOption> change = now.isPresent() ? now : OptionDefaults.reset(key);
      if (change.isEmpty() || !OptionDefaults.canChange(key)) {
        throw new SchemaDiffException(
            Code.OPTION_STAYS,
            "the server has no statement that changes option "
                + key.sql()
                + " of table "
                + Names.quoted(to.table().name())
                + " from "
                + value(old)
                + " to "
                + value(now));
      }
      set.add(change.get());
    }
    if (!converted && !oldDefault.equals(newDefault)) {
      set.add(TableOption.of(TableOption.Key.CHARSET, newDefault.charset().name()));
      set.add(TableOption.of(TableOption.Key.COLLATE, newDefault.name()));
    }
    if (!set.isEmpty()) {
      main.add(new SetOptions(set));
    }
  }

  private static Optional<TableOption> option(CreateTable table, TableOption.Key key) {
    return table.options().stream().filter(option -> option.key() == key).findFirst();
  }

  private static String value(Optional<TableOption> option) {
    return option.map(each -> "\"" + each.value() + "\"").orElse("nothing");
  }
}

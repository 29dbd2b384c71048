package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterClause.AddCheck;
import io.driftguard.grammar.ast.AlterClause.AddColumn;
import io.driftguard.grammar.ast.AlterClause.AddForeignKey;
import io.driftguard.grammar.ast.AlterClause.AddKey;
import io.driftguard.grammar.ast.AlterClause.AlterEnforcement;
import io.driftguard.grammar.ast.AlterClause.ChangeColumn;
import io.driftguard.grammar.ast.AlterClause.ConvertCharset;
import io.driftguard.grammar.ast.AlterClause.DropCheck;
import io.driftguard.grammar.ast.AlterClause.DropConstraint;
import io.driftguard.grammar.ast.AlterClause.DropForeignKey;
import io.driftguard.grammar.ast.AlterClause.SetOptions;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.TableOption;
import io.driftguard.schemadiff.AlteredColumns.Column;
import io.driftguard.schemadiff.KeyState.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The effect of one {@code ALTER TABLE} on its own table. What it means for other tables is in
 * {@link SchemaDraft}.
 */
final class AlterSimulation {

  /** Clauses that change nothing of a table's definition. */
  private static final ImmutableSet<String> WITHOUT_EFFECT =
      ImmutableSet.of(
          "FORCE",
          "DISABLE KEYS",
          "ENABLE KEYS",
          "WITH VALIDATION",
          "WITHOUT VALIDATION",
          "DISCARD TABLESPACE",
          "IMPORT TABLESPACE",
          "SECONDARY_LOAD",
          "SECONDARY_UNLOAD",
          "REMOVE PARTITIONING");

  private static final ImmutableSet<Class<? extends AlterClause>> KNOWN =
      ImmutableSet.of(
          AddColumn.class,
          AddKey.class,
          AddForeignKey.class,
          AddCheck.class,
          ChangeColumn.class,
          AlterClause.DropColumn.class,
          AlterClause.DropKey.class,
          AlterClause.DropPrimaryKey.class,
          DropForeignKey.class,
          DropCheck.class,
          DropConstraint.class,
          AlterClause.RenameColumn.class,
          AlterClause.RenameKey.class,
          AlterClause.RenameTable.class,
          AlterClause.AlterDefault.class,
          AlterClause.AlterColumnVisibility.class,
          AlterClause.AlterKeyVisibility.class,
          AlterEnforcement.class,
          SetOptions.class,
          ConvertCharset.class,
          AlterClause.OrderBy.class,
          AlterClause.Algorithm.class,
          AlterClause.Lock.class,
          AlterClause.PartitionBy.class,
          AlterClause.AddPartitions.class,
          AlterClause.ReorganizePartitions.class,
          AlterClause.CoalescePartitions.class,
          AlterClause.ExchangePartition.class,
          AlterClause.PartitionAction.class);

  private final TableState before;
  private final AlterRequest request;
  private final ServerProfile profile;
  private final AlteredColumns columns;
  private final TableDraft draft;
  private final Set<String> constraintKeys = new HashSet<>();
  private final List<KeyState> keys = new ArrayList<>();
  private final List<ForeignKeyDef> addedForeignKeys = new ArrayList<>();
  private long lastForeignKey;
  private long lastCheck;

  AlterSimulation(TableState before, AlterRequest request, ServerProfile profile)
      throws SimulationException {
    this.before = before;
    this.request = request;
    this.profile = profile;
    requireSafeDefaults(request);
    this.columns = new AlteredColumns(before.table().columns(), request);
    this.draft = new TableDraft(before.table());
    this.lastForeignKey =
        before.table().foreignKeys().stream()
            .mapToLong(key -> GeneratedName.FOREIGN_KEY.number(table(), Names.of(key)).orElse(0))
            .max()
            .orElse(0);
    this.lastCheck =
        before.table().checks().stream()
            .mapToLong(check -> GeneratedName.CHECK.number(table(), Names.of(check)).orElse(0))
            .max()
            .orElse(0);
    run();
  }

  /** The table after the statement, not canonical yet. */
  CreateTable after() {
    return draft.toStatement();
  }

  /** The keys after the statement in the order in which the server numbers those without a name. */
  List<KeyState> keys() {
    return keys;
  }

  /** The columns after the statement, and what they were before. */
  AlteredColumns columns() {
    return columns;
  }

  /** The foreign keys that the statement adds. */
  List<ForeignKeyDef> addedForeignKeys() {
    return addedForeignKeys;
  }

  private void run() throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      requireKnown(clause);
    }
    dropConstraints();
    for (ForeignKeyDef key : draft.foreignKeys) {
      for (String column : key.columns()) {
        if (columns.become(column).isEmpty()) {
          throw new SimulationException(
              SimulationCode.COLUMN_IN_FOREIGN_KEY,
              "column "
                  + Names.quoted(column)
                  + " cannot be dropped: foreign key "
                  + Names.quoted(Names.of(key))
                  + " uses it");
        }
      }
    }
    AlteredKeys left = new AlteredKeys(before.keys(), request, constraintKeys, columns);
    draft.partitioning = PartitionSimulation.after(draft.partitioning, request);
    boolean keepsPartitioning =
        !request.has(AlterClause.PartitionBy.class) && draft.partitioning.isPresent();
    ColumnUses.check(before.table(), columns, draft.checks, left.dropped(), keepsPartitioning);
    virtualStatus();
    referenceSystems();
    draft.columns.clear();
    for (Column column : collated()) {
      draft.columns.add(plain(column.definition()));
    }
    draft.foreignKeys.replaceAll(this::withNewColumns);
    keys.addAll(left.kept());
    enforce();
    add();
    List<KeyState> needed = KeyState.withoutRedundant(keys);
    keys.clear();
    keys.addAll(needed);
    draft.keys.clear();
    keys.forEach(state -> draft.keys.add(state.key()));
    options();
    primaryKeyIsNotNull();
    countingIsNotNull();
    requireCertainDefaults();
    definedColumnsDefaultToNull();
    TableRules.check(draft.toStatement());
    requireOneFulltextKey();
  }

  /** A statement that adds columns defines none with a default that may differ between servers. */
  private static void requireSafeDefaults(AlterRequest request) throws SimulationException {
    if (!request.has(AddColumn.class)) {
      return;
    }
    for (AlterClause clause : request.clauses()) {
      Optional<ColumnDef> column =
          clause instanceof AddColumn add
              ? Optional.of(add.column())
              : clause instanceof ChangeColumn change
                  ? Optional.of(change.column())
                  : Optional.empty();
      if (column.filter(UnsafeDefault::isOf).isPresent()) {
        throw new SimulationException(
            SimulationCode.UNSAFE_DEFAULT,
            "a statement that adds columns gives none a default that may be another one on each"
                + " server, but found one at "
                + Names.quoted(column.get().name()));
      }
    }
  }

  /** InnoDB makes one fulltext key at a time, unless the statement copies the whole table. */
  private void requireOneFulltextKey() throws SimulationException {
    long added =
        request.all(AddKey.class).stream()
            .filter(add -> add.key().kind() == KeyKind.FULLTEXT)
            .count();
    if (added > 1
        && Engines.of(before.table()).equalsIgnoreCase("InnoDB")
        && request.clauses().stream().allMatch(AlterSimulation::changesKeysOnly)) {
      throw new SimulationException(
          SimulationCode.SEVERAL_FULLTEXT_KEYS,
          "expected one fulltext key in a statement that does not copy the table, but found "
              + added);
    }
  }

  private static boolean changesKeysOnly(AlterClause clause) {
    return clause instanceof AlterClause.DropKey
        || clause instanceof AlterClause.RenameKey
        || clause instanceof AlterClause.AlterKeyVisibility
        || (clause instanceof AddKey add && add.key().kind() != KeyKind.PRIMARY);
  }

  /** A clause whose effect is not known must not pass for one without an effect. */
  private static void requireKnown(AlterClause clause) throws SimulationException {
    boolean known =
        clause instanceof AlterClause.Plain plain
            ? WITHOUT_EFFECT.contains(plain.words())
            : KNOWN.contains(clause.getClass());
    if (!known) {
      throw new SimulationException(
          SimulationCode.EFFECT_UNKNOWN, "the effect of a clause is not known: " + clause);
    }
  }

  /** A column without what belongs to the table: keys and constraints that stand with it. */
  private static ColumnDef plain(ColumnDef column) {
    return column.toBuilder()
        .primaryKey(false)
        .uniqueKey(false)
        .checks(List.of())
        .references(Optional.empty())
        .build();
  }

  private void dropConstraints() throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof DropForeignKey drop) {
        if (!draft.foreignKeys.removeIf(key -> Names.same(Names.of(key), drop.name()))) {
          throw missing(SimulationCode.UNKNOWN_FOREIGN_KEY, "foreign key", drop.name());
        }
      } else if (clause instanceof DropCheck drop) {
        if (!draft.checks.removeIf(check -> Names.same(Names.of(check), drop.name()))) {
          throw missing(SimulationCode.UNKNOWN_CHECK, "check", drop.name());
        }
      } else if (clause instanceof DropConstraint drop) {
        dropAnyConstraint(drop.name());
      }
    }
    // A check that uses no other column goes with its column.
    draft.checks.removeIf(
        check -> {
          Set<String> used = ColumnReferences.of(check.expression());
          return !used.isEmpty() && columns.dropped().containsAll(used);
        });
  }

  private void dropAnyConstraint(String name) throws SimulationException {
    boolean key =
        before.table().keys().stream()
            .filter(each -> each.kind() == KeyKind.PRIMARY || each.kind() == KeyKind.UNIQUE)
            .anyMatch(each -> Names.same(Names.of(each), name));
    boolean foreignKey =
        draft.foreignKeys.stream().anyMatch(each -> Names.same(Names.of(each), name));
    boolean check = draft.checks.stream().anyMatch(each -> Names.same(Names.of(each), name));
    if ((key && foreignKey) || (foreignKey && check) || (key && check)) {
      throw new SimulationException(
          SimulationCode.AMBIGUOUS_CONSTRAINT,
          "constraints of several kinds are named " + Names.quoted(name));
    }
    if (key) {
      constraintKeys.add(Names.key(name));
    } else if (foreignKey) {
      draft.foreignKeys.removeIf(each -> Names.same(Names.of(each), name));
    } else if (check) {
      draft.checks.removeIf(each -> Names.same(Names.of(each), name));
    } else {
      throw missing(SimulationCode.UNKNOWN_CONSTRAINT, "constraint", name);
    }
  }

  private static SimulationException missing(SimulationCode code, String what, String name) {
    return new SimulationException(code, what + " " + Names.quoted(name) + " is not there");
  }

  private void virtualStatus() throws SimulationException {
    for (Column column : columns.columns()) {
      if (column.old().isPresent()
          && ColumnChange.changesVirtualStatus(column.old().get(), column.definition())) {
        throw new SimulationException(
            SimulationCode.VIRTUAL_STATUS_CHANGED,
            "column "
                + Names.quoted(column.name())
                + " does not become virtual or cease to be: it is dropped and added");
      }
    }
  }

  /** The server looks for a spatial key even if it is to go as well. */
  private void referenceSystems() throws SimulationException {
    for (KeyDef key : before.table().keys()) {
      for (String name : AlteredKeys.columns(key)) {
        Optional<Column> now = columns.become(name);
        if (key.kind() == KeyKind.SPATIAL
            && now.isPresent()
            && AlteredKeys.changesSystem(now.get().old(), Optional.of(now.get().definition()))) {
          throw new SimulationException(
              SimulationCode.SPATIAL_KEY,
              "the reference system of column "
                  + Names.quoted(name)
                  + " changes only when no spatial key stands on it, but found key "
                  + Names.quoted(Names.of(key)));
        }
      }
    }
  }

  /** The columns with the collations that they have after the statement. */
  private List<Column> collated() throws SimulationException {
    Collation oldDefault = TableCollations.ofTable(before.table().options(), profile);
    Optional<Collation> conversion = conversion();
    List<Column> collated = new ArrayList<>();
    for (Column column : columns.columns()) {
      DataType type = column.definition().type();
      if (conversion.isPresent()) {
        type = converted(column, oldDefault, conversion.get());
      } else if (!column.defined()
          && TableCollations.spec(type).filter(CharsetSpec.NONE::equals).isPresent()) {
        // A column that inherited its collation keeps it when the table's default changes.
        type = TableCollations.withSpec(type, TableCollations.spelledOut(oldDefault));
      }
      collated.add(column.as(column.definition().toBuilder().type(type).build()));
    }
    return collated;
  }

  private Optional<Collation> conversion() throws SimulationException {
    Optional<Collation> conversion = Optional.empty();
    for (ConvertCharset convert : request.all(ConvertCharset.class)) {
      Collation target = TableCollations.ofConversion(convert, profile);
      if (conversion.isPresent() && !conversion.get().charset().equals(target.charset())) {
        throw conflict(conversion.get(), target);
      }
      conversion = Optional.of(target);
    }
    return conversion;
  }

  private static SimulationException conflict(Collation left, Collation right) {
    return new SimulationException(
        SimulationCode.CHARSET_CONFLICT,
        "expected one character set, but found "
            + left.charset().name()
            + " and "
            + right.charset().name());
  }

  /** Conversion reaches every column, those too that the statement gives another collation. */
  private static DataType converted(Column column, Collation oldDefault, Collation target)
      throws SimulationException {
    DataType type = column.definition().type();
    if (column.old().isPresent()
        && TableRules.isLong(type)
        && isLongOrDocument(column.old().get().type())) {
      type = convertedLong(column.old().get().type(), type, oldDefault, target);
    }
    return TableCollations.withSpec(type, TableCollations.spelledOut(target));
  }

  private static boolean isLongOrDocument(DataType type) {
    return TableRules.isLong(type) || type instanceof DataType.JsonType;
  }

  /**
   * A text or a blob that was one before stays as large as it was, whatever the statement says, but
   * for the largest one, and for what its characters need more.
   */
  private static DataType convertedLong(
      DataType old, DataType now, Collation oldDefault, Collation target)
      throws SimulationException {
    if (isLargest(now)) {
      return now;
    }
    if (TableCollations.isText(old) && TableCollations.isText(now)) {
      Collation from = TableCollations.of(old, oldDefault).orElseThrow();
      return TableCollations.grown(old, from.charset(), target.charset());
    }
    if (old instanceof BinaryType && now instanceof BinaryType) {
      return old;
    }
    throw new SimulationException(
        SimulationCode.EFFECT_UNKNOWN,
        "CONVERT TO keeps the size of a text or a blob, and it is not known what it makes of one"
            + " that becomes the other");
  }

  private static boolean isLargest(DataType type) {
    return type instanceof CharacterType text
        ? text.kind() == CharacterKind.LONGTEXT
        : type instanceof BinaryType bytes && bytes.kind() == BinaryKind.LONGBLOB;
  }

  private ForeignKeyDef withNewColumns(ForeignKeyDef key) {
    return new ForeignKeyDef(
        key.name(),
        key.indexName(),
        key.columns().stream()
            .map(name -> columns.become(name).map(Column::name).orElse(name))
            .toList(),
        key.references());
  }

  private void enforce() throws SimulationException {
    for (AlterEnforcement alter : request.all(AlterEnforcement.class)) {
      boolean found = false;
      for (int i = 0; i < draft.checks.size(); i++) {
        CheckDef check = draft.checks.get(i);
        if (Names.same(Names.of(check), alter.constraint())) {
          draft.checks.set(i, new CheckDef(check.name(), check.expression(), alter.enforced()));
          found = true;
        }
      }
      if (!found) {
        throw missing(
            alter.anyConstraint()
                ? SimulationCode.UNKNOWN_CONSTRAINT
                : SimulationCode.UNKNOWN_CHECK,
            "check",
            alter.constraint());
      }
    }
  }

  private void add() throws SimulationException {
    for (AlterClause clause : request.clauses()) {
      if (clause instanceof AddColumn add) {
        lift(add.column());
      } else if (clause instanceof ChangeColumn change) {
        lift(change.column());
      } else if (clause instanceof AddKey add) {
        keys.add(new KeyState(add.key(), Origin.WRITTEN));
      } else if (clause instanceof AddForeignKey add) {
        addForeignKey(add.foreignKey());
      } else if (clause instanceof AddCheck add) {
        addCheck(add.check());
      }
    }
  }

  /** Takes the keys and constraints of a column's definition to the table. */
  private void lift(ColumnDef column) throws SimulationException {
    List<KeyPart> parts =
        List.of(new KeyPart.ColumnPart(column.name(), OptionalLong.empty(), false));
    if (column.primaryKey()) {
      keys.add(
          new KeyState(
              new KeyDef(KeyKind.PRIMARY, Optional.empty(), parts, KeyOptions.NONE),
              Origin.WRITTEN));
    }
    if (column.uniqueKey()) {
      keys.add(
          new KeyState(
              new KeyDef(KeyKind.UNIQUE, Optional.empty(), parts, KeyOptions.NONE),
              Origin.WRITTEN));
    }
    TableRules.requireOwnChecks(column);
    column.checks().forEach(this::addCheck);
    if (column.references().isPresent() && profile.version().isAtLeast(90000)) {
      addForeignKey(
          new ForeignKeyDef(
              Optional.empty(),
              Optional.empty(),
              List.of(column.name()),
              column.references().get()));
    }
  }

  private void addForeignKey(ForeignKeyDef key) throws SimulationException {
    if (key.name().isPresent()
        && before.table().foreignKeys().stream()
            .anyMatch(old -> Names.same(Names.of(old), key.name().get()))) {
      // One that the same statement drops counts as well.
      throw new SimulationException(
          SimulationCode.DUPLICATE_FOREIGN_KEY,
          "foreign key " + Names.quoted(key.name().get()) + " is there already");
    }
    keys.add(KeyState.generatedFor(key));
    ForeignKeyDef named =
        key.name().isPresent()
            ? key
            : new ForeignKeyDef(
                Optional.of(GeneratedName.FOREIGN_KEY.of(table(), ++lastForeignKey)),
                Optional.empty(),
                key.columns(),
                key.references());
    draft.foreignKeys.add(named);
    addedForeignKeys.add(named);
  }

  private void addCheck(CheckDef check) {
    draft.checks.add(
        check.name().isPresent()
            ? check
            : new CheckDef(
                Optional.of(GeneratedName.CHECK.of(table(), ++lastCheck)),
                check.expression(),
                check.enforced()));
  }

  private void options() throws SimulationException {
    Optional<Collation> conversion = conversion();
    conversion.ifPresent(this::setCollation);
    for (SetOptions set : request.all(SetOptions.class)) {
      for (TableOption option : set.options()) {
        if (option.key() != TableOption.Key.CHARSET && option.key() != TableOption.Key.COLLATE) {
          OptionDefaults.set(draft.options, option);
        }
      }
    }
    List<TableOption> collations =
        request.all(SetOptions.class).stream()
            .flatMap(set -> set.options().stream())
            .filter(
                option ->
                    option.key() == TableOption.Key.CHARSET
                        || option.key() == TableOption.Key.COLLATE)
            .toList();
    Optional<TableOption> charset = Optional.empty();
    for (TableOption option : collations) {
      if (option.key() == TableOption.Key.CHARSET) {
        if (charset.filter(said -> !Names.same(said.value(), option.value())).isPresent()) {
          throw new SimulationException(
              SimulationCode.CHARSET_CONFLICT,
              "expected one character set, but found "
                  + charset.get().value()
                  + " and "
                  + option.value());
        }
        charset = Optional.of(option);
      }
    }
    if (!collations.isEmpty()) {
      Collation target = TableCollations.ofTable(collations, profile);
      if (conversion.isPresent() && !conversion.get().charset().equals(target.charset())) {
        throw conflict(conversion.get(), target);
      }
      setCollation(target);
    }
  }

  private void setCollation(Collation collation) {
    draft.options.put(
        TableOption.Key.CHARSET,
        TableOption.of(TableOption.Key.CHARSET, collation.charset().name()));
    draft.options.put(
        TableOption.Key.COLLATE, TableOption.of(TableOption.Key.COLLATE, collation.name()));
  }

  /**
   * Columns that come into the primary key cease to be nullable, and to default to NULL, unless the
   * statement itself says so of them.
   */
  private void primaryKeyIsNotNull() {
    for (KeyDef key : draft.keys) {
      if (key.kind() == KeyKind.PRIMARY) {
        for (KeyPart part : key.parts()) {
          if (part instanceof KeyPart.ColumnPart named) {
            for (int i = 0; i < draft.columns.size(); i++) {
              boolean defined = columns.columns().get(i).defined();
              if (!defined && Names.same(draft.columns.get(i).name(), named.column())) {
                draft.columns.set(i, notNull(draft.columns.get(i)));
              }
            }
          }
        }
      }
    }
  }

  /** A column that the statement lets count up ceases to be nullable, unless it says so itself. */
  private void countingIsNotNull() {
    for (int i = 0; i < draft.columns.size(); i++) {
      ColumnDef column = draft.columns.get(i);
      if (columns.columns().get(i).defined()
          && column.autoIncrement()
          && column.nullable().isEmpty()) {
        draft.columns.set(i, column.toBuilder().nullable(Optional.of(false)).build());
      }
    }
  }

  /**
   * A column that the statement defines, nullable and without a default, has the default NULL. One
   * that it does not define may have lost its default before.
   */
  private void definedColumnsDefaultToNull() {
    for (int i = 0; i < draft.columns.size(); i++) {
      ColumnDef column = draft.columns.get(i);
      if (columns.columns().get(i).defined()
          && column.nullable().orElse(true)
          && column.defaultValue().isEmpty()
          && column.generated().isEmpty()
          && !column.autoIncrement()
          && !isInPrimaryKey(column)) {
        draft.columns.set(
            i,
            column.toBuilder()
                .defaultValue(Optional.of(new DefaultValue.Literal(new Expr.Null())))
                .build());
      }
    }
  }

  /** The server takes such a clause, and does nothing about it, depending on the other clauses. */
  private void requireCertainDefaults() throws SimulationException {
    for (AlterClause.AlterDefault alter : request.all(AlterClause.AlterDefault.class)) {
      if (alter.value().orElse(null) instanceof DefaultValue.Expression
          && draft.columns.stream()
              .anyMatch(
                  column -> Names.same(column.name(), alter.column()) && isInPrimaryKey(column))) {
        throw new SimulationException(
            SimulationCode.EFFECT_UNKNOWN,
            "the server may ignore that a column of a primary key gets an expression as its"
                + " default by SET DEFAULT: expected MODIFY for column "
                + Names.quoted(alter.column()));
      }
    }
  }

  private boolean isInPrimaryKey(ColumnDef column) {
    return draft.keys.stream()
        .filter(key -> key.kind() == KeyKind.PRIMARY)
        .flatMap(key -> key.parts().stream())
        .anyMatch(
            part ->
                part instanceof KeyPart.ColumnPart named
                    && Names.same(named.column(), column.name()));
  }

  private static ColumnDef notNull(ColumnDef column) {
    return column.toBuilder()
        .nullable(Optional.of(false))
        .defaultValue(column.defaultValue().filter(value -> !TableRules.isNull(value)))
        .build();
  }

  private String table() {
    return before.table().table().name();
  }

  /** Tells whether a clause makes the server look at each row, or compute something for it. */
  private static boolean validates(AlterClause clause) {
    if (clause instanceof AddColumn add) {
      return add.column().generated().isPresent()
          || add.column().checks().stream().anyMatch(CheckDef::enforced);
    }
    return (clause instanceof AddCheck add && add.check().enforced())
        || (clause instanceof AlterEnforcement alter && alter.enforced());
  }

  /**
   * Tells whether the table has a fulltext key and keeps it: InnoDB copies such a table where it
   * would rebuild another one in place.
   */
  boolean keepsFulltextKey() {
    return before.table().keys().stream()
        .filter(key -> key.kind() == KeyKind.FULLTEXT)
        .anyMatch(
            old ->
                keys.stream()
                    .anyMatch(
                        state ->
                            state.key().kind() == KeyKind.FULLTEXT
                                && state.key().name().equals(old.name())));
  }

  /**
   * Tells whether the server copies the table: values of some column change with its type, or the
   * table as a whole is written anew.
   */
  boolean copies() throws SimulationException {
    Collation oldDefault = TableCollations.ofTable(before.table().options(), profile);
    Collation newDefault = TableCollations.ofTable(draft.options.values(), profile);
    for (int i = 0; i < draft.columns.size(); i++) {
      Optional<ColumnDef> old = columns.columns().get(i).old();
      if (old.isPresent()
          && !ColumnChange.keepsValues(old.get(), oldDefault, draft.columns.get(i), newDefault)) {
        return true;
      }
    }
    boolean primary = draft.keys.stream().anyMatch(key -> key.kind() == KeyKind.PRIMARY);
    return request.has(AlterClause.OrderBy.class)
        || request.any(AlterSimulation::validates)
        || (request.has(AlterClause.DropPrimaryKey.class) && !primary)
        || request.any(
            clause ->
                clause instanceof AlterClause.Algorithm how
                    && how.value().toUpperCase(Locale.ROOT).equals("COPY"));
  }
}

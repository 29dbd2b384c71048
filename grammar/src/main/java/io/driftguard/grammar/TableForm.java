package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.Partitioning;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The canonical form of {@code CREATE TABLE}: the table that the server would print. */
final class TableForm {

  private static final String PRIMARY = "PRIMARY";
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");
  private static final String FUNCTIONAL = "functional_index";
  private static final int FIRST_WITH_INLINE_REFERENCES = 90000;

  private final CreateTable written;
  private final ColumnForm.Table origin;
  private final String table;
  private final String engine;
  private final Collation collation;
  private final ExpressionForm expressions;
  private final KeyForm keyForm;
  private final Columns found;
  private final boolean inlineReferences;
  private final ConstantForm constants;

  /** A key on its way into the table, with what the server knows of where it came from. */
  private record Candidate(KeyDef key, boolean generated) {
    int size() {
      return key.parts().size();
    }
  }

  private TableForm(CreateTable written, ColumnForm.Table origin, ServerProfile profile)
      throws DdlRejectedException {
    this.written = written;
    this.origin = origin;
    table = written.table().name();
    engine =
        OptionForm.engine(
            OptionForm.value(written.options(), TableOption.Key.ENGINE).orElse(OptionForm.INNODB));
    collation =
        OptionForm.collation(
            written.options(),
            CharsetTable.both(profile.defaultCharset(), profile.defaultCollation()));
    found = Columns.of(written);
    expressions =
        new ExpressionForm(table, found.byName())
            .withCharsets(charsets(found, collation), collation.charset().name());
    keyForm = new KeyForm(expressions, Optional.of(engine));
    constants = new ConstantForm(profile.timeZone());
    inlineReferences = profile.version().isAtLeast(FIRST_WITH_INLINE_REFERENCES);
  }

  /** The character sets of the columns that have one. */
  private static Map<String, String> charsets(Columns columns, Collation inherited)
      throws DdlRejectedException {
    TypeForm types = new TypeForm(Optional.of(inherited));
    Map<String, String> charsets = new LinkedHashMap<>();
    for (Map.Entry<String, ColumnDef> column : columns.byName().entrySet()) {
      DataType type = column.getValue().type();
      Optional<Collation> collation =
          type instanceof DataType.CharacterType t
              ? types.collation(t.charset())
              : type instanceof DataType.MemberType t
                  ? types.collation(t.charset())
                  : Optional.empty();
      collation.ifPresent(c -> charsets.put(column.getKey(), c.charset().name()));
    }
    return charsets;
  }

  static CreateTable of(CreateTable written, ColumnForm.Table origin, ServerProfile profile)
      throws DdlRejectedException {
    return new TableForm(written, origin, profile).form();
  }

  private CreateTable form() throws DdlRejectedException {
    List<Candidate> candidates = new ArrayList<>();
    List<ForeignKeyDef> foreignKeys = new ArrayList<>();
    List<CheckDef> checks = new ArrayList<>();
    for (TableElement element : written.elements()) {
      collect(element, candidates, foreignKeys, checks);
    }
    List<KeyDef> keys = named(withoutRedundant(candidates));
    Columns columns = columns(primaryKey(keys));
    List<TableElement> elements = new ArrayList<>(columns.byName().values());
    elements.addAll(sorted(keys, columns));
    if (keepsForeignKeys()) {
      elements.addAll(namedForeignKeys(foreignKeys, primaryKey(keys)));
    }
    elements.addAll(namedChecks(checks));
    Optional<Partitioning> partitioning = Optional.empty();
    if (written.partitioning().isPresent()) {
      partitioning =
          Optional.of(
              new PartitionForm(expressions, Optional.of(engine), constants)
                  .of(written.partitioning().get()));
    }
    return new CreateTable(
        written.table(),
        written.ifNotExists(),
        elements,
        OptionForm.ofTable(written.options(), engine, collation),
        partitioning);
  }

  /** Engines that are known to have none read foreign keys and forget them. */
  private boolean keepsForeignKeys() {
    return switch (engine) {
      case "ARCHIVE", "BLACKHOLE", "CSV", "FEDERATED", "MEMORY", "MRG_MyISAM", "MyISAM" -> false;
      default -> true;
    };
  }

  // What was written where

  private void collect(
      TableElement element,
      List<Candidate> keys,
      List<ForeignKeyDef> foreignKeys,
      List<CheckDef> checks)
      throws DdlRejectedException {
    if (element instanceof KeyDef key) {
      keys.add(new Candidate(withBlockSize(keyForm.of(key)), false));
    } else if (element instanceof ForeignKeyDef key) {
      addForeignKey(key, keys, foreignKeys);
    } else if (element instanceof CheckDef check) {
      checks.add(keyForm.of(check));
    } else if (element instanceof ColumnDef column) {
      if (column.primaryKey()) {
        keys.add(inline(KeyKind.PRIMARY, column));
      }
      if (column.uniqueKey()) {
        keys.add(inline(KeyKind.UNIQUE, column));
      }
      column.checks().forEach(c -> checks.add(keyForm.of(c)));
      if (inlineReferences && column.references().isPresent()) {
        ForeignKeyDef key =
            new ForeignKeyDef(
                Optional.empty(),
                Optional.empty(),
                List.of(column.name()),
                column.references().get());
        addForeignKey(key, keys, foreignKeys);
      }
    }
  }

  private Candidate inline(KeyKind kind, ColumnDef column) {
    return new Candidate(withBlockSize(key(kind, Optional.empty(), List.of(column.name()))), false);
  }

  /**
   * The size of a key's blocks is said where it is not the table's. InnoDB keeps it in compressed
   * tables only; MyISAM rounds it, that of the table included.
   */
  private KeyDef withBlockSize(KeyDef key) {
    long table =
        OptionForm.value(written.options(), TableOption.Key.KEY_BLOCK_SIZE)
            .map(Long::parseLong)
            .orElse(0L);
    KeyOptions o = key.options();
    long own = o.blockSize().orElse(0);
    long size =
        switch (engine) {
          case OptionForm.INNODB -> isCompressed(table) ? own : 0;
          case "MyISAM" -> roundedByMyIsam(own == 0 ? table : own);
          default -> own;
        };
    return new KeyDef(
        key.kind(),
        key.name(),
        key.parts(),
        new KeyOptions(
            o.algorithm(),
            size == 0 || size == table ? OptionalLong.empty() : OptionalLong.of(size),
            o.parser(),
            o.comment(),
            o.visible(),
            o.engineAttribute(),
            o.secondaryEngineAttribute()));
  }

  /** A size of blocks makes a table compressed as well. */
  private boolean isCompressed(long blockSize) {
    return blockSize != 0
        || OptionForm.value(written.options(), TableOption.Key.ROW_FORMAT)
            .filter(format -> format.equalsIgnoreCase("COMPRESSED"))
            .isPresent();
  }

  private static long roundedByMyIsam(long wanted) {
    long size = 1024;
    while (size < wanted && size < 16_384) {
      size *= 2;
    }
    return wanted == 0 ? 0 : size;
  }

  private static KeyDef key(KeyKind kind, Optional<String> name, List<String> columns) {
    List<KeyPart> parts = new ArrayList<>();
    for (String column : columns) {
      parts.add(new KeyPart.ColumnPart(column, OptionalLong.empty(), false));
    }
    return new KeyDef(kind, name, parts, KeyOptions.NONE);
  }

  private void addForeignKey(
      ForeignKeyDef key, List<Candidate> keys, List<ForeignKeyDef> foreignKeys)
      throws DdlRejectedException {
    Optional<String> name = key.name().or(key::indexName);
    keys.add(new Candidate(withBlockSize(key(KeyKind.PLAIN, name, key.columns())), true));
    foreignKeys.add(keyForm.of(key));
  }

  // Keys

  /** The server drops a generated key that another key begins with; of two equal ones the first. */
  private static List<KeyDef> withoutRedundant(List<Candidate> candidates) {
    Set<Integer> dropped = new HashSet<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate key = candidates.get(i);
      for (int j = 0; j < i; j++) {
        Candidate other = candidates.get(j);
        if (!dropped.contains(j) && isRedundant(key, other)) {
          boolean dropsThis = !other.generated() || (key.generated() && key.size() < other.size());
          dropped.add(dropsThis ? i : j);
          break;
        }
      }
    }
    List<KeyDef> kept = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (!dropped.contains(i)) {
        kept.add(candidates.get(i).key());
      }
    }
    return kept;
  }

  /** Tells whether a generated one of the two is the beginning of the other. */
  private static boolean isRedundant(Candidate a, Candidate b) {
    Candidate shorter = a;
    Candidate longer = b;
    if (!a.generated() || (b.generated() && a.size() > b.size())) {
      shorter = b;
      longer = a;
    }
    boolean tree =
        longer.key().kind() != KeyKind.FULLTEXT && longer.key().kind() != KeyKind.SPATIAL;
    if (!tree || !shorter.generated() || shorter.size() > longer.size()) {
      return false;
    }
    for (int i = 0; i < shorter.size(); i++) {
      if (!samePart(shorter.key().parts().get(i), longer.key().parts().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean samePart(KeyPart a, KeyPart b) {
    return a instanceof KeyPart.ColumnPart x
        && b instanceof KeyPart.ColumnPart y
        && Names.same(x.column(), y.column())
        && x.prefix().equals(y.prefix())
        && x.descending() == y.descending();
  }

  /** Gives unnamed keys their names: functional ones first, the others in order. */
  private List<KeyDef> named(List<KeyDef> keys) throws DdlRejectedException {
    Set<String> taken = new HashSet<>();
    for (KeyDef key : keys) {
      key.name().ifPresent(n -> taken.add(Names.fold(n)));
    }
    List<KeyDef> functional = new ArrayList<>();
    for (KeyDef key : keys) {
      boolean unnamed = key.name().isEmpty() && key.kind() != KeyKind.PRIMARY && isFunctional(key);
      functional.add(unnamed ? rename(key, free(FUNCTIONAL, taken)) : key);
      if (unnamed) {
        taken.add(Names.fold(functional.get(functional.size() - 1).name().orElseThrow()));
      }
    }
    Set<String> seen = new HashSet<>();
    List<KeyDef> out = new ArrayList<>();
    for (KeyDef key : functional) {
      KeyDef result = key;
      if (key.kind() != KeyKind.PRIMARY && key.name().isEmpty()) {
        result = rename(key, free(firstColumn(key), seen));
      }
      String name = result.kind() == KeyKind.PRIMARY ? PRIMARY : result.name().orElseThrow();
      if (!seen.add(Names.fold(name))) {
        throw Invalid.because("a key name was expected once, but found twice: " + Quoted.of(name));
      }
      if (result.kind() != KeyKind.PRIMARY && Names.same(name, PRIMARY)) {
        throw Invalid.because(
            "a key other than the primary key cannot be named " + Quoted.of(name));
      }
      out.add(result);
    }
    return out;
  }

  private static String free(String base, Set<String> taken) {
    if (!taken.contains(Names.fold(base)) && !Names.same(base, PRIMARY)) {
      return base;
    }
    int number = 2;
    while (taken.contains(Names.fold(base + "_" + number))) {
      number++;
    }
    return base + "_" + number;
  }

  private static KeyDef rename(KeyDef key, String name) {
    return new KeyDef(key.kind(), Optional.of(name), key.parts(), key.options());
  }

  private String firstColumn(KeyDef key) throws DdlRejectedException {
    if (!key.parts().isEmpty() && key.parts().get(0) instanceof KeyPart.ColumnPart part) {
      return found.get(part.column()).name();
    }
    throw Invalid.because("a key with a column was expected in the table " + Quoted.of(table));
  }

  private static boolean isFunctional(KeyDef key) {
    return key.parts().stream().anyMatch(KeyPart.ExpressionPart.class::isInstance);
  }

  /** A key with what decides its place among the keys of its table. */
  private record Ranked(
      KeyDef key, boolean unique, boolean nullable, boolean prefix, boolean virtual) {

    /** The order in which the server keeps keys; equal ones stay as they were declared. */
    static final Comparator<Ranked> ORDER =
        Comparator.comparing((Ranked r) -> !r.unique())
            .thenComparing(r -> r.unique() && r.nullable())
            .thenComparing(r -> r.key().kind() != KeyKind.PRIMARY)
            .thenComparing(r -> r.unique() && r.prefix())
            .thenComparing(r -> r.key().kind() == KeyKind.FULLTEXT)
            .thenComparing(Ranked::virtual);
  }

  /**
   * The keys in the order that they have for good. When a table is created, the primary key makes
   * its columns not null only from where it is read; each later change of the table, and each
   * re-creation from what the server prints, sorts the keys that came out of that once more, by
   * what is not null by then.
   */
  private List<KeyDef> sorted(List<KeyDef> keys, Columns columns) throws DdlRejectedException {
    List<Ranked> created = new ArrayList<>();
    boolean primarySeen = keys.stream().noneMatch(k -> k.kind() == KeyKind.PRIMARY);
    for (KeyDef key : keys) {
      primarySeen |= key.kind() == KeyKind.PRIMARY;
      created.add(ranked(key, columns, primarySeen));
    }
    created.sort(Ranked.ORDER);
    List<Ranked> changed = new ArrayList<>();
    for (Ranked key : created) {
      changed.add(ranked(key.key(), columns, true));
    }
    changed.sort(Ranked.ORDER);
    return changed.stream().map(Ranked::key).toList();
  }

  private Ranked ranked(KeyDef key, Columns columns, boolean primarySeen)
      throws DdlRejectedException {
    List<KeyPart> parts = new ArrayList<>();
    boolean nullable = false;
    boolean prefix = false;
    boolean virtual = false;
    boolean spatial = key.kind() == KeyKind.PLAIN && key.parts().size() == 1;
    for (KeyPart written : key.parts()) {
      if (written instanceof KeyPart.ColumnPart c) {
        ColumnDef column = columns.get(c.column());
        KeyPart.ColumnPart part = KeyForm.onColumn(c, column);
        parts.add(part);
        // Before the primary key is read, its columns may be null.
        ColumnDef known = primarySeen ? column : found.get(c.column());
        nullable |= known.nullable().orElse(!known.autoIncrement() && !known.primaryKey());
        prefix |= part.prefix().isPresent();
        virtual |= column.generated().filter(g -> !g.stored()).isPresent();
        spatial &= column.type() instanceof DataType.SpatialType;
      } else if (written instanceof KeyPart.ExpressionPart e) {
        parts.add(e);
        nullable |= mayBeNull(e.expression(), columns);
        virtual = true;
        spatial = false;
      }
    }
    KeyKind kind = spatial ? KeyKind.SPATIAL : key.kind();
    boolean unique = kind == KeyKind.PRIMARY || kind == KeyKind.UNIQUE;
    KeyDef form = new KeyDef(kind, key.name(), parts, key.options());
    return new Ranked(form, unique, nullable, prefix, virtual);
  }

  /**
   * Whether the server takes a value for one that may be null, where that is known; true if not.
   */
  private static boolean mayBeNull(Expr e, Columns columns) throws DdlRejectedException {
    if (e instanceof Expr.Column c) {
      return columns.get(c.column()).nullable().orElse(true);
    }
    if (e instanceof Expr.Binary b && ARITHMETIC.contains(b.operator())) {
      return mayBeNull(b.left(), columns) || mayBeNull(b.right(), columns);
    }
    return !(e instanceof Expr.NumberLiteral);
  }

  // Columns

  /** The table's columns by name. */
  private record Columns(String table, Map<String, ColumnDef> byName) {

    Columns {
      byName = new LinkedHashMap<>(byName);
    }

    static Columns of(CreateTable table) throws DdlRejectedException {
      Map<String, ColumnDef> byName = new LinkedHashMap<>();
      for (ColumnDef column : table.columns()) {
        if (byName.put(Names.fold(column.name()), column) != null) {
          throw Invalid.because(
              "a column name was expected once, but found twice: " + Quoted.of(column.name()));
        }
      }
      if (byName.isEmpty()) {
        throw Invalid.because(
            "a table with a column was expected: " + Quoted.of(table.table().name()));
      }
      return new Columns(table.table().name(), byName);
    }

    ColumnDef get(String name) throws DdlRejectedException {
      ColumnDef found = byName.get(Names.fold(name));
      if (found == null) {
        throw Invalid.because(
            "a column of the table "
                + Quoted.of(table)
                + " was expected, but found "
                + Quoted.of(name));
      }
      return found;
    }
  }

  private List<String> primaryKey(List<KeyDef> keys) throws DdlRejectedException {
    List<String> names = new ArrayList<>();
    for (KeyDef key : keys) {
      if (key.kind() == KeyKind.PRIMARY) {
        for (KeyPart part : key.parts()) {
          if (part instanceof KeyPart.ColumnPart c) {
            names.add(found.get(c.column()).name());
          }
        }
      }
    }
    return names;
  }

  private Columns columns(List<String> primaryKey) throws DdlRejectedException {
    Set<String> primary = new HashSet<>();
    primaryKey.forEach(name -> primary.add(Names.fold(name)));
    ColumnForm form = new ColumnForm(new TypeForm(Optional.of(collation)), expressions, origin);
    Map<String, ColumnDef> columns = new LinkedHashMap<>();
    for (Map.Entry<String, ColumnDef> entry : found.byName().entrySet()) {
      String name = entry.getKey();
      columns.put(name, form.of(entry.getValue(), primary.contains(name)));
    }
    return new Columns(table, columns);
  }

  // Constraints

  private List<ForeignKeyDef> namedForeignKeys(List<ForeignKeyDef> keys, List<String> primary)
      throws DdlRejectedException {
    List<ForeignKeyDef> out = new ArrayList<>();
    int number = 0;
    for (ForeignKeyDef key : keys) {
      String name = key.name().orElse("");
      if (key.name().isEmpty()) {
        number++;
        name = table + "_ibfk_" + number;
      }
      List<String> names = new ArrayList<>();
      for (String column : key.columns()) {
        names.add(found.get(column).name());
      }
      out.add(
          new ForeignKeyDef(
              Optional.of(name), Optional.empty(), names, parent(key.references(), primary)));
    }
    out.sort(Comparator.comparing(k -> k.name().orElseThrow(), Names.ORDER));
    for (int i = 1; i < out.size(); i++) {
      requireOnce(out.get(i - 1).name().orElseThrow(), out.get(i).name().orElseThrow());
    }
    return out;
  }

  /**
   * A parent in the table's own schema needs no schema, when the table's is said. Columns that are
   * not said are those of the parent's primary key, which is known here when it is this table.
   */
  private References parent(References references, List<String> primary) {
    boolean sameSchema = references.table().schema().equals(written.table().schema());
    TableName parent = sameSchema ? TableName.of(references.table().name()) : references.table();
    boolean itself = parent.equals(TableName.of(table));
    return new References(
        parent,
        itself && references.columns().isEmpty() ? primary : references.columns(),
        references.match(),
        references.onDelete(),
        references.onUpdate());
  }

  private List<CheckDef> namedChecks(List<CheckDef> checks) throws DdlRejectedException {
    List<CheckDef> out = new ArrayList<>();
    int number = 0;
    for (CheckDef check : checks) {
      String name = check.name().orElse("");
      if (check.name().isEmpty()) {
        number++;
        name = table + "_chk_" + number;
      }
      out.add(new CheckDef(Optional.of(name), check.expression(), check.enforced()));
    }
    out.sort(Comparator.comparing(c -> c.name().orElseThrow(), Names.ORDER));
    for (int i = 1; i < out.size(); i++) {
      requireOnce(out.get(i - 1).name().orElseThrow(), out.get(i).name().orElseThrow());
    }
    return out;
  }

  private static void requireOnce(String a, String b) throws DdlRejectedException {
    if (Names.same(a, b)) {
      throw Invalid.because(
          "a constraint name was expected once, but found twice: " + Quoted.of(b));
    }
  }
}

package io.driftguard.schemadiff;

import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.References.ReferenceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the server asks of a foreign key and of the two tables that it joins.
 *
 * <p>Whether a parent's key must be unique is left to the server: it depends on a session variable.
 */
final class ForeignKeyRules {

  private final ServerProfile profile;

  ForeignKeyRules(ServerProfile profile) {
    this.profile = profile;
  }

  /** What is wrong with a foreign key. */
  record Violation(SimulationCode code, String message) {
    SimulationException asException() {
      return new SimulationException(code, message);
    }
  }

  /**
   * The first thing that is wrong with a foreign key of a table.
   *
   * @param parent the parent; empty when the schema does not hold it, and then it is not judged
   */
  Optional<Violation> violation(ForeignKeyDef key, CreateTable child, Optional<CreateTable> parent)
      throws SimulationException {
    String name = "foreign key " + key.name().map(Names::quoted).orElse("without a name");
    List<String> parentColumns = key.references().columns();
    if (parentColumns.size() != key.columns().size()) {
      return violation(
          SimulationCode.FOREIGN_KEY_COLUMN_COUNT,
          name
              + " names as many columns of its parent as of its own, but found "
              + key.columns().size()
              + " and "
              + parentColumns.size());
    }
    for (int i = 0; i < parentColumns.size(); i++) {
      Optional<ColumnDef> column = column(child, key.columns().get(i));
      if (column.isEmpty()) {
        return violation(
            SimulationCode.COLUMN_IN_FOREIGN_KEY,
            name + " uses column " + Names.quoted(key.columns().get(i)) + ", which is not there");
      }
      Optional<Violation> own = ownColumn(name, key, column.get(), child);
      if (own.isPresent()) {
        return own;
      }
      if (parent.isPresent()) {
        Optional<Violation> pair =
            pair(name, column.get(), child, parentColumns.get(i), parent.get());
        if (pair.isPresent()) {
          return pair;
        }
      }
    }
    return parent.isPresent() ? keys(name, key, child, parent.get()) : Optional.empty();
  }

  /** Tells whether a foreign key writes into its columns. */
  static boolean writes(ForeignKeyDef key) {
    return setsNull(key)
        || key.references().onUpdate().equals(Optional.of(ReferenceAction.CASCADE));
  }

  private static boolean setsNull(ForeignKeyDef key) {
    return key.references().onDelete().equals(Optional.of(ReferenceAction.SET_NULL))
        || key.references().onUpdate().equals(Optional.of(ReferenceAction.SET_NULL));
  }

  private static Optional<Violation> ownColumn(
      String name, ForeignKeyDef key, ColumnDef column, CreateTable child) {
    boolean setsNull = setsNull(key);
    if (column.generated().isPresent()) {
      if (writes(key) || !column.generated().get().stored()) {
        return violation(
            SimulationCode.FOREIGN_KEY_ON_GENERATED,
            name + " does not use generated column " + Names.quoted(column.name()) + " like that");
      }
    }
    boolean acts =
        writes(key) || key.references().onDelete().equals(Optional.of(ReferenceAction.CASCADE));
    if (acts && isBaseOfStored(column, child)) {
      return violation(
          SimulationCode.FOREIGN_KEY_ON_GENERATED,
          name
              + " does not act on column "
              + Names.quoted(column.name())
              + ", which a stored column is generated from");
    }
    if (setsNull && !column.nullable().orElse(true)) {
      return violation(
          SimulationCode.FOREIGN_KEY_NOT_NULL,
          name
              + " sets column "
              + Names.quoted(column.name())
              + " to NULL, but the column is NOT NULL");
    }
    return Optional.empty();
  }

  private static boolean isBaseOfStored(ColumnDef column, CreateTable child) {
    return child.columns().stream()
        .flatMap(each -> each.generated().stream())
        .anyMatch(
            generated ->
                generated.stored()
                    && ColumnReferences.of(generated.expression())
                        .contains(Names.key(column.name())));
  }

  private Optional<Violation> pair(
      String name, ColumnDef column, CreateTable child, String parentColumn, CreateTable parent)
      throws SimulationException {
    Optional<ColumnDef> referenced = column(parent, parentColumn);
    if (referenced.isEmpty()) {
      return violation(
          SimulationCode.PARENT_COLUMN_MISSING,
          name
              + " references column "
              + Names.quoted(parentColumn)
              + ", which table "
              + Names.quoted(parent.table().name())
              + " does not have");
    }
    if (referenced.get().generated().filter(generated -> !generated.stored()).isPresent()) {
      return violation(
          SimulationCode.FOREIGN_KEY_ON_GENERATED,
          name + " does not reference virtual column " + Names.quoted(parentColumn));
    }
    boolean compatible =
        ColumnChange.comparable(
            column.type(),
            TableCollations.ofTable(child.options(), profile),
            referenced.get().type(),
            TableCollations.ofTable(parent.options(), profile));
    return compatible
        ? Optional.empty()
        : violation(
            SimulationCode.FOREIGN_KEY_INCOMPATIBLE,
            name
                + " joins columns of one type, but found "
                + Names.quoted(column.name())
                + " and "
                + Names.quoted(parentColumn)
                + " of table "
                + Names.quoted(parent.table().name()));
  }

  private static Optional<Violation> keys(
      String name, ForeignKeyDef key, CreateTable child, CreateTable parent) {
    if (parent.partitioning().isPresent()) {
      return violation(
          SimulationCode.FOREIGN_KEY_ON_PARTITIONED, name + " references a partitioned table");
    }
    List<String> columns = key.references().columns();
    boolean same = child.table().equals(parent.table());
    for (KeyDef each : parent.keys()) {
      // A row does not reference itself by the very same columns through the very same key.
      if (supports(each, columns, parent)
          && !(same && Names.allSame(columns, key.columns()) && isOwnOnly(each, parent, columns))) {
        return Optional.empty();
      }
    }
    return violation(
        SimulationCode.PARENT_KEY_MISSING,
        name
            + " references columns that a key starts with, but table "
            + Names.quoted(parent.table().name())
            + " has none that starts with "
            + columns.stream().map(Names::quoted).toList());
  }

  private static boolean isOwnOnly(KeyDef key, CreateTable parent, List<String> columns) {
    return parent.keys().stream()
        .noneMatch(other -> !other.equals(key) && supports(other, columns, parent));
  }

  /** A secondary key ends, unwritten, in the columns of the primary key. */
  private static boolean supports(KeyDef key, List<String> columns, CreateTable parent) {
    List<KeyPart> parts = new ArrayList<>(key.parts());
    if (key.kind() != KeyKind.PRIMARY) {
      parent.keys().stream()
          .filter(each -> each.kind() == KeyKind.PRIMARY)
          .forEach(primary -> parts.addAll(primary.parts()));
    }
    return KeyState.supports(new KeyDef(key.kind(), key.name(), parts, key.options()), columns);
  }

  private static Optional<ColumnDef> column(CreateTable table, String name) {
    return table.columns().stream().filter(column -> Names.same(column.name(), name)).findFirst();
  }

  private static Optional<Violation> violation(SimulationCode code, String message) {
    return Optional.of(new Violation(code, message));
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.CharsetTable.Collation;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.TableOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The canonical form of {@code ALTER TABLE}: each clause as far as it can be said without the
 * table. The order of the clauses is meaning and is kept.
 */
final class AlterForm {

  private static final int FIRST_WITH_INLINE_REFERENCES = 90000;

  private final AlterTable written;
  private final ColumnForm columns;
  private final KeyForm keys;
  private final PartitionForm partitions;
  private final boolean inlineReferences;
  private final Set<String> primary = new HashSet<>();
  private final List<AlterClause> out = new ArrayList<>();

  private AlterForm(AlterTable written, Optional<CreateTable> table, ServerProfile profile)
      throws DdlRejectedException {
    this.written = written;
    ExpressionForm expressions = new ExpressionForm(written.table().name(), Map.of());
    Optional<Collation> collation = Optional.empty();
    Optional<String> engine = Optional.empty();
    if (table.isPresent()) {
      List<TableOption> options = table.get().options();
      boolean keepsCharset = !changes(TableOption.Key.CHARSET, TableOption.Key.COLLATE);
      if (keepsCharset && OptionForm.value(options, TableOption.Key.COLLATE).isPresent()) {
        collation =
            Optional.of(OptionForm.collation(options, CharsetTable.collation(CharsetTable.BINARY)));
      }
      if (!changes(TableOption.Key.ENGINE)) {
        engine = OptionForm.value(options, TableOption.Key.ENGINE).map(OptionForm::engine);
      }
    }
    columns = new ColumnForm(new TypeForm(collation), expressions, ColumnForm.Table.UNKNOWN);
    keys = new KeyForm(expressions, engine);
    partitions = new PartitionForm(expressions, engine, new ConstantForm(profile.timeZone()));
    inlineReferences = profile.version().isAtLeast(FIRST_WITH_INLINE_REFERENCES);
  }

  /**
   * @param table the table that is changed, in canonical form, where it is known
   */
  static AlterTable of(AlterTable written, Optional<CreateTable> table, ServerProfile profile)
      throws DdlRejectedException {
    return new AlterForm(written, table, profile).form();
  }

  /** Whether a clause changes one of these, so that the table does not tell them any more. */
  private boolean changes(TableOption.Key... keys) {
    for (AlterClause clause : written.clauses()) {
      if (clause instanceof AlterClause.ConvertCharset) {
        return true;
      }
      if (clause instanceof AlterClause.SetOptions set
          && set.options().stream().anyMatch(o -> List.of(keys).contains(o.key()))) {
        return true;
      }
    }
    return false;
  }

  private AlterTable form() throws DdlRejectedException {
    for (AlterClause clause : written.clauses()) {
      if (clause instanceof AlterClause.AddKey add && add.key().kind() == KeyKind.PRIMARY) {
        for (KeyPart part : add.key().parts()) {
          if (part instanceof KeyPart.ColumnPart c) {
            primary.add(Names.fold(c.column()));
          }
        }
      }
    }
    for (AlterClause clause : written.clauses()) {
      add(clause);
    }
    return new AlterTable(written.table(), out);
  }

  private void add(AlterClause clause) throws DdlRejectedException {
    if (clause instanceof AlterClause.AddColumn c) {
      out.add(new AlterClause.AddColumn(column(c.column()), c.position()));
      addInline(c.column());
    } else if (clause instanceof AlterClause.ChangeColumn c) {
      out.add(new AlterClause.ChangeColumn(c.oldName(), column(c.column()), c.position()));
      addInline(c.column());
    } else if (clause instanceof AlterClause.AddKey c) {
      out.add(new AlterClause.AddKey(keys.of(c.key())));
    } else if (clause instanceof AlterClause.AddForeignKey c) {
      out.add(new AlterClause.AddForeignKey(keys.of(c.foreignKey())));
    } else if (clause instanceof AlterClause.AddCheck c) {
      out.add(new AlterClause.AddCheck(keys.of(c.check())));
    } else if (clause instanceof AlterClause.DropKey c && c.key().equalsIgnoreCase("PRIMARY")) {
      out.add(new AlterClause.DropPrimaryKey());
    } else if (clause instanceof AlterClause.SetOptions c) {
      addOptions(c.options());
    } else if (clause instanceof AlterClause.ConvertCharset c) {
      out.add(convert(c));
    } else if (clause instanceof AlterClause.PartitionBy c) {
      out.add(new AlterClause.PartitionBy(partitions.of(c.partitioning())));
    } else if (clause instanceof AlterClause.AddPartitions c) {
      out.add(
          new AlterClause.AddPartitions(
              c.noWriteToBinlog(), partitions.definitions(c.definitions()), c.count()));
    } else if (clause instanceof AlterClause.ReorganizePartitions c) {
      out.add(
          new AlterClause.ReorganizePartitions(
              c.noWriteToBinlog(), c.names(), partitions.definitions(c.into())));
    } else {
      out.add(clause);
    }
  }

  private ColumnDef column(ColumnDef column) throws DdlRejectedException {
    boolean inPrimaryKey = column.primaryKey() || primary.contains(Names.fold(column.name()));
    return columns.of(column, inPrimaryKey).toBuilder()
        .references(inlineReferences ? column.references() : Optional.empty())
        .build();
  }

  /** Keys and checks within a column are clauses of their own after it. */
  private void addInline(ColumnDef column) {
    if (column.primaryKey()) {
      out.add(new AlterClause.AddKey(key(KeyKind.PRIMARY, column.name())));
    }
    if (column.uniqueKey()) {
      out.add(new AlterClause.AddKey(key(KeyKind.UNIQUE, column.name())));
    }
    for (CheckDef check : column.checks()) {
      out.add(new AlterClause.AddCheck(keys.of(check)));
    }
  }

  private static KeyDef key(KeyKind kind, String column) {
    return new KeyDef(
        kind,
        Optional.empty(),
        List.of(new KeyPart.ColumnPart(column, OptionalLong.empty(), false)),
        KeyOptions.NONE);
  }

  /** Options of neighbouring clauses are set together; of one that is set twice the last holds. */
  private void addOptions(List<TableOption> options) throws DdlRejectedException {
    List<TableOption> all = new ArrayList<>();
    if (!out.isEmpty() && out.get(out.size() - 1) instanceof AlterClause.SetOptions before) {
      all.addAll(before.options());
      out.remove(out.size() - 1);
    }
    all.addAll(options);
    out.add(new AlterClause.SetOptions(OptionForm.ofChange(all)));
  }

  private static AlterClause convert(AlterClause.ConvertCharset clause)
      throws DdlRejectedException {
    if (clause.charset().isEmpty()) {
      return clause;
    }
    String charset = clause.charset().get();
    Collation collation =
        clause.collation().isPresent()
            ? CharsetTable.both(charset, clause.collation().get())
            : CharsetTable.defaultOf(charset);
    return new AlterClause.ConvertCharset(
        Optional.of(collation.charset().name()), Optional.of(collation.name()));
  }
}

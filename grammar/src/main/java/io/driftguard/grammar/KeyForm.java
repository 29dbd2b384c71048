package io.driftguard.grammar;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.BinaryKind;
import io.driftguard.grammar.ast.DataType.BinaryType;
import io.driftguard.grammar.ast.DataType.CharacterKind;
import io.driftguard.grammar.ast.DataType.CharacterType;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.References.ReferenceAction;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The canonical form of a single key or constraint.
 *
 * @param expressions the form of their expressions
 * @param engine the table's engine, where it is known
 */
record KeyForm(ExpressionForm expressions, Optional<String> engine) {

  private static final String NGRAM = "ngram";

  /** The two engines that have only one kind of tree, and take both words for it. */
  private static boolean hasOnlyTrees(String engine) {
    return engine.equals(OptionForm.INNODB) || engine.equals("MyISAM");
  }

  /** A key as far as it can be said without the table's columns. */
  KeyDef of(KeyDef key) {
    return new KeyDef(
        key.kind(),
        key.kind() == KeyKind.PRIMARY ? Optional.empty() : key.name(),
        key.parts().stream().map(p -> part(key.kind(), p)).toList(),
        options(key));
  }

  /** A check constraint. */
  CheckDef of(CheckDef check) {
    return new CheckDef(
        check.name(), expressions.inCheck().of(check.expression()), check.enforced());
  }

  /** A foreign key: {@code NO ACTION} is what holds without a word. */
  ForeignKeyDef of(ForeignKeyDef key) throws DdlRejectedException {
    for (KeyPart.ColumnPart part : key.parts()) {
      if (part.prefix().isPresent()) {
        throw Invalid.because(
            "a foreign key on whole columns was expected, but found "
                + Quoted.of(part.column())
                + "("
                + part.prefix().getAsLong()
                + ")");
      }
    }
    References r = key.references();
    return new ForeignKeyDef(
        key.name(),
        key.name().isPresent() ? Optional.empty() : key.indexName(),
        key.columns(),
        new References(
            r.table(), r.columns(), Optional.empty(), action(r.onDelete()), action(r.onUpdate())));
  }

  private Optional<ReferenceAction> action(Optional<ReferenceAction> action) {
    boolean innodb = engine.equals(Optional.of(OptionForm.INNODB));
    return action.filter(
        a -> a != ReferenceAction.NO_ACTION && !(innodb && a == ReferenceAction.RESTRICT));
  }

  private KeyPart part(KeyKind kind, KeyPart part) {
    if (part instanceof KeyPart.ExpressionPart e) {
      return new KeyPart.ExpressionPart(expressions.of(e.expression()), e.descending());
    }
    if (part instanceof KeyPart.ColumnPart c && kind == KeyKind.FULLTEXT) {
      return new KeyPart.ColumnPart(c.column(), OptionalLong.empty(), c.descending());
    }
    return part;
  }

  private KeyOptions options(KeyDef key) {
    KeyOptions o = key.options();
    boolean trees = engine.isPresent() && hasOnlyTrees(engine.get());
    return new KeyOptions(
        trees ? Optional.empty() : o.algorithm(),
        o.blockSize().equals(OptionalLong.of(0)) ? OptionalLong.empty() : o.blockSize(),
        // The server prints the parser that it has built in by that one's own name.
        o.parser().map(p -> p.equalsIgnoreCase(NGRAM) ? NGRAM : p),
        o.comment().filter(c -> !c.isEmpty()).map(CommentText::stored),
        o.visible().filter(v -> !v),
        o.engineAttribute().filter(a -> !a.isEmpty()),
        o.secondaryEngineAttribute().filter(a -> !a.isEmpty()));
  }

  /**
   * A part of a key on a known column: a prefix that is the whole column is none.
   *
   * @throws DdlRejectedException when the column cannot have that prefix
   */
  static KeyPart.ColumnPart onColumn(KeyPart.ColumnPart part, ColumnDef column)
      throws DdlRejectedException {
    if (part.prefix().isEmpty()) {
      return new KeyPart.ColumnPart(column.name(), part.prefix(), part.descending());
    }
    long prefix = part.prefix().getAsLong();
    OptionalLong length = fixedLength(column.type());
    if ((length.isEmpty() && !isLarge(column.type())) || length.orElse(prefix) < prefix) {
      throw Invalid.because(
          "a prefix within the column was expected, but found "
              + Quoted.of(column.name())
              + "("
              + prefix
              + ")");
    }
    boolean all = length.equals(OptionalLong.of(prefix));
    return new KeyPart.ColumnPart(
        column.name(), all ? OptionalLong.empty() : part.prefix(), part.descending());
  }

  /** Length in characters or bytes of a type of which a prefix can be the whole. */
  private static OptionalLong fixedLength(DataType type) {
    if (type instanceof CharacterType t
        && (t.kind() == CharacterKind.CHAR || t.kind() == CharacterKind.VARCHAR)) {
      return t.length();
    }
    if (type instanceof BinaryType t
        && (t.kind() == BinaryKind.BINARY || t.kind() == BinaryKind.VARBINARY)) {
      return t.length();
    }
    return OptionalLong.empty();
  }

  private static boolean isLarge(DataType type) {
    return type instanceof CharacterType
        || type instanceof BinaryType
        || type instanceof DataType.SpatialType;
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.KeyDef.KeyOptions;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.References;
import io.driftguard.grammar.ast.References.ReferenceAction;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.syntax.DdlGrammar.AutoIncrementAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.CheckAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.CheckContext;
import io.driftguard.grammar.syntax.DdlGrammar.CollateAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.ColumnAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.ColumnFormatAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.CommentAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.ConstraintDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.ConstraintKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.DefaultAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.EnforcementContext;
import io.driftguard.grammar.syntax.DdlGrammar.EngineAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.FieldDefContext;
import io.driftguard.grammar.syntax.DdlGrammar.ForeignKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.GeneratedContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyAlgorithmContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyNameAndAlgorithmContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyPartContext;
import io.driftguard.grammar.syntax.DdlGrammar.KeyPartsContext;
import io.driftguard.grammar.syntax.DdlGrammar.KindOfKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.NotAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.NowContext;
import io.driftguard.grammar.syntax.DdlGrammar.NullAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.OnUpdateAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.PlainKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.PrimaryKeyAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.PrimaryKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.ReferenceTriggerContext;
import io.driftguard.grammar.syntax.DdlGrammar.ReferencesContext;
import io.driftguard.grammar.syntax.DdlGrammar.SecondaryEngineAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SerialAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.SridAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.StorageAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableElementContext;
import io.driftguard.grammar.syntax.DdlGrammar.UniqueAttributeContext;
import io.driftguard.grammar.syntax.DdlGrammar.UniqueKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.VisibilityAttributeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds columns, keys and constraints. */
final class TableBuilder {

  private final Words words;
  private final TypeBuilder types;
  private final ExpressionBuilder expressions;

  TableBuilder(Words words, TypeBuilder types, ExpressionBuilder expressions) {
    this.words = words;
    this.types = types;
    this.expressions = expressions;
  }

  TableElement element(TableElementContext context) {
    return context.columnDef() == null
        ? constraint(context.constraintDef())
        : column(
            words.name(context.columnDef().ident()),
            context.columnDef().fieldDef(),
            context.columnDef().references());
  }

  // ---- columns --------------------------------------------------------------------------------

  ColumnDef column(String name, FieldDefContext field, @Nullable ReferencesContext references) {
    Attributes attributes = new Attributes(name, types.type(field.dataType()));
    if (TypeBuilder.isSerial(field.dataType())) {
      attributes.serial();
    }
    GeneratedContext generated = field.generated();
    if (generated != null) {
      refuseBeforeAs(field.columnAttribute(), generated);
      attributes.builder.generated(
          Optional.of(
              new ColumnDef.Generated(
                  expressions.expr(generated.expr()), generated.STORED() != null)));
    }
    attributes.addAll(field.columnAttribute());
    if (generated != null) {
      attributes.addAll(generated.columnAttribute());
    }
    if (references != null) {
      attributes.builder.references(Optional.of(references(references)));
    }
    return attributes.build();
  }

  /** Between a type and AS the server allows one COLLATE and nothing else. */
  private static void refuseBeforeAs(
      List<ColumnAttributeContext> attributes, GeneratedContext generated) {
    boolean allowed =
        attributes.isEmpty()
            || (attributes.size() == 1 && attributes.get(0) instanceof CollateAttributeContext);
    if (!allowed) {
      throw Words.syntax(
          generated,
          "the attributes of a generated column stand after its expression, but found "
              + Quoted.of(generated.getStart().getText())
              + " after them");
    }
  }

  /** Collects the attributes of one column; where two disagree, the last one holds. */
  private final class Attributes {

    private final ColumnDef.Builder builder;
    private final List<CheckDef> checks = new ArrayList<>();
    private DataType type;
    private boolean collated;
    private boolean saysNull;
    private Optional<Boolean> expressionDefault = Optional.empty();

    Attributes(String name, DataType type) {
      this.builder = ColumnDef.builder(name, type);
      this.type = type;
    }

    void serial() {
      builder.nullable(Optional.of(false)).autoIncrement(true).uniqueKey(true);
    }

    void addAll(List<ColumnAttributeContext> attributes) {
      boolean afterUnique = false;
      for (ColumnAttributeContext attribute : attributes) {
        // UNIQUE KEY is one attribute
        if (!(afterUnique && attribute instanceof KeyAttributeContext)) {
          add(attribute);
        }
        afterUnique = attribute instanceof UniqueAttributeContext;
      }
    }

    private void add(ColumnAttributeContext attribute) {
      if (attribute instanceof NotAttributeContext a) {
        if (a.NULL() != null) {
          builder.nullable(Optional.of(false));
        } else {
          builder.notSecondary(true);
        }
      } else if (attribute instanceof NullAttributeContext) {
        builder.nullable(Optional.of(true));
        saysNull = true;
      } else if (attribute instanceof DefaultAttributeContext a) {
        addDefault(a);
      } else if (attribute instanceof CommentAttributeContext a) {
        builder.comment(Optional.of(words.text(a.TEXT_STRING())));
      } else if (attribute instanceof AutoIncrementAttributeContext) {
        // Of NULL and AUTO_INCREMENT, which makes a column not null, the last holds.
        builder.autoIncrement(true);
        if (saysNull) {
          builder.nullable(Optional.of(false));
        }
      } else if (attribute instanceof PrimaryKeyAttributeContext
          || attribute instanceof KeyAttributeContext) {
        builder.primaryKey(true);
      } else if (attribute instanceof UniqueAttributeContext) {
        builder.uniqueKey(true);
      } else if (attribute instanceof CollateAttributeContext a) {
        if (collated) {
          throw Words.syntax(a, "a column has one COLLATE");
        }
        collated = true;
        type = TypeBuilder.collate(type, words.collation(a.collationName()), a.getStart());
      } else if (attribute instanceof OnUpdateAttributeContext a) {
        builder.onUpdateNow(Optional.of(now(a.now())));
      } else if (attribute instanceof CheckAttributeContext a) {
        checks.add(
            new CheckDef(
                words.optionalName(a.ident()),
                expressions.expr(a.expr()),
                enforced(a.enforcement())));
      } else {
        addRare(attribute);
      }
    }

    /** Of two defaults the last holds, but a literal does not replace an expression. */
    private void addDefault(DefaultAttributeContext a) {
      DefaultValue value = defaultValue(a);
      boolean isExpression = value instanceof DefaultValue.Expression;
      if (expressionDefault.isPresent() && expressionDefault.get() != isExpression) {
        throw Words.unsupported(a, "expected one DEFAULT of a column, but found two kinds of it");
      }
      expressionDefault = Optional.of(isExpression);
      builder.defaultValue(Optional.of(value));
    }

    private void addRare(ColumnAttributeContext attribute) {
      if (attribute instanceof VisibilityAttributeContext a) {
        builder.visible(Optional.of(a.VISIBLE() != null));
      } else if (attribute instanceof SerialAttributeContext) {
        serial();
      } else if (attribute instanceof SridAttributeContext a) {
        long srid = words.longNumber(a.wholeNumber().getStart());
        if (srid > 0xFFFF_FFFFL) {
          throw Words.unsupported(a.wholeNumber(), "expected an SRID below 4294967296");
        }
        builder.srid(OptionalLong.of(srid));
      } else if (attribute instanceof ColumnFormatAttributeContext a) {
        builder.columnFormat(Optional.of(Words.keyword(a.getStop())));
      } else if (attribute instanceof StorageAttributeContext a) {
        builder.storage(Optional.of(Words.keyword(a.getStop())));
      } else if (attribute instanceof EngineAttributeContext a) {
        builder.engineAttribute(Optional.of(words.text(a.TEXT_STRING())));
      } else if (attribute instanceof SecondaryEngineAttributeContext a) {
        builder.secondaryEngineAttribute(Optional.of(words.text(a.TEXT_STRING())));
      } else {
        throw new IllegalArgumentException("not a column attribute: " + attribute.getClass());
      }
    }

    ColumnDef build() {
      return builder.type(type).checks(checks).build();
    }
  }

  private DefaultValue defaultValue(DefaultAttributeContext a) {
    if (a.now() != null) {
      return new DefaultValue.Now(now(a.now()));
    }
    return a.signedLiteral() == null
        ? new DefaultValue.Expression(expressions.expr(a.expr()))
        : new DefaultValue.Literal(expressions.signed(a.signedLiteral()));
  }

  private int now(NowContext now) {
    return now.WHOLE_NUMBER() == null ? 0 : types.fraction(now.WHOLE_NUMBER().getSymbol());
  }

  static boolean enforced(@Nullable EnforcementContext enforcement) {
    return enforcement == null || enforcement.not() == null;
  }

  // ---- keys and constraints -------------------------------------------------------------------

  TableElement constraint(ConstraintDefContext context) {
    if (context instanceof PlainKeyContext c) {
      return key(
          KeyKind.PLAIN, Optional.empty(), c.keyNameAndAlgorithm(), c.keyParts(), c.keyOption());
    }
    if (context instanceof KindOfKeyContext c) {
      KeyKind kind = c.FULLTEXT() == null ? KeyKind.SPATIAL : KeyKind.FULLTEXT;
      return new KeyDef(
          kind,
          words.optionalName(c.ident()),
          parts(c.keyParts()),
          options(kind, Optional.empty(), c.keyOption()));
    }
    if (context instanceof ConstraintKeyContext c) {
      return constraint(words.optionalName(c.ident()), c);
    }
    throw new IllegalArgumentException("not a constraint: " + context.getClass());
  }

  private TableElement constraint(Optional<String> name, ConstraintKeyContext context) {
    if (context.constraint() instanceof PrimaryKeyContext c) {
      KeyDef key = key(KeyKind.PRIMARY, name, c.keyNameAndAlgorithm(), c.keyParts(), c.keyOption());
      return new KeyDef(key.kind(), Optional.empty(), key.parts(), key.options());
    }
    if (context.constraint() instanceof UniqueKeyContext c) {
      return key(KeyKind.UNIQUE, name, c.keyNameAndAlgorithm(), c.keyParts(), c.keyOption());
    }
    if (context.constraint() instanceof ForeignKeyContext c) {
      List<KeyPart.ColumnPart> columns = Words.map(c.keyParts().keyPart(), this::foreignKeyColumn);
      boolean plain = columns.stream().allMatch(part -> part.prefix().isEmpty());
      return new ForeignKeyDef(
          name,
          words.optionalName(c.ident()),
          columns.stream().map(KeyPart.ColumnPart::column).toList(),
          references(c.references()),
          plain ? List.of() : columns);
    }
    if (context.constraint() instanceof CheckContext c) {
      return new CheckDef(name, expressions.expr(c.expr()), enforced(c.enforcement()));
    }
    throw new IllegalArgumentException("not a constraint: " + context.getClass());
  }

  private KeyDef key(
      KeyKind kind,
      Optional<String> constraintName,
      @Nullable KeyNameAndAlgorithmContext nameAndAlgorithm,
      KeyPartsContext parts,
      List<KeyOptionContext> options) {
    Optional<String> name = constraintName;
    Optional<String> algorithm = Optional.empty();
    if (nameAndAlgorithm != null) {
      name = words.optionalName(nameAndAlgorithm.ident()).or(() -> constraintName);
      if (nameAndAlgorithm.algorithmName() != null) {
        algorithm = Optional.of(Words.keyword(nameAndAlgorithm.algorithmName()));
      }
    }
    return new KeyDef(kind, name, parts(parts), options(kind, algorithm, options));
  }

  KeyDef key(
      KeyKind kind,
      String name,
      @Nullable KeyAlgorithmContext algorithm,
      KeyPartsContext parts,
      List<KeyOptionContext> options) {
    Optional<String> using =
        algorithm == null
            ? Optional.empty()
            : Optional.of(Words.keyword(algorithm.algorithmName()));
    return new KeyDef(kind, Optional.of(name), parts(parts), options(kind, using, options));
  }

  private List<KeyPart> parts(KeyPartsContext context) {
    return Words.map(context.keyPart(), this::part);
  }

  private KeyPart part(KeyPartContext context) {
    boolean descending = context.DESC() != null;
    if (context.ident() == null) {
      return new KeyPart.ExpressionPart(expressions.expr(context.expr()), descending);
    }
    OptionalLong prefix =
        context.WHOLE_NUMBER() == null
            ? OptionalLong.empty()
            : OptionalLong.of(words.longNumber(context.WHOLE_NUMBER().getSymbol()));
    return new KeyPart.ColumnPart(words.name(context.ident()), prefix, descending);
  }

  private KeyPart.ColumnPart foreignKeyColumn(KeyPartContext context) {
    if (part(context) instanceof KeyPart.ColumnPart column) {
      if (column.descending()) {
        // A server keeps the order in the index that it makes, and prints none of it here.
        throw Words.unsupported(context, "a foreign key has columns without DESC");
      }
      return column;
    }
    throw Words.syntax(context, "a foreign key has columns, but found an expression");
  }

  private KeyOptions options(
      KeyKind kind, Optional<String> algorithm, List<KeyOptionContext> contexts) {
    Optional<String> using = algorithm;
    OptionalLong blockSize = OptionalLong.empty();
    Optional<String> parser = Optional.empty();
    Optional<String> comment = Optional.empty();
    Optional<Boolean> visible = Optional.empty();
    Optional<String> engineAttribute = Optional.empty();
    Optional<String> secondaryEngineAttribute = Optional.empty();
    for (KeyOptionContext c : contexts) {
      if (c.algorithmName() != null) {
        refuseOption(kind == KeyKind.FULLTEXT || kind == KeyKind.SPATIAL, c);
        using = Optional.of(Words.keyword(c.algorithmName()));
      } else if (c.KEY_BLOCK_SIZE() != null) {
        blockSize = OptionalLong.of(words.longNumber(c.number().getStart()));
      } else if (c.COMMENT() != null) {
        comment = Optional.of(words.text(c.TEXT_STRING()));
      } else if (c.VISIBLE() != null || c.INVISIBLE() != null) {
        visible = Optional.of(c.VISIBLE() != null);
      } else if (c.PARSER() != null) {
        refuseOption(kind != KeyKind.FULLTEXT, c);
        parser = Optional.of(words.name(c.IDENTIFIER().getSymbol()));
      } else if (c.ENGINE_ATTRIBUTE() != null) {
        engineAttribute = Optional.of(words.text(c.TEXT_STRING()));
      } else {
        secondaryEngineAttribute = Optional.of(words.text(c.TEXT_STRING()));
      }
    }
    return new KeyOptions(
        using, blockSize, parser, comment, visible, engineAttribute, secondaryEngineAttribute);
  }

  private static void refuseOption(boolean refused, ParserRuleContext option) {
    if (refused) {
      throw Words.syntax(
          option, Quoted.of(option.getStart().getText()) + " is no option of this kind of key");
    }
  }

  private References references(ReferencesContext context) {
    Optional<ReferenceAction> onDelete = Optional.empty();
    Optional<ReferenceAction> onUpdate = Optional.empty();
    for (ReferenceTriggerContext c : context.referenceTrigger()) {
      boolean delete = c.DELETE() != null;
      if ((delete ? onDelete : onUpdate).isPresent()) {
        throw Words.syntax(c, "ON " + (delete ? "DELETE" : "UPDATE") + " is said twice");
      }
      if (delete) {
        onDelete = Optional.of(action(c));
      } else {
        onUpdate = Optional.of(action(c));
      }
    }
    Optional<String> match =
        context.MATCH() == null
            ? Optional.empty()
            : Optional.of(
                context.FULL() != null ? "FULL" : context.PARTIAL() != null ? "PARTIAL" : "SIMPLE");
    return new References(
        words.tableName(context.tableName()),
        words.names(context.ident()),
        match,
        onDelete,
        onUpdate);
  }

  private static ReferenceAction action(ReferenceTriggerContext c) {
    if (c.RESTRICT() != null) {
      return ReferenceAction.RESTRICT;
    }
    if (c.CASCADE() != null) {
      return ReferenceAction.CASCADE;
    }
    if (c.NO() != null) {
      return ReferenceAction.NO_ACTION;
    }
    return c.NULL() == null ? ReferenceAction.SET_DEFAULT : ReferenceAction.SET_NULL;
  }
}

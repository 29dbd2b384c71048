package io.driftguard.grammar;

import io.driftguard.grammar.QueryBuilder.Names;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateIndex;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateTableSelect;
import io.driftguard.grammar.ast.CreateTemporaryTable;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.DropIndex;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.DropTemporaryTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyDef.KeyKind;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.RenameTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableCreation;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TruncateTable;
import io.driftguard.grammar.syntax.DdlGrammar;
import io.driftguard.grammar.syntax.DdlGrammar.AddPartitionContext;
import io.driftguard.grammar.syntax.DdlGrammar.AdditionContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlgorithmContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterActionsContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterEnforcementContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterItemContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterModifierContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.AlterationContext;
import io.driftguard.grammar.syntax.DdlGrammar.CoalescePartitionContext;
import io.driftguard.grammar.syntax.DdlGrammar.CreateIndexContext;
import io.driftguard.grammar.syntax.DdlGrammar.CreateTableBodyContext;
import io.driftguard.grammar.syntax.DdlGrammar.CreateTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.CreateTableEndContext;
import io.driftguard.grammar.syntax.DdlGrammar.DropIndexContext;
import io.driftguard.grammar.syntax.DdlGrammar.DropTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.ExchangePartitionContext;
import io.driftguard.grammar.syntax.DdlGrammar.HowContext;
import io.driftguard.grammar.syntax.DdlGrammar.LeadingQueryContext;
import io.driftguard.grammar.syntax.DdlGrammar.LockContext;
import io.driftguard.grammar.syntax.DdlGrammar.NoWriteToBinlogContext;
import io.driftguard.grammar.syntax.DdlGrammar.OrderColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionActionContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionByContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionChangeContext;
import io.driftguard.grammar.syntax.DdlGrammar.PartitionNamesContext;
import io.driftguard.grammar.syntax.DdlGrammar.PositionContext;
import io.driftguard.grammar.syntax.DdlGrammar.QueryPrefixContext;
import io.driftguard.grammar.syntax.DdlGrammar.RemovalContext;
import io.driftguard.grammar.syntax.DdlGrammar.RemoveColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.RemoveNamedContext;
import io.driftguard.grammar.syntax.DdlGrammar.RenameColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.RenameKeyContext;
import io.driftguard.grammar.syntax.DdlGrammar.RenameTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.RenameToContext;
import io.driftguard.grammar.syntax.DdlGrammar.RenamingContext;
import io.driftguard.grammar.syntax.DdlGrammar.ReorganizePartitionContext;
import io.driftguard.grammar.syntax.DdlGrammar.SecondaryActionContext;
import io.driftguard.grammar.syntax.DdlGrammar.StandaloneActionContext;
import io.driftguard.grammar.syntax.DdlGrammar.StatementContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableOptionContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableOptionsContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableQueryContext;
import io.driftguard.grammar.syntax.DdlGrammar.TablespaceActionContext;
import io.driftguard.grammar.syntax.DdlGrammar.ValidationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds the records of a statement from its parse tree. */
final class StatementBuilder {

  private final Words words;
  private final ExpressionBuilder expressions;
  private final TableBuilder tables;
  private final OptionBuilder options;
  private final PartitionBuilder partitions;
  private final DatabaseBuilder databases;
  private final QueryBuilder queries;
  private final ViewBuilder views;
  private @Nullable ParserRuleContext unkeyed;

  StatementBuilder(String text, ServerProfile.SqlMode mode, int maxExpressionDepth) {
    words = new Words(text, mode);
    TypeBuilder types = new TypeBuilder(words);
    expressions = new ExpressionBuilder(words, types, maxExpressionDepth);
    tables = new TableBuilder(words, types, expressions);
    options = new OptionBuilder(words);
    partitions = new PartitionBuilder(words, expressions);
    databases = new DatabaseBuilder(words);
    queries = new QueryBuilder(words, types, maxExpressionDepth);
    views = new ViewBuilder(words, queries);
  }

  /**
   * @throws Refusal when the statement says what the records cannot say
   */
  Ddl statement(StatementContext context) {
    if (context.createTable() != null) {
      TableCreation creation = createTable(context.createTable());
      return context.createTable().TEMPORARY() == null
          ? (Ddl) creation
          : new CreateTemporaryTable(creation);
    }
    if (context.alterTable() != null) {
      return alterTable(context.alterTable());
    }
    if (context.dropTable() != null) {
      DropTable drop = dropTable(context.dropTable());
      return context.dropTable().TEMPORARY() == null ? drop : new DropTemporaryTable(drop);
    }
    if (context.createIndex() != null) {
      return createIndex(context.createIndex());
    }
    if (context.dropIndex() != null) {
      return dropIndex(context.dropIndex());
    }
    if (context.renameTable() != null) {
      return renameTable(context.renameTable());
    }
    if (context.truncateTable() != null) {
      return new TruncateTable(words.tableName(context.truncateTable().tableName()));
    }
    if (context.createView() != null) {
      return views.create(context.createView());
    }
    if (context.alterView() != null) {
      return views.alter(context.alterView());
    }
    if (context.dropView() != null) {
      return views.drop(context.dropView());
    }
    return databases.statement(context);
  }

  /** Where that starts in the text which makes that the statement has no change key. */
  Optional<Integer> unkeyedAt() {
    return Optional.ofNullable(unkeyed).map(c -> c.getStart().getStartIndex());
  }

  private TableCreation createTable(CreateTableContext context) {
    TableName table = words.tableName(context.tableName());
    boolean ifNotExists = context.ifNotExists() != null;
    CreateTableBodyContext body = context.createTableBody();
    if (body.LIKE() != null) {
      return new CreateTableLike(table, ifNotExists, words.tableName(body.tableName()));
    }
    CreateTableEndContext end = body.createTableEnd();
    TableOptionsContext tableOptions = end == null ? body.tableOptions() : end.tableOptions();
    PartitionByContext partitionBy = end == null ? body.partitionBy() : end.partitionBy();
    CreateTable create =
        new CreateTable(
            table,
            ifNotExists,
            Words.map(body.tableElement(), tables::element),
            tableOptions == null ? List.of() : options.options(tableOptions.tableOption()),
            partitionBy == null
                ? Optional.empty()
                : Optional.of(partitions.partitioning(partitionBy)));
    return filled(create, body);
  }

  /** The table with the query that fills it, where there is one. */
  private TableCreation filled(CreateTable table, CreateTableBodyContext body) {
    if (body.query() != null) {
      unkeyed = body;
      Query query = queries.query(body.query(), Names.SEEN);
      return new CreateTableSelect(
          table,
          Optional.empty(),
          body.queryTail() == null
              ? query
              : queries.continued(query, body.queryTail(), Names.SEEN));
    }
    if (body.leadingQuery() != null) {
      LeadingQueryContext c = body.leadingQuery();
      unkeyed = c;
      return new CreateTableSelect(
          table,
          duplicates(c.queryPrefix()),
          c.query() == null
              ? queries.query(c.plainQuery(), Names.SEEN)
              : queries.query(c.query(), Names.SEEN));
    }
    TableQueryContext c =
        body.createTableEnd() == null ? body.tableQuery() : body.createTableEnd().tableQuery();
    if (c == null) {
      return table;
    }
    unkeyed = c;
    return new CreateTableSelect(
        table, duplicates(c.queryPrefix()), queries.query(c.query(), Names.SEEN));
  }

  private static Optional<String> duplicates(@Nullable QueryPrefixContext c) {
    return c == null || (c.IGNORE() == null && c.REPLACE() == null)
        ? Optional.empty()
        : Optional.of(Words.keyword(c));
  }

  private DropTable dropTable(DropTableContext context) {
    Optional<String> behaviour =
        context.RESTRICT() != null
            ? Optional.of("RESTRICT")
            : context.CASCADE() != null ? Optional.of("CASCADE") : Optional.empty();
    return new DropTable(
        Words.map(context.tableName(), words::tableName), context.ifExists() != null, behaviour);
  }

  private Statement createIndex(CreateIndexContext context) {
    KeyKind kind =
        context.UNIQUE() != null
            ? KeyKind.UNIQUE
            : context.FULLTEXT() != null
                ? KeyKind.FULLTEXT
                : context.SPATIAL() != null ? KeyKind.SPATIAL : KeyKind.PLAIN;
    if (context.keyAlgorithm() != null && (kind == KeyKind.FULLTEXT || kind == KeyKind.SPATIAL)) {
      throw Words.syntax(
          context.keyAlgorithm(),
          "expected ON, but found " + Quoted.of(context.keyAlgorithm().getStart().getText()));
    }
    return new CreateIndex(
        words.tableName(context.tableName()),
        tables.key(
            kind,
            words.name(context.ident()),
            context.keyAlgorithm(),
            context.keyParts(),
            context.keyOption()),
        how(context.how()));
  }

  private Statement dropIndex(DropIndexContext context) {
    return new DropIndex(
        words.tableName(context.tableName()), words.name(context.ident()), how(context.how()));
  }

  private Statement renameTable(RenameTableContext context) {
    return new RenameTable(
        context.rename().stream()
            .map(
                r ->
                    new RenameTable.Rename(
                        words.tableName(r.tableName(0)), words.tableName(r.tableName(1))))
            .toList());
  }

  private List<AlterClause> how(@Nullable HowContext context) {
    List<AlterClause> how = new ArrayList<>();
    if (context != null) {
      for (ParseTree child : context.children) {
        how.add(
            child instanceof LockContext lock ? lock(lock) : algorithm((AlgorithmContext) child));
      }
    }
    return how;
  }

  /** Which algorithms and locks there are, the server decides later. */
  private AlterClause algorithm(AlgorithmContext c) {
    return new AlterClause.Algorithm(choice(c));
  }

  private AlterClause lock(LockContext c) {
    return new AlterClause.Lock(choice(c));
  }

  private String choice(ParserRuleContext c) {
    return words.plainWord(words.name(c.getStop()), c).toUpperCase(Locale.ROOT);
  }

  // ---- ALTER TABLE ----------------------------------------------------------------------------

  private Statement alterTable(AlterTableContext context) {
    List<AlterClause> clauses = new ArrayList<>();
    AlterActionsContext actions = context.alterActions();
    if (actions != null) {
      List<TableOptionContext> pending = new ArrayList<>();
      boolean ordered = false;
      for (ParseTree child : actions.children) {
        if (ordered
            && (child instanceof AlterItemContext || child instanceof AlterModifierContext)) {
          // To a server, a comma after ORDER BY is followed by another column.
          throw Words.syntax(
              (ParserRuleContext) child,
              "expected a column or the end, but found "
                  + Quoted.of(((ParserRuleContext) child).getStart().getText()));
        }
        ordered = ordered || (child instanceof AlterItemContext item && item.ORDER() != null);
        if (child instanceof AlterItemContext item && !item.tableOption().isEmpty()) {
          // options are one clause, with commas between them or without
          pending.addAll(item.tableOption());
        } else if (!(child instanceof TerminalNode)) {
          flushOptions(pending, clauses);
          action(child, clauses);
        }
      }
      flushOptions(pending, clauses);
    }
    if (context.partitionChange() != null) {
      clauses.add(partitionChange(context.partitionChange()));
    }
    return new AlterTable(words.tableName(context.tableName()), clauses);
  }

  private void flushOptions(List<TableOptionContext> pending, List<AlterClause> clauses) {
    if (!pending.isEmpty()) {
      clauses.add(new AlterClause.SetOptions(options.options(pending)));
      pending.clear();
    }
  }

  private void action(ParseTree action, List<AlterClause> clauses) {
    if (action instanceof AlterItemContext c) {
      item(c, clauses);
    } else if (action instanceof AlterModifierContext c) {
      clauses.add(modifier(c));
    } else if (action instanceof StandaloneActionContext c) {
      clauses.add(standalone(c));
    } else {
      clauses.add(partitionChange((PartitionChangeContext) action));
    }
  }

  private AlterClause modifier(AlterModifierContext c) {
    if (c.algorithm() != null) {
      return algorithm(c.algorithm());
    }
    return c.lock() == null
        ? new AlterClause.Plain(validates(c.validation()) + " VALIDATION")
        : lock(c.lock());
  }

  private static String validates(ValidationContext c) {
    return c.WITH() == null ? "WITHOUT" : "WITH";
  }

  private AlterClause partitionChange(PartitionChangeContext c) {
    return c.partitionBy() == null
        ? new AlterClause.Plain("REMOVE PARTITIONING")
        : new AlterClause.PartitionBy(partitions.partitioning(c.partitionBy()));
  }

  private void item(AlterItemContext c, List<AlterClause> clauses) {
    if (c.addition() != null) {
      addition(c.addition(), clauses);
    } else if (c.CHANGE() != null) {
      clauses.add(
          new AlterClause.ChangeColumn(
              words.name(c.ident(0)),
              tables.column(words.name(c.ident(1)), c.fieldDef(), null),
              position(c.position())));
    } else if (c.MODIFY() != null) {
      String name = words.name(c.ident(0));
      clauses.add(
          new AlterClause.ChangeColumn(
              name, tables.column(name, c.fieldDef(), null), position(c.position())));
    } else if (c.removal() != null) {
      clauses.add(removal(c.removal()));
    } else if (c.alteration() != null) {
      clauses.add(alteration(c.alteration()));
    } else if (c.renaming() != null) {
      clauses.add(renaming(c.renaming()));
    } else if (c.KEYS() != null) {
      clauses.add(new AlterClause.Plain(Words.keyword(c) + " KEYS"));
    } else if (c.CONVERT() != null) {
      clauses.add(
          new AlterClause.ConvertCharset(
              c.charsetName() == null
                  ? Optional.empty()
                  : Optional.of(words.charset(c.charsetName())),
              c.collationName() == null
                  ? Optional.empty()
                  : Optional.of(words.collation(c.collationName()))));
    } else if (c.FORCE() != null) {
      clauses.add(new AlterClause.Plain("FORCE"));
    } else {
      clauses.add(new AlterClause.OrderBy(Words.map(c.orderColumn(), this::orderColumn)));
    }
  }

  private AlterClause.OrderBy.Order orderColumn(OrderColumnContext c) {
    return new AlterClause.OrderBy.Order(
        expressions.column(c.columnRef()).column(), c.DESC() != null);
  }

  private static Optional<AlterClause.Position> noPosition() {
    return Optional.empty();
  }

  private Optional<AlterClause.Position> position(@Nullable PositionContext c) {
    if (c == null) {
      return noPosition();
    }
    return Optional.of(
        c.FIRST() == null
            ? new AlterClause.Position.After(words.name(c.ident()))
            : new AlterClause.Position.First());
  }

  private void addition(AdditionContext c, List<AlterClause> clauses) {
    if (c.constraintDef() != null) {
      clauses.add(added(tables.constraint(c.constraintDef())));
    } else if (c.fieldDef() != null) {
      clauses.add(
          new AlterClause.AddColumn(
              tables.column(words.name(c.ident()), c.fieldDef(), c.references()),
              position(c.position())));
    } else {
      c.tableElement().forEach(element -> clauses.add(added(tables.element(element))));
    }
  }

  private static AlterClause added(TableElement element) {
    if (element instanceof ColumnDef column) {
      return new AlterClause.AddColumn(column, noPosition());
    }
    if (element instanceof KeyDef key) {
      return new AlterClause.AddKey(key);
    }
    if (element instanceof ForeignKeyDef foreignKey) {
      return new AlterClause.AddForeignKey(foreignKey);
    }
    return new AlterClause.AddCheck((CheckDef) element);
  }

  private AlterClause removal(RemovalContext context) {
    if (context instanceof RemoveColumnContext c) {
      return new AlterClause.DropColumn(words.name(c.ident()));
    }
    if (context instanceof RemoveNamedContext c) {
      String name = words.name(c.ident());
      if (c.FOREIGN() != null) {
        return new AlterClause.DropForeignKey(name);
      }
      if (c.CHECK() != null) {
        return new AlterClause.DropCheck(name);
      }
      return c.CONSTRAINT() == null
          ? new AlterClause.DropKey(name)
          : new AlterClause.DropConstraint(name);
    }
    return new AlterClause.DropPrimaryKey();
  }

  private AlterClause alteration(AlterationContext context) {
    if (context instanceof AlterKeyContext c) {
      return new AlterClause.AlterKeyVisibility(words.name(c.ident()), c.VISIBLE() != null);
    }
    if (context instanceof AlterEnforcementContext c) {
      return new AlterClause.AlterEnforcement(
          words.name(c.ident()), c.CONSTRAINT() != null, TableBuilder.enforced(c.enforcement()));
    }
    AlterColumnContext c = (AlterColumnContext) context;
    String column = words.name(c.ident());
    if (c.VISIBLE() != null || c.INVISIBLE() != null) {
      return new AlterClause.AlterColumnVisibility(column, c.VISIBLE() != null);
    }
    if (c.DROP() != null) {
      return new AlterClause.AlterDefault(column, Optional.empty());
    }
    return new AlterClause.AlterDefault(
        column,
        Optional.of(
            c.expr() == null
                ? new DefaultValue.Literal(expressions.signed(c.signedLiteral()))
                : new DefaultValue.Expression(expressions.expr(c.expr()))));
  }

  private AlterClause renaming(RenamingContext context) {
    if (context instanceof RenameKeyContext c) {
      return new AlterClause.RenameKey(words.name(c.ident(0)), words.name(c.ident(1)));
    }
    if (context instanceof RenameColumnContext c) {
      return new AlterClause.RenameColumn(words.name(c.ident(0)), words.name(c.ident(1)));
    }
    return new AlterClause.RenameTable(words.tableName(((RenameToContext) context).tableName()));
  }

  private AlterClause standalone(StandaloneActionContext context) {
    if (context instanceof AddPartitionContext c) {
      return new AlterClause.AddPartitions(
          c.noWriteToBinlog() != null,
          partitions.definitions(c.partitionDef()),
          partitions.count(c.wholeNumber()));
    }
    if (context instanceof PartitionActionContext c) {
      return partitionAction(c);
    }
    if (context instanceof ReorganizePartitionContext c) {
      refuseLocalAsName(c.noWriteToBinlog(), c.partitionNames());
      return new AlterClause.ReorganizePartitions(
          c.noWriteToBinlog() != null,
          c.partitionNames() == null ? List.of() : words.names(c.partitionNames().ident()),
          partitions.definitions(c.partitionDef()));
    }
    if (context instanceof CoalescePartitionContext c) {
      OptionalLong count = partitions.count(c.wholeNumber());
      return new AlterClause.CoalescePartitions(c.noWriteToBinlog() != null, count.orElseThrow());
    }
    if (context instanceof ExchangePartitionContext c) {
      return new AlterClause.ExchangePartition(
          words.name(c.ident()),
          words.tableName(c.tableName()),
          c.validation() == null ? Optional.empty() : Optional.of(c.validation().WITH() != null));
    }
    if (context instanceof TablespaceActionContext c) {
      return new AlterClause.Plain(Words.keyword(c) + " TABLESPACE");
    }
    return new AlterClause.Plain(Words.keyword((SecondaryActionContext) context));
  }

  /** Where LOCAL may be a keyword, it is one. */
  private static void refuseLocalAsName(
      @Nullable NoWriteToBinlogContext keyword, @Nullable PartitionNamesContext names) {
    if (keyword == null && names != null && names.getStart().getType() == DdlGrammar.LOCAL) {
      throw Words.syntax(names.getStop(), "expected the names of partitions after LOCAL");
    }
  }

  private AlterClause partitionAction(PartitionActionContext c) {
    if (c.REBUILD() != null || c.OPTIMIZE() != null || c.ANALYZE() != null || c.REPAIR() != null) {
      refuseLocalAsName(c.noWriteToBinlog(), c.partitionNames());
    }
    StringBuilder trailer = new StringBuilder();
    for (ParseTree child : c.children.subList(2, c.getChildCount())) {
      if (child instanceof TerminalNode word && c.ALL() != word) {
        trailer.append(trailer.length() == 0 ? "" : " ").append(Words.keyword(word.getSymbol()));
      }
    }
    return new AlterClause.PartitionAction(
        Words.keyword(c) + " PARTITION",
        c.noWriteToBinlog() != null,
        c.partitionNames() == null ? List.of() : words.names(c.partitionNames().ident()),
        trailer.toString());
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.QueryBuilder.Names;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.TableRef;
import io.driftguard.grammar.syntax.DdlGrammar.GroupedTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.IndexHintContext;
import io.driftguard.grammar.syntax.DdlGrammar.JoinKindContext;
import io.driftguard.grammar.syntax.DdlGrammar.JoinPartContext;
import io.driftguard.grammar.syntax.DdlGrammar.JsonColumnContext;
import io.driftguard.grammar.syntax.DdlGrammar.JsonTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.LateralTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.NamedTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.OdbcTableContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableAliasContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableFactorContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableRefContext;
import io.driftguard.grammar.syntax.DdlGrammar.TableRefsContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds what queries read from. */
final class TableRefBuilder {

  private final Words words;
  private final TypeBuilder types;
  private final ExpressionBuilder expressions;
  private final QueryBuilder queries;

  TableRefBuilder(
      Words words, TypeBuilder types, ExpressionBuilder expressions, QueryBuilder queries) {
    this.words = words;
    this.types = types;
    this.expressions = expressions;
    this.queries = queries;
  }

  List<TableRef> tables(TableRefsContext c) {
    return Words.map(c.tableRef(), this::table);
  }

  /** A join that has its left side and waits for a condition. */
  private record Open(TableRef left, String kind, JoinKindContext where) {}

  /**
   * A condition belongs to the last join that has none. A join that gets none takes the table that
   * follows it, and no more: the server turns {@code a JOIN b JOIN c ON x} into {@code (a JOIN b)
   * JOIN c ON x}.
   */
  private TableRef table(TableRefContext context) {
    Deque<Open> open = new ArrayDeque<>();
    Set<TableRef> factors = Collections.newSetFromMap(new IdentityHashMap<>());
    TableRef current = factor(context.tableFactor());
    factors.add(current);
    for (JoinPartContext part : context.joinPart()) {
      if (part.joinKind() == null) {
        if (open.isEmpty()) {
          throw Words.syntax(
              part,
              "expected a join before "
                  + Quoted.of(part.getStart().getText())
                  + ", but found none");
        }
        Open join = open.pop();
        current =
            new TableRef.Join(
                join.kind(),
                join.left(),
                current,
                part.expr() == null ? Optional.empty() : Optional.of(expressions.expr(part.expr())),
                queries.columns(part.columnNames()));
      } else if (part.joinKind().NATURAL() != null) {
        current =
            new TableRef.Join(
                kind(part.joinKind()),
                current,
                factor(part.tableFactor()),
                Optional.empty(),
                List.of());
      } else {
        open.push(new Open(current, kind(part.joinKind()), part.joinKind()));
        current = factor(part.tableFactor());
        factors.add(current);
      }
    }
    return closed(open, current, factors);
  }

  /** Gives the joins that have no condition the first table of what is on their right. */
  private static TableRef closed(Deque<Open> open, TableRef last, Set<TableRef> factors) {
    if (open.isEmpty()) {
      return last;
    }
    for (Open join : open) {
      if (join.where().LEFT() != null || join.where().RIGHT() != null) {
        throw Words.syntax(
            join.where(), "expected ON or USING after an outer join, but found none");
      }
    }
    Open first = open.removeLast();
    TableRef joined = first.left();
    String kind = first.kind();
    while (!open.isEmpty()) {
      Open next = open.removeLast();
      joined = atFirst(joined, kind, next.left(), factors);
      kind = next.kind();
    }
    return atFirst(joined, kind, last, factors);
  }

  private static TableRef atFirst(
      TableRef left, String kind, TableRef right, Set<TableRef> factors) {
    Deque<TableRef.Join> above = new ArrayDeque<>();
    TableRef first = right;
    while (first instanceof TableRef.Join join && !factors.contains(first)) {
      above.push(join);
      first = join.left();
    }
    TableRef joined = new TableRef.Join(kind, left, first, Optional.empty(), List.of());
    while (!above.isEmpty()) {
      TableRef.Join join = above.pop();
      joined = new TableRef.Join(join.kind(), joined, join.right(), join.on(), join.using());
    }
    return joined;
  }

  private static String kind(JoinKindContext c) {
    if (c.STRAIGHT_JOIN() != null) {
      return "STRAIGHT_JOIN";
    }
    String side = c.LEFT() != null ? "LEFT " : c.RIGHT() != null ? "RIGHT " : "";
    String kind = c.NATURAL() != null ? "NATURAL " + side : c.CROSS() != null ? "CROSS " : side;
    return kind + "JOIN";
  }

  private TableRef factor(TableFactorContext context) {
    if (context instanceof NamedTableContext c) {
      return new TableRef.Named(
          words.tableName(c.tableName()),
          queries.columns(c.columnNames()),
          alias(c.tableAlias()),
          Words.map(c.indexHint(), this::hint));
    }
    if (context instanceof GroupedTableContext c) {
      return grouped(c);
    }
    if (context instanceof LateralTableContext c) {
      return new TableRef.Derived(
          true,
          queries.query(c.query(), Names.SEEN),
          alias(c.tableAlias()),
          queries.columns(c.columnNames()));
    }
    if (context instanceof JsonTableContext c) {
      return new TableRef.Json(
          expressions.expr(c.expr()),
          expressions.characters(c.textLiteral()),
          Words.map(c.jsonColumns().jsonColumn(), this::jsonColumn),
          alias(c.tableAlias()));
    }
    return table(((OdbcTableContext) context).tableRef());
  }

  private TableRef grouped(GroupedTableContext c) {
    Optional<Query> query = asQuery(c);
    if (query.isPresent()) {
      return new TableRef.Derived(
          false, query.get(), alias(c.tableAlias()), queries.columns(c.columnNames()));
    }
    if (c.tableAlias() != null) {
      throw Words.syntax(
          c.tableAlias(),
          "only a query in parentheses has an alias, but found "
              + Quoted.of(c.tableAlias().getStart().getText()));
    }
    List<TableRef> tables = tables(c.tableRefs());
    return tables.size() == 1 ? tables.get(0) : new TableRef.Group(tables);
  }

  /** The query that the parentheses hold, when it is no table that they hold. */
  private Optional<Query> asQuery(GroupedTableContext c) {
    if (c.plainQuery() != null) {
      return Optional.of(queries.query(c.plainQuery(), Names.SEEN));
    }
    Optional<Query> first = Optional.empty();
    TableRefContext only = c.tableRefs().tableRef(0);
    if (c.tableRefs().tableRef().size() == 1
        && only.joinPart().isEmpty()
        && only.tableFactor() instanceof GroupedTableContext inner
        && inner.tableAlias() == null) {
      first = asQuery(inner);
    }
    if (c.queryTail() == null) {
      return first;
    }
    return Optional.of(
        queries.continued(
            first.orElseThrow(() -> QueryBuilder.noQuery(c.queryTail())),
            c.queryTail(),
            Names.SEEN));
  }

  private Optional<String> alias(@Nullable TableAliasContext c) {
    return c == null ? Optional.empty() : Optional.of(words.name(c.ident()));
  }

  private TableRef.IndexHint hint(IndexHintContext c) {
    String action = Words.keyword(c);
    if (c.hintedKey().isEmpty() && !action.equals("USE")) {
      throw Words.syntax(c.getStop(), "expected the name of a key, but found \")\"");
    }
    Optional<String> scope =
        c.JOIN() != null
            ? Optional.of("JOIN")
            : c.ORDER() != null
                ? Optional.of("ORDER BY")
                : c.GROUP() != null ? Optional.of("GROUP BY") : Optional.empty();
    return new TableRef.IndexHint(
        action,
        scope,
        Words.map(c.hintedKey(), k -> k.ident() == null ? "PRIMARY" : words.name(k.ident())));
  }

  private TableRef.JsonColumn jsonColumn(JsonColumnContext c) {
    if (c.jsonColumns() != null) {
      List<TableRef.JsonColumn> columns = new ArrayList<>();
      c.jsonColumns().jsonColumn().forEach(column -> columns.add(jsonColumn(column)));
      return new TableRef.NestedColumns(expressions.characters(c.textLiteral()), columns);
    }
    String name = words.name(c.ident());
    if (c.ORDINALITY() != null) {
      return new TableRef.Ordinality(name);
    }
    DataType type = types.type(c.dataType());
    if (c.collationName() != null) {
      type =
          TypeBuilder.collate(
              type, words.collation(c.collationName()), c.collationName().getStart());
    }
    return new TableRef.PathColumn(
        name,
        type,
        c.EXISTS() != null,
        expressions.characters(c.textLiteral()),
        expressions.responses(c.onEmptyOrError()));
  }
}

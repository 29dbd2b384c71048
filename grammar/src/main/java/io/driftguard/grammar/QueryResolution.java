package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Resolves the query of a view: see {@link ResolvedView}. */
final class QueryResolution {

  private static final String JOIN = "JOIN";
  private static final String LEFT_JOIN = "LEFT JOIN";

  private final UnaryOperator<TableName> names;
  private final Function<String, Optional<QuerySource>> sources;

  /**
   * @param names a table's name without its own schema
   * @param sources the tables and views of the schema
   */
  QueryResolution(UnaryOperator<TableName> names, Function<String, Optional<QuerySource>> sources) {
    this.names = names;
    this.sources = sources;
  }

  /** What is not known, on its way out. */
  static final class Unresolved extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    Unresolved(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /** A query, and the names of its columns. */
  record Resolved(Query query, List<String> columns) {}

  /** What a query is for: names of its columns are seen, or only its values, or neither. */
  private enum Use {
    TABLE,
    VALUE,
    TEST
  }

  /** Where a query stands. */
  private record Around(Optional<QueryNames> outer, Map<String, QuerySource> common) {}

  Resolved view(Query query) {
    return query(query, new Around(Optional.empty(), Map.of()), Use.TABLE);
  }

  private Resolved query(Query q, Around outside, Use use) {
    if (!q.locking().isEmpty()) {
      throw new Unresolved("a query in it locks rows");
    }
    Around around = outside;
    Optional<Query.With> with = Optional.empty();
    if (q.with().isPresent()) {
      Map<String, QuerySource> common = new HashMap<>(outside.common());
      with = Optional.of(with(q.with().get(), common));
      around = new Around(outside.outer(), common);
    }
    if (q.body() instanceof Select s) {
      if (use == Use.TEST && (q.limit().isPresent() || !q.order().isEmpty())) {
        throw new Unresolved("a query that is only tested in it has an order or a limit");
      }
      SelectResolution.Result select =
          new SelectResolution(this, around.outer(), around.common(), use == Use.TABLE)
              .of(s, q.order());
      return new Resolved(
          new Query(with, select.select(), select.order(), q.limit(), List.of()), select.columns());
    }
    if (use != Use.TABLE) {
      throw new Unresolved("a query that is a value in it is no plain SELECT");
    }
    if (q.body() instanceof Query.SetOperation set) {
      Operand body = operand(set, around);
      return new Resolved(
          new Query(with, body.body(), unionOrder(q.order(), body.columns()), q.limit(), List.of()),
          body.columns());
    }
    throw new Unresolved("a query in it is neither a SELECT nor a UNION");
  }

  private Query.With with(Query.With with, Map<String, QuerySource> common) {
    if (with.recursive()) {
      throw new Unresolved("a common table in it is recursive");
    }
    List<Query.CommonTable> tables = new ArrayList<>();
    for (Query.CommonTable table : with.tables()) {
      Resolved query =
          query(table.query(), new Around(Optional.empty(), Map.copyOf(common)), Use.TABLE);
      String name = inLetters(table.name());
      common.put(name, source(table.columns(), query.columns()));
      tables.add(new Query.CommonTable(name, table.columns(), query.query()));
    }
    return new Query.With(false, tables);
  }

  /** The columns of a table that a query makes. */
  private static QuerySource source(List<String> said, List<String> selected) {
    List<String> columns = said.isEmpty() ? selected : said;
    if (columns.size() != selected.size()) {
      throw new Unresolved("a table in it has another number of columns than its query");
    }
    requireDistinct(columns);
    return new QuerySource(
        columns.stream().map(name -> new QuerySource.Column(name, false)).toList());
  }

  private static void requireDistinct(List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(Names.fold(column))) {
        throw new Unresolved("two columns of a table in it are named " + Quoted.of(column));
      }
    }
  }

  /**
   * The name that the query gives a table. A server with lower-case names keeps it in these; which
   * these are of other letters than ASCII's, it decides by tables of its own.
   */
  private String inLetters(String name) {
    String printed = names.apply(new TableName(Optional.empty(), name)).name();
    if (!printed.equals(name) && !name.chars().allMatch(c -> c < 0x80)) {
      throw new Unresolved("the name " + Quoted.of(name) + " in it is not in lower case");
    }
    return printed;
  }

  /** What stands before a column, without the view's own schema. */
  List<String> qualifiers(List<String> written) {
    if (written.size() == 1) {
      TableName table = names.apply(new TableName(Optional.empty(), written.get(0)));
      return List.of(table.name());
    }
    if (written.size() == 2) {
      TableName table = names.apply(new TableName(Optional.of(written.get(0)), written.get(1)));
      if (table.schema().isEmpty()) {
        return List.of(table.name());
      }
    }
    return written;
  }

  // ---- sets -----------------------------------------------------------------------------------

  private record Operand(Query.Body body, List<String> columns) {}

  private Operand operand(Query.Body body, Around around) {
    if (body instanceof Query.SetOperation s) {
      if (!s.operator().equals("UNION")) {
        throw new Unresolved("a set in it is no UNION");
      }
      // The server puts parentheses around a left operand, which say nothing.
      Operand left = operand(unwrapped(s.left()), around);
      Operand right = operand(s.right(), around);
      Query.Body first = s.all() ? left.body() : distinct(left.body());
      return new Operand(
          new Query.SetOperation(s.operator(), s.all(), first, right.body()), left.columns());
    }
    if (body instanceof Query.Nested n) {
      if (n.query().limit().isEmpty()) {
        throw new Unresolved("an operand of a UNION in it has clauses that the server may forget");
      }
      Resolved query = query(n.query(), around, Use.TABLE);
      return new Operand(new Query.Nested(query.query()), query.columns());
    }
    Resolved query = query(Query.of(body), around, Use.TABLE);
    return new Operand(query.query().body(), query.columns());
  }

  /** Where rows come once in the end, it says nothing that they came more often before. */
  private static Query.Body distinct(Query.Body body) {
    return body instanceof Query.SetOperation s
        ? new Query.SetOperation(s.operator(), false, distinct(s.left()), s.right())
        : body;
  }

  private static Query.Body unwrapped(Query.Body body) {
    return body instanceof Query.Nested n
            && n.query().equals(Query.of(n.query().body()))
            && n.query().body() instanceof Query.SetOperation
        ? n.query().body()
        : body;
  }

  /** A UNION is ordered by the names of its columns. */
  private static List<Query.SortKey> unionOrder(List<Query.SortKey> order, List<String> columns) {
    List<Query.SortKey> keys = new ArrayList<>();
    for (Query.SortKey key : order) {
      List<String> named =
          key.expression() instanceof Expr.Column c && c.qualifiers().isEmpty()
              ? columns.stream().filter(name -> Names.same(name, c.column())).toList()
              : position(key.expression(), columns);
      if (named.size() != 1) {
        throw new Unresolved("a UNION in it is ordered by more than the name of a column");
      }
      keys.add(new Query.SortKey(new Expr.Column(List.of(), named.get(0)), key.descending()));
    }
    return keys;
  }

  private static List<String> position(Expr e, List<String> columns) {
    return position(e, columns.size()).map(i -> List.of(columns.get(i))).orElse(List.of());
  }

  /** The index that a number stands for. */
  static Optional<Integer> position(Expr e, int size) {
    if (!(e instanceof Expr.NumberLiteral n)) {
      return Optional.empty();
    }
    if (!n.text().matches("[0-9]{1,4}")
        || Integer.parseInt(n.text()) < 1
        || Integer.parseInt(n.text()) > size) {
      throw new Unresolved("a number in it stands for none of its columns");
    }
    return Optional.of(Integer.parseInt(n.text()) - 1);
  }

  // ---- queries within expressions -------------------------------------------------------------

  Query value(Query query, QueryNames outer, Map<String, QuerySource> common) {
    return query(query, new Around(Optional.of(outer), common), Use.VALUE).query();
  }

  /**
   * A query that is only looked at: of {@code EXISTS} or {@code IN}.
   *
   * @param exists whether it is of {@code EXISTS}, which does not look at what is selected
   */
  Query test(Query query, QueryNames outer, Map<String, QuerySource> common, boolean exists) {
    if (!(query.body() instanceof Select s)) {
      throw new Unresolved("a query that is only tested in it is no plain SELECT");
    }
    if (!s.options().isEmpty()
        || !s.windows().isEmpty()
        || (s.groupBy().isPresent() && s.having().isEmpty())) {
      throw new Unresolved("a query that is only tested in it has clauses that may be forgotten");
    }
    boolean everything =
        exists
            && s.items().equals(List.of(new Select.Wildcard(List.of())))
            && s.groupBy().isEmpty();
    Select tested =
        everything
            ? new Select(
                s.options(),
                List.of(new Select.Value(new Expr.NumberLiteral("1"), Optional.empty())),
                s.from(),
                s.where(),
                s.groupBy(),
                s.having(),
                s.windows(),
                s.qualify())
            : s;
    return query(
            new Query(query.with(), tested, query.order(), query.limit(), query.locking()),
            new Around(Optional.of(outer), common),
            Use.TEST)
        .query();
  }

  // ---- tables ---------------------------------------------------------------------------------

  /** A table that a query reads, and what it shows. */
  record Read(TableRef table, QueryScope scope) {}

  /** Commas join from the left. */
  Read tables(List<TableRef> tables, Map<String, QuerySource> common, Optional<QueryNames> outer) {
    Read read = table(tables.get(0), common, outer);
    for (TableRef each : tables.subList(1, tables.size())) {
      Read next = table(each, common, outer);
      read =
          new Read(
              new TableRef.Join(JOIN, read.table(), next.table(), Optional.empty(), List.of()),
              read.scope().and(next.scope()));
    }
    return read;
  }

  private Read table(TableRef ref, Map<String, QuerySource> common, Optional<QueryNames> outer) {
    if (ref instanceof TableRef.Named t) {
      return named(t, common);
    }
    if (ref instanceof TableRef.Group g) {
      return tables(g.tables(), common, outer);
    }
    if (ref instanceof TableRef.Derived d && !d.lateral() && d.alias().isPresent()) {
      Resolved query = query(d.query(), new Around(Optional.empty(), common), Use.TABLE);
      String alias = inLetters(d.alias().get());
      return new Read(
          new TableRef.Derived(false, query.query(), Optional.of(alias), d.columns()),
          QueryScope.of(alias, source(d.columns(), query.columns())));
    }
    if (ref instanceof TableRef.Join j) {
      return join(j, common, outer);
    }
    throw new Unresolved("it reads something else than tables, views, queries and joins of them");
  }

  private Read named(TableRef.Named t, Map<String, QuerySource> common) {
    if (!t.partitions().isEmpty() || !t.hints().isEmpty()) {
      throw new Unresolved("it names partitions or keys of " + Quoted.of(t.table().name()));
    }
    TableName name = names.apply(t.table());
    if (name.schema().isPresent()) {
      throw new Unresolved("it reads the schema " + Quoted.of(name.schema().get()));
    }
    QuerySource source = common.get(name.name());
    if (source == null || t.table().schema().isPresent()) {
      if (common.keySet().stream().anyMatch(each -> Names.same(each, name.name()))) {
        throw new Unresolved("its table " + Quoted.of(name.name()) + " may be a common one");
      }
      source =
          sources
              .apply(name.name())
              .orElseThrow(
                  () ->
                      new Unresolved(
                          "the columns of " + Quoted.of(name.name()) + " are not known"));
    }
    Optional<String> alias = t.alias().map(this::inLetters).filter(a -> !a.equals(name.name()));
    return new Read(
        new TableRef.Named(name, List.of(), alias, List.of()),
        QueryScope.of(alias.orElse(name.name()), source));
  }

  private Read join(TableRef.Join j, Map<String, QuerySource> common, Optional<QueryNames> outer) {
    Read left = table(j.left(), common, outer);
    Read right = table(j.right(), common, outer);
    boolean natural = j.kind().startsWith("NATURAL ");
    String kind = natural ? j.kind().substring("NATURAL ".length()) : j.kind();
    kind = kind.equals("CROSS JOIN") ? JOIN : kind;
    QueryScope scope = left.scope().and(right.scope());
    if (natural || !j.using().isEmpty()) {
      if (!kind.equals(JOIN) && !kind.equals(LEFT_JOIN)) {
        throw new Unresolved("a join in it that shares columns is neither JOIN nor LEFT JOIN");
      }
      List<String> shared =
          natural ? shared(left.scope(), right.scope()) : inOrderOf(left.scope(), j.using());
      Optional<Expr> condition = sharing(shared, left.scope(), right.scope());
      return new Read(
          new TableRef.Join(kind, left.table(), right.table(), condition, List.of()),
          left.scope().sharing(shared, right.scope()));
    }
    QueryNames seen = new QueryNames(scope, List.of(), outer);
    Optional<Expr> on = j.on().map(e -> new QueryExpressions(this, seen, common).condition(e));
    return kind.equals("RIGHT JOIN")
        ? new Read(new TableRef.Join(LEFT_JOIN, right.table(), left.table(), on, List.of()), scope)
        : new Read(new TableRef.Join(kind, left.table(), right.table(), on, List.of()), scope);
  }

  private static List<String> shared(QueryScope left, QueryScope right) {
    List<String> shared = new ArrayList<>();
    for (QueryScope.Entry entry : left.columns()) {
      if (!entry.invisible()
          && right.columns().stream()
              .anyMatch(other -> !other.invisible() && other.isNamed(entry.column().column()))) {
        shared.add(entry.column().column());
      }
    }
    return withoutRepetition(shared);
  }

  private static List<String> withoutRepetition(List<String> names) {
    List<String> once = new ArrayList<>();
    for (String name : names) {
      if (once.stream().noneMatch(other -> Names.same(other, name))) {
        once.add(name);
      }
    }
    return once;
  }

  /** The server compares shared columns in the order of the left table. */
  private static List<String> inOrderOf(QueryScope left, List<String> using) {
    List<String> ordered = new ArrayList<>();
    for (QueryScope.Entry entry : left.columns()) {
      using.stream().filter(entry::isNamed).findFirst().ifPresent(ordered::add);
    }
    if (!using.stream().allMatch(name -> ordered.stream().anyMatch(o -> Names.same(o, name)))) {
      throw new Unresolved("a join in it uses a column that is not one of its left side");
    }
    return withoutRepetition(ordered);
  }

  private static Optional<Expr> sharing(List<String> shared, QueryScope left, QueryScope right) {
    Optional<Expr> all = Optional.empty();
    for (String name : shared) {
      List<Expr.Column> ours = left.named(name);
      List<Expr.Column> theirs = right.named(name);
      if (ours.size() != 1 || theirs.size() != 1) {
        throw new Unresolved("a shared column in it is not one of each side: " + Quoted.of(name));
      }
      Expr same = new Expr.Binary("=", ours.get(0), theirs.get(0));
      all = Optional.of(all.<Expr>map(e -> new Expr.Binary("AND", e, same)).orElse(same));
    }
    return all;
  }
}

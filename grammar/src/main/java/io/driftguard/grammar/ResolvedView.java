package io.driftguard.grammar;

import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A view as the server keeps it: names of columns with their tables, {@code *} spelled out, each
 * column of the result with its name, joins and expressions in the server's form. What the server
 * prints of a view ({@code SHOW CREATE VIEW}) resolves to the same as what was written, whatever
 * the wording was.
 *
 * <p>Only what was seen on a server is resolved; everything else is refused, so that no view is
 * taken for another one.
 *
 * @param view the view, without its definer: who that is, the account decides that creates it
 * @param columns the names of its columns
 */
public record ResolvedView(View view, List<String> columns) {

  private static final String MERGE = "MERGE";

  private static final Pattern CONVERSION =
      Pattern.compile("convert\\(((?:`(?:[^`]|``)+`\\.)?`(?:[^`]|``)+`) using \\w+\\)");

  public ResolvedView {
    columns = List.copyOf(columns);
  }

  /**
   * Resolves a view.
   *
   * @param view a view in canonical form
   * @param schema the name of its schema, which says nothing before a table; empty when unknown
   * @param sources the tables and views of the schema by their names, as the profile looks them up
   * @throws UnresolvedViewException when it is not known what the server makes of the view
   */
  public static ResolvedView of(
      View view,
      Optional<String> schema,
      Function<String, Optional<QuerySource>> sources,
      ServerProfile profile)
      throws UnresolvedViewException {
    if (profile.lowerCaseTableNames() == 2) {
      throw new UnresolvedViewException("the server keeps names of tables in two spellings");
    }
    if (view.duality()) {
      throw new UnresolvedViewException("it is a JSON DUALITY view");
    }
    QueryResolution resolution = new QueryResolution(name -> table(name, schema, profile), sources);
    try {
      QueryResolution.Resolved query = resolution.view(view.query());
      List<String> columns = view.columns().isEmpty() ? query.columns() : view.columns();
      if (columns.size() != query.columns().size()) {
        throw new UnresolvedViewException(
            "it names " + columns.size() + " columns, but its query has " + query.columns().size());
      }
      requireDistinct(columns);
      return new ResolvedView(
          new View(
              table(view.name(), schema, profile),
              algorithm(view, query.query()),
              Optional.empty(),
              view.security(),
              view.columns(),
              query.query(),
              view.checkOption(),
              false),
          columns);
    } catch (QueryResolution.Unresolved e) {
      throw new UnresolvedViewException(e.reason());
    } catch (StackOverflowError e) {
      throw new UnresolvedViewException("its query is nested too deeply");
    }
  }

  /**
   * Whether nothing but conversions of columns tells this view and another one apart: {@code
   * convert(a using utf8mb4)}. A server adds such where columns of two character sets meet in a
   * function; which columns these are, a view does not say.
   */
  public boolean differsInConversionsAlone(ResolvedView other) {
    return !equals(other) && withoutConversions().equals(other.withoutConversions());
  }

  private String withoutConversions() {
    return columns
        + CONVERSION.matcher(Renderer.render(new CreateView(view, false, false))).replaceAll("$1");
  }

  private static TableName table(TableName name, Optional<String> schema, ServerProfile profile) {
    boolean lower = profile.lowerCaseTableNames() != 0;
    Optional<String> qualifier = name.schema().map(s -> lower ? s.toLowerCase(Locale.ROOT) : s);
    return new TableName(
        qualifier.equals(schema.map(s -> lower ? s.toLowerCase(Locale.ROOT) : s))
            ? Optional.empty()
            : qualifier,
        lower ? name.name().toLowerCase(Locale.ROOT) : name.name());
  }

  /** The server gives names that come twice other ones. */
  private static void requireDistinct(List<String> columns) throws UnresolvedViewException {
    Set<String> names = new HashSet<>();
    for (String column : columns) {
      if (!names.add(Names.fold(column))) {
        throw new UnresolvedViewException("two of its columns are named " + Quoted.of(column));
      }
    }
  }

  /** The server forgets {@code MERGE} where it cannot merge. */
  private static Optional<String> algorithm(View view, Query query) throws UnresolvedViewException {
    if (!view.algorithm().equals(Optional.of(MERGE))) {
      return view.algorithm();
    }
    boolean plain =
        query.with().isEmpty()
            && query.limit().isEmpty()
            && query.body() instanceof Select s
            && !s.from().isEmpty()
            && s.options().isEmpty()
            && s.groupBy().isEmpty()
            && s.having().isEmpty()
            && s.windows().isEmpty()
            && values(s).stream().noneMatch(QueryFunctions::aggregates);
    if (!plain) {
      throw new UnresolvedViewException("its ALGORITHM=MERGE may not be kept");
    }
    return view.algorithm();
  }

  private static List<Expr> values(Select select) {
    List<Expr> values = new ArrayList<>();
    for (Select.Item item : select.items()) {
      if (item instanceof Select.Value value) {
        values.add(value.expression());
      }
    }
    return values;
  }
}

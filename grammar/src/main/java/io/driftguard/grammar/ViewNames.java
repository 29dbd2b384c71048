package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.Query;
import io.driftguard.grammar.ast.Select;
import io.driftguard.grammar.ast.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names that a server gives to the columns of a view: the text of an expression, unless that
 * cannot be the name of a column.
 */
final class ViewNames {

  private static final int LONGEST = 64;

  private ViewNames() {}

  /** The view with names that can be those of columns, where it names none itself. */
  static View given(View view) {
    if (!view.columns().isEmpty()) {
      return view;
    }
    return new View(
        view.name(),
        view.algorithm(),
        view.definer(),
        view.security(),
        view.columns(),
        first(view.query()),
        view.checkOption(),
        view.duality());
  }

  private static Query first(Query query) {
    return new Query(
        query.with(), first(query.body()), query.order(), query.limit(), query.locking());
  }

  private static Query.Body first(Query.Body body) {
    if (body instanceof Query.SetOperation s) {
      return new Query.SetOperation(s.operator(), s.all(), first(s.left()), s.right());
    }
    if (body instanceof Query.Nested n) {
      return new Query.Nested(first(n.query()));
    }
    if (body instanceof Select s) {
      return new Select(
          s.options(),
          valid(s.items()),
          s.from(),
          s.where(),
          s.groupBy(),
          s.having(),
          s.windows(),
          s.qualify());
    }
    return body;
  }

  private static List<Select.Item> valid(List<Select.Item> items) {
    List<Select.Item> valid = new ArrayList<>();
    for (Select.Item item : items) {
      valid.add(item);
      if (item instanceof Select.Value value
          && !(value.expression() instanceof Expr.Column)
          && value.alias().filter(ViewNames::isNoName).isPresent()) {
        String name = "Name_exp_" + valid.size();
        valid.set(valid.size() - 1, new Select.Value(value.expression(), Optional.of(name)));
      }
    }
    return valid;
  }

  private static boolean isNoName(String name) {
    return name.isEmpty() || name.endsWith(" ") || name.codePointCount(0, name.length()) > LONGEST;
  }
}

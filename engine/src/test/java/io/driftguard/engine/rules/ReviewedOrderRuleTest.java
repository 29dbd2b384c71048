package io.driftguard.engine.rules;

import static com.google.common.truth.Truth.assertWithMessage;
import static io.driftguard.engine.testing.Sample.SHOP;

import io.driftguard.api.Operation;
import io.driftguard.api.ReviewedChange;
import io.driftguard.api.ReviewedChange.ClaimedOperation;
import io.driftguard.engine.refusal.Refusal;
import io.driftguard.engine.testing.Sample;
import io.driftguard.engine.testing.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReviewedOrderRuleTest {

  private static final Pattern LABELS = Pattern.compile("(\\w+) TABLE (\\w+).*");

  private static final String A1 = "ALTER TABLE a ADD x int";
  private static final String A2 = "ALTER TABLE a ADD y int AFTER x";
  private static final String B = "ALTER TABLE b ADD x int";
  private static final String PARENT = "CREATE TABLE p (id int PRIMARY KEY)";
  private static final String CHILD =
      "CREATE TABLE c (p int, CONSTRAINT f FOREIGN KEY (p) REFERENCES p (id))";
  private static final String OTHER_CHILD =
      "CREATE TABLE d (p int, CONSTRAINT g FOREIGN KEY (p) REFERENCES p (id))";
  private static final String QUALIFIED_CHILD =
      "CREATE TABLE c (p int, CONSTRAINT f FOREIGN KEY (p) REFERENCES shop.p (id))";
  private static final String ELSEWHERE =
      "CREATE TABLE c (p int, CONSTRAINT f FOREIGN KEY (p) REFERENCES users.p (id))";
  private static final String LIKE = "CREATE TABLE c LIKE p";
  private static final String AWAY = "RENAME TABLE a TO old";
  private static final String BACK = "ALTER TABLE old ADD x int";

  @Test
  void refusesAnotherOrderOfStatementsThatDependOnEachOther() {
    assertOrder("one table", List.of(A1, A2), List.of(A2, A1), true);
    assertOrder("one table, others between", List.of(A1, B, A2), List.of(A2, B, A1), true);
    assertOrder("a parent and its child", List.of(PARENT, CHILD), List.of(CHILD, PARENT), true);
    assertOrder(
        "a parent with its namespace",
        List.of(PARENT, QUALIFIED_CHILD),
        List.of(QUALIFIED_CHILD, PARENT),
        true);
    assertOrder("a template", List.of(PARENT, LIKE), List.of(LIKE, PARENT), true);
    assertOrder("a rename, then its new name", List.of(AWAY, BACK), List.of(BACK, AWAY), true);
    assertOrder("a rename after a change", List.of(A1, AWAY), List.of(AWAY, A1), true);
    assertOrder(
        "one of two children before their parent",
        List.of(PARENT, CHILD, OTHER_CHILD),
        List.of(CHILD, PARENT, OTHER_CHILD),
        true);
    assertOrder("one of two equal ones moved", List.of(A1, A2, A1), List.of(A1, A1, A2), true);
  }

  @Test
  void takesAnyOrderOfStatementsThatDoNot() {
    assertOrder("the same order", List.of(A1, A2, B), List.of(A1, A2, B), false);
    assertOrder("two tables", List.of(A1, A2, B), List.of(B, A1, A2), false);
    assertOrder("two tables, mixed", List.of(A1, A2, B), List.of(A1, B, A2), false);
    assertOrder(
        "two children of one parent",
        List.of(PARENT, CHILD, OTHER_CHILD),
        List.of(PARENT, OTHER_CHILD, CHILD),
        false);
    assertOrder("children alone", List.of(CHILD, OTHER_CHILD), List.of(OTHER_CHILD, CHILD), false);
    assertOrder(
        "a parent of that name elsewhere",
        List.of(PARENT, ELSEWHERE),
        List.of(ELSEWHERE, PARENT),
        false);
  }

  private static void assertOrder(
      String name, List<String> planned, List<String> reviewed, boolean refused) {
    List<String> codes =
        Scenario.refusals(
                Sample.check(
                    Sample.engine(
                        all ->
                            planned.stream()
                                .map(
                                    ddl ->
                                        Sample.planned(
                                            SHOP,
                                            Optional.empty(),
                                            label(ddl, 2),
                                            Operation.valueOf(label(ddl, 1)),
                                            ddl))
                                .toList()),
                    Sample.dispatch(
                        Optional.empty(),
                        reviewed.stream()
                            .<ReviewedChange>map(
                                ddl ->
                                    new ReviewedChange.Table(
                                        SHOP, label(ddl, 2), claim(label(ddl, 1)), ddl))
                            .toArray(ReviewedChange[]::new))))
            .stream()
            .map(Refusal::code)
            .distinct()
            .toList();
    assertWithMessage(name).that(codes).isEqualTo(refused ? List.of("ORDER_DIFFERS") : List.of());
  }

  private static ClaimedOperation claim(String operation) {
    return operation.equals("RENAME")
        ? ClaimedOperation.OTHER
        : ClaimedOperation.valueOf(operation.toUpperCase(Locale.ROOT));
  }

  private static String label(String ddl, int group) {
    Matcher matcher = LABELS.matcher(ddl);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(ddl);
    }
    return matcher.group(group);
  }
}

package com.example.window;

import io.driftguard.api.rule.DispatchFact;
import io.driftguard.api.rule.DispatchedChanges;
import io.driftguard.api.rule.Finding;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.api.rule.RefusalKind;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column is dropped only by a dispatch for the environment {@code maintenance}. A rule has no
 * clock, because the same facts must have the same answer: whoever sends a dispatch in the window
 * says so by its environment.
 */
@Rule(
    id = "example-no-drop-column-outside-window",
    title = "Columns are dropped in the maintenance window alone",
    recovery = "send the dispatch again in the maintenance window, with the environment \"maintenance\"")
public final class NoDropColumnOutsideWindowRule {

  private static final String WINDOW = "maintenance";

  public RuleOutcome evaluate(DispatchFact dispatched, DispatchedChanges reviewed) {
    String environment = dispatched.dispatch().environment();
    List<Finding> findings = new ArrayList<>();
    if (!environment.equals(WINDOW)) {
      for (KeyedChange change : reviewed.changes()) {
        if (dropsColumn(change.key().canonicalDdl())) {
          findings.add(
              Finding.of(
                  "EXAMPLE_DROP_COLUMN_OUTSIDE_WINDOW",
                  RefusalKind.INVALID,
                  change.key().place(),
                  "no DROP COLUMN outside the environment " + WINDOW,
                  "one for the environment \"" + environment + "\""));
        }
      }
    }
    return RuleOutcome.of(
        findings, reviewed.changes().size() + " changes for the environment \"" + environment + "\"");
  }

  /** The canonical form has one spelling; what is quoted in it is a name or a text. */
  private static boolean dropsColumn(String canonical) {
    String unquoted =
        Pattern.compile("`[^`]*+`|'[^']*+'").matcher(canonical).replaceAll("x");
    return Pattern.compile("\\bDROP COLUMN\\b").matcher(unquoted).find();
  }
}

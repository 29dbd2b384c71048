package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.atn.ParseInfo;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.junit.jupiter.api.Test;

/**
 * Ambiguity is what makes a grammar slow: every statement of the tables is parsed with profiling.
 */
class GrammarProfileTest {

  private long tokens;
  private final List<String> troubles = new ArrayList<>();

  @Test
  void isNeitherAmbiguousNorInNeedOfFullContext() {
    for (Table.Case row : Table.cases("statements.txt")) {
      profile(row.input());
    }

    assertThat(troubles).isEmpty();
  }

  /** Decisions that one token settles need no prediction. */
  @Test
  void predictsRarelyInOrdinaryStatements() {
    long predictions = Table.lines("ordinary.txt").stream().mapToLong(this::profile).sum();

    assertThat((double) predictions / tokens).isAtMost(0.15);
    assertThat(troubles).isEmpty();
  }

  /** The number of predictions that the statement needed. */
  private long profile(String sql) {
    SqlTokens all = SqlLexer.read(sql, ServerProfile.DEFAULT, ParseLimits.DEFAULT);
    int end = all.type(all.count() - 1) == DdlGrammar.SEMICOLON ? all.count() - 1 : all.count();
    all.window(0, end);
    DdlGrammar parser = new DdlGrammar(all);
    parser.removeErrorListeners();
    parser.addErrorListener(ThrowingListener.INSTANCE);
    parser.setProfile(true);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL);
    parser.statement();
    tokens += end;
    ParseInfo info = parser.getParseInfo();
    for (DecisionInfo decision : info.getDecisionInfo()) {
      if (!decision.ambiguities.isEmpty() || decision.LL_Fallback > 0) {
        troubles.add(rule(decision.decision) + ": " + sql);
      }
    }
    return sum(info, d -> d.invocations);
  }

  private static long sum(ParseInfo info, ToLongFunction<DecisionInfo> figure) {
    return Arrays.stream(info.getDecisionInfo()).mapToLong(figure).sum();
  }

  private static String rule(int decision) {
    return DdlGrammar.ruleNames[DdlGrammar._ATN.getDecisionState(decision).ruleIndex];
  }
}

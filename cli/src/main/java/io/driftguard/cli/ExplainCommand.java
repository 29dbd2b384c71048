package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.engine.refusal.RefusalCode;
import io.driftguard.engine.refusal.RefusalPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code explain}: what a refusal code means, and what to do. */
final class ExplainCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Syntax.of("explain", "CODE", "Say what a refusal code means and what to do about it.")
        .parameter("CODE", "The code, as a verdict shows it.")
        .examples("driftguard explain CHANGE_NOT_REVIEWED");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console) throws UsageException, IOException {
    String given = arguments.parameters("CODE").get(0);
    for (RefusalCode code : RefusalCode.values()) {
      if (code.name().equals(given)) {
        console.print(code.name() + " (" + code.kind() + ")\n\n" + RefusalPage.of(code));
        return ExitStatus.OK;
      }
    }
    throw new UsageException(
        "there is no refusal code "
            + Quoted.text(given)
            + "; the nearest are "
            + String.join(", ", nearest(given)));
  }

  private static ImmutableList<String> nearest(String given) {
    String wanted = given.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(RefusalCode.values())
        .map(RefusalCode::name)
        .sorted(
            Comparator.comparing((String name) -> !name.contains(wanted))
                .thenComparing(name -> distance(name, wanted))
                .thenComparing(Comparator.naturalOrder()))
        .limit(3)
        .collect(ImmutableList.toImmutableList());
  }

  /** How many letters have to be added, taken away or changed to get from the one to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}

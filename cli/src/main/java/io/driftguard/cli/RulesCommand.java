package io.driftguard.cli;

import io.driftguard.api.ScopeKind;
import io.driftguard.api.VisibleText;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.engine.guard.RuleCatalogs;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rules}: the rules that every dispatch has to satisfy. */
final class RulesCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Plugins.option(
            Syntax.of("rules", "[--plugin-path DIR]", "List the rules that were found."))
        .examples("driftguard rules");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    RuleCatalogs catalogs = Guards.rules(arguments);
    List<RuleDescriptor> rules = catalogs.descriptors();
    if (rules.isEmpty()) {
      throw new UnreadableException("expected the rules of the guard, but found none");
    }
    StringBuilder out = new StringBuilder();
    for (RuleDescriptor rule : rules) {
      out.append(rule.id())
          .append("\n  ")
          .append(VisibleText.of(rule.title()))
          .append("\n  required for: ")
          .append(
              rule.scopes().stream()
                  .sorted()
                  .map(RulesCommand::words)
                  .collect(Collectors.joining(", ")))
          .append("\n  when violated: ")
          .append(VisibleText.of(rule.recovery()))
          .append("\n\n");
    }
    console.print(out.toString());
    return Plugins.complain(catalogs.problems(), console);
  }

  private static String words(ScopeKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

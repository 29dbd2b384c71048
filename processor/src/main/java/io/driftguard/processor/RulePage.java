package io.driftguard.processor;

import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import java.util.Collection;

/** The Markdown page that lists the rules of a compilation for operators. */
final class RulePage {

  /** Where the page is among the compiled classes. */
  static final String PATH = "META-INF/driftguard/rules.md";

  /** What would start markup in the middle of a line. */
  private static final CharMatcher MARKUP = CharMatcher.anyOf("\\`*_[]<>&|~$");

  private RulePage() {}

  /** The page of these rules, in their order. */
  static String of(Collection<CheckedRule> rules) {
    return "# Rules\n\nGenerated from the `@Rule` annotations. Do not edit.\n"
        + rules.stream().map(RulePage::section).collect(joining());
  }

  private static String section(CheckedRule rule) {
    CheckedRule.Annotation annotation = rule.annotation();
    return "\n## "
        + rule.id()
        + "\n\n- Title: "
        + escaped(annotation.title())
        + "\n- Recovery: "
        + escaped(annotation.recovery())
        + "\n- Scopes: "
        + annotation.scopes().stream().map(scope -> code(scope.name())).collect(joining(", "))
        + "\n- Facts: "
        + rule.facts().stream().map(fact -> code(fact.simpleName())).collect(joining(", "))
        + "\n";
  }

  private static String code(String name) {
    return "`" + name + "`";
  }

  /** The text with its markup taken literally. No text begins a line, so that is all there is. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (MARKUP.matches(c)) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}

package io.driftguard.processor;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSortedSet;
import com.palantir.javapoet.ClassName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the catalog of a compilation is called: what the option says, or else {@value
 * #SIMPLE_NAME} in the longest package that all rules are in or below.
 */
final class CatalogName {

  /** The option that chooses another name. */
  static final String OPTION = "driftguard.catalog";

  static final String SIMPLE_NAME = "GeneratedRuleCatalog";

  private final Elements elements;
  private final Map<String, String> options;
  private final SourceVersion sourceVersion;
  private final ProblemReporter reporter;

  CatalogName(ProcessingEnvironment environment, ProblemReporter reporter) {
    this.elements = environment.getElementUtils();
    this.options = environment.getOptions();
    this.sourceVersion = environment.getSourceVersion();
    this.reporter = reporter;
  }

  /** The name, or empty when a problem was reported. */
  Optional<ClassName> of(Collection<CheckedRule> rules) {
    return options.containsKey(OPTION) ? chosen(options.get(OPTION)) : derived(rules);
  }

  private Optional<ClassName> chosen(@Nullable String value) {
    // An option without "=" has no value at all.
    String name = Strings.nullToEmpty(value);
    int dot = name.lastIndexOf('.');
    if (dot < 0 || !SourceVersion.isName(name, sourceVersion)) {
      reporter.report(Problem.CATALOG_OPTION, OPTION, elements.getConstantExpression(name));
      return Optional.empty();
    }
    return Optional.of(ClassName.get(name.substring(0, dot), name.substring(dot + 1)));
  }

  private Optional<ClassName> derived(Collection<CheckedRule> rules) {
    ImmutableSortedSet<String> packages =
        rules.stream()
            .map(rule -> rule.type().packageName())
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    List<String> shared =
        packages.stream()
            .map(name -> Splitter.on('.').splitToList(name))
            .reduce(CatalogName::commonStart)
            .orElseThrow();
    if (shared.isEmpty()) {
      reporter.report(Problem.NO_COMMON_PACKAGE, packages, OPTION);
      return Optional.empty();
    }
    return Optional.of(ClassName.get(Joiner.on('.').join(shared), SIMPLE_NAME));
  }

  private static List<String> commonStart(List<String> one, List<String> other) {
    int length = 0;
    while (length < one.size()
        && length < other.size()
        && one.get(length).equals(other.get(length))) {
      length++;
    }
    return one.subList(0, length);
  }
}

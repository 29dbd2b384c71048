package io.driftguard.processor;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.palantir.javapoet.ClassName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;

/**
 * Decides what the catalog of a compilation is called: what the option says, or else {@value
 * #SIMPLE_NAME} in the longest package that all rules are in or below.
 */
final class CatalogName {

  /** The option that chooses another name. */
  static final String OPTION = "driftguard.catalog";

  static final String SIMPLE_NAME = "GeneratedRuleCatalog";

  private final Map<String, String> options;
  private final SourceVersion sourceVersion;
  private final ProblemReporter reporter;

  CatalogName(ProcessingEnvironment environment, ProblemReporter reporter) {
    this.options = environment.getOptions();
    this.sourceVersion = environment.getSourceVersion();
    this.reporter = reporter;
  }

  /** The name, or empty when a problem was reported. */
  Optional<ClassName> of(Collection<CheckedRule> rules) {
    // An option given without a value is in the map with the value null.
    return options.containsKey(OPTION)
        ? chosen(String.valueOf(options.get(OPTION)))
        : derived(rules);
  }

  private Optional<ClassName> chosen(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0 || !SourceVersion.isName(name, sourceVersion)) {
      reporter.report(Problem.CATALOG_OPTION, OPTION, '"' + name + '"');
      return Optional.empty();
    }
    return Optional.of(ClassName.get(name.substring(0, dot), name.substring(dot + 1)));
  }

  private Optional<ClassName> derived(Collection<CheckedRule> rules) {
    ImmutableSortedSet<String> packages =
        rules.stream()
            .map(rule -> rule.type().packageName())
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    // What the first and the last in order share, all between them share too.
    List<String> shared = commonStart(segments(packages.first()), segments(packages.last()));
    if (shared.isEmpty()) {
      reporter.report(Problem.NO_COMMON_PACKAGE, packages, OPTION);
      return Optional.empty();
    }
    return Optional.of(ClassName.get(Joiner.on('.').join(shared), SIMPLE_NAME));
  }

  private static ImmutableList<String> segments(String packageName) {
    return ImmutableList.copyOf(Splitter.on('.').split(packageName));
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

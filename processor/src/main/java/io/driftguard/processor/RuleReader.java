package io.driftguard.processor;

import com.google.common.collect.ImmutableList;
import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads one rule. All that is wrong with it is reported, not only the first thing. */
final class RuleReader {

  private final AnnotationReader annotations;
  private final ClassChecker classes;
  private final EvaluateReader methods;
  private final ProblemReporter reporter;

  RuleReader(ProcessingEnvironment environment, RuleIds ids, ProblemReporter reporter) {
    Elements elements = environment.getElementUtils();
    Exceptions exceptions = new Exceptions(environment.getTypeUtils(), elements);
    this.annotations = new AnnotationReader(elements, ids, reporter);
    this.classes = new ClassChecker(elements, exceptions, reporter);
    this.methods = new EvaluateReader(elements, exceptions, reporter);
    this.reporter = reporter;
  }

  /** The rule, or empty when a problem of it was reported. */
  Optional<CheckedRule> read(TypeElement rule) {
    int before = reporter.reported();
    CheckedRule.Annotation annotation = annotations.read(rule);
    if (!classes.isClass(rule)) {
      return Optional.empty();
    }
    classes.check(rule);
    ImmutableList<ClassName> facts = methods.read(rule);
    return reporter.reported() == before
        ? Optional.of(new CheckedRule(ClassName.get(rule), annotation, facts))
        : Optional.empty();
  }
}

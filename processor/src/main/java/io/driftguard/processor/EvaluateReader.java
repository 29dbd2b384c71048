package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import com.google.common.collect.ImmutableList;
import com.palantir.javapoet.ClassName;
import io.driftguard.api.rule.Fact;
import io.driftguard.api.rule.RuleOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads the facts that a rule asks for, and reports what is wrong with its one method. */
final class EvaluateReader {

  private static final String NAME = "evaluate";

  private final Elements elements;
  private final Exceptions exceptions;
  private final ImmutableList<ClassName> known;
  private final ProblemReporter reporter;

  EvaluateReader(Elements elements, Exceptions exceptions, ProblemReporter reporter) {
    this.elements = elements;
    this.exceptions = exceptions;
    this.reporter = reporter;
    this.known =
        elements.getTypeElement(Fact.class.getCanonicalName()).getPermittedSubclasses().stream()
            .map(MoreTypes::asTypeElement)
            .map(ClassName::get)
            .sorted()
            .collect(toImmutableList());
  }

  /** The rule's facts; not to be used when a problem was reported. */
  ImmutableList<ClassName> read(TypeElement rule) {
    Optional<ExecutableElement> evaluate =
        ElementFilter.methodsIn(rule.getEnclosedElements()).stream()
            .filter(method -> method.getSimpleName().contentEquals(NAME))
            .findFirst();
    if (evaluate.isEmpty()) {
      reporter.reportAt(rule, Problem.MISSING_EVALUATE, rule.getSimpleName());
      return ImmutableList.of();
    }
    checkAlone(rule, evaluate.get());
    checkDeclaration(evaluate.get());
    return facts(evaluate.get());
  }

  /** The inherited methods count too: the generated call must not depend on overload resolution. */
  private void checkAlone(TypeElement rule, ExecutableElement evaluate) {
    for (ExecutableElement other : ElementFilter.methodsIn(elements.getAllMembers(rule))) {
      if (other.getSimpleName().contentEquals(NAME) && !other.equals(evaluate)) {
        TypeElement owner = MoreElements.asType(other.getEnclosingElement());
        reporter.reportAt(
            owner.equals(rule) ? other : rule, Problem.OVERLOADED_EVALUATE, owner + "." + other);
      }
    }
  }

  private void checkDeclaration(ExecutableElement evaluate) {
    if (!evaluate.getModifiers().contains(Modifier.PUBLIC)) {
      reporter.reportAt(evaluate, Problem.EVALUATE_NOT_PUBLIC);
    }
    if (evaluate.getModifiers().contains(Modifier.STATIC)) {
      reporter.reportAt(evaluate, Problem.STATIC_EVALUATE);
    }
    if (!evaluate.getTypeParameters().isEmpty()) {
      reporter.reportAt(
          evaluate,
          Problem.GENERIC_EVALUATE,
          evaluate.getTypeParameters().stream()
              .map(Object::toString)
              .collect(joining(", ", "<", ">")));
    }
    if (!isOutcome(evaluate.getReturnType())) {
      reporter.reportAt(evaluate, Problem.WRONG_RETURN_TYPE, evaluate.getReturnType());
    }
    exceptions
        .checkedAmong(evaluate.getThrownTypes())
        .forEach(type -> reporter.reportAt(evaluate, Problem.CHECKED_EXCEPTION, type));
  }

  private static boolean isOutcome(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && MoreTypes.isTypeOf(RuleOutcome.class, type);
  }

  private ImmutableList<ClassName> facts(ExecutableElement evaluate) {
    List<? extends VariableElement> parameters = evaluate.getParameters();
    if (parameters.isEmpty()) {
      reporter.reportAt(evaluate, Problem.NO_FACTS);
    }
    Map<ClassName, VariableElement> facts = new HashMap<>();
    ImmutableList.Builder<ClassName> inOrder = ImmutableList.builder();
    for (int i = 0; i < parameters.size(); i++) {
      VariableElement parameter = parameters.get(i);
      if (evaluate.isVarArgs() && i == parameters.size() - 1) {
        reporter.reportAt(parameter, Problem.VARARGS, parameter.getSimpleName());
        continue;
      }
      Optional<ClassName> fact = fact(parameter.asType());
      if (fact.isEmpty()) {
        reporter.reportAt(
            parameter,
            Problem.NOT_A_FACT,
            known.stream().map(ClassName::simpleName).collect(joining(", ")),
            variable(parameter));
        continue;
      }
      VariableElement first = facts.putIfAbsent(fact.get(), parameter);
      if (first != null) {
        reporter.reportAt(
            parameter, Problem.REPEATED_FACT, variable(parameter), first.getSimpleName());
      }
      inOrder.add(fact.get());
    }
    return inOrder.build();
  }

  private Optional<ClassName> fact(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    ClassName name = ClassName.get(MoreTypes.asTypeElement(type));
    return known.contains(name) ? Optional.of(name) : Optional.empty();
  }

  private static String variable(VariableElement parameter) {
    return parameter.asType() + " " + parameter.getSimpleName();
  }
}

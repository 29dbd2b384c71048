package io.driftguard.processor;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reports what is wrong with the class of a rule: the generated catalog, whose package the rule
 * does not know, must be able to construct it, and it must not be able to remember anything.
 */
final class ClassChecker {

  private final Elements elements;
  private final Exceptions exceptions;
  private final ProblemReporter reporter;

  ClassChecker(Elements elements, Exceptions exceptions, ProblemReporter reporter) {
    this.elements = elements;
    this.exceptions = exceptions;
    this.reporter = reporter;
  }

  /** Whether the element is a class at all; if not, nothing else about it is worth a word. */
  boolean isClass(TypeElement rule) {
    if (rule.getKind() == ElementKind.CLASS) {
      return true;
    }
    String kind = rule.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String article = kind.matches("[aeiou].*") ? "an " : "a ";
    reporter.reportAt(rule, Problem.NOT_A_CLASS, rule.getSimpleName(), article + kind);
    return false;
  }

  void check(TypeElement rule) {
    if (elements.getPackageOf(rule).isUnnamed()) {
      reporter.reportAt(rule, Problem.UNNAMED_PACKAGE, rule.getSimpleName());
    }
    checkModifiers(rule);
    if (!rule.getTypeParameters().isEmpty()) {
      reporter.reportAt(rule, Problem.GENERIC_RULE, rule.asType());
    }
    if (!MoreTypes.isTypeOf(Object.class, rule.getSuperclass())) {
      reporter.reportAt(rule, Problem.SUPERCLASS, rule.getSimpleName(), rule.getSuperclass());
    }
    ElementFilter.fieldsIn(rule.getEnclosedElements()).forEach(this::checkField);
    ElementFilter.constructorsIn(rule.getEnclosedElements()).forEach(this::checkConstructor);
  }

  private void checkModifiers(TypeElement rule) {
    Set<Modifier> modifiers = rule.getModifiers();
    if (modifiers.contains(Modifier.ABSTRACT)) {
      reporter.reportAt(rule, Problem.ABSTRACT_RULE, rule.getSimpleName());
    } else if (!modifiers.contains(Modifier.FINAL)) {
      reporter.reportAt(rule, Problem.NOT_FINAL, rule.getSimpleName());
    }
    checkReach(rule);
  }

  private void checkReach(TypeElement type) {
    if (!type.getModifiers().contains(Modifier.PUBLIC)) {
      reporter.reportAt(type, Problem.NOT_PUBLIC, type.getSimpleName());
    }
    if (type.getNestingKind() == NestingKind.MEMBER) {
      TypeElement outer = MoreElements.asType(type.getEnclosingElement());
      if (!type.getModifiers().contains(Modifier.STATIC)) {
        reporter.reportAt(type, Problem.INNER_CLASS, type.getSimpleName(), outer.getSimpleName());
      }
      checkReach(outer);
    }
  }

  private void checkField(VariableElement field) {
    if (!field.getModifiers().contains(Modifier.STATIC)) {
      reporter.reportAt(field, Problem.INSTANCE_FIELD, field.getSimpleName());
    } else if (field.getConstantValue() == null) {
      reporter.reportAt(field, Problem.STATIC_FIELD_NOT_CONSTANT, field.getSimpleName());
    }
  }

  private void checkConstructor(ExecutableElement constructor) {
    if (elements.getOrigin(constructor) == Elements.Origin.MANDATED) {
      // Nobody wrote it, and it is as visible as its class.
      return;
    }
    if (!constructor.getParameters().isEmpty()) {
      reporter.reportAt(constructor, Problem.CONSTRUCTOR_PARAMETERS, constructor);
    } else if (!constructor.getModifiers().contains(Modifier.PUBLIC)) {
      reporter.reportAt(constructor, Problem.CONSTRUCTOR_NOT_PUBLIC);
    }
    exceptions
        .checkedAmong(constructor.getThrownTypes())
        .forEach(type -> reporter.reportAt(constructor, Problem.CONSTRUCTOR_THROWS, type));
  }
}

package io.driftguard.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Turns problems into compile errors, and remembers that there were some. */
final class ProblemReporter {

  private final Messager messager;
  private int reported;

  ProblemReporter(Messager messager) {
    this.messager = messager;
  }

  /** Reports a problem of the whole compilation. */
  void report(Problem problem, Object... details) {
    reported++;
    messager.printMessage(Diagnostic.Kind.ERROR, problem.message(details));
  }

  /** Reports a problem at an element. */
  void reportAt(Element element, Problem problem, Object... details) {
    reported++;
    messager.printMessage(Diagnostic.Kind.ERROR, problem.message(details), element);
  }

  /** Reports a problem at a value of an annotation. */
  void reportAt(
      Element element,
      AnnotationMirror annotation,
      AnnotationValue value,
      Problem problem,
      Object... details) {
    reported++;
    messager.printMessage(
        Diagnostic.Kind.ERROR, problem.message(details), element, annotation, value);
  }

  /** How many problems were reported so far. */
  int reported() {
    return reported;
  }
}

package io.driftguard.processor;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreElements;
import com.google.common.collect.ImmutableList;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.Rule;
import io.driftguard.api.rule.RuleId;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads the {@link Rule} annotation of a class and reports what is wrong with its values. */
final class AnnotationReader {

  private static final Pattern ID = Pattern.compile(RuleId.FORM);

  private final Elements elements;
  private final RuleIds ids;
  private final ProblemReporter reporter;

  AnnotationReader(Elements elements, RuleIds ids, ProblemReporter reporter) {
    this.elements = elements;
    this.ids = ids;
    this.reporter = reporter;
  }

  /** What the annotation says; not to be used when a problem was reported. */
  CheckedRule.Annotation read(TypeElement rule) {
    AnnotationMirror annotation = MoreElements.getAnnotationMirror(rule, Rule.class).get();
    return new CheckedRule.Annotation(
        id(rule, annotation),
        line(rule, annotation, "title", Problem.BLANK_TITLE, Problem.TITLE_NOT_ONE_LINE),
        line(rule, annotation, "recovery", Problem.BLANK_RECOVERY, Problem.RECOVERY_NOT_ONE_LINE),
        scopes(rule, annotation));
  }

  private String id(TypeElement rule, AnnotationMirror annotation) {
    AnnotationValue value = AnnotationMirrors.getAnnotationValue(annotation, "id");
    String id = AnnotationValues.getString(value);
    if (id.length() > RuleId.MAX_LENGTH) {
      reporter.reportAt(rule, annotation, value, Problem.ID_TOO_LONG, id.length());
    }
    if (!ID.matcher(id).matches()) {
      reporter.reportAt(rule, annotation, value, Problem.ID_FORM, quoted(id));
    }
    ids.claim(id, rule.getQualifiedName().toString())
        .ifPresent(
            owner ->
                reporter.reportAt(
                    rule, annotation, value, Problem.DUPLICATE_RULE_ID, owner, quoted(id)));
    return id;
  }

  private String line(
      TypeElement rule,
      AnnotationMirror annotation,
      String name,
      Problem blank,
      Problem notOneLine) {
    AnnotationValue value = AnnotationMirrors.getAnnotationValue(annotation, name);
    String text = AnnotationValues.getString(value);
    if (text.isBlank()) {
      reporter.reportAt(rule, annotation, value, blank, quoted(text));
    } else if (text.codePoints().anyMatch(AnnotationReader::breaksLine)) {
      reporter.reportAt(rule, annotation, value, notOneLine, quoted(text));
    }
    return text;
  }

  /** Whether a character is a control character or one of Unicode's own two line breaks. */
  private static boolean breaksLine(int character) {
    return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
  }

  private ImmutableList<ScopeKind> scopes(TypeElement rule, AnnotationMirror annotation) {
    AnnotationValue value = AnnotationMirrors.getAnnotationValue(annotation, "scopes");
    Set<ScopeKind> scopes = EnumSet.noneOf(ScopeKind.class);
    for (AnnotationValue scope : AnnotationValues.getAnnotationValues(value)) {
      String name = AnnotationValues.getEnum(scope).getSimpleName().toString();
      if (!scopes.add(ScopeKind.valueOf(name))) {
        reporter.reportAt(rule, annotation, scope, Problem.REPEATED_SCOPE, name);
      }
    }
    if (scopes.isEmpty()) {
      reporter.reportAt(rule, annotation, value, Problem.NO_SCOPES);
    }
    return ImmutableList.copyOf(scopes);
  }

  private String quoted(String text) {
    return elements.getConstantExpression(text);
  }
}

package io.driftguard.processor;

import com.google.auto.common.GeneratedAnnotations;
import com.google.auto.service.AutoService;
import com.google.common.collect.ImmutableSet;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.driftguard.api.ScopeKind;
import io.driftguard.api.rule.RuleCatalog;
import io.driftguard.api.rule.RuleDescriptor;
import io.driftguard.api.rule.RuleId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The source of the generated catalog: data from the annotations, and one typed call a rule. */
final class CatalogSource {

  private static final ImmutableSet<String> INHERITED =
      ImmutableSet.of(
          RuleCatalog.Entry.class.getSimpleName(), RuleCatalog.Evaluation.class.getSimpleName());

  private final Elements elements;
  private final SourceVersion sourceVersion;

  CatalogSource(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.sourceVersion = environment.getSourceVersion();
  }

  /** The catalog of these rules, in their order. */
  JavaFile of(ClassName name, Collection<CheckedRule> rules) {
    TypeSpec.Builder catalog =
        TypeSpec.classBuilder(name)
            .addJavadoc("The rules of one compilation.\n")
            .addAnnotation(
                AnnotationSpec.builder(AutoService.class)
                    .addMember("value", "$T.class", RuleCatalog.class)
                    .build())
            // Whether a rule is deprecated is news for whoever reads it, not for its catalog.
            .addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(RuleCatalog.class)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addJavadoc("For {@code ServiceLoader}.\n")
                    .addModifiers(Modifier.PUBLIC)
                    .build())
            .addMethod(rules(rules));
    GeneratedAnnotations.generatedAnnotation(elements, sourceVersion)
        .ifPresent(
            generated ->
                catalog.addAnnotation(
                    AnnotationSpec.builder(ClassName.get(generated))
                        .addMember("value", "$S", RuleProcessor.class.getName())
                        .build()));
    for (CheckedRule rule : rules) {
      TypeElement origin = elements.getTypeElement(rule.type().canonicalName());
      catalog.addOriginatingElement(origin);
    }
    return JavaFile.builder(name.packageName(), catalog.build()).build();
  }

  private MethodSpec rules(Collection<CheckedRule> rules) {
    return MethodSpec.methodBuilder("rules")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(List.class, RuleCatalog.Entry.class))
        .addCode(
            "return $T.of(\n$>$>$L);\n$<$<",
            List.class,
            rules.stream().map(this::entry).collect(CodeBlock.joining(",\n")))
        .build();
  }

  private CodeBlock entry(CheckedRule rule) {
    CheckedRule.Annotation annotation = rule.annotation();
    return CodeBlock.builder()
        .add("new $T(\n$>$>", RuleCatalog.Entry.class)
        .add("new $T(\n$>$>", RuleDescriptor.class)
        .add("new $T($L),\n", RuleId.class, literal(annotation.id()))
        .add("$L,\n", literal(annotation.title()))
        .add("$L,\n", literal(annotation.recovery()))
        .add(
            "$T.of($L),\n",
            Set.class,
            annotation.scopes().stream()
                .map(scope -> CodeBlock.of("$T.$L", ScopeKind.class, scope.name()))
                .collect(CodeBlock.joining(", ")))
        .add(
            "$T.of($L)),\n$<$<",
            List.class,
            rule.facts().stream()
                .map(fact -> CodeBlock.of("$T.class", fact))
                .collect(CodeBlock.joining(", ")))
        .add(
            "facts -> new $L().evaluate($L))$<$<",
            name(rule.type()),
            rule.facts().stream()
                .map(fact -> CodeBlock.of("facts.get($T.class)", fact))
                .collect(CodeBlock.joining(", ")))
        .build();
  }

  /**
   * The name of a rule's class. The catalog inherits the types that are nested in its interface,
   * and those would hide a class of the same simple name, imported or not.
   */
  private CodeBlock name(ClassName type) {
    boolean hidden = INHERITED.contains(type.topLevelClassName().simpleName());
    return hidden ? CodeBlock.of("$L", type.canonicalName()) : CodeBlock.of("$T", type);
  }

  /** A literal that is ASCII, so that the encoding of the compilation cannot change the text. */
  private String literal(String text) {
    return elements.getConstantExpression(text);
  }
}

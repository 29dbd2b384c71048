package io.driftguard.processor;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.processor.AutoServiceProcessor;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import io.driftguard.api.rule.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** How the tests compile rules, and what they look at afterwards. */
final class Compilations {

  /** The first line of a source of a table, so that its other lines count from 2. */
  static final String HEADER =
      "package com.example;"
          + " import io.driftguard.api.ScopeKind;"
          + " import io.driftguard.api.engine.Topology;"
          + " import io.driftguard.api.rule.*;\n";

  private Compilations() {}

  /** A compiler with the processors of a build, and with every warning about code. */
  static Compiler compiler() {
    return Compiler.javac()
        .withProcessors(new RuleProcessor(), new AutoServiceProcessor())
        .withOptions("-Xlint:all,-processing");
  }

  /** A source file whose only class is a rule with that id. */
  static JavaFileObject rule(String className, String id) {
    int dot = className.lastIndexOf('.');
    return JavaFileObjects.forSourceLines(
        className,
        "package " + className.substring(0, dot) + ";",
        "import io.driftguard.api.rule.*;",
        "@Rule(",
        "    id = \"" + id + "\",",
        "    title = \"Title\",",
        "    recovery = \"recovery\")",
        "public final class " + className.substring(dot + 1) + " {",
        "  public RuleOutcome evaluate(ScopeFact scope) {",
        "    return RuleOutcome.satisfied(\"" + id + " saw \" + scope.scope());",
        "  }",
        "}");
  }

  /**
   * Compiles into a directory as the command-line compiler does, which leaves there what it has
   * written even when it fails. Returns the errors and warnings.
   */
  static ImmutableList<String> compileInto(
      Path classes, List<String> options, List<JavaFileObject> sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        javac.getTask(
            null,
            null,
            diagnostics,
            ImmutableList.<String>builder()
                .add("-d", classes.toString(), "-Xlint:all,-processing")
                .addAll(options)
                .build(),
            null,
            sources);
    task.setProcessors(ImmutableList.of(new RuleProcessor(), new AutoServiceProcessor()));
    task.setLocale(Locale.ROOT);
    task.call();
    return problems(diagnostics.getDiagnostics());
  }

  static ImmutableList<String> errors(Compilation compilation) {
    return compilation.errors().stream()
        .map(error -> error.getMessage(Locale.ROOT))
        .collect(toImmutableList());
  }

  /** The warnings, too: nothing that a valid rule leads to may cause one. */
  static ImmutableList<String> errorsAndWarnings(Compilation compilation) {
    return problems(compilation.diagnostics());
  }

  private static ImmutableList<String> problems(
      List<? extends Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .collect(toImmutableList());
  }

  /** The text of a generated source file, by the name of its class. */
  static Optional<String> source(Compilation compilation, String className) {
    return compilation.generatedSourceFile(className).map(Compilations::text);
  }

  /** The text of a resource among the compiled classes. */
  static Optional<String> resource(Compilation compilation, String path) {
    return compilation.generatedFile(StandardLocation.CLASS_OUTPUT, path).map(Compilations::text);
  }

  /** The names of everything that was generated or compiled. */
  static ImmutableList<String> outputs(Compilation compilation) {
    return compilation.generatedFiles().stream()
        .map(JavaFileObject::getName)
        .sorted()
        .collect(toImmutableList());
  }

  /** The sources of a table of rules by their names, ready to be compiled. */
  static ImmutableMap<String, String> sections(String name) {
    return Splitter.on("\n=== ")
        .splitToStream(table(name))
        .skip(1)
        .map(section -> Splitter.on('\n').limit(2).splitToList(section))
        .collect(toImmutableMap(section -> section.get(0), section -> section.get(1)));
  }

  /** The simple names of all facts, sorted. */
  static ImmutableList<String> facts() {
    return Arrays.stream(Fact.class.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .sorted()
        .collect(toImmutableList());
  }

  /** A text beside the tests. */
  static String table(String name) {
    try {
      return Resources.toString(Resources.getResource(Compilations.class, name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

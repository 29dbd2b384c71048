package io.driftguard.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.Collection;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Everything that the processor writes. */
final class CatalogOutput {

  private final Elements elements;
  private final Filer filer;
  private final CatalogName names;
  private final CatalogSource source;
  private final ClassLoader processorPath;
  private final ProblemReporter reporter;

  CatalogOutput(
      ProcessingEnvironment environment, ClassLoader processorPath, ProblemReporter reporter) {
    this.elements = environment.getElementUtils();
    this.filer = environment.getFiler();
    this.names = new CatalogName(environment, reporter);
    this.source = new CatalogSource(environment);
    this.processorPath = processorPath;
    this.reporter = reporter;
  }

  /**
   * Makes sure that another round follows. Only a new source file does that, and what is written in
   * the last round is processed by nobody, so the catalog would not be registered. The file
   * declares nothing: no class comes of it.
   */
  void requestRound(int round, CheckedRule rule) {
    String name = rule.type().packageName() + ".RulesOfRound" + round;
    try (Writer out = filer.createSourceFile(name, origin(rule)).openWriter()) {
      out.write("package " + rule.type().packageName() + ";\n");
    } catch (IOException e) {
      reporter.report(Problem.NOT_WRITTEN, name, e);
    }
  }

  /**
   * Writes the rule page and the catalog; the catalog's name, or empty when there was a problem.
   */
  Optional<String> write(Collection<CheckedRule> rules) {
    Optional<ClassName> name = names.of(rules).filter(this::isFree);
    if (!AutoServiceProcessors.isIn(processorPath)) {
      reporter.report(Problem.AUTO_SERVICE_MISSING, AutoServiceProcessors.NAME);
    }
    if (name.isEmpty() || reporter.reported() > 0) {
      return Optional.empty();
    }
    boolean written = writePage(rules) && writeCatalog(name.get(), rules);
    return name.filter(any -> written).map(ClassName::canonicalName);
  }

  /**
   * Whether the name is free. A class of that name on the class path would hide the catalog, or be
   * hidden by it, and rules would be missing without a word. In the class output it is what the
   * last compilation left there.
   */
  private boolean isFree(ClassName name) {
    boolean free = elements.getTypeElement(name.canonicalName()) == null || isInClassOutput(name);
    if (!free) {
      reportTaken(name);
    }
    return free;
  }

  private boolean isInClassOutput(ClassName name) {
    try {
      // The file object is there in any case; opening it tells whether the file is.
      filer
          .getResource(
              StandardLocation.CLASS_OUTPUT, name.packageName(), name.simpleName() + ".class")
          .openInputStream()
          .close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean writePage(Collection<CheckedRule> rules) {
    try (OutputStream out =
        filer
            .createResource(StandardLocation.CLASS_OUTPUT, "", RulePage.PATH, origins(rules))
            .openOutputStream()) {
      out.write(RulePage.of(rules).getBytes(UTF_8));
      return true;
    } catch (IOException e) {
      reporter.report(Problem.NOT_WRITTEN, RulePage.PATH, e);
      return false;
    }
  }

  private boolean writeCatalog(ClassName name, Collection<CheckedRule> rules) {
    try {
      source.of(name, rules).writeTo(filer);
      return true;
    } catch (FilerException e) {
      reportTaken(name);
      return false;
    } catch (IOException e) {
      reporter.report(Problem.NOT_WRITTEN, name, e);
      return false;
    }
  }

  private void reportTaken(ClassName name) {
    reporter.report(Problem.CATALOG_NAME_TAKEN, name, CatalogName.OPTION);
  }

  private TypeElement[] origins(Collection<CheckedRule> rules) {
    return rules.stream().map(this::origin).toArray(TypeElement[]::new);
  }

  private TypeElement origin(CheckedRule rule) {
    return elements.getTypeElement(rule.type().canonicalName());
  }
}

package io.driftguard.processor;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;

/** Another processor: generates a source file in the round that brings a certain class. */
final class SourceGenerator extends AbstractProcessor {

  private final String trigger;
  private final JavaFileObject source;

  /** Generates the file when a class with that simple name arrives. */
  SourceGenerator(String trigger, JavaFileObject source) {
    this.trigger = trigger;
    this.source = source;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return ImmutableSet.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element root : round.getRootElements()) {
      if (root.getSimpleName().contentEquals(trigger)) {
        generate();
      }
    }
    return false;
  }

  private void generate() {
    String path = source.toUri().getPath();
    String className = path.substring(1, path.length() - ".java".length()).replace('/', '.');
    try (Writer out = processingEnv.getFiler().createSourceFile(className).openWriter()) {
      out.write(source.getCharContent(false).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

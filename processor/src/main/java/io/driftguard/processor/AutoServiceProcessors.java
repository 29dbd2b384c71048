package io.driftguard.processor;

import java.util.ServiceLoader;
import javax.annotation.processing.Processor;

/** Looks for the processor that registers the generated catalog. */
final class AutoServiceProcessors {

  static final String NAME = "com.google.auto.service.processor.AutoServiceProcessor";

  private AutoServiceProcessors() {}

  /** Whether a compiler that takes its processors from that class loader runs AutoService's. */
  static boolean isIn(ClassLoader processorPath) {
    return ServiceLoader.load(Processor.class, processorPath).stream()
        .anyMatch(provider -> provider.type().getName().equals(NAME));
  }
}

package io.driftguard.engine.guard;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What a {@link ServiceLoader} found. A provider that cannot be loaded does not hide the others,
 * and is not forgotten either.
 *
 * @param found the providers that could be loaded
 * @param problems what was wrong with the others
 */
record Providers<S>(ImmutableList<S> found, ImmutableList<String> problems) {

  /** A broken class path can fail for ever: the loader does not say when it will give up. */
  private static final int MAX_PROBLEMS = 100;

  static <S> Providers<S> load(Class<S> service, ClassLoader loader) {
    ImmutableList.Builder<S> found = ImmutableList.builder();
    ImmutableList.Builder<String> problems = ImmutableList.builder();
    Iterator<S> providers = ServiceLoader.load(service, loader).iterator();
    for (int broken = 0; broken < MAX_PROBLEMS; ) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        found.add(providers.next());
      } catch (ServiceConfigurationError
          | RuntimeException
          | LinkageError
          | StackOverflowError
          | AssertionError e) {
        problems.add(Failures.describe(e));
        broken++;
      }
    }
    return new Providers<>(found.build(), problems.build());
  }

  /** Where providers come from, for messages. */
  static String nameOf(Object provider) {
    return Quoted.text(provider.getClass().getName());
  }
}

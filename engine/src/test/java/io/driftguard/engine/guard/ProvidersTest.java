package io.driftguard.engine.guard;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.engine.EngineAdapter;
import io.driftguard.engine.testing.BrokenProviders;
import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;

final class ProvidersTest {

  @Test
  void givesUpOnAClassPathThatFailsForEver() {
    ClassLoader unreadable =
        new ClassLoader(ProvidersTest.class.getClassLoader()) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("the disk is gone");
          }
        };

    Providers<EngineAdapter> providers = Providers.load(EngineAdapter.class, unreadable);

    assertThat(providers.found()).isEmpty();
    assertThat(providers.problems()).hasSize(100);
    assertThat(providers.problems().get(0)).contains("the disk is gone");
  }

  @Test
  void keepsTheOrderOfWhatWorksAndOfWhatDoesNot() {
    Providers<EngineAdapter> providers =
        Providers.load(
            EngineAdapter.class,
            BrokenProviders.adapters(
                BrokenProviders.NotLinked.class,
                BrokenProviders.Other.class,
                BrokenProviders.NoAdapter.class,
                BrokenProviders.Working.class));

    assertThat(providers.found().stream().map(Providers::nameOf).toList())
        .containsExactly(
            "\"io.driftguard.engine.testing.BrokenProviders$Other\"",
            "\"io.driftguard.engine.testing.BrokenProviders$Working\"")
        .inOrder();
    assertThat(providers.problems()).hasSize(2);
    assertThat(providers.problems().get(0)).contains("org/vendor/Driver");
    assertThat(providers.problems().get(1)).contains("NoAdapter");
  }
}

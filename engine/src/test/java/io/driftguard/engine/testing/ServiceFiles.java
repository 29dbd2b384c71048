package io.driftguard.engine.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** A class loader whose service files hold what a test says, and nothing else. */
public final class ServiceFiles extends ClassLoader {

  private final String service;
  private final List<String> providers;

  /**
   * @param service the service
   * @param providers the names of its providers, as they stand in the one service file; an empty
   *     list means that there is no such file
   */
  public ServiceFiles(Class<?> service, String... providers) {
    super(ServiceFiles.class.getClassLoader());
    this.service = service.getName();
    this.providers = List.of(providers);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    if (!name.equals("META-INF/services/" + service)) {
      return super.getResources(name);
    }
    return providers.isEmpty()
        ? Collections.emptyEnumeration()
        : Collections.enumeration(List.of(file(String.join("\n", providers))));
  }

  private static URL file(String content) throws IOException {
    return new URL(
        null,
        "memory:service-file",
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
              @Override
              public void connect() {
                connected = true;
              }

              @Override
              public InputStream getInputStream() {
                return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
              }
            };
          }
        });
  }
}

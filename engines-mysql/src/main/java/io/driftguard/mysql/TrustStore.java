package io.driftguard.mysql;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * The certificates that a server's own is checked against, as a file that the driver reads. It is
 * deleted when it is closed.
 */
final class TrustStore implements AutoCloseable {

  private static final String TYPE = "PKCS12";

  private final Optional<Path> file;
  private final String password;

  private TrustStore(Optional<Path> file, String password) {
    this.file = file;
    this.password = password;
  }

  /** The certificates that the Java runtime trusts. */
  static TrustStore ofTheJvm() {
    return new TrustStore(Optional.empty(), "");
  }

  /**
   * The certificates of a file in PEM.
   *
   * @throws IOException when it holds none, or something else
   */
  static TrustStore of(Path pem) throws IOException {
    // It protects nothing: the certificates are public. The format asks for one.
    String password = UUID.randomUUID().toString();
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IOException("no certificate in " + pem);
      }
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      Path file = Files.createTempFile("driftguard-trusted-", ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
      return new TrustStore(Optional.of(file), password);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** What the driver is told. */
  SortedMap<String, String> properties() {
    return file.map(
            path ->
                ImmutableSortedMap.of(
                    "trustCertificateKeyStoreUrl",
                    path.toUri().toString(),
                    "trustCertificateKeyStoreType",
                    TYPE,
                    "trustCertificateKeyStorePassword",
                    password))
        .orElseGet(ImmutableSortedMap::of);
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
      }
    } catch (IOException e) {
      // Only public certificates are left behind.
      return;
    }
  }
}

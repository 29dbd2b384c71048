package io.driftguard.vitesstesting;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * Self-signed certificates and their keys as PEM files, made by the JDK's own {@code keytool}: one
 * for a server on the loopback interface, one for its clients.
 *
 * @param serverCertificate what clients trust
 * @param serverKey the key of the server
 * @param clientCertificate what the server trusts
 * @param clientKey the key of the clients
 */
public record Certificates(
    Path serverCertificate, Path serverKey, Path clientCertificate, Path clientKey) {

  private static final String PASSWORD = "loopback";
  private static final String ALIAS = "tests";

  /** Makes certificates in a directory, for {@code localhost} and {@code 127.0.0.1}. */
  public static Certificates in(Path directory) throws IOException, GeneralSecurityException {
    return new Certificates(
        certificate(directory, "server"),
        key(directory, "server"),
        certificate(directory, "client"),
        key(directory, "client"));
  }

  private static Path certificate(Path directory, String name) throws IOException {
    keytool(
        List.of(
            "-genkeypair",
            "-keystore",
            directory.resolve(name + ".p12").toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "2"));
    Path pem = directory.resolve(name + ".pem");
    keytool(
        List.of(
            "-exportcert",
            "-rfc",
            "-keystore",
            directory.resolve(name + ".p12").toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-file",
            pem.toString()));
    return pem;
  }

  private static Path key(Path directory, String name)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
    if (key == null) {
      throw new GeneralSecurityException("keytool made no key");
    }
    return Files.writeString(
        directory.resolve(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private static void keytool(List<String> arguments) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder = new ProcessBuilder(keytool.toString());
    builder.command().addAll(arguments);
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("keytool ended with " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}

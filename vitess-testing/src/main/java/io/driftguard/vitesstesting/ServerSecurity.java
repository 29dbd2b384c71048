package io.driftguard.vitesstesting;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server asks of its clients.
 *
 * @param certificates the server's own, and the one that it trusts; empty for no TLS
 * @param clientCertificate whether clients must show a certificate
 * @param headers the headers that each call must have
 */
public record ServerSecurity(
    Optional<Certificates> certificates, boolean clientCertificate, Map<String, String> headers) {

  public ServerSecurity {
    headers = new TreeMap<>(headers);
  }

  /** No TLS, and everybody may call. */
  public static ServerSecurity none() {
    return new ServerSecurity(Optional.empty(), false, Map.of());
  }

  /** TLS, and everybody may call. */
  public static ServerSecurity tls(Certificates certificates) {
    return new ServerSecurity(Optional.of(certificates), false, Map.of());
  }

  /** The same, and clients must show a certificate of the same authority. */
  public ServerSecurity withClientCertificate() {
    return new ServerSecurity(certificates, true, headers);
  }

  /** The same, and each call must have a header. */
  public ServerSecurity withHeader(String name, String value) {
    TreeMap<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new ServerSecurity(certificates, clientCertificate, more);
  }

  ServerCredentials credentials() {
    if (certificates.isEmpty()) {
      return InsecureServerCredentials.create();
    }
    try {
      TlsServerCredentials.Builder tls =
          TlsServerCredentials.newBuilder()
              .keyManager(
                  certificates.get().serverCertificate().toFile(),
                  certificates.get().serverKey().toFile());
      if (clientCertificate) {
        tls.trustManager(certificates.get().clientCertificate().toFile())
            .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
      }
      return tls.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean admits(Metadata given) {
    return headers.entrySet().stream()
        .allMatch(
            header ->
                header
                    .getValue()
                    .equals(
                        given.get(
                            Metadata.Key.of(header.getKey(), Metadata.ASCII_STRING_MARSHALLER))));
  }
}

package io.driftguard.vitess;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableSortedMap;
import io.driftguard.api.engine.Deployment;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.api.engine.Topology;
import io.driftguard.vitesstesting.Certificates;
import io.driftguard.vitesstesting.LoopbackVtctld;
import io.driftguard.vitesstesting.ServerSecurity;
import io.driftguard.vitesstesting.VitessCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VtctldSecurityTest {

  private static final String SECRET = "hunter2-do-not-show";

  @TempDir private static Path directory;

  private static Certificates certificates;
  private static Certificates others;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.in(Files.createDirectory(directory.resolve("ours")));
    others = Certificates.in(Files.createDirectory(directory.resolve("others")));
  }

  private static LoopbackVtctld serve(ServerSecurity security) {
    return LoopbackVtctld.start(
        VitessCluster.of(Rows.snapshot(List.of("geo/", "trips/-80/", "trips/80-/"))), security);
  }

  private static Topology topology(LoopbackVtctld vtctld, Map<String, String> settings)
      throws EngineException {
    Running source = new Running(vtctld.location(), ImmutableSortedMap.copyOf(settings));
    try (Deployment deployment = new VitessEngine().open(source)) {
      return deployment.topology();
    }
  }

  private static void assertRefused(
      LoopbackVtctld vtctld, Map<String, String> settings, Reason reason, String message) {
    EngineException e =
        assertThrows(EngineException.class, () -> topology(vtctld, settings), settings.toString());
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e).hasMessageThat().contains(message);
    assertThat(e).hasMessageThat().doesNotContain(SECRET);
  }

  private static String trusting(Certificates which) {
    return which.serverCertificate().toString();
  }

  @Test
  void speaksTlsUnlessItIsToldNotTo() throws Exception {
    try (LoopbackVtctld vtctld = serve(ServerSecurity.tls(certificates))) {
      assertThat(topology(vtctld, Map.of("tls-ca", trusting(certificates))).namespaces())
          .hasSize(2);
      // nobody whom the Java runtime trusts has signed it
      assertRefused(vtctld, Map.of(), Reason.CONNECTION_NOT_SECURE, "but none could be made: ");
      assertRefused(
          vtctld,
          Map.of("tls-ca", trusting(others)),
          Reason.CONNECTION_NOT_SECURE,
          "but none could be made: ");
      assertRefused(vtctld, Map.of("plaintext", "true"), Reason.UNREACHABLE, "UNAVAILABLE");
    }
    try (LoopbackVtctld vtctld = serve(ServerSecurity.none())) {
      assertThat(topology(vtctld, Map.of("plaintext", "true")).namespaces()).hasSize(2);
      assertRefused(
          vtctld,
          Map.of("tls-ca", trusting(certificates)),
          Reason.CONNECTION_NOT_SECURE,
          "but the server does not speak TLS; on this machine alone, plaintext=true does without");
      assertRefused(
          vtctld,
          Map.of("plaintext", "false"),
          Reason.CONNECTION_NOT_SECURE,
          "but the server does not speak TLS; on this machine alone, plaintext=true does without");
    }
  }

  @Test
  void holdsTheServersNameAgainstItsCertificate() throws Exception {
    try (LoopbackVtctld vtctld = serve(ServerSecurity.tls(certificates))) {
      Map<String, String> settings =
          Map.of("tls-ca", trusting(certificates), "tls-server-name", "localhost");
      assertThat(topology(vtctld, settings).namespaces()).hasSize(2);
      assertRefused(
          vtctld,
          Map.of("tls-ca", trusting(certificates), "tls-server-name", "vtctld.example"),
          Reason.CONNECTION_NOT_SECURE,
          "vtctld.example");
    }
  }

  @Test
  void showsACertificateOfItsOwn() throws Exception {
    try (LoopbackVtctld vtctld = serve(ServerSecurity.tls(certificates).withClientCertificate())) {
      Map<String, String> settings =
          Map.of(
              "tls-ca",
              trusting(certificates),
              "tls-cert",
              certificates.clientCertificate().toString(),
              "tls-key",
              certificates.clientKey().toString());
      assertThat(topology(vtctld, settings).namespaces()).hasSize(2);
      assertRefused(
          vtctld,
          Map.of("tls-ca", trusting(certificates)),
          Reason.CONNECTION_NOT_SECURE,
          "but none could be made: ");
    }
  }

  @Test
  void sendsAUserAndItsPassword() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), SECRET + "\n");
    ServerSecurity security =
        ServerSecurity.none().withHeader("username", "guard").withHeader("password", SECRET);
    try (LoopbackVtctld vtctld = serve(security)) {
      assertThat(
              topology(
                      vtctld,
                      Map.of(
                          "plaintext",
                          "true",
                          "user",
                          "guard",
                          "password-file",
                          password.toString()))
                  .namespaces())
          .hasSize(2);
      assertRefused(
          vtctld,
          Map.of("plaintext", "true", "user", "other", "password-file", password.toString()),
          Reason.ACCOUNT_REFUSED,
          "UNAUTHENTICATED");
      assertRefused(
          vtctld,
          Map.of("plaintext", "true"),
          Reason.ACCOUNT_REFUSED,
          "UNAUTHENTICATED: username and password must be provided; expected to be let in");
    }
  }

  @Test
  void sendsAToken() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), SECRET);
    ServerSecurity security = ServerSecurity.none().withHeader("authorization", "Bearer " + SECRET);
    try (LoopbackVtctld vtctld = serve(security)) {
      assertThat(
              topology(vtctld, Map.of("plaintext", "true", "token-file", token.toString()))
                  .namespaces())
          .hasSize(2);
      assertRefused(vtctld, Map.of("plaintext", "true"), Reason.ACCOUNT_REFUSED, "UNAUTHENTICATED");
    }
  }

  @Test
  void takesSecretsFromTheEnvironment() throws Exception {
    VtctldSettings settings =
        VtctldSettings.of(
            new Running(
                "vtctld://v.example:15999",
                ImmutableSortedMap.of(
                    "token-env", "TOKEN", "user", "guard", "password-env", "PASSWORD")),
            Map.of("TOKEN", "t", "PASSWORD", SECRET)::get);
    assertThat(settings.headers().values())
        .containsExactly("authorization", "Bearer t", "username", "guard", "password", SECRET);
    assertThat(settings.toString()).doesNotContain(SECRET);
    assertThat(settings.toString()).contains("headers [authorization, password, username]");
  }

  /** A location, settings, and the end of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          vtctld://              |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://host          |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://host:0        |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://host:99999    |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://a:b@host:1    |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://host:1/x      |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://h?token=x:1   |                                    | expected a location vtctld://HOST:PORT, but found another form
          vtctld://h:1           | tls=off                            | but found "tls"
          vtctld://h:1           | plaintext=yes                      | the setting plaintext: expected true or false, but found "yes"
          vtctld://h:1           | plaintext=true tls-ca=pom.xml      | the settings plaintext and tls-ca exclude each other
          vtctld://h:1           | tls-cert=pom.xml                   | expected the settings tls-cert and tls-key together, but found one of them
          vtctld://h:1           | tls-ca=nowhere.pem                 | the setting tls-ca: expected a file that can be read, but found "nowhere.pem"
          vtctld://h:1           | user=guard                         | expected the setting user together with password-file or password-env, but found one without the other
          vtctld://h:1           | password-env=P                     | expected the setting user together with password-file or password-env, but found one without the other
          vtctld://h:1           | token-env=NONE                     | the setting token-env: expected a variable of the environment, but found none named "NONE"
          vtctld://h:1           | token-env=T token-file=pom.xml     | the settings token-file and token-env exclude each other
          vtctld://h:1           | token-file=pom.xml                 | the setting token-file: expected one line, but found several
          vtctld://h:1           | token-env=EMPTY                    | the setting token-env: expected one line of printable ASCII, but found something else
          vtctld://h:1           | plaintext=true token-env=T         | without TLS secrets are sent to this machine only
          vtctld://h:1           | call-timeout=0                     | the setting call-timeout: expected a whole number from 1 to 3600, but found "0"
          vtctld://h:1           | call-timeout=1e3                   | the setting call-timeout: expected a whole number from 1 to 3600, but found "1e3"
          vtctld://h:1           | read-timeout=86401                 | the setting read-timeout: expected a whole number from 1 to 86400, but found "86401"
          vtctld://h:1           | concurrency=1000                   | the setting concurrency: expected a whole number from 1 to 256, but found "1000"
          vtctld://h:1           | max-message-mib=2048               | the setting max-message-mib: expected a whole number from 1 to 1024, but found "2048"
          """)
  void refusesSettingsThatItDoesNotUnderstand(String location, String given, String message) {
    ImmutableSortedMap.Builder<String, String> settings = ImmutableSortedMap.naturalOrder();
    for (String each : given == null ? new String[0] : given.split(" ", -1)) {
      settings.put(each.split("=", 2)[0], each.split("=", 2)[1]);
    }
    Map<String, String> environment = Map.of("T", SECRET, "P", SECRET, "EMPTY", "");
    EngineException e =
        assertThrows(
            EngineException.class,
            () ->
                VtctldSettings.of(
                    new Running(location, settings.buildOrThrow()), environment::get));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().endsWith(message);
    assertThat(e).hasMessageThat().doesNotContain(SECRET);
  }

  @Test
  void refusesCertificatesThatAreNone() {
    Running source =
        new Running("vtctld://127.0.0.1:1", ImmutableSortedMap.of("tls-ca", "pom.xml"));
    EngineException e = assertThrows(EngineException.class, () -> new VitessEngine().open(source));
    assertThat(e.reason()).isEqualTo(Reason.SOURCE_NOT_SUPPORTED);
    assertThat(e).hasMessageThat().startsWith("expected certificates");
  }
}

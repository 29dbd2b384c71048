package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sign}, {@code verify} and {@code check --require-signature}. */
final class SigningTest {

  private static final String DISPATCH = "vitess/dispatches/shard_-40.json";

  @TempDir Path directory;

  @BeforeEach
  void makeKeys() throws IOException, GeneralSecurityException {
    for (String name : List.of("me", "other")) {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      write(name + ".pem", pem("PRIVATE KEY", pair.getPrivate()));
      write(name + ".pub", pem("PUBLIC KEY", pair.getPublic()));
    }
    Files.copy(Path.of(Examples.path(DISPATCH)), directory.resolve("plan.json"));
  }

  @Test
  void permitsWhatAReviewerHasSigned() {
    assertThat(sign("me").status()).isEqualTo(0);

    Cli.Run verified = verify("me");
    assertWithMessage(verified.out() + verified.err())
        .that(verified.out())
        .startsWith("SIGNED plan \"plan-1782790980123456789\" is what was reviewed and signed\n");
    assertThat(verified.status()).isEqualTo(0);

    Cli.Run permitted = check("--require-signature", at("me.pub"), "--signature", at("plan.sig"));
    assertThat(permitted.out()).startsWith("PERMITTED");
    assertThat(permitted.status()).isEqualTo(0);
  }

  @Test
  void refusesWhatNoReviewerHasSignedSo() throws IOException {
    assertThat(sign("me").status()).isEqualTo(0);
    assertRefused("REVIEW_NOT_SIGNED", check("--require-signature", at("me.pub")));
    assertRefused(
        "SIGNATURE_KEY_UNKNOWN",
        check("--require-signature", at("other.pub"), "--signature", at("plan.sig")));
    assertRefused("SIGNATURE_KEY_UNKNOWN", verify("other"));
    assertRefused(
        "SIGNATURE_UNREADABLE",
        check("--require-signature", at("me.pub"), "--signature", at("plan.json")));

    String dispatch = Files.readString(directory.resolve("plan.json"));
    write("plan.json", dispatch.replace("varchar(50)", "varchar(51)"));
    assertThat(Files.readString(directory.resolve("plan.json"))).isNotEqualTo(dispatch);
    assertRefused("SIGNED_PLAN_DIFFERS", verify("me"));
  }

  @Test
  void refusesKeysThatAreNone() {
    assertThat(check("--require-signature", at("me.pem")).status()).isEqualTo(2);
    assertThat(check("--require-signature", at("plan.json")).status()).isEqualTo(2);
    assertThat(check("--require-signature", at("nowhere")).status()).isEqualTo(64);
    assertThat(check("--signature", at("plan.json")).status()).isEqualTo(64);
    Cli.Run run = Cli.run("sign", "--dispatch", at("plan.json"), "--key", at("me.pub"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private static void assertRefused(String code, Cli.Run run) {
    assertWithMessage(run.out() + run.err()).that(run.out()).contains("1. " + code + "\n");
    assertThat(run.status()).isEqualTo(2);
  }

  private Cli.Run sign(String key) {
    return Cli.run(
        "sign",
        "--dispatch",
        at("plan.json"),
        "--schema",
        Examples.path("vitess/schema"),
        "--key",
        at(key + ".pem"),
        "--output",
        at("plan.sig"));
  }

  private Cli.Run verify(String key) {
    return Cli.run(
        "verify",
        "--dispatch",
        at("plan.json"),
        "--schema",
        Examples.path("vitess/schema"),
        "--signature",
        at("plan.sig"),
        "--public-key",
        at(key + ".pub"));
  }

  private Cli.Run check(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "check",
                "--dispatch",
                at("plan.json"),
                "--schema",
                Examples.path("vitess/schema"),
                "--live",
                "snapshot:" + Examples.path("vitess/live")));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private void write(String name, String text) throws IOException {
    Files.write(directory.resolve(name), text.getBytes(UTF_8));
  }

  private static String pem(String label, Key key) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END "
        + label
        + "-----\n";
  }
}

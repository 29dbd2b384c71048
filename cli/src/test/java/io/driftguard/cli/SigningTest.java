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
  void takesTheSignaturesOfTwoReviewersInOneFile() throws IOException {
    assertThat(sign("me").status()).isEqualTo(0);
    String[] both = {"--require-signature", at("me.pub"), "--require-signature", at("other.pub")};
    String[] signed = {both[0], both[1], both[2], both[3], "--signature", at("plan.sig")};
    Cli.Run missing = check(signed);
    assertRefused("SIGNATURE_MISSING", missing);
    assertThat(missing.out()).contains(" of \"" + at("other.pub") + "\"");
    assertThat(missing.out()).contains("--into SIGNATURE");

    Cli.Run added = sign("other", "--into", at("plan.sig"));
    assertWithMessage(added.err()).that(added.status()).isEqualTo(0);
    assertThat(check(signed).status()).isEqualTo(0);
    assertThat(verify("me").status()).isEqualTo(0);
    Cli.Run verified = verify("me", "--public-key", at("other.pub"));
    assertThat(verified.out().split("signed by:|\\| the key", -1)).hasLength(3);
    assertThat(verified.status()).isEqualTo(0);

    String before = Files.readString(directory.resolve("plan.sig"));
    Cli.Run again = sign("other", "--into", at("plan.sig"));
    assertThat(again.err()).startsWith("driftguard: SIGNER_REPEATED: ");
    assertThat(again.status()).isEqualTo(2);
    write(
        "plan.json",
        Files.readString(directory.resolve("plan.json")).replace("varchar(50)", "varchar(51)"));
    Cli.Run ofAnother = sign("other", "--into", at("plan.sig"));
    assertThat(ofAnother.err()).startsWith("driftguard: SIGNED_PLAN_DIFFERS: ");
    assertThat(ofAnother.status()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve("plan.sig"))).isEqualTo(before);
  }

  @Test
  void signsAVerdictAndReadsItBack() throws IOException {
    String[] signed = {"--format", "in-toto", "--verdict-key", at("me.pem"), "--output", ""};
    signed[5] = at("verdict.json");
    assertThat(check(signed).status()).isEqualTo(0);
    Cli.Run permitted = verifyVerdict("me");
    assertThat(permitted.out())
        .startsWith("PERMITTED plan \"plan-1782790980123456789\", as recorded at 2");
    assertThat(permitted.out()).contains("signed by: ");
    assertThat(permitted.status()).isEqualTo(0);
    assertRefused("SIGNATURE_KEY_UNKNOWN", verifyVerdict("other"));

    String dispatch = Files.readString(directory.resolve("plan.json"));
    write("plan.json", dispatch.replace("varchar(50)", "varchar(51)"));
    assertRefused("VERDICT_PLAN_DIFFERS", verifyVerdict("me"));
    assertThat(check(signed).status()).isEqualTo(1);
    Cli.Run drifted = verifyVerdict("me");
    assertThat(drifted.out()).startsWith("REFUSED (DRIFT) plan ");
    assertThat(drifted.out()).contains("1. STATEMENT_DIFFERS\n");
    assertThat(drifted.status()).isEqualTo(1);

    // Without a key it is a statement, and nobody has to rely on it.
    assertThat(check("--format", "in-toto", "--output", at("verdict.json")).status()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("verdict.json")))
        .contains("\"predicateType\" : \"urn:driftguard:verdict:1\"");
    assertRefused("SIGNATURE_UNREADABLE", verifyVerdict("me"));
  }

  @Test
  void statesAVerdictOnADispatchThatNobodyCanRead() throws IOException {
    write("plan.json", "{");
    Cli.Run run = check("--format", "in-toto");
    // printf '{' | sha256sum
    assertThat(run.out())
        .contains(
            "\"sha256\" : \"021fb596db81e6d02bf3d2586ee3981fe519f275c0ac9ca76bbcf2ebb4097d96\"");
    assertThat(run.out()).doesNotContain("driftguardPlan1");
    assertThat(run.out()).contains("DISPATCH_NOT_JSON");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void saysWhichOptionsOfSignedVerdictsGoTogether() {
    assertThat(sign("me").status()).isEqualTo(0);
    assertThat(check("--verdict-key", at("me.pem")).status()).isEqualTo(64);
    assertThat(check("--format", "in-toto", "--verdict-key", at("me.pub")).status()).isEqualTo(2);
    assertThat(verify("me", "--verdict", at("plan.sig")).status()).isEqualTo(64);
    assertThat(Cli.run("verify", "--dispatch", at("plan.json"), "--public-key", at("me.pub")))
        .isEqualTo(
            new Cli.Run(
                64,
                "",
                "driftguard: expected either --signature or --verdict, but found neither;"
                    + " \"driftguard verify --help\" shows what there is\n"));
    Cli.Run audit =
        Cli.run(
            "audit",
            "--schema",
            Examples.path("vitess/schema"),
            "--live",
            "snapshot:" + Examples.path("vitess/live"),
            "--format",
            "in-toto");
    assertThat(audit.err()).contains("a format is one of text, json, ");
    assertThat(audit.status()).isEqualTo(64);
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
    return sign(key, "--output", at("plan.sig"));
  }

  private Cli.Run sign(String key, String... more) {
    return run(List.of("sign", "--key", at(key + ".pem")), more);
  }

  private Cli.Run verify(String key, String... more) {
    return run(
        List.of("verify", "--signature", at("plan.sig"), "--public-key", at(key + ".pub")), more);
  }

  private Cli.Run verifyVerdict(String key) {
    return run(
        List.of("verify", "--verdict", at("verdict.json"), "--public-key", at(key + ".pub")));
  }

  private Cli.Run check(String... more) {
    return run(List.of("check", "--live", "snapshot:" + Examples.path("vitess/live")), more);
  }

  /** Runs a command on the dispatch. */
  private Cli.Run run(List<String> command, String... more) {
    List<String> args = new ArrayList<>(command);
    args.addAll(List.of("--dispatch", at("plan.json"), "--schema", Examples.path("vitess/schema")));
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

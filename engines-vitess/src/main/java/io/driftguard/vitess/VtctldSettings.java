package io.driftguard.vitess;

import static io.driftguard.replan.SourceSettings.refused;

import com.google.common.net.HostAndPort;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.replan.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a vtctld is reached.
 *
 * @param host its host name or address
 * @param port its gRPC port
 * @param security whether the connection is encrypted, and how
 * @param headers what each call carries so that it is let in; never shown
 * @param limits how long and how much
 * @param serverVersion the version of all servers of the cluster; empty when each is asked
 */
record VtctldSettings(
    String host,
    int port,
    Security security,
    Headers headers,
    VtctldLimits limits,
    Optional<ServerVersion> serverVersion) {

  static final String PLAINTEXT = "plaintext";
  static final String TLS_CA = "tls-ca";
  static final String TLS_CERT = "tls-cert";
  static final String TLS_KEY = "tls-key";
  static final String TLS_SERVER_NAME = "tls-server-name";
  static final String USER = "user";
  static final String PASSWORD_FILE = "password-file";
  static final String PASSWORD_ENV = "password-env";
  static final String TOKEN_FILE = "token-file";
  static final String TOKEN_ENV = "token-env";
  static final String CALL_TIMEOUT = "call-timeout";
  static final String READ_TIMEOUT = "read-timeout";
  static final String CONCURRENCY = "concurrency";
  static final String MAX_MESSAGE_MIB = "max-message-mib";

  /** The version of the MySQL servers, where they are not to be asked for it. */
  static final String SERVER_VERSION = "server-version";

  /** What may differ without being drift; for a snapshot too. */
  static final String TOLERATE = "tolerate";

  private static final String CONSTRAINT_SUFFIX = "constraint-suffix";

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              PLAINTEXT,
              TLS_CA,
              TLS_CERT,
              TLS_KEY,
              TLS_SERVER_NAME,
              USER,
              PASSWORD_FILE,
              PASSWORD_ENV,
              TOKEN_FILE,
              TOKEN_ENV,
              CALL_TIMEOUT,
              READ_TIMEOUT,
              CONCURRENCY,
              MAX_MESSAGE_MIB,
              SERVER_VERSION,
              TOLERATE));

  private static final String SCHEME = "vtctld://";
  private static final String FORM = "vtctld://HOST:PORT";

  /** What a header of HTTP/2 can carry. */
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|::1");

  /** The connection's encryption. */
  sealed interface Security {

    /** None, because the settings say so. */
    record Plaintext() implements Security {}

    /**
     * TLS.
     *
     * @param trusted the certificates that are trusted; empty means those of the Java runtime
     * @param own the client's own certificate and its key, for servers that ask for one
     * @param serverName the name that the server's certificate is to have; empty means the host
     */
    record Tls(Optional<Path> trusted, Optional<OwnCertificate> own, Optional<String> serverName)
        implements Security {}
  }

  /**
   * A client's certificate.
   *
   * @param certificate the file of the certificate
   * @param key the file of its key
   */
  record OwnCertificate(Path certificate, Path key) {}

  /**
   * Headers that hold secrets.
   *
   * @param values name to value
   */
  record Headers(SortedMap<String, String> values) {
    @Override
    public String toString() {
      return "headers " + values.keySet();
    }
  }

  /** Whether the location is one of a vtctld. */
  static boolean isVtctld(Running source) {
    return source.location().startsWith(SCHEME);
  }

  /**
   * Reads the location and the settings of a live source.
   *
   * @param environment the value of an environment variable
   * @throws EngineException when one of them is not understood, or a file cannot be read; secrets
   *     are not repeated
   */
  static VtctldSettings of(Running source, Function<String, @Nullable String> environment)
      throws EngineException {
    return new Reading(new SourceSettings(source.settings(), environment)).read(source.location());
  }

  /**
   * Whether the settings tolerate the suffixes of constraints.
   *
   * @throws EngineException when they tolerate something else
   */
  static boolean toleratesConstraintSuffixes(SortedMap<String, String> settings)
      throws EngineException {
    String value = settings.get(TOLERATE);
    if (value != null && !value.equals(CONSTRAINT_SUFFIX)) {
      throw refused(
          "the setting "
              + TOLERATE
              + ": expected "
              + CONSTRAINT_SUFFIX
              + ", but found "
              + Quoted.text(value));
    }
    return value != null;
  }

  /** One pass over the settings. */
  private record Reading(SourceSettings given) {

    VtctldSettings read(String location) throws EngineException {
      SourceSettings.requireKnown(given.given().keySet(), KNOWN);
      HostAndPort address = address(location);
      Security security = security();
      Headers headers = headers();
      if (security instanceof Security.Plaintext
          && !headers.values().isEmpty()
          && !LOOPBACK.matcher(address.getHost()).matches()) {
        throw refused(
            "expected TLS, because a user or a token is to be sent, but found the setting "
                + PLAINTEXT
                + "; without TLS secrets are sent to this machine only");
      }
      Optional<ServerVersion> version = serverVersion();
      return new VtctldSettings(
          address.getHost(),
          address.getPort(),
          security,
          headers,
          new VtctldLimits(
              Duration.ofSeconds(given.number(CALL_TIMEOUT, 30, 3600)),
              Duration.ofSeconds(given.number(READ_TIMEOUT, 300, 86_400)),
              given.number(CONCURRENCY, 8, 256),
              given.number(MAX_MESSAGE_MIB, 64, 1024) << 20,
              VtctldLimits.FIRST_PAUSE),
          version);
    }

    private Optional<ServerVersion> serverVersion() throws EngineException {
      Optional<String> said = given.value(SERVER_VERSION);
      try {
        return said.map(ServerVersion::parse);
      } catch (IllegalArgumentException e) {
        throw refused(
            "the setting "
                + SERVER_VERSION
                + ": expected a version of MySQL from 8.0 on, like 8.0.40, but found "
                + Quoted.text(said.orElseThrow()));
      }
    }

    private static HostAndPort address(String location) throws EngineException {
      String address =
          location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : "no address";
      try {
        HostAndPort parsed = HostAndPort.fromString(address);
        if (parsed.hasPort()
            && parsed.getPort() > 0
            && !parsed.getHost().isEmpty()
            && !parsed.getHost().matches(".*[@/?#%\\s].*")) {
          return parsed;
        }
      } catch (IllegalArgumentException e) {
        // Not repeated: it may have been given with credentials.
        throw refused("expected a location " + FORM + ", but found another form");
      }
      throw refused("expected a location " + FORM + ", but found another form");
    }

    private Security security() throws EngineException {
      if (given.flag(PLAINTEXT)) {
        for (String other : new String[] {TLS_CA, TLS_CERT, TLS_KEY, TLS_SERVER_NAME}) {
          given.requireApart(PLAINTEXT, other);
        }
        return new Security.Plaintext();
      }
      Optional<Path> certificate = given.file(TLS_CERT);
      Optional<Path> key = given.file(TLS_KEY);
      if (certificate.isPresent() != key.isPresent()) {
        throw refused(
            "expected the settings "
                + TLS_CERT
                + " and "
                + TLS_KEY
                + " together, but found one of them");
      }
      return new Security.Tls(
          given.file(TLS_CA),
          certificate.map(own -> new OwnCertificate(own, key.orElseThrow())),
          given.value(TLS_SERVER_NAME));
    }

    private Headers headers() throws EngineException {
      TreeMap<String, String> headers = new TreeMap<>();
      Optional<String> password = secret(PASSWORD_FILE, PASSWORD_ENV);
      Optional<String> token = secret(TOKEN_FILE, TOKEN_ENV);
      Optional<String> user = given.value(USER);
      if (user.isPresent() != password.isPresent()) {
        throw refused(
            "expected the setting "
                + USER
                + " together with "
                + PASSWORD_FILE
                + " or "
                + PASSWORD_ENV
                + ", but found one without the other");
      }
      if (user.isPresent() && password.isPresent()) {
        if (!PRINTABLE.matcher(user.get()).matches()) {
          throw refused("expected printable ASCII as " + USER + ", but found something else");
        }
        headers.put("username", user.get());
        headers.put("password", password.get());
      }
      token.ifPresent(value -> headers.put("authorization", "Bearer " + value));
      return new Headers(headers);
    }

    private Optional<String> secret(String fileSetting, String variableSetting)
        throws EngineException {
      Optional<String> secret = given.secret(fileSetting, variableSetting);
      if (secret.isPresent() && !PRINTABLE.matcher(secret.get()).matches()) {
        throw refused(
            "the setting "
                + (given.value(fileSetting).isPresent() ? fileSetting : variableSetting)
                + ": expected one line of printable ASCII, but found something else");
      }
      return secret;
    }
  }
}

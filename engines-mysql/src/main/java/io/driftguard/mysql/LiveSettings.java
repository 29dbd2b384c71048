package io.driftguard.mysql;

import static io.driftguard.replan.SourceSettings.refused;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.LiveSource.Running;
import io.driftguard.replan.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a running MySQL server is reached and read. Only what is known to be harmless is taken from a
 * URL: some properties of the driver let a server read local files, load classes, or change what
 * statements say.
 *
 * @param host the host name or address
 * @param port the port
 * @param schema the one schema to read; empty for all
 * @param user the account's name
 * @param password the account's password; never shown
 * @param tls whether the connection is encrypted, and what is checked
 * @param trusted the file of the certificates that are trusted, in PEM
 * @param driver further properties of the driver, by their names
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long an answer may take
 * @param concurrency how many connections there are at most
 * @param leftovers which tables are not compared
 */
record LiveSettings(
    String host,
    int port,
    Optional<Namespace> schema,
    Optional<String> user,
    Optional<Secret> password,
    Tls tls,
    Optional<Path> trusted,
    SortedMap<String, String> driver,
    Duration connectTimeout,
    Duration readTimeout,
    int concurrency,
    Leftovers leftovers) {

  static final String USER = "user";
  static final String PASSWORD_FILE = "password-file";
  static final String PASSWORD_ENV = "password-env";
  static final String OPTION_FILE = "option-file";
  static final String TLS_CA = "tls-ca";
  static final String CONNECT_TIMEOUT = "connect-timeout";
  static final String READ_TIMEOUT = "read-timeout";
  static final String CONCURRENCY = "concurrency";
  static final String LEFTOVER_TOOLS = "leftover-tools";
  static final String LEFTOVER_TABLES = "leftover-tables";

  private static final ImmutableSortedSet<String> KNOWN =
      ImmutableSortedSet.of(
          USER,
          PASSWORD_FILE,
          PASSWORD_ENV,
          OPTION_FILE,
          TLS_CA,
          CONNECT_TIMEOUT,
          READ_TIMEOUT,
          CONCURRENCY,
          LEFTOVER_TOOLS,
          LEFTOVER_TABLES);

  private static final String FORM = "jdbc:mysql://HOST:PORT/ or jdbc:mysql://HOST:PORT/SCHEMA";

  private static final Pattern URL =
      Pattern.compile(
          "jdbc:mysql://(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::(?<port>[0-9]{1,5}))?"
              + "(?:/(?<schema>[^/?#%@()=,&;\\s]*)(?:\\?(?<query>.*))?)?");

  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(pass|pwd|secret|token|credential|user).*", Pattern.CASE_INSENSITIVE);

  private static final int MOST_SECONDS = 86_400;

  /** What is checked of an encrypted connection. Falling back to none is not among the values. */
  enum Tls {
    DISABLED,
    REQUIRED,
    VERIFY_CA,
    VERIFY_IDENTITY
  }

  /**
   * A password.
   *
   * @param value the password itself
   */
  record Secret(String value) {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  /**
   * Reads the location and the settings of a live source.
   *
   * @param environment the value of an environment variable
   * @throws EngineException when one of them is not understood, or a file cannot be read; secrets
   *     are not repeated
   */
  static LiveSettings of(Running source, Function<String, @Nullable String> environment)
      throws EngineException {
    return new Reading(new SourceSettings(source.settings(), environment)).read(source.location());
  }

  /** One pass over the settings. */
  private record Reading(SourceSettings given) {

    LiveSettings read(String location) throws EngineException {
      SourceSettings.requireKnown(given.given().keySet(), KNOWN);
      Matcher url = URL.matcher(location);
      if (!url.matches()) {
        // Not repeated: it may have been given with credentials.
        throw refused("expected a location " + FORM + ", but found another form");
      }
      TreeMap<String, String> driver = properties(url.group("query"));
      Optional<Path> trusted = given.file(TLS_CA);
      Tls tls = tls(driver.remove("sslMode"), trusted.isPresent());
      Optional<OptionFile> options = options();
      Optional<Secret> password =
          given
              .secret(PASSWORD_FILE, PASSWORD_ENV)
              .or(() -> options.flatMap(OptionFile::password))
              .map(Secret::new);
      String schema = Optional.ofNullable(url.group("schema")).orElse("");
      return new LiveSettings(
          url.group("host"),
          port(url.group("port")),
          schema.isEmpty() ? Optional.empty() : Optional.of(new Namespace(schema)),
          given.value(USER).or(() -> options.flatMap(OptionFile::user)),
          password,
          tls,
          trusted,
          driver,
          Duration.ofMillis(milliseconds(driver.remove("connectTimeout"), CONNECT_TIMEOUT, 10)),
          Duration.ofMillis(milliseconds(driver.remove("socketTimeout"), READ_TIMEOUT, 60)),
          given.number(CONCURRENCY, 4, 64),
          Leftovers.of(given.value(LEFTOVER_TOOLS), given.value(LEFTOVER_TABLES)));
    }

    private static int port(@Nullable String written) throws EngineException {
      int port = written == null ? 3306 : Integer.parseInt(written);
      if (port < 1 || port > 65_535) {
        throw refused("expected a port from 1 to 65535, but found " + port);
      }
      return port;
    }

    private static TreeMap<String, String> properties(@Nullable String query)
        throws EngineException {
      TreeMap<String, String> properties = new TreeMap<>();
      if (query == null || query.isEmpty()) {
        return properties;
      }
      for (String property : Splitter.on('&').split(query)) {
        int equals = property.indexOf('=');
        String name = equals < 0 ? property : property.substring(0, equals);
        String value = equals < 0 ? "" : property.substring(equals + 1);
        if (SECRET_NAME.matcher(name).matches()) {
          throw refused(
              "expected a location without user and password, which belong into the settings "
                  + USER
                  + " and "
                  + PASSWORD_FILE
                  + ", but found one of them");
        }
        DriverProperty known = DriverProperty.named(name);
        if (!known.form.matcher(value).matches()) {
          throw refused(
              "expected "
                  + known.expected()
                  + " as the property "
                  + name
                  + " of the location, but found another value");
        }
        if (properties.put(name, value) != null) {
          throw refused("expected the property " + name + " once, but found it twice");
        }
      }
      return properties;
    }

    private static Tls tls(@Nullable String mode, boolean hasTrusted) throws EngineException {
      Tls tls =
          mode == null ? (hasTrusted ? Tls.VERIFY_IDENTITY : Tls.REQUIRED) : Tls.valueOf(mode);
      if (hasTrusted && tls.compareTo(Tls.VERIFY_CA) < 0) {
        throw refused(
            "expected sslMode VERIFY_CA or VERIFY_IDENTITY together with the setting "
                + TLS_CA
                + ", but found "
                + tls);
      }
      return tls;
    }

    private Optional<OptionFile> options() throws EngineException {
      Optional<Path> file = given.file(OPTION_FILE);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      for (String other : ImmutableSet.of(PASSWORD_FILE, PASSWORD_ENV)) {
        given.requireApart(OPTION_FILE, other);
      }
      return Optional.of(OptionFile.parse(SourceSettings.text(OPTION_FILE, file.get())));
    }

    private long milliseconds(@Nullable String property, String setting, int byDefault)
        throws EngineException {
      if (property == null) {
        return given.number(setting, byDefault, MOST_SECONDS) * 1000L;
      }
      if (given.value(setting).isPresent()) {
        throw refused(
            "expected the setting " + setting + " or its property of the location, found both");
      }
      return Long.parseLong(property);
    }
  }

  /** The properties of the driver that a location may set. */
  private enum DriverProperty {
    SSL_MODE("sslMode", "DISABLED|REQUIRED|VERIFY_CA|VERIFY_IDENTITY"),
    TLS_VERSIONS("tlsVersions", "TLSv1\\.[23](,TLSv1\\.[23])?"),
    ALLOW_PUBLIC_KEY_RETRIEVAL("allowPublicKeyRetrieval", "true|false"),
    CONNECT_TIMEOUT_MS("connectTimeout", "[1-9][0-9]{0,7}"),
    SOCKET_TIMEOUT_MS("socketTimeout", "[1-9][0-9]{0,7}");

    private final String name;
    private final Pattern form;

    DriverProperty(String name, String form) {
      this.name = name;
      this.form = Pattern.compile(form);
    }

    String expected() {
      return switch (this) {
        case SSL_MODE -> "DISABLED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY";
        case TLS_VERSIONS -> "TLSv1.2, TLSv1.3 or both, separated by a comma,";
        case ALLOW_PUBLIC_KEY_RETRIEVAL -> "true or false";
        case CONNECT_TIMEOUT_MS, SOCKET_TIMEOUT_MS -> "a number of milliseconds";
      };
    }

    static DriverProperty named(String name) throws EngineException {
      SortedSet<String> known = new TreeSet<>();
      for (DriverProperty property : values()) {
        if (property.name.equals(name)) {
          return property;
        }
        known.add(property.name);
      }
      throw refused(
          "expected no properties in a location but "
              + String.join(", ", known)
              + ", but found "
              + Quoted.text(name));
    }
  }

  /** The properties that the driver is given, the password among them. */
  SortedMap<String, String> connection(Set<String> flags) {
    TreeMap<String, String> properties = new TreeMap<>(driver);
    user.ifPresent(name -> properties.put("user", name));
    password.ifPresent(secret -> properties.put("password", secret.value()));
    properties.put("sslMode", tls.name());
    properties.put("connectTimeout", String.valueOf(connectTimeout.toMillis()));
    properties.put("socketTimeout", String.valueOf(readTimeout.toMillis()));
    properties.put("characterEncoding", "UTF-8");
    properties.put("tcpKeepAlive", "true");
    properties.put("paranoid", "true");
    properties.put("jdbcCompliantTruncation", "false");
    flags.forEach(flag -> properties.put(flag, "false"));
    return properties;
  }

  /** The URL that the driver is given; nothing in it is a secret. */
  String url() {
    return "jdbc:mysql://" + host + ":" + port + "/";
  }
}

package io.driftguard.cli;

import io.driftguard.api.Quoted;
import io.driftguard.api.engine.LiveSource;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SnapshotDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where the live side is, as {@code --live} says it. */
sealed interface Location {

  /** What may be given, for help and messages. */
  String FORMS = "snapshot:DIR, jdbc:mysql://HOST:PORT/ or vtctld://HOST:PORT";

  /** The account of a running deployment. */
  String USER = "--user";

  /** The file with its password. */
  String PASSWORD_FILE = "--password-file";

  /** Every other setting by its name. */
  String OPTION = "--live-option";

  /** Adds the options that say how a location is reached and read. */
  static Syntax options(Syntax syntax) {
    return syntax
        .value(USER, "NAME", "The account for a running deployment.")
        .value(PASSWORD_FILE, "FILE", "The file that holds its password, on one line.")
        .values(
            OPTION,
            "NAME=VALUE",
            "How the deployment is reached and read; may be given several times.",
            "docs/mysql.md and docs/vitess.md have the names.");
  }

  /** The names of these options. */
  static String[] names() {
    return new String[] {USER, PASSWORD_FILE, OPTION};
  }

  /** The settings that were given, by the names under which adapters know them. */
  static SortedMap<String, String> settings(Arguments arguments) throws UsageException {
    TreeMap<String, String> settings = new TreeMap<>();
    arguments.value(USER).ifPresent(name -> settings.put("user", name));
    arguments.value(PASSWORD_FILE).ifPresent(file -> settings.put("password-file", file));
    for (String given : arguments.values(OPTION)) {
      int equals = given.indexOf('=');
      // Not repeated: somebody may have tried to give a password.
      if (equals < 1) {
        throw new UsageException("the option " + OPTION + " is NAME=VALUE, but found another form");
      }
      String name = given.substring(0, equals);
      if (settings.put(name, given.substring(equals + 1)) != null) {
        throw new UsageException("the setting " + Quoted.text(name) + " was given twice");
      }
    }
    return settings;
  }

  /** Tells whether this is a location, rather than a file or a directory. */
  static boolean isOne(String given) {
    return given.startsWith("snapshot:")
        || given.startsWith("jdbc:mysql:")
        || given.startsWith("vtctld:");
  }

  /** The engine that reads such locations, where only one does. */
  Optional<String> engine();

  /**
   * Opens the location as far as this program does it: a recorded deployment is read whole, a
   * running one is the adapter's.
   *
   * @throws DirectoryException when the directory is not a recorded deployment
   */
  LiveSource source() throws DirectoryException;

  /**
   * The location that was given.
   *
   * @throws UsageException when it is not one, or holds a password, which is not repeated
   */
  static Location parse(String given) throws UsageException {
    return parse(given, new TreeMap<>());
  }

  /**
   * The location that was given, and how it is reached and read.
   *
   * @throws UsageException as {@link #parse(String)}
   */
  static Location parse(String given, SortedMap<String, String> settings) throws UsageException {
    if (given.startsWith("snapshot:")) {
      return new Recorded(Texts.path(given.substring("snapshot:".length())), settings);
    }
    if (!given.startsWith("jdbc:mysql://") && !given.startsWith("vtctld://")) {
      // Not repeated: a scheme with a spelling mistake may be followed by a password.
      throw new UsageException("a location is " + FORMS + ", but found another kind");
    }
    if (Running.CREDENTIALS.matcher(given).find()) {
      throw new UsageException(
          "a location holds no user and no password, because every process on the machine can"
              + " read a command line");
    }
    return new Running(given, settings);
  }

  /**
   * A recorded deployment.
   *
   * @param directory the directory of the record
   * @param settings how it is read
   */
  record Recorded(Path directory, SortedMap<String, String> settings) implements Location {
    @Override
    public LiveSource source() throws DirectoryException {
      return new LiveSource.Recorded(SnapshotDirectory.read(directory), settings);
    }

    @Override
    public Optional<String> engine() {
      return Optional.empty();
    }
  }

  /**
   * A running deployment.
   *
   * @param address its address without credentials
   * @param settings how it is reached and read
   */
  record Running(String address, SortedMap<String, String> settings) implements Location {

    Running(String address) {
      this(address, new TreeMap<>());
    }

    // An at sign ends credentials; the rest are names of properties. A percent sign could spell
    // any of them, and no address needs one.
    private static final Pattern CREDENTIALS =
        Pattern.compile(
            "[@%]|(user|pass|pwd|secret|token|credential)\\w*\\s*=", Pattern.CASE_INSENSITIVE);

    @Override
    public LiveSource source() {
      return new LiveSource.Running(address, settings);
    }

    @Override
    public Optional<String> engine() {
      return Optional.of(address.startsWith("vtctld:") ? "vitess" : "mysql");
    }
  }
}

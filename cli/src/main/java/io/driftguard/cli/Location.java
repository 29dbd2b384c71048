package io.driftguard.cli;

import io.driftguard.api.engine.LiveSource;
import io.driftguard.replan.DirectoryException;
import io.driftguard.replan.SnapshotDirectory;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the live side is, as {@code --live} says it. */
sealed interface Location {

  /** What may be given, for help and messages. */
  String FORMS = "snapshot:DIR, jdbc:mysql://HOST:PORT/ or vtctld://HOST:PORT";

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
    if (given.startsWith("snapshot:")) {
      return new Recorded(Texts.path(given.substring("snapshot:".length())));
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
    return new Running(given);
  }

  /**
   * A recorded deployment.
   *
   * @param directory the directory of the record
   */
  record Recorded(Path directory) implements Location {
    @Override
    public LiveSource source() throws DirectoryException {
      return new LiveSource.Recorded(SnapshotDirectory.read(directory));
    }
  }

  /**
   * A running deployment.
   *
   * @param address its address without credentials
   */
  record Running(String address) implements Location {

    // An at sign ends credentials; the rest are names of properties. A percent sign could spell
    // any of them, and no address needs one.
    private static final Pattern CREDENTIALS =
        Pattern.compile(
            "[@%]|(user|pass|pwd|secret|token|credential)\\w*\\s*=", Pattern.CASE_INSENSITIVE);

    @Override
    public LiveSource source() {
      return new LiveSource.Running(address);
    }
  }
}

package io.driftguard.replan;

/** A directory that is not exactly what it is read as. Nothing of it is used. */
public final class DirectoryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String path;
  private final String expected;
  private final String found;

  DirectoryException(Reason reason, String path, String expected, String found) {
    super(path + ": expected " + expected + ", but found " + found);
    this.reason = reason;
    this.path = path;
    this.expected = expected;
    this.found = found;
  }

  public Reason reason() {
    return reason;
  }

  /** The file or directory that is at fault, below the directory as it was given. */
  public String path() {
    return path;
  }

  public String expected() {
    return expected;
  }

  public String found() {
    return found;
  }

  /** Why a directory is refused. */
  public enum Reason {
    /** There is no directory of that name. */
    NOT_A_DIRECTORY,
    /** The file system does not let it be read. */
    UNREADABLE,
    /** A file or directory that has no place where it is. */
    UNEXPECTED_ENTRY,
    /** Two layouts that exclude each other. */
    MIXED_LAYOUT,
    /** No namespace at all: taken for a wrong path, not for an empty schema. */
    NO_NAMESPACE,
    /** A directory's name that cannot name a namespace or a shard. */
    INVALID_NAME,
    /** A symbolic link that leads out of the directory. */
    LINK_LEAVES_DIRECTORY,
    /** Bytes that are not UTF-8. */
    NOT_UTF8,
    /** A byte-order mark before the text. */
    BYTE_ORDER_MARK,
    /** One file with too many bytes. */
    FILE_TOO_LARGE,
    /** Too many bytes in all files together. */
    DIRECTORY_TOO_LARGE,
    /** Too many entries, ignored ones included. */
    TOO_MANY_FILES
  }
}

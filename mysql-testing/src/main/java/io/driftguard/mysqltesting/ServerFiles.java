package io.driftguard.mysqltesting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server's files: unpacked, patched and initialised once for each archive and user, below the
 * directory for temporary files, and used by every later run.
 *
 * <p>A directory gets its final name when it is complete, so that whoever finds it can use it. It
 * is used only where it belongs to this user and nobody else may write to it, and only while its
 * files have the sizes that they were written with: some machines clear away old temporary files
 * one by one.
 */
final class ServerFiles {

  private static final String ARCHIVE = "/mysql-Linux-amd64.tar.gz";

  /** Another number for every change of what is made of the archive. */
  private static final String LAYOUT = "1";

  private static final String SIZES = "sizes";

  private final Path home;

  private ServerFiles(Path home) {
    this.home = home;
  }

  /** The directory of the server's programs and messages. */
  Path software() {
    return home.resolve("software");
  }

  /** A data directory of a server that was never started, to be copied. */
  Path pristineData() {
    return home.resolve("data");
  }

  /**
   * The files in their place, made first where they are missing.
   *
   * @throws IOException when they can be neither found nor made
   */
  static ServerFiles prepared(Path temporary) throws IOException, InterruptedException {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!platform.toLowerCase(Locale.ROOT).equals("linux amd64")) {
      throw new IOException("the archived server runs on Linux amd64, and this is " + platform);
    }
    Path home =
        temporary.resolve(
            "driftguard-mysql-"
                + digest(System.getProperty("user.name") + LAYOUT).substring(0, 20));
    if (Files.exists(home) && !isIntact(home)) {
      Path stale = Files.createTempDirectory(temporary, "driftguard-mysql-stale-");
      Files.move(home, stale.resolve("home"));
      delete(stale);
    }
    if (!Files.exists(home)) {
      make(temporary, home);
    }
    requireOwn(home);
    return new ServerFiles(home);
  }

  private static void make(Path temporary, Path home) throws IOException, InterruptedException {
    Path made = Files.createTempDirectory(temporary, "driftguard-mysql-new-");
    try {
      unpack(made.resolve("software"));
      ServerProcess.initialise(made.resolve("software"), made.resolve("data"), List.of());
      Files.writeString(made.resolve(SIZES), sizes(made));
      moveUnlessThere(made, home);
    } finally {
      delete(made);
    }
  }

  private static void moveUnlessThere(Path made, Path home) throws IOException {
    try {
      Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Another run was faster, and what it made is as good.
      if (!Files.exists(home)) {
        throw e;
      }
    }
  }

  private static void unpack(Path software) throws IOException, InterruptedException {
    Files.createDirectories(software);
    Process tar =
        new ProcessBuilder("tar", "xzf", "-", "-C", software.toString(), "--no-same-owner")
            .redirectErrorStream(true)
            .start();
    try (InputStream archive = archive();
        var in = tar.getOutputStream()) {
      archive.transferTo(in);
    }
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tar.waitFor() != 0) {
      throw new IOException("tar cannot unpack the server: " + said.strip());
    }
    Path mysqld = software.resolve("bin").resolve("mysqld");
    byte[] program = Files.readAllBytes(mysqld);
    new ElfExecutable(program).replaceNeeded("libaio.so.1", "libc.so.6");
    Files.write(mysqld, program);
  }

  private static String digest(String salt) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(archive(), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    digest.update(salt.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InputStream archive() throws IOException {
    InputStream in = ServerFiles.class.getResourceAsStream(ARCHIVE);
    if (in == null) {
      throw new IOException("expected the server's archive " + ARCHIVE + " on the class path");
    }
    return in;
  }

  private static boolean isIntact(Path home) throws IOException {
    Path sizes = home.resolve(SIZES);
    return Files.isRegularFile(sizes) && Files.readString(sizes).equals(sizes(home));
  }

  private static String sizes(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(home::relativize)
          .filter(file -> !file.toString().equals(SIZES))
          .sorted()
          .map(file -> home.resolve(file).toFile().length() + " " + file)
          .collect(Collectors.joining("\n"));
    }
  }

  /** A program from a directory that anybody could have put there is not started. */
  private static void requireOwn(Path home) throws IOException {
    Path probe = Files.createTempFile("driftguard", "");
    try {
      var permissions = Files.getPosixFilePermissions(home, LinkOption.NOFOLLOW_LINKS);
      boolean own =
          Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
              && permissions.equals(PosixFilePermissions.fromString("rwx------"));
      if (!own) {
        throw new IOException(home + " belongs to somebody else, or others may write to it");
      }
    } finally {
      Files.delete(probe);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes a directory with all that is in it; what is gone already is no trouble. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

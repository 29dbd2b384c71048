package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.api.VisibleText;
import io.driftguard.replan.DirectoryException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A directory that is read once, from its root down. It counts what it reads, stays below the root,
 * and turns bytes into text without repairing any.
 */
final class Tree {

  private final Path root;
  private final Path realRoot;
  private final DirectoryLimits limits;

  /** One instance of each text: the shards of a namespace mostly have the same ones. */
  private final Map<String, String> texts = new HashMap<>();

  private int entries;
  private long bytes;

  private Tree(Path root, Path realRoot, DirectoryLimits limits) {
    this.root = root;
    this.realRoot = realRoot;
    this.limits = limits;
  }

  static Tree at(Path root, DirectoryLimits limits) throws DirectoryException {
    if (!Files.isDirectory(root)) {
      throw new DirectoryException(
          Reason.NOT_A_DIRECTORY,
          shown(root),
          "a directory",
          Files.exists(root) ? "a file" : "nothing");
    }
    try {
      return new Tree(root, root.toRealPath(), limits);
    } catch (IOException e) {
      throw unreadable(root, e);
    }
  }

  Path root() {
    return root;
  }

  /**
   * The entries of a directory that mean something, by name. Not among them are those whose name
   * starts with a dot, and notes and configuration that live beside a schema: {@code *.md}, {@code
   * *.yaml}, {@code *.yml}.
   */
  ImmutableList<Entry> list(Path directory) throws DirectoryException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path path : stream) {
        entries++;
        if (entries > limits.entries()) {
          throw new DirectoryException(
              Reason.TOO_MANY_FILES,
              shown(directory),
              "at most " + limits.entries() + " entries in all of " + shown(root),
              "more");
        }
        paths.add(path);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(directory, e);
    }
    paths.sort(Comparator.comparing(Tree::name));
    ImmutableList.Builder<Entry> found = ImmutableList.builder();
    for (Path path : paths) {
      if (!isIgnored(path)) {
        found.add(entry(path));
      }
    }
    return found.build();
  }

  private Entry entry(Path path) throws DirectoryException {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(realRoot)) {
        throw new DirectoryException(
            Reason.LINK_LEAVES_DIRECTORY,
            shown(path),
            "a link to something below " + shown(root),
            "a link that leads out of it");
      }
      return new Entry(path, real, name(path), Files.isDirectory(real));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The text of a file. */
  String text(Entry file) throws DirectoryException {
    // Opening a pipe or a device may block, or never end.
    if (!Files.isRegularFile(file.real())) {
      throw new DirectoryException(
          Reason.UNEXPECTED_ENTRY, shown(file.path()), "a regular file", "none");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file.real())) {
      content = in.readNBytes(limits.bytesPerFile() + 1);
    } catch (IOException e) {
      throw unreadable(file.path(), e);
    }
    if (content.length > limits.bytesPerFile()) {
      throw new DirectoryException(
          Reason.FILE_TOO_LARGE,
          shown(file.path()),
          "at most " + limits.bytesPerFile() + " bytes",
          "more");
    }
    bytes += content.length;
    if (bytes > limits.bytes()) {
      throw new DirectoryException(
          Reason.DIRECTORY_TOO_LARGE,
          shown(root),
          "at most " + limits.bytes() + " bytes in all files",
          "more up to " + shown(file.path()));
    }
    return texts.computeIfAbsent(decode(file.path(), content), Function.identity());
  }

  private String decode(Path file, byte[] content) throws DirectoryException {
    ByteBuffer in = ByteBuffer.wrap(content);
    CharBuffer out = CharBuffer.allocate(content.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new DirectoryException(
          Reason.NOT_UTF8,
          shown(file),
          "text in UTF-8",
          String.format("the byte 0x%02x at offset %d", in.get(in.position()), in.position()));
    }
    String text = out.flip().toString();
    if (text.startsWith("\uFEFF")) {
      throw new DirectoryException(
          Reason.BYTE_ORDER_MARK, shown(file), "text in UTF-8", "a byte-order mark before it");
    }
    return text;
  }

  DirectoryException unexpected(Entry entry, String expected) {
    return new DirectoryException(
        Reason.UNEXPECTED_ENTRY,
        shown(entry.path()),
        expected,
        (entry.isDirectory() ? "the directory " : "the file ") + Quoted.text(entry.name()));
  }

  DirectoryException mixed(Path directory, String expected, Entry one, Entry other) {
    return new DirectoryException(
        Reason.MIXED_LAYOUT,
        shown(directory),
        expected,
        "both " + Quoted.text(one.name()) + " and " + Quoted.text(other.name()));
  }

  DirectoryException noNamespace(String expected) {
    return new DirectoryException(
        Reason.NO_NAMESPACE, shown(root), expected, "nothing of the kind");
  }

  /** Makes a namespace or a shard of a directory's name. */
  static <T> T named(Path directory, String what, Function<String, T> make)
      throws DirectoryException {
    String name = name(directory);
    // The replacement character stands for bytes that the platform could not decode.
    if (name.indexOf('\uFFFD') < 0) {
      try {
        return make.apply(name);
      } catch (IllegalArgumentException e) {
        // Refused below, like the name that was not decoded.
      }
    }
    throw new DirectoryException(
        Reason.INVALID_NAME, shown(directory), "the name of a " + what, Quoted.text(name));
  }

  private static boolean isIgnored(Path path) {
    String name = name(path);
    boolean note = name.endsWith(".md") || name.endsWith(".yaml") || name.endsWith(".yml");
    return name.startsWith(".") || (note && !Files.isDirectory(path));
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static DirectoryException unreadable(Path path, Exception e) {
    DirectoryException refusal =
        new DirectoryException(
            Reason.UNREADABLE,
            shown(path),
            "something that can be read",
            e.getClass().getSimpleName());
    refusal.initCause(e);
    return refusal;
  }

  private static String shown(Path path) {
    return VisibleText.of(path.toString());
  }

  /**
   * A file or directory.
   *
   * @param path where it was found
   * @param real where it is once links are followed
   * @param name its name where it was found
   * @param isDirectory whether it is a directory
   */
  record Entry(Path path, Path real, String name, boolean isDirectory) {

    boolean isSql() {
      return !isDirectory && name.endsWith(".sql");
    }

    boolean isVSchema() {
      return !isDirectory && name.equals("vschema.json");
    }
  }
}

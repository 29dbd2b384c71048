package io.driftguard.replan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays out directories for tests from rows such as {@code "shop/orders.sql=CREATE TABLE …"}. */
final class TestTree {

  private TestTree() {}

  /**
   * Each row is {@code path=content} for a file, {@code path/} for a directory, or {@code path ->
   * target} for a symbolic link. A content of {@code 0x…} is bytes in hexadecimal.
   */
  static void layOut(Path root, List<String> rows) throws IOException {
    for (String row : rows) {
      if (row.endsWith("/")) {
        Files.createDirectories(root.resolve(row));
      } else if (row.contains(" -> ")) {
        String[] parts = row.split(" -> ", 2);
        Path link = root.resolve(parts[0]);
        Files.createDirectories(parent(link));
        Files.createSymbolicLink(link, Path.of(parts[1]));
      } else {
        String[] parts = row.split("=", 2);
        Path file = root.resolve(parts[0]);
        Files.createDirectories(parent(file));
        Files.write(file, bytes(parts[1]));
      }
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("no parent: " + path);
    }
    return parent;
  }

  private static byte[] bytes(String content) {
    return content.startsWith("0x")
        ? java.util.HexFormat.of().parseHex(content.substring(2))
        : content.getBytes(StandardCharsets.UTF_8);
  }
}

package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.driftguard.replan.DirectoryException.Reason;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class DirectoryRefusalTest {

  private static final DirectoryLimits SMALL = new DirectoryLimits(6, 40, 60);

  @TempDir Path temp;

  /** Reads a directory as one of the two layouts. */
  private enum Layout {
    SCHEMA {
      @Override
      void read(Path directory) throws DirectoryException {
        SchemaDirectory.read(directory, SMALL);
      }
    },
    SNAPSHOT {
      @Override
      void read(Path directory) throws DirectoryException {
        SnapshotDirectory.read(directory, SMALL);
      }
    };

    abstract void read(Path directory) throws DirectoryException;
  }

  /** A layout, a tree, the reason, the path below the directory, and the message after it. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        // a schema
        refusal(
            Layout.SCHEMA,
            Reason.NO_NAMESPACE,
            "",
            "expected either subdirectories that are namespaces, or the files of one namespace, but found nothing of the kind"),
        refusal(Layout.SCHEMA, Reason.NO_NAMESPACE, "", "", "README.md=x", ".git/config=x"),
        refusal(
            Layout.SCHEMA,
            Reason.MIXED_LAYOUT,
            "",
            "but found both \"vans.sql\" and \"fleet\"",
            "vans.sql=x",
            "fleet/vans.sql=x"),
        refusal(
            Layout.SCHEMA,
            Reason.MIXED_LAYOUT,
            "",
            "but found both \"vschema.json\" and \"fleet\"",
            "vschema.json={}",
            "fleet/"),
        refusal(
            Layout.SCHEMA,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/-80",
            "expected *.sql or vschema.json, but found the directory \"-80\"",
            "fleet/-80/vans.sql=x"),
        refusal(
            Layout.SCHEMA,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/vans.SQL",
            "expected *.sql or vschema.json, but found the file \"vans.SQL\"",
            "fleet/vans.SQL=x"),
        refusal(
            Layout.SCHEMA,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/VSchema.json",
            "",
            "fleet/VSchema.json={}"),
        refusal(
            Layout.SCHEMA, Reason.UNEXPECTED_ENTRY, "/fleet/vans.sql~", "", "fleet/vans.sql~=x"),
        refusal(Layout.SCHEMA, Reason.UNEXPECTED_ENTRY, "/notes.txt", "", "notes.txt=x", "fleet/"),
        refusal(Layout.SCHEMA, Reason.UNEXPECTED_ENTRY, "/notes.txt", "", "notes.txt=x"),
        refusal(
            Layout.SCHEMA, Reason.UNEXPECTED_ENTRY, "/fleet/a.sql", "directory", "fleet/a.sql/"),
        refusal(
            Layout.SCHEMA,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/a\\u001b[0m",
            "but found the file \"a\\u001b[0m\"",
            "fleet/a\u001b[0m=x"),
        refusal(
            Layout.SCHEMA,
            Reason.INVALID_NAME,
            "/ fleet",
            "expected the name of a namespace, but found \" fleet\"",
            " fleet/vans.sql=x"),
        // a snapshot
        refusal(
            Layout.SNAPSHOT,
            Reason.NO_NAMESPACE,
            "",
            "expected directories, each a namespace, but found nothing of the kind"),
        refusal(
            Layout.SNAPSHOT,
            Reason.UNEXPECTED_ENTRY,
            "/vans.sql",
            "expected only directories, each a namespace, but found the file \"vans.sql\"",
            "vans.sql=x",
            "fleet/vans.sql=x"),
        refusal(
            Layout.SNAPSHOT,
            Reason.MIXED_LAYOUT,
            "/fleet",
            "expected either <table>.sql or the directories of shards, but found both \"-80\" and \"vans.sql\"",
            "fleet/-80/vans.sql=x",
            "fleet/vans.sql=x"),
        refusal(
            Layout.SNAPSHOT,
            Reason.MIXED_LAYOUT,
            "/fleet",
            "but found both \"a.sql\" and \"b\"",
            "fleet/a.sql=x",
            "fleet/b/"),
        refusal(
            Layout.SNAPSHOT,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/-80/vschema.json",
            "expected <table>.sql, but found the file \"vschema.json\"",
            "fleet/-80/vschema.json={}"),
        refusal(
            Layout.SNAPSHOT,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/-80/old",
            "expected <table>.sql, but found the directory \"old\"",
            "fleet/-80/old/"),
        refusal(
            Layout.SNAPSHOT,
            Reason.UNEXPECTED_ENTRY,
            "/fleet/vans.txt",
            "expected <table>.sql, vschema.json or the directory of a shard, but found the file \"vans.txt\"",
            "fleet/vans.txt=x"),
        refusal(
            Layout.SNAPSHOT,
            Reason.INVALID_NAME,
            "/fleet/80- ",
            "expected the name of a shard, but found \"80- \"",
            "fleet/80- /vans.sql=x"),
        // both
        refusal(
            Layout.SNAPSHOT,
            Reason.LINK_LEAVES_DIRECTORY,
            "/fleet/passwd.sql",
            "but found a link that leads out of it",
            "fleet/passwd.sql -> /etc/passwd"),
        refusal(
            Layout.SCHEMA,
            Reason.LINK_LEAVES_DIRECTORY,
            "/fleet",
            "but found a link that leads out of it",
            "fleet -> ../.."),
        refusal(
            Layout.SCHEMA,
            Reason.UNREADABLE,
            "/fleet/vans.sql",
            "expected something that can be read, but found NoSuchFileException",
            "fleet/vans.sql -> gone.sql"),
        refusal(
            Layout.SNAPSHOT,
            Reason.UNREADABLE,
            "/fleet/vans.sql",
            "but found FileSystemException",
            "fleet/vans.sql -> vans.sql"),
        refusal(
            Layout.SCHEMA,
            Reason.NOT_UTF8,
            "/fleet/vans.sql",
            "expected text in UTF-8, but found the byte 0xe4 at offset 3",
            "fleet/vans.sql=0x2d2d20e4"),
        refusal(
            Layout.SNAPSHOT,
            Reason.NOT_UTF8,
            "/fleet/vans.sql",
            "but found the byte 0xed at offset 0",
            "fleet/vans.sql=0xeda080"),
        refusal(
            Layout.SCHEMA,
            Reason.NOT_UTF8,
            "/fleet/vans.sql",
            "but found the byte 0xc3 at offset 1",
            "fleet/vans.sql=0x41c3"),
        refusal(
            Layout.SCHEMA,
            Reason.BYTE_ORDER_MARK,
            "/fleet/vans.sql",
            "expected text in UTF-8, but found a byte-order mark before it",
            "fleet/vans.sql=0xefbbbf41"),
        refusal(
            Layout.SCHEMA,
            Reason.FILE_TOO_LARGE,
            "/fleet/vans.sql",
            "expected at most 40 bytes, but found more",
            "fleet/vans.sql=" + "x".repeat(41)),
        refusal(
            Layout.SNAPSHOT,
            Reason.DIRECTORY_TOO_LARGE,
            "",
            "expected at most 60 bytes in all files, but found more up to ",
            "fleet/a.sql=" + "x".repeat(40),
            "fleet/b.sql=" + "x".repeat(21)),
        refusal(
            Layout.SCHEMA,
            Reason.TOO_MANY_FILES,
            "/fleet",
            "but found more",
            "fleet/a.sql=",
            "fleet/b.sql=",
            "fleet/c.sql=",
            "fleet/d.sql=",
            "fleet/e.sql=",
            "fleet/.f="));
  }

  private static Arguments refusal(
      Layout layout, Reason reason, String path, String message, String... rows) {
    return Arguments.of(layout, reason, path, message, List.of(rows));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWithReasonAndPath(
      Layout layout, Reason reason, String path, String message, List<String> rows)
      throws Exception {
    TestTree.layOut(temp, rows);
    DirectoryException e = assertThrows(DirectoryException.class, () -> layout.read(temp));
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.path()).isEqualTo(temp + path);
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(e.path() + ": expected " + e.expected() + ", but found " + e.found());
    assertThat(e).hasMessageThat().contains(message);
  }

  @Test
  void refusesWhatIsNoDirectory() throws Exception {
    TestTree.layOut(temp, List.of("file=x"));
    for (Layout layout : Layout.values()) {
      assertThat(assertThrows(DirectoryException.class, () -> layout.read(temp.resolve("nowhere"))))
          .hasMessageThat()
          .isEqualTo(temp + "/nowhere: expected a directory, but found nothing");
      DirectoryException e =
          assertThrows(DirectoryException.class, () -> layout.read(temp.resolve("file")));
      assertThat(e.reason()).isEqualTo(Reason.NOT_A_DIRECTORY);
      assertThat(e.found()).isEqualTo("a file");
    }
  }

  @Test
  void acceptsExactlyTheLimits() throws Exception {
    TestTree.layOut(
        temp,
        List.of(
            "fleet/a.sql=" + "x".repeat(40),
            "fleet/b.sql=" + "x".repeat(20),
            "fleet/c.sql=",
            "fleet/d.sql=",
            "fleet/e.sql="));
    assertThat(SchemaDirectory.read(temp, SMALL).namespaces()).hasSize(1);
  }

  @Test
  void everyReasonHasARefusalHere() {
    Set<Object> met = refusals().map(row -> row.get()[1]).collect(Collectors.toSet());
    met.add(Reason.NOT_A_DIRECTORY);
    assertThat(met).isEqualTo(EnumSet.allOf(Reason.class));
  }
}

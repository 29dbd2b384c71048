package io.driftguard.replan;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaDirectoryTest {

  @TempDir Path temp;

  @Test
  void readsOneNamespaceASubdirectory() throws Exception {
    DesiredSchema desired =
        read(
            "fleet/vans.sql=CREATE TABLE vans (id int)",
            "fleet/vschema.json={}",
            "depots/depots.sql=CREATE TABLE depots (id int);",
            "empty/");
    assertThat(desired.namespaces().keySet())
        .containsExactly(new Namespace("depots"), new Namespace("empty"), new Namespace("fleet"))
        .inOrder();
    assertThat(sql(desired, "fleet")).containsExactly("vans.sql", "CREATE TABLE vans (id int)");
    assertThat(desired.vschema(new Namespace("fleet"))).hasValue("{}");
    assertThat(desired.vschema(new Namespace("depots"))).isEqualTo(Optional.empty());
    assertThat(sql(desired, "empty")).isEmpty();
  }

  @Test
  void readsAFlatDirectoryAsTheNamespaceOfItsName() throws Exception {
    Path fleet = Files.createDirectory(temp.resolve("fleet"));
    TestTree.layOut(fleet, List.of("vans.sql=CREATE TABLE vans (id int)"));
    for (Path spelling :
        List.of(fleet, fleet.resolve("."), fleet.resolve("../fleet"), Path.of(fleet + "/"))) {
      DesiredSchema desired = SchemaDirectory.read(spelling);
      assertThat(desired.namespaces().keySet()).containsExactly(new Namespace("fleet"));
    }
  }

  @Test
  void ignoresNotesConfigurationAndHiddenEntries() throws Exception {
    DesiredSchema desired =
        read(
            "README.md=# Schema",
            "owners.yaml=a: b",
            "lint.yml=a: b",
            ".git/config=x",
            ".editorconfig=x",
            "notes.md -> /nowhere/at/all",
            "fleet/vans.sql=CREATE TABLE vans (id int)",
            "fleet/vans.md=# Vans",
            "fleet/.vans.sql.swp=0xff");
    assertThat(desired.namespaces().keySet()).containsExactly(new Namespace("fleet"));
    assertThat(sql(desired, "fleet").keySet()).containsExactly("vans.sql");
  }

  @Test
  void followsLinksThatStayWithin() throws Exception {
    DesiredSchema desired =
        read(
            "fleet/vans.sql=CREATE TABLE vans (id int)",
            "fleet_copy -> fleet",
            "depots/cars.sql -> ../fleet/vans.sql");
    assertThat(desired.namespaces().get(new Namespace("fleet_copy")))
        .isEqualTo(desired.namespaces().get(new Namespace("fleet")));
    assertThat(sql(desired, "depots")).containsExactly("cars.sql", "CREATE TABLE vans (id int)");
  }

  @Test
  void readsADirectoryThatIsReachedThroughALink() throws Exception {
    TestTree.layOut(temp, List.of("v7/fleet/vans.sql=CREATE TABLE vans (id int)", "now -> v7"));
    assertThat(SchemaDirectory.read(temp.resolve("now")))
        .isEqualTo(SchemaDirectory.read(temp.resolve("v7")));
  }

  @Test
  void keepsTheTextAsItStands() throws Exception {
    String text = "-- größe 🚚\r\nCREATE TABLE vans (id int)\n\n";
    DesiredSchema desired = read("fleet/vans.sql=" + text);
    assertThat(sql(desired, "fleet")).containsExactly("vans.sql", text);
  }

  private static SortedMap<String, String> sql(DesiredSchema desired, String namespace) {
    return Objects.requireNonNull(desired.namespaces().get(new Namespace(namespace))).sql();
  }

  private DesiredSchema read(String... rows) throws Exception {
    TestTree.layOut(temp, List.of(rows));
    return SchemaDirectory.read(temp);
  }
}

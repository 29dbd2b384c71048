package io.driftguard.propertytests.shards;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaEdit;
import io.driftguard.vschema.VSchemaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** VSchemas of every size are equal when they mean the same, however they are spelled. */
final class VSchemaProperties {

  private static final List<String> VINDEX_TYPES =
      List.of("hash", "xxhash", "unicode_loose_md5", "binary", "reverse_bits");

  /**
   * A table with its vindexes.
   *
   * @param vindexes for each vindex its columns, the primary one first
   * @param sequence the table increments its id by it; empty for none
   * @param columns the columns that are listed
   */
  private record TableModel(List<List<String>> vindexes, String sequence, List<String> columns) {

    TableModel {
      vindexes = List.copyOf(vindexes);
      columns = List.copyOf(columns);
    }
  }

  /** The VSchema of a sharded keyspace: its tables, and the types of its vindexes v0, v1, … */
  private record Model(TreeMap<String, TableModel> tables, List<String> types) {

    static Model of(int size, long seed) {
      Random random = new Random(seed);
      List<String> types = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        types.add(VINDEX_TYPES.get(random.nextInt(VINDEX_TYPES.size())));
      }
      TreeMap<String, TableModel> tables = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        List<List<String>> vindexes = new ArrayList<>();
        for (int v = 0; v <= random.nextInt(3); v++) {
          vindexes.add(random.nextBoolean() ? List.of("id") : List.of("id", "region_" + v));
        }
        List<String> columns = new ArrayList<>();
        for (int c = 2 + random.nextInt(3); c > 0; c--) {
          columns.add("c" + c);
        }
        tables.put(
            String.format("t%03d", i),
            new TableModel(vindexes, random.nextInt(3) == 0 ? "lookup.s" + i : "", columns));
      }
      return new Model(tables, types);
    }

    /** A document of this meaning; how it is spelled is up to chance. */
    String spelled(Random random) {
      List<String> vindexes = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        vindexes.add(
            quoted("v" + i)
                + ":{"
                + shuffled(
                    random,
                    List.of("\"type\":" + quoted(types.get(i))),
                    List.of("\"params\":{}", "\"owner\":\"\""))
                + "}");
      }
      List<String> of = new ArrayList<>();
      tables.forEach((name, table) -> of.add(quoted(name) + ":{" + spelled(table, random) + "}"));
      Collections.shuffle(vindexes, random);
      Collections.shuffle(of, random);
      return "{"
          + shuffled(
              random,
              List.of(
                  "\"sharded\":true",
                  "\"vindexes\":{" + String.join(", ", vindexes) + "}",
                  "\"tables\":{" + String.join(",\n", of) + "}"),
              List.of(
                  either(random, "require_explicit_routing", "requireExplicitRouting") + ":false",
                  either(random, "foreign_key_mode", "foreignKeyMode")
                      + ":"
                      + List.of("0", "2", "\"unmanaged\"", "\"unspecified\"")
                          .get(random.nextInt(4))))
          + "}";
    }

    private static String spelled(TableModel table, Random random) {
      List<String> vindexes = new ArrayList<>();
      for (int i = 0; i < table.vindexes().size(); i++) {
        List<String> columns =
            table.vindexes().get(i).stream().map(column -> inLetters(column, random)).toList();
        boolean alone = columns.size() == 1 && random.nextBoolean();
        vindexes.add(
            "{"
                + shuffled(
                    random,
                    List.of(
                        "\"name\":" + quoted("v" + i),
                        alone
                            ? "\"column\":" + columns.get(0)
                            : "\"columns\":[" + String.join(",", columns) + "]"),
                    List.of())
                + "}");
      }
      List<String> said = new ArrayList<>();
      said.add(
          either(random, "column_vindexes", "columnVindexes")
              + ":["
              + String.join(",", vindexes)
              + "]");
      if (!table.sequence().isEmpty()) {
        said.add(
            either(random, "auto_increment", "autoIncrement")
                + ":{\"column\":"
                + inLetters("id", random)
                + ",\"sequence\":"
                + quoted(table.sequence())
                + "}");
      }
      if (!table.columns().isEmpty()) {
        said.add(
            "\"columns\":["
                + String.join(
                    ",",
                    table.columns().stream()
                        .map(
                            column ->
                                "{"
                                    + shuffled(
                                        random,
                                        List.of(
                                            "\"name\":" + inLetters(column, random),
                                            "\"type\":"
                                                + (random.nextBoolean() ? "265" : "\"INT64\"")),
                                        List.of("\"nullable\":true", "\"size\":0"))
                                    + "}")
                        .toList())
                + "]");
      }
      return shuffled(
          random,
          said,
          List.of(
              "\"pinned\":\"\"",
              "\"type\":\"\"",
              either(random, "column_list_authoritative", "columnListAuthoritative") + ":false"));
    }

    /** What is said, and some of what goes without saying, in any order. */
    private static String shuffled(Random random, List<String> said, List<String> implied) {
      List<String> fields = new ArrayList<>(said);
      implied.stream().filter(field -> random.nextInt(3) == 0).forEach(fields::add);
      Collections.shuffle(fields, random);
      return String.join(random.nextBoolean() ? "," : " ,\n ", fields);
    }

    private static String either(Random random, String one, String other) {
      return quoted(random.nextBoolean() ? one : other);
    }

    private static String inLetters(String column, Random random) {
      return quoted(random.nextBoolean() ? column : column.toUpperCase(Locale.ROOT));
    }

    private static String quoted(String text) {
      return "\"" + text + "\"";
    }
  }

  /** One edit that changes what a VSchema means. */
  enum Edit {
    VINDEX_TYPE,
    ADD_TABLE,
    DROP_TABLE,
    VINDEX_COLUMN,
    ADD_VINDEX,
    OTHER_PRIMARY,
    SEQUENCE,
    ADD_COLUMN,
    COLUMN_ORDER
  }

  /** The path below which the difference has to be, after the model was changed. */
  private static String apply(Edit edit, Model model, Random random) {
    String name = String.format("t%03d", random.nextInt(model.tables().size()));
    TableModel table = model.tables().getOrDefault(name, new TableModel(List.of(), "", List.of()));
    List<List<String>> vindexes = new ArrayList<>(table.vindexes());
    List<String> columns = new ArrayList<>(table.columns());
    String sequence = table.sequence();
    switch (edit) {
      case VINDEX_TYPE -> {
        model.types().set(1, model.types().get(1).equals("hash") ? "xxhash" : "hash");
        return "vindexes.v1.type";
      }
      case ADD_TABLE -> {
        model.tables().put("more", table);
        return "tables.more";
      }
      case DROP_TABLE -> {
        model.tables().remove(name);
        return "tables";
      }
      case VINDEX_COLUMN -> vindexes.set(0, List.of("other_id"));
      case ADD_VINDEX -> vindexes.add(List.of("more"));
      case OTHER_PRIMARY -> {
        List<String> first = vindexes.get(0);
        vindexes.set(0, List.of(first.get(0), first.get(0) + "_too"));
      }
      case SEQUENCE -> sequence = sequence.isEmpty() ? "lookup.s" : sequence + "_2";
      case ADD_COLUMN -> columns.add(0, "another");
      case COLUMN_ORDER -> Collections.reverse(columns);
    }
    model.tables().put(name, new TableModel(vindexes, sequence, columns));
    return "tables." + name;
  }

  @Property(tries = 300)
  void oneMeaningHasOneDigestHoweverItIsSpelled(
      @ForAll("sizes") int size, @ForAll long seed, @ForAll long one, @ForAll long other)
      throws VSchemaException {
    Model model = Model.of(size, seed);
    String first = model.spelled(new Random(one));
    String second = model.spelled(new Random(other));
    assertWithMessage("%s\n%s", first, second)
        .that(VSchema.read(first).digest())
        .isEqualTo(VSchema.read(second).digest());
    assertThat(VSchema.read(first).editsTo(VSchema.read(second))).isEmpty();
    Statistics.label("spelled differently").collect(!first.equals(second));
    Statistics.label("size").collect(size == 500 ? "500" : "fewer");
    Statistics.label("spelled differently")
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 80));
    Statistics.label("size").coverage(coverage -> coverage.check("500").count(count -> count > 0));
  }

  @Property(tries = 300)
  void anotherMeaningHasAnotherDigestAndTheDifferenceSaysWhere(
      @ForAll("sizes") int size,
      @ForAll long seed,
      @ForAll Edit edit,
      @ForAll long one,
      @ForAll long other)
      throws VSchemaException {
    Model model = Model.of(size, seed);
    VSchema before = VSchema.read(model.spelled(new Random(other)));
    String path = apply(edit, model, new Random(one));
    VSchema after = VSchema.read(model.spelled(new Random(seed)));
    assertWithMessage("%s of %s", edit, before).that(after.digest()).isNotEqualTo(before.digest());
    List<VSchemaEdit> edits = before.editsTo(after);
    assertThat(edits).isNotEmpty();
    for (VSchemaEdit each : edits) {
      assertWithMessage("%s of %s", edit, each).that(each.path()).startsWith(path);
    }
    Statistics.collect(edit);
    Statistics.coverage(
        coverage -> {
          for (Edit each : Edit.values()) {
            coverage.check(each).count(count -> count > 0);
          }
        });
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.integers().between(1, 20)), Tuple.of(1, Arbitraries.just(500)));
  }
}

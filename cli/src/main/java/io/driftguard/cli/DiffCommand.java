package io.driftguard.cli;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.driftguard.api.Quoted;
import io.driftguard.cli.DeploymentSchemas.Live;
import io.driftguard.cli.DeploymentSchemas.Viewed;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.SameViews;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** {@code diff}: the statements that make one schema out of another. */
final class DiffCommand implements Command {

  private static final String JSONL = "--jsonl";

  @Override
  public CommandSpec spec() {
    return Location.options(
            Syntax.of(
                "diff",
                "FROM TO",
                "Print the statements that make the schema TO out of the schema FROM.",
                "Nothing is printed for equal schemas. Exit status: 0 printed, 2 not understood or"
                    + " not expressible."))
        .flag(JSONL, "Answer questions from standard input: one JSON object a line in, one out.")
        .parameter(
            "FROM",
            "A file with CREATE statements, a schema directory,",
            "or a location: jdbc:mysql://HOST:PORT/, of which it takes what the other side has.")
        .parameter("TO", "The same of the other side.")
        .examples(
            "driftguard diff live/commerce schema/commerce",
            "echo '{\"id\": 1, \"from\": \"\", \"to\": \"CREATE TABLE t (a int)\"}'"
                + " | driftguard diff --jsonl");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    if (arguments.has(JSONL)) {
      arguments.requireAlone(JSONL, Location.names());
      ImmutableSet<String> fields = ImmutableSet.of("from", "to");
      return new Batch(fields, ExitStatus.OK, DiffCommand::answer).run(console);
    }
    List<String> given = arguments.parameters("FROM", "TO");
    console.printSql(text(compared(given.get(0), given.get(1), arguments, console)));
    return ExitStatus.OK;
  }

  /** The two sides by namespace. */
  private record Sides(
      ImmutableSortedMap<String, Schema> from, ImmutableSortedMap<String, Schema> to) {}

  private static Sides compared(String from, String to, Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    boolean fromLive = Location.isOne(from);
    boolean toLive = Location.isOne(to);
    if (fromLive && toLive) {
      ImmutableSortedMap<String, Live> left =
          DeploymentSchemas.read(from, ImmutableSortedSet.of(), Viewed.ALL, arguments, console);
      ImmutableSortedMap<String, Live> right =
          DeploymentSchemas.read(to, left.keySet(), Viewed.ALL, arguments, console);
      return new Sides(inTheWordsOf(left, right, console), schemas(right));
    }
    if (fromLive) {
      Written written = new Written(to, console);
      ImmutableSortedMap<String, Live> live = live(from, written, arguments, console);
      return new Sides(inTheWordsOf(live, written.beside(live), console), written.schemas());
    }
    if (toLive) {
      Written written = new Written(from, console);
      ImmutableSortedMap<String, Live> live = live(to, written, arguments, console);
      return new Sides(written.schemas(), inTheWordsOf(live, written.beside(live), console));
    }
    return new Sides(Schemas.read(from, console), Schemas.read(to, console));
  }

  /** The schemas of a location that the other side has. */
  private static ImmutableSortedMap<String, Live> live(
      String given, Written written, Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    ImmutableSortedMap<String, Live> live =
        DeploymentSchemas.read(given, written.names(), written::viewed, arguments, console);
    if (written.names().isEmpty() && live.size() != 1) {
      throw new UsageException(
          "a file has no namespace, so the location names one: jdbc:mysql://HOST:PORT/SCHEMA");
    }
    return live;
  }

  /**
   * Live schemas, with those views in the wording of the other side that say the same: what a
   * server prints of a view is not what was written.
   */
  private static ImmutableSortedMap<String, Schema> inTheWordsOf(
      ImmutableSortedMap<String, Live> live,
      ImmutableSortedMap<String, Live> others,
      Console console)
      throws UnreadableException {
    TreeMap<String, Schema> schemas = new TreeMap<>();
    for (Map.Entry<String, Live> each : live.entrySet()) {
      String namespace = each.getKey();
      Live from = each.getValue();
      Live to = others.get(namespace);
      if (to == null || to.schema().views().isEmpty()) {
        schemas.put(namespace, from.schema());
        continue;
      }
      try {
        SameViews same =
            SameViews.between(from.schema(), from.nameInTexts(), to.schema(), to.nameInTexts());
        same.definersOpen()
            .forEach(
                view ->
                    DeploymentSchemas.notCompared(
                        console, namespace + "." + view + ".DEFINER", SameViews.DEFINER_OPEN));
        schemas.put(namespace, same.live());
      } catch (SchemaDiffException e) {
        throw new UnreadableException(
            e.code() + ": " + Quoted.text(namespace) + ": " + e.getMessage());
      }
    }
    return ImmutableSortedMap.copyOfSorted(schemas);
  }

  private static ImmutableSortedMap<String, Schema> schemas(ImmutableSortedMap<String, Live> live) {
    return ImmutableSortedMap.copyOfSorted(Maps.transformValues(live, Live::schema));
  }

  /** The side that is a file or a directory, read as the servers of the other side read it. */
  private static final class Written {

    private final String given;
    private final Console console;
    private final SortedSet<String> names;
    private ImmutableSortedMap<String, Schema> schemas = ImmutableSortedMap.of();

    Written(String given, Console console) throws UsageException, UnreadableException {
      this.given = given;
      this.console = console;
      this.names = Schemas.names(given);
    }

    /** The namespaces; none of a file. */
    SortedSet<String> names() {
      return names;
    }

    /** The namespaces that have views here, as servers read it. */
    Set<String> viewed(SortedMap<String, ServerProfile> profiles)
        throws UsageException, UnreadableException {
      schemas =
          Schemas.read(
              given,
              console,
              name -> profiles.getOrDefault(name, profiles.get(profiles.firstKey())));
      return Sets.filter(
          profiles.keySet(),
          name ->
              Optional.ofNullable(schemas.get(key(name)))
                  .filter(schema -> !schema.views().isEmpty())
                  .isPresent());
    }

    private String key(String namespace) {
      return names.isEmpty() ? "" : namespace;
    }

    ImmutableSortedMap<String, Schema> schemas() {
      return schemas;
    }

    /** The schema of each namespace that has one here. */
    ImmutableSortedMap<String, Live> beside(SortedMap<String, Live> live) {
      ImmutableSortedMap.Builder<String, Live> beside = ImmutableSortedMap.naturalOrder();
      for (String namespace : live.keySet()) {
        Schema schema = schemas.get(key(namespace));
        if (schema != null) {
          beside.put(namespace, new Live(schema, namespace));
        }
      }
      return beside.buildOrThrow();
    }
  }

  private static String text(Sides sides) throws UnreadableException {
    ImmutableSortedMap<String, Schema> from = sides.from();
    ImmutableSortedMap<String, Schema> to = sides.to();
    StringBuilder out = new StringBuilder();
    if (from.size() == 1 && to.size() == 1) {
      append(out, from.values().asList().get(0), to.values().asList().get(0));
      return out.toString();
    }
    for (String namespace : new TreeSet<>(Sets.union(from.keySet(), to.keySet()))) {
      StringBuilder statements = new StringBuilder();
      append(
          statements,
          from.getOrDefault(namespace, Schemas.empty()),
          to.getOrDefault(namespace, Schemas.empty()));
      if (!statements.isEmpty()) {
        out.append("-- ").append(namespace).append('\n').append(statements);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Schema from, Schema to) throws UnreadableException {
    try {
      for (SchemaChange change : SchemaDiff.diff(from, to)) {
        out.append(change.sql()).append(";\n");
      }
    } catch (SchemaDiffException e) {
      throw new UnreadableException(e.code() + ": " + e.getMessage());
    }
  }

  private static Answer answer(Question question) throws MalformedLineException {
    String from = question.read("from", Question.TEXT);
    String to = question.read("to", Question.TEXT);
    try {
      List<SchemaChange> changes = SchemaDiff.diff(Schemas.parse(from), Schemas.parse(to));
      return Answer.of(
          json -> {
            json.writeArrayPropertyStart("statements");
            changes.forEach(change -> json.writeString(change.sql()));
            json.writeEndArray();
          });
    } catch (SchemaException e) {
      return Schemas.refused(e);
    } catch (SchemaDiffException e) {
      return Answer.error(ExitStatus.OK, e.code().name(), String.valueOf(e.getMessage()));
    }
  }
}

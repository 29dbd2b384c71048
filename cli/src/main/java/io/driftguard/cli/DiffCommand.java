package io.driftguard.cli;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
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
    boolean fromLive = Location.isOne(given.get(0));
    boolean toLive = Location.isOne(given.get(1));
    ImmutableSortedMap<String, Schema> from;
    ImmutableSortedMap<String, Schema> to;
    if (fromLive) {
      from = live(given.get(0), given.get(1), toLive, arguments, console);
      to =
          toLive
              ? DeploymentSchemas.read(given.get(1), from.keySet(), arguments, console)
              : Schemas.read(given.get(1), console, profilesOf(from));
    } else if (toLive) {
      to = live(given.get(1), given.get(0), false, arguments, console);
      from = Schemas.read(given.get(0), console, profilesOf(to));
    } else {
      from = Schemas.read(given.get(0), console);
      to = Schemas.read(given.get(1), console);
    }
    if (fromLive || toLive) {
      requireNoViews(from);
      requireNoViews(to);
    }
    console.printSql(text(from, to));
    return ExitStatus.OK;
  }

  /** Views of a deployment are not read, so those of the other side would seem to be missing. */
  private static void requireNoViews(ImmutableSortedMap<String, Schema> schemas)
      throws UnreadableException {
    for (Schema schema : schemas.values()) {
      if (!schema.views().isEmpty()) {
        throw new UnreadableException(
            "expected only tables beside a deployment, whose views are not read, but found the"
                + " views "
                + schema.views().keySet());
      }
    }
  }

  /** The schemas of a location, those that the other side has unless that is a location too. */
  private static ImmutableSortedMap<String, Schema> live(
      String given, String other, boolean otherLive, Arguments arguments, Console console)
      throws UsageException, UnreadableException {
    SortedSet<String> names = otherLive ? ImmutableSortedSet.of() : Schemas.names(other);
    ImmutableSortedMap<String, Schema> live =
        DeploymentSchemas.read(given, names, arguments, console);
    if (names.isEmpty() && !otherLive && live.size() != 1) {
      throw new UsageException(
          "a file has no namespace, so the location names one: jdbc:mysql://HOST:PORT/SCHEMA");
    }
    return live;
  }

  /** Both sides are read as the server reads them. */
  private static Function<String, ServerProfile> profilesOf(
      ImmutableSortedMap<String, Schema> live) {
    return name ->
        live.containsKey(name) ? live.get(name).profile() : live.values().asList().get(0).profile();
  }

  private static String text(
      ImmutableSortedMap<String, Schema> from, ImmutableSortedMap<String, Schema> to)
      throws UnreadableException {
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

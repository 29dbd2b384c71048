package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Quoted;
import io.driftguard.cli.DeploymentSchemas.Viewed;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.schemadiff.SimulationException;
import io.driftguard.schemadiff.Simulator;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code simulate}: the tables after DDL statements, without a server. */
final class SimulateCommand implements Command {

  private static final String JSONL = "--jsonl";

  @Override
  public CommandSpec spec() {
    return Location.options(
            Syntax.of(
                "simulate",
                "SCHEMA DDL",
                "Print the tables that a schema has after DDL statements, in canonical form."))
        .flag(JSONL, "Answer questions from standard input: one JSON object a line in, one out.")
        .parameter(
            "SCHEMA",
            "A file with CREATE statements, the schema directory of one namespace,",
            "or a location with one: jdbc:mysql://HOST:PORT/SCHEMA.")
        .parameter("DDL", "A file with the statements to apply; - for standard input.")
        .examples(
            "echo 'DROP TABLE baskets' | driftguard simulate schema/commerce_sharded -",
            "echo '{\"id\": 1, \"from\": \"CREATE TABLE t (a int)\", \"statements\": [\"ALTER TABLE t"
                + " ADD b int\"]}' | driftguard simulate --jsonl");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    if (arguments.has(JSONL)) {
      arguments.requireAlone(JSONL, Location.names());
      ImmutableSet<String> fields = ImmutableSet.of("from", "statements");
      return new Batch(fields, ExitStatus.OK, SimulateCommand::answer).run(console);
    }
    List<String> given = arguments.parameters("SCHEMA", "DDL");
    Schema from =
        Location.isOne(given.get(0))
            ? only(
                    given.get(0),
                    // A view has a name that no table can have, so that views are a part of it.
                    DeploymentSchemas.read(
                        given.get(0), ImmutableSortedSet.of(), Viewed.ALL, arguments, console))
                .schema()
            : only(given.get(0), Schemas.read(given.get(0), console));
    StringBuilder out = new StringBuilder();
    try {
      Schema reached =
          Schemas.apply(
              from, Schemas.statements(Texts.text(given.get(1), console), from.profile()));
      reached.texts().values().forEach(text -> out.append(text).append(";\n"));
    } catch (DdlRejectedException e) {
      throw new UnreadableException(given.get(1) + ": " + e.code() + ": " + e.describe());
    } catch (SimulationException e) {
      throw new UnreadableException(e.code() + ": " + e.getMessage());
    }
    console.printSql(out.toString());
    return ExitStatus.OK;
  }

  private static <T> T only(String given, ImmutableSortedMap<String, T> schemas)
      throws UnreadableException {
    if (schemas.size() != 1) {
      throw new UnreadableException(
          Quoted.text(given) + ": expected one namespace, but found " + schemas.keySet());
    }
    return schemas.values().asList().get(0);
  }

  private static Answer answer(Question question) throws MalformedLineException {
    String from = question.read("from", Question.TEXT);
    ImmutableList<String> texts = question.read("statements", Question.listOf(Question.TEXT));
    try {
      Schema schema = Schemas.parse(from);
      for (String text : texts) {
        schema = Simulator.apply(schema, Schemas.statement(text));
      }
      Schema reached = schema;
      return Answer.of(
          json -> {
            json.writeObjectPropertyStart("tables");
            reached.texts().forEach(json::writeStringProperty);
            json.writeEndObject();
          });
    } catch (SchemaException e) {
      return Schemas.refused(e);
    } catch (DdlRejectedException e) {
      return Schemas.refused(e);
    } catch (SimulationException e) {
      return Answer.error(ExitStatus.OK, e.code().name(), String.valueOf(e.getMessage()));
    }
  }
}

package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.driftguard.engine.guard.StatementTables;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerVersion;
import io.driftguard.grammar.ShownStatement;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code canonicalize}: statements in the form in which they are compared. */
final class CanonicalizeCommand implements Command {

  private static final String SERVER_VERSION = "--server-version";
  private static final String JSONL = "--jsonl";

  @Override
  public CommandSpec spec() {
    return Syntax.of(
            "canonicalize",
            "[FILE...]",
            "Print DDL statements in the form in which they are compared.")
        .value(
            SERVER_VERSION,
            "VERSION",
            "The MySQL server that the statements are for (default: "
                + ServerVersion.DEFAULT
                + ").")
        .flag(JSONL, "Answer questions from standard input: one JSON object a line in, one out.")
        .parameters("FILE", "Files with statements; standard input when there is none.")
        .examples(
            "echo 'alter table t add column a integer' | driftguard canonicalize",
            "echo '{\"id\": 1, \"sql\": \"DROP TABLE t\"}' | driftguard canonicalize --jsonl");
  }

  @Override
  public ExitStatus run(Arguments arguments, Console console)
      throws UsageException, UnreadableException, IOException {
    if (arguments.has(JSONL)) {
      arguments.requireAlone(JSONL, SERVER_VERSION);
      ImmutableSet<String> fields = ImmutableSet.of("sql", "server_version");
      return new Batch(fields, ExitStatus.OK, CanonicalizeCommand::answer).run(console);
    }
    ServerProfile profile = profile(arguments.value(SERVER_VERSION));
    List<String> files = arguments.parameters();
    StringBuilder out = new StringBuilder();
    List<String> refusals = new ArrayList<>();
    for (String file : files.isEmpty() ? ImmutableList.of("-") : files) {
      String script = Texts.text(file, console);
      try {
        List<Ddl> statements = parser(profile).parseDdlScript(script);
        if (statements.isEmpty()) {
          throw new UnreadableException(file + ": expected a statement, but found none");
        }
        for (Ddl statement : statements) {
          ShownStatement shown = new Canonicalizer(profile).show(statement);
          out.append(shown.text()).append(";\n");
          shown
              .refusal()
              .ifPresent(e -> refusals.add(file + ": " + e.code() + ": " + e.getMessage()));
        }
      } catch (DdlRejectedException e) {
        throw new UnreadableException(file + ": " + e.code() + ": " + e.describe());
      }
    }
    console.printSql(out.toString());
    refusals.forEach(console::complain);
    return refusals.isEmpty() ? ExitStatus.OK : ExitStatus.REFUSED;
  }

  private static Answer answer(Question question) throws MalformedLineException {
    String sql = question.read("sql", Question.TEXT);
    Optional<String> version = question.readOptional("server_version", Question.TEXT);
    ServerProfile profile;
    try {
      profile = profile(version);
    } catch (UsageException e) {
      throw new MalformedLineException("field \"server_version\": " + e.getMessage());
    }
    try {
      Ddl ddl = parser(profile).parseDdl(sql);
      ShownStatement shown = new Canonicalizer(profile).show(ddl);
      if (shown.refusal().isPresent() || !(ddl instanceof Statement statement)) {
        return Answer.refused(shown.definition(), shown.refusal().orElseThrow());
      }
      StatementTables tables = StatementTables.of(statement);
      return Answer.of(
          json -> {
            json.writeStringProperty("canonical", shown.definition());
            json.writeStringProperty("operation", tables.operation().name());
            json.writeStringProperty("table", tables.changed().get(0).name());
          });
    } catch (DdlRejectedException e) {
      return Answer.errorAt(e.code().name(), String.valueOf(e.getMessage()), e.line(), e.column());
    }
  }

  private static DdlParser parser(ServerProfile profile) {
    return new DdlParser(profile, ParseLimits.DEFAULT);
  }

  private static ServerProfile profile(Optional<String> version) throws UsageException {
    if (version.isEmpty()) {
      return ServerProfile.DEFAULT;
    }
    try {
      return ServerProfile.DEFAULT.withVersion(ServerVersion.parse(version.get()));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}

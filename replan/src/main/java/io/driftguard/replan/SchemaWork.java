package io.driftguard.replan;

import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ScriptStatement;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ast.CreateDatabase;
import io.driftguard.grammar.ast.Ddl;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import io.driftguard.schemadiff.SchemaDiffException;
import io.driftguard.schemadiff.SchemaException;
import java.util.List;
import java.util.SortedMap;

/** The steps of a re-plan that cost time, so that they can be counted. */
interface SchemaWork {

  List<ScriptStatement> parse(String script) throws DdlRejectedException;

  /** Reads a script in which statements on databases may stand too. */
  List<Ddl> parseWithDatabases(String script) throws DdlRejectedException;

  /** A new database, with what it inherits where it does not say it. */
  String database(CreateDatabase create) throws DdlRejectedException;

  Schema schema(List<Statement> creates) throws SchemaException;

  /** Reads what a server printed, which it does by MySQL's default {@code sql_mode} here. */
  List<ScriptStatement> parsePrinted(String script) throws DdlRejectedException;

  Schema printedSchema(List<Statement> creates) throws SchemaException;

  List<SchemaChange> diff(Schema live, Schema desired) throws SchemaDiffException;

  /**
   * Says again, now with the name of the script, why the statements of these scripts make no
   * schema.
   */
  SchemaException named(SchemaException refusal, SortedMap<String, String> scripts);

  static SchemaWork forServer(ServerProfile profile) {
    DdlParser parser = new DdlParser(profile, ParseLimits.DEFAULT);
    DdlParser printedParser =
        new DdlParser(profile.withSqlMode(SqlMode.DEFAULT), ParseLimits.DEFAULT);
    return new SchemaWork() {
      @Override
      public List<ScriptStatement> parse(String script) throws DdlRejectedException {
        return parser.readScript(script);
      }

      @Override
      public List<Ddl> parseWithDatabases(String script) throws DdlRejectedException {
        return parser.parseDdlScript(script);
      }

      @Override
      public String database(CreateDatabase create) throws DdlRejectedException {
        return new Canonicalizer(profile).show(create).definition();
      }

      @Override
      public Schema schema(List<Statement> creates) throws SchemaException {
        return Schema.of(creates, profile);
      }

      @Override
      public List<ScriptStatement> parsePrinted(String script) throws DdlRejectedException {
        return printedParser.readScript(script);
      }

      @Override
      public Schema printedSchema(List<Statement> creates) throws SchemaException {
        return Schema.ofPrinted(creates, profile);
      }

      @Override
      public List<SchemaChange> diff(Schema live, Schema desired) throws SchemaDiffException {
        return SchemaDiff.diff(live, desired);
      }

      @Override
      public SchemaException named(SchemaException refusal, SortedMap<String, String> scripts) {
        try {
          Schema.parseAll(scripts, profile);
          return refusal;
        } catch (SchemaException named) {
          return named;
        }
      }
    };
  }
}

package io.driftguard.engine.guard;

import static io.driftguard.engine.refusal.RefusalCode.STATEMENT_TABLES_SEVERAL;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.ChangeKey;
import io.driftguard.api.Namespace;
import io.driftguard.api.Operation;
import io.driftguard.api.Quoted;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.engine.explain.Explainer;
import io.driftguard.engine.live.LiveSchemas;
import io.driftguard.grammar.CanonicalStatement;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ServerProfile.SqlMode;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The only place where a change becomes a key. Reviewed and re-planned changes both pass here, so
 * that nothing about a statement can be read in two ways.
 *
 * <p>One instance serves one check: a deployment with many shards has many changes of one text, and
 * each text is parsed once.
 */
final class ChangeKeys {

  private final GuardOptions options;
  private final Map<Namespace, ServerProfile> servers;
  private final Map<ServerProfile, Reading> readings = new HashMap<>();
  private final Map<Text, Outcome> outcomes = new HashMap<>();
  private final Map<OnTable, String> onTables = new HashMap<>();
  private final LiveSchemas schemas = new LiveSchemas(this::printer, this::isAsked);

  /** Keys of statements that every namespace's server reads as the options say. */
  ChangeKeys(GuardOptions options) {
    this(options, Map.of());
  }

  private ChangeKeys(GuardOptions options, Map<Namespace, ServerProfile> servers) {
    this.options = options;
    this.servers = Map.copyOf(servers);
  }

  /** Keys of statements that the servers of these namespaces read as they say themselves. */
  ChangeKeys withServers(Map<Namespace, ServerProfile> known) {
    return new ChangeKeys(options, known);
  }

  /** What reads the texts of one kind of server. */
  private record Reading(DdlParser parser, Canonicalizer canonicalizer) {}

  GuardOptions options() {
    return options;
  }

  /** Explains what differs, and reads as these keys read. */
  Explainer explainer() {
    return new Explainer(schemas, options.parseLimits());
  }

  /** The server that reads the statements of a namespace. */
  ServerProfile server(Namespace namespace) {
    return servers.getOrDefault(namespace, options.server());
  }

  /**
   * The server as it prints tables. One that was asked prints to a session of MySQL's default
   * modes, whatever the modes are that it reads statements by.
   */
  private ServerProfile printer(Namespace namespace) {
    ServerProfile asked = servers.get(namespace);
    return asked == null ? options.server() : asked.withSqlMode(SqlMode.DEFAULT);
  }

  private boolean isAsked(Namespace namespace) {
    return servers.containsKey(namespace);
  }

  private Reading reading(Namespace namespace) {
    return readings.computeIfAbsent(
        server(namespace),
        server ->
            new Reading(new DdlParser(server, options.parseLimits()), new Canonicalizer(server)));
  }

  /**
   * A change of either side, before its statement is looked at.
   *
   * @param namespace where its side says that the table is
   * @param shard the shard: of a reviewed change the one of the scope, of a re-planned change its
   *     own
   * @param table the table that its side names
   * @param operation the operation that its side names, for people
   * @param agrees whether an operation is the one that its side names
   * @param ddl the statement
   */
  record Labelled(
      Namespace namespace,
      Optional<ShardName> shard,
      String table,
      String operation,
      Predicate<Operation> agrees,
      String ddl) {}

  /**
   * The changes of one side in their order. Each side has one of these.
   *
   * @param live the live schema that both sides are for; empty when it is not known
   */
  Side side(Optional<LiveSchema> live) {
    return new Side(live.map(known -> new KnownTables(schemas, known)));
  }

  /** Makes the keys of one side. */
  final class Side {

    private final Optional<KnownTables> tables;

    private Side(Optional<KnownTables> tables) {
      this.tables = tables;
    }

    /**
     * The next change with its key.
     *
     * @param position its place among the table changes of its side, counted from 1
     * @throws StatementRejectedException when its text is not exactly one statement on one table
     */
    KeyedChange key(Labelled change, int position) throws StatementRejectedException {
      Text text = new Text(change.namespace(), change.ddl());
      Keyed keyed = keyed(text);
      Place place = new Place(change.namespace(), change.shard());
      String canonical = keyed.canonical().text();
      if (tables.isPresent()) {
        if (isOnOwnTable(keyed)) {
          canonical =
              tables
                  .get()
                  .before(place, keyed.table())
                  .map(table -> onTable(text, keyed, table))
                  .orElse(canonical);
        }
        tables.get().apply(place, keyed.tables(), keyed.canonical().statement());
      }
      return keyedChange(change, position, keyed, canonical);
    }
  }

  /** Whether it alters a table of its own namespace, and nothing else. */
  private static boolean isOnOwnTable(Keyed keyed) {
    return keyed.canonical().statement() instanceof AlterTable alter
        && keyed.tables().size() == 1
        && alter.table().schema().isEmpty();
  }

  /** The statement as it reads on the table that it alters. */
  private String onTable(Text text, Keyed keyed, CreateTable table) {
    return onTables.computeIfAbsent(
        new OnTable(text, table),
        unused -> {
          try {
            return reading(text.namespace())
                .canonicalizer()
                .canonicalize(keyed.written(), table)
                .within(text.namespace().name())
                .text();
          } catch (DdlRejectedException e) {
            // The statement and the table contradict each other, on both sides alike.
            return keyed.canonical().text();
          }
        });
  }

  private KeyedChange keyedChange(Labelled change, int position, Keyed keyed, String canonical) {
    return new KeyedChange(
        new ChangeKey(
            change.namespace(), change.shard(), keyed.table(), keyed.operation(), canonical),
        position,
        new KeyedChange.Label(
            namesOne(change, keyed) ? keyed.table() : change.table(),
            change.operation(),
            change.agrees().test(keyed.operation()),
            keyed.namespace()),
        change.ddl(),
        keyed.tables(),
        keyed.references());
  }

  /**
   * Whether the label and the statement name one table, to a server that looks names up in lower
   * case: labels in other letters are true as well.
   */
  private boolean namesOne(Labelled change, Keyed keyed) {
    return server(change.namespace()).lowerCaseTableNames() != 0
        && change.table().toLowerCase(Locale.ROOT).equals(keyed.table().toLowerCase(Locale.ROOT));
  }

  /** The canonical text of a live table, or the text as it is when it has none. */
  String canonicalOrRaw(Namespace namespace, String ddl) {
    return outcome(new Text(namespace, ddl)) instanceof Keyed keyed
        ? "canonical " + keyed.canonical().text()
        : "raw " + ddl;
  }

  /** A text means the same wherever it stands in one namespace. */
  private record Text(Namespace namespace, String ddl) {}

  /** Nor does it mean anything else on an equal table. */
  private record OnTable(Text text, CreateTable table) {}

  private sealed interface Outcome {}

  private record Keyed(
      String table,
      Operation operation,
      Statement written,
      CanonicalStatement canonical,
      Optional<String> namespace,
      ImmutableList<String> tables,
      ImmutableList<KeyedChange.Reference> references)
      implements Outcome {}

  private record Rejected(StatementRejectedException reason) implements Outcome {}

  private Keyed keyed(Text text) throws StatementRejectedException {
    Outcome outcome = outcome(text);
    if (outcome instanceof Rejected rejected) {
      throw rejected.reason();
    }
    return (Keyed) outcome;
  }

  private Outcome outcome(Text text) {
    Outcome known = outcomes.get(text);
    if (known != null) {
      return known;
    }
    Outcome outcome;
    try {
      outcome = read(text);
    } catch (StatementRejectedException e) {
      outcome = new Rejected(e);
    }
    outcomes.put(text, outcome);
    return outcome;
  }

  private Keyed read(Text text) throws StatementRejectedException {
    Statement written;
    CanonicalStatement canonical;
    Reading reading = reading(text.namespace());
    try {
      written = reading.parser().parse(text.ddl());
      // A statement runs in its namespace, so that ns.t and t are one table there.
      canonical = reading.canonicalizer().canonicalize(written).within(text.namespace().name());
    } catch (DdlRejectedException e) {
      throw new StatementRejectedException(
          Rejections.codeOf(e.code()),
          "exactly one statement of table DDL",
          e.describe() + ", in " + Quoted.text(text.ddl()));
    }
    StatementTables tables = StatementTables.of(canonical.statement());
    if (tables.changed().size() != 1 || tables.renamedTo().size() > 1) {
      throw new StatementRejectedException(
          STATEMENT_TABLES_SEVERAL,
          "one table",
          Quoted.sorted(tables.changed().stream().map(TableName::name).toList())
              + " in "
              + Quoted.text(text.ddl()));
    }
    return new Keyed(
        tables.changed().get(0).name(),
        tables.operation(),
        written,
        canonical,
        namespaceOf(StatementTables.of(written), text.namespace()),
        ImmutableList.<String>builder()
            .addAll(names(tables.changed()))
            .addAll(names(tables.renamedTo()))
            .build(),
        tables.references().stream()
            .map(table -> new KeyedChange.Reference(table.schema(), table.name()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static List<String> names(List<TableName> tables) {
    return tables.stream().map(TableName::name).toList();
  }

  /**
   * The namespace that the statement names for what it changes: another one than its own, when it
   * names several.
   */
  private static Optional<String> namespaceOf(StatementTables written, Namespace own) {
    List<String> named =
        ImmutableList.<TableName>builder()
            .addAll(written.changed())
            .addAll(written.renamedTo())
            .build()
            .stream()
            .flatMap(table -> table.schema().stream())
            .toList();
    return named.stream()
        .filter(name -> !name.equals(own.name()))
        .findFirst()
        .or(() -> named.stream().findFirst());
  }
}

package io.driftguard.engine.explain;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.Resources;
import io.driftguard.api.ChangeKey;
import io.driftguard.api.Namespace;
import io.driftguard.api.ShardName;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.engine.guard.StatementTables;
import io.driftguard.engine.live.LiveSchemas;
import io.driftguard.grammar.CanonicalStatement;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.grammar.ParseLimits;
import io.driftguard.grammar.ServerProfile;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaChange;
import io.driftguard.schemadiff.SchemaDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A live schema, a desired one and reviewed statements, with what is to be said of them.
 *
 * @param name what is the case
 * @param values the values of each of its fields, in order
 */
record ExplanationCase(String name, ImmutableListMultimap<String, String> values) {

  static final Namespace SHOP = new Namespace("shop");

  private static final ServerProfile PROFILE = ServerProfile.DEFAULT;

  static ImmutableList<ExplanationCase> all() throws IOException {
    String text =
        Resources.toString(
            Resources.getResource("io/driftguard/engine/explain/explanations.txt"),
            StandardCharsets.UTF_8);
    ImmutableList.Builder<ExplanationCase> cases = ImmutableList.builder();
    List<String> sections = Splitter.on("\n== ").splitToList(text);
    for (String section : sections.subList(1, sections.size())) {
      List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(section);
      ImmutableListMultimap.Builder<String, String> values = ImmutableListMultimap.builder();
      for (String line : lines.subList(1, lines.size())) {
        int end = line.indexOf(' ');
        values.put(line.substring(0, end), line.substring(end).strip().replace("\\n", "\n"));
      }
      cases.add(new ExplanationCase(lines.get(0), values.build()));
    }
    return cases.build();
  }

  /** The explanations for the case as if it were that shard's. */
  List<Explanation> explain(Optional<ShardName> shard, Explainer explainer) throws Exception {
    Place place = new Place(SHOP, shard);
    Schema live = Schema.parse(one("live"), PROFILE);
    TreeMap<String, String> texts = new TreeMap<>(live.texts());
    List<KeyedChange> replanned = new ArrayList<>();
    for (SchemaChange change : SchemaDiff.diff(live, Schema.parse(one("desired"), PROFILE))) {
      replanned.add(keyed(place, change.statement(), replanned.size() + 1));
    }
    List<KeyedChange> reviewed = new ArrayList<>();
    for (String script : values.get("reviewed")) {
      for (Statement statement : parser().parseScript(script)) {
        reviewed.add(keyed(place, statement, reviewed.size() + 1));
      }
    }
    return explainer.explain(
        new LiveSchema(new TreeMap<>(Map.of(place, texts)), new TreeMap<>()), reviewed, replanned);
  }

  String one(String field) {
    return values.get(field).get(0);
  }

  Optional<String> maybe(String field) {
    return values.get(field).stream().findFirst();
  }

  static Explainer explainer() {
    return new Explainer(
        new LiveSchemas(namespace -> PROFILE, namespace -> false), ParseLimits.DEFAULT);
  }

  private static DdlParser parser() {
    return new DdlParser(PROFILE, ParseLimits.DEFAULT);
  }

  private static KeyedChange keyed(Place place, Statement statement, int position)
      throws DdlRejectedException {
    CanonicalStatement canonical = new Canonicalizer(PROFILE).canonicalize(statement);
    StatementTables tables = StatementTables.of(canonical.statement());
    String table = tables.changed().get(0).name();
    return new KeyedChange(
        new ChangeKey(
            place.namespace(), place.shard(), table, tables.operation(), canonical.text()),
        position,
        new KeyedChange.Label(table, tables.operation().name(), true, Optional.empty()),
        canonical.text(),
        List.of(table),
        List.of());
  }

  @Override
  public String toString() {
    return name;
  }
}

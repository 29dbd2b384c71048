package io.driftguard.engine.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.engine.LiveSchema;
import io.driftguard.api.engine.LiveSchema.Place;
import io.driftguard.api.rule.KeyedChange;
import io.driftguard.engine.explain.Difference;
import io.driftguard.engine.explain.Explanation;
import io.driftguard.engine.guard.GuardOptions;
import io.driftguard.grammar.Canonicalizer;
import io.driftguard.grammar.DdlParser;
import io.driftguard.grammar.DdlRejectedException;
import io.driftguard.schemadiff.Schema;
import io.driftguard.schemadiff.SchemaException;
import io.driftguard.vschema.VSchema;
import io.driftguard.vschema.VSchemaException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the forms of each table from all places. */
final class Forms {

  private final DesiredSchema desired;
  private final DdlParser parser;
  private final Canonicalizer canonicalizer;
  private final Map<Namespace, ImmutableSortedSet<String>> desiredTables = new HashMap<>();
  private final Map<String, String> canonical = new HashMap<>();
  private final Map<Row, Map<Form, TreeSet<AuditedPlace>>> rows = new LinkedHashMap<>();

  Forms(DesiredSchema desired, GuardOptions options) {
    this.desired = desired;
    this.parser = new DdlParser(options.server(), options.parseLimits());
    this.canonicalizer = new Canonicalizer(options.server());
    desired
        .namespaces()
        .forEach((namespace, files) -> desiredTables.put(namespace, tables(files, options)));
  }

  private record Row(Namespace namespace, Optional<String> table) {}

  private record Form(
      AuditState state,
      Optional<String> live,
      List<String> statements,
      Optional<Difference> difference,
      List<String> problems) {}

  /** The names of the desired tables; what cannot be read is for the re-plan to refuse. */
  private static ImmutableSortedSet<String> tables(NamespaceFiles files, GuardOptions options) {
    try {
      return Schema.parseAll(files.sql(), options.server()).tables().values().stream()
          .map(table -> table.table().name())
          .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    } catch (SchemaException e) {
      return ImmutableSortedSet.of();
    }
  }

  /** Adds the tables of a place whose re-plan is known. */
  void add(
      String deployment,
      Place place,
      LiveSchema live,
      List<KeyedChange> changes,
      AuditState stateOfChanged,
      List<Explanation> explanations) {
    SortedMap<String, String> texts =
        Optional.ofNullable(live.tables().get(place)).orElseGet(TreeMap::new);
    TreeSet<String> names = new TreeSet<>(texts.keySet());
    names.addAll(desiredTables.getOrDefault(place.namespace(), ImmutableSortedSet.of()));
    Map<String, ImmutableList.Builder<String>> statements = new HashMap<>();
    for (KeyedChange change : changes) {
      names.add(change.key().table());
      statements
          .computeIfAbsent(change.key().table(), unused -> ImmutableList.builder())
          .add(change.key().canonicalDdl());
    }
    for (String name : names) {
      ImmutableList<String> todo =
          Optional.ofNullable(statements.get(name))
              .map(ImmutableList.Builder::build)
              .orElse(ImmutableList.of());
      Form form =
          new Form(
              todo.isEmpty() ? AuditState.AS_DESIRED : stateOfChanged,
              Optional.ofNullable(texts.get(name)).map(this::canonical),
              todo,
              explanations.stream()
                  .filter(each -> each.table().equals(name))
                  .map(Explanation::difference)
                  .findFirst(),
              List.of());
      add(new Row(place.namespace(), Optional.of(name)), form, deployment, place);
    }
  }

  /** Adds the desired tables of a place of which nothing is known. */
  void addUnverifiable(String deployment, Place place, List<String> why) {
    for (String name : desiredTables.getOrDefault(place.namespace(), ImmutableSortedSet.of())) {
      add(new Row(place.namespace(), Optional.of(name)), unverifiable(why), deployment, place);
    }
  }

  void addVSchema(
      String deployment,
      Namespace namespace,
      Optional<String> live,
      Optional<String> difference,
      AuditState state) {
    Form form =
        new Form(
            state,
            live.map(Forms::normal),
            difference.map(List::of).orElse(List.of()),
            Optional.empty(),
            List.of());
    add(
        new Row(namespace, Optional.empty()),
        form,
        deployment,
        new Place(namespace, Optional.empty()));
  }

  /** Adds the desired VSchemas of a deployment of which nothing is known. */
  void addUnverifiableVSchemas(String deployment, List<String> why) {
    for (Namespace namespace : desired.namespaces().keySet()) {
      if (desired.vschema(namespace).isPresent()) {
        add(
            new Row(namespace, Optional.empty()),
            unverifiable(why),
            deployment,
            new Place(namespace, Optional.empty()));
      }
    }
  }

  private static Form unverifiable(List<String> why) {
    return new Form(AuditState.UNVERIFIABLE, Optional.empty(), List.of(), Optional.empty(), why);
  }

  private void add(Row row, Form form, String deployment, Place place) {
    rows.computeIfAbsent(row, unused -> new LinkedHashMap<>())
        .computeIfAbsent(form, unused -> new TreeSet<>())
        .add(new AuditedPlace(deployment, place.shard()));
  }

  List<AuditedTable> tables() {
    return rows.entrySet().stream()
        .map(
            row ->
                new AuditedTable(
                    row.getKey().namespace(),
                    row.getKey().table(),
                    row.getValue().entrySet().stream()
                        .map(form -> form(form.getKey(), form.getValue()))
                        .toList()))
        .sorted()
        .toList();
  }

  private static TableForm form(Form form, SortedSet<AuditedPlace> places) {
    return new TableForm(
        form.state(), form.live(), form.statements(), form.difference(), form.problems(), places);
  }

  /** The text in which forms are shown and told apart; what is to be done does not depend on it. */
  private String canonical(String text) {
    return canonical.computeIfAbsent(
        text,
        given -> {
          try {
            return canonicalizer.canonicalize(parser.parse(given)).definition().text();
          } catch (DdlRejectedException e) {
            return given;
          }
        });
  }

  private static String normal(String document) {
    try {
      return VSchema.read(document).normalForm();
    } catch (VSchemaException e) {
      return document;
    }
  }
}

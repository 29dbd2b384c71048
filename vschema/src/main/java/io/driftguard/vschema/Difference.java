package io.driftguard.vschema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.driftguard.api.Quoted;
import io.driftguard.vschema.VSchemaEdit.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares the normal forms of two VSchemas place by place. */
final class Difference {

  private static final String NAME = "name";

  private final ImmutableList.Builder<VSchemaEdit> edits = ImmutableList.builder();

  private Difference() {}

  /** The places in which the second differs from the first; none when they are equal. */
  static ImmutableList<VSchemaEdit> between(JsonNode from, JsonNode to) {
    Difference difference = new Difference();
    difference.compare(JsonPath.ROOT, from, to);
    return difference.edits.build();
  }

  private void compare(JsonPath at, JsonNode from, JsonNode to) {
    if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
      compare(at, byKey(before), byKey(after));
    } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
      compareLists(at, before, after);
    } else if (!from.equals(to)) {
      report(at, Kind.CHANGED, from.toString(), to.toString());
    }
  }

  private void compare(JsonPath at, Map<String, JsonNode> from, Map<String, JsonNode> to) {
    for (String key : new TreeSet<>(Sets.union(from.keySet(), to.keySet()))) {
      JsonNode before = from.get(key);
      JsonNode after = to.get(key);
      if (before == null && after != null) {
        report(at.key(key), Kind.ADDED, "", after.toString());
      } else if (after == null && before != null) {
        report(at.key(key), Kind.REMOVED, before.toString(), "");
      } else if (before != null && after != null) {
        compare(at.key(key), before, after);
      }
    }
  }

  private void compareLists(JsonPath at, ArrayNode from, ArrayNode to) {
    Optional<Map<String, JsonNode>> before = byName(from);
    Optional<Map<String, JsonNode>> after = byName(to);
    if (before.isPresent() && after.isPresent()) {
      compare(at, before.get(), after.get());
      List<String> namesBefore = List.copyOf(before.get().keySet());
      List<String> namesAfter = List.copyOf(after.get().keySet());
      List<String> kept = new ArrayList<>(namesBefore);
      kept.retainAll(namesAfter);
      // What comes or goes at the end leaves the others where they are; elsewhere it moves them,
      // and the first one may be another.
      if (!namesBefore.subList(0, kept.size()).equals(kept)
          || !namesAfter.subList(0, kept.size()).equals(kept)) {
        report(at, Kind.REORDERED, shown(namesBefore), shown(namesAfter));
      }
    } else if (!from.equals(to)) {
      report(at, Kind.CHANGED, from.toString(), to.toString());
    }
  }

  private static Map<String, JsonNode> byKey(ObjectNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /** The elements by their names; empty when the names do not tell them apart. */
  private static Optional<Map<String, JsonNode>> byName(ArrayNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (JsonNode each : list.values()) {
      if (!(each instanceof ObjectNode object)
          || !object.has(NAME)
          || named.put(object.get(NAME).stringValue(), object) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(named);
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.stream().map(Quoted::text).toList());
  }

  private void report(JsonPath at, Kind kind, String from, String to) {
    String path = at.text().equals("$") ? "$" : at.text().replaceFirst("^\\$\\.?", "");
    edits.add(new VSchemaEdit(path, kind, from, to));
  }
}

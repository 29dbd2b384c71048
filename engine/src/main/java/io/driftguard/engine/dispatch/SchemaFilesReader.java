package io.driftguard.engine.dispatch;

import static io.driftguard.engine.refusal.RefusalCode.SCHEMA_FILE_UNKNOWN;

import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.api.Quoted;
import io.driftguard.engine.json.JsonFields;
import io.driftguard.engine.json.JsonValue;
import io.driftguard.engine.refusal.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the desired schema that travels with a dispatch. */
final class SchemaFilesReader {

  static final String VSCHEMA_FILE = "vschema.json";

  /** A file of a directory, never a path that leads elsewhere. */
  private static final Pattern SQL_FILE = Pattern.compile("[^/\\\\\\p{Cntrl}]+\\.sql");

  private final Consumer<Refusal> refusals;
  private final PlainNames names;

  SchemaFilesReader(Consumer<Refusal> refusals) {
    this.refusals = refusals;
    this.names = new PlainNames(refusals);
  }

  /** The desired schema; empty when there is no namespace, as protobuf writes an absent map. */
  Optional<DesiredSchema> read(Map<String, JsonValue> schemaFiles) {
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    schemaFiles.forEach(
        (name, value) -> {
          Optional<NamespaceFiles> files = JsonFields.of(value, refusals).map(this::files);
          names
              .namespace(name, value.place())
              .ifPresent(ns -> files.ifPresent(known -> namespaces.put(ns, known)));
        });
    return schemaFiles.isEmpty() ? Optional.empty() : Optional.of(new DesiredSchema(namespaces));
  }

  private NamespaceFiles files(JsonFields fields) {
    Map<String, JsonValue> files = fields.map("files");
    fields.refuseUnknown();
    TreeMap<String, String> sql = new TreeMap<>();
    Optional<String> vschema = Optional.empty();
    for (Map.Entry<String, JsonValue> file : files.entrySet()) {
      Optional<String> text =
          JsonFields.text(file.getValue(), refusals).map(JsonValue.JsonString::value);
      if (file.getKey().equals(VSCHEMA_FILE)) {
        vschema = text;
      } else if (SQL_FILE.matcher(file.getKey()).matches()) {
        text.ifPresent(content -> sql.put(file.getKey(), content));
      } else {
        refusals.accept(
            Refusal.of(
                SCHEMA_FILE_UNKNOWN,
                file.getValue().place().toString(),
                "a file named *.sql or " + VSCHEMA_FILE + ", without a path",
                Quoted.text(file.getKey())));
      }
    }
    return new NamespaceFiles(sql, vschema);
  }
}

package io.driftguard.replan;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.DesiredSchema;
import io.driftguard.api.DesiredSchema.NamespaceFiles;
import io.driftguard.api.Namespace;
import io.driftguard.replan.Tree.Entry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a desired schema from a directory: one subdirectory a namespace, with {@code *.sql} and
 * {@code vschema.json}; or, flat, the files of one namespace that is named like the directory.
 *
 * <p>What starts with a dot, and {@code *.md}, {@code *.yaml} and {@code *.yml} are ignored.
 * Everything else that is not expected is refused, so that no part of a schema is overlooked.
 */
public final class SchemaDirectory {

  private static final String LAYOUT =
      "either subdirectories that are namespaces, or the files of one namespace";
  private static final String FILES = "*.sql or vschema.json";

  private SchemaDirectory() {}

  /**
   * Reads a directory within {@link DirectoryLimits#DEFAULT}.
   *
   * @throws DirectoryException when the directory is anything else than a desired schema
   */
  public static DesiredSchema read(Path directory) throws DirectoryException {
    return read(directory, DirectoryLimits.DEFAULT);
  }

  /**
   * Reads a directory.
   *
   * @throws DirectoryException when the directory is anything else than a desired schema
   */
  public static DesiredSchema read(Path directory, DirectoryLimits limits)
      throws DirectoryException {
    Tree tree = Tree.at(directory, limits);
    ImmutableList<Entry> entries = tree.list(directory);
    Optional<Entry> file = entries.stream().filter(entry -> !entry.isDirectory()).findFirst();
    Optional<Entry> subdirectory = entries.stream().filter(Entry::isDirectory).findFirst();
    if (file.isPresent() && subdirectory.isPresent()) {
      if (!file.get().isSql() && !file.get().isVSchema()) {
        throw tree.unexpected(file.get(), FILES);
      }
      throw tree.mixed(directory, LAYOUT, file.get(), subdirectory.get());
    }
    TreeMap<Namespace, NamespaceFiles> namespaces = new TreeMap<>();
    if (file.isPresent()) {
      Path named = directory.toAbsolutePath().normalize();
      namespaces.put(Tree.named(named, "namespace", Namespace::new), files(tree, entries));
    } else if (subdirectory.isPresent()) {
      for (Entry entry : entries) {
        namespaces.put(
            Tree.named(entry.path(), "namespace", Namespace::new),
            files(tree, tree.list(entry.path())));
      }
    } else {
      throw tree.noNamespace(LAYOUT);
    }
    return new DesiredSchema(namespaces);
  }

  private static NamespaceFiles files(Tree tree, ImmutableList<Entry> entries)
      throws DirectoryException {
    TreeMap<String, String> sql = new TreeMap<>();
    Optional<String> vschema = Optional.empty();
    for (Entry entry : entries) {
      if (entry.isSql()) {
        sql.put(entry.name(), tree.text(entry));
      } else if (entry.isVSchema()) {
        vschema = Optional.of(tree.text(entry));
      } else {
        throw tree.unexpected(entry, FILES);
      }
    }
    return new NamespaceFiles(sql, vschema);
  }
}

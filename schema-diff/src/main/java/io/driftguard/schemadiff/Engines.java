package io.driftguard.schemadiff;

import com.google.common.collect.ImmutableSet;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.TableOption;
import java.util.Locale;

/** What a table's storage engine can do. */
final class Engines {

  private static final ImmutableSet<String> WITHOUT_FOREIGN_KEYS =
      ImmutableSet.of("archive", "blackhole", "csv", "federated", "memory", "mrg_myisam", "myisam");

  private Engines() {}

  /** The engine of a table, InnoDB when none is named. */
  static String of(CreateTable table) {
    return table.options().stream()
        .filter(option -> option.key() == TableOption.Key.ENGINE)
        .map(TableOption::value)
        .findFirst()
        .orElse("InnoDB");
  }

  /** Some engines are known to read foreign keys and forget them. */
  static boolean supportsForeignKeys(CreateTable table) {
    return !WITHOUT_FOREIGN_KEYS.contains(of(table).toLowerCase(Locale.ROOT));
  }
}

package io.driftguard.engine.explain;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.TableOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@code ALTER TABLE} does to rows, as far as the table's definition does not show it. Two
 * statements that leave equal tables may still do different things to rows: one renames a column,
 * the other drops it and adds an empty one.
 *
 * @param sources for each column after the statement the live column that its values come from;
 *     empty for a new one
 * @param others the clauses that do something that no definition shows
 */
record RowEffects(ImmutableMap<String, String> sources, ImmutableMultiset<String> others) {

  static RowEffects of(AlterTable alter, CreateTable live) {
    Map<String, String> sources = new TreeMap<>();
    live.columns().stream().map(ColumnDef::name).forEach(name -> sources.put(key(name), key(name)));
    Map<String, String> changed = new TreeMap<>();
    ImmutableMultiset.Builder<String> others = ImmutableMultiset.builder();
    // As on the server: every clause names columns as they are before the statement.
    for (AlterClause clause : alter.clauses()) {
      if (clause instanceof AlterClause.DropColumn c) {
        sources.remove(key(c.column()));
      } else if (clause instanceof AlterClause.ChangeColumn c) {
        move(sources, changed, c.oldName(), c.column().name());
      } else if (clause instanceof AlterClause.RenameColumn c) {
        move(sources, changed, c.from(), c.to());
      } else if (clause instanceof AlterClause.AddColumn c) {
        changed.put(key(c.column().name()), "");
      } else if (!isInDefinition(clause)) {
        others.add(Renderer.render(clause));
      }
    }
    sources.putAll(changed);
    return new RowEffects(ImmutableMap.copyOf(sources), others.build());
  }

  private static void move(
      Map<String, String> sources, Map<String, String> changed, String from, String to) {
    sources.remove(key(from));
    changed.put(key(to), key(from));
  }

  private static boolean isInDefinition(AlterClause clause) {
    if (clause instanceof AlterClause.SetOptions set) {
      return set.options().stream()
          .noneMatch(option -> option.key() == TableOption.Key.AUTO_INCREMENT);
    }
    return List.of(
            AlterClause.AddKey.class,
            AlterClause.AddForeignKey.class,
            AlterClause.AddCheck.class,
            AlterClause.DropKey.class,
            AlterClause.DropPrimaryKey.class,
            AlterClause.DropForeignKey.class,
            AlterClause.DropCheck.class,
            AlterClause.DropConstraint.class,
            AlterClause.RenameKey.class,
            AlterClause.AlterDefault.class,
            AlterClause.AlterColumnVisibility.class,
            AlterClause.AlterKeyVisibility.class,
            AlterClause.AlterEnforcement.class,
            AlterClause.ConvertCharset.class,
            AlterClause.Algorithm.class,
            AlterClause.Lock.class)
        .contains(clause.getClass());
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }
}

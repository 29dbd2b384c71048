package io.driftguard.mysql;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tables that tools leave in a schema, which are no part of it. Each is named in the verdict, and
 * none is left out that the desired schema has.
 *
 * @param tools the tools whose tables are left out
 * @param names tables that are left out by their exact names
 */
record Leftovers(ImmutableSet<Tool> tools, ImmutableSortedSet<String> names) {

  /** The value of the setting that names no tool. */
  private static final String NO_TOOL = "none";

  /** Every tool that is known, and no table by its name. */
  static final Leftovers DEFAULT =
      new Leftovers(ImmutableSet.copyOf(Tool.values()), ImmutableSortedSet.of());

  /**
   * The tools that are known. The forms of the names are exact. A part in parentheses is the name
   * of another table, which has to be there too: without it, it is somebody's own table.
   */
  enum Tool {
    GH_OST("gh-ost", "_(.+)_gho", "_(.+)_ghc", "_(.+)_del", "_(.+)_[0-9]{14}_del"),
    PT_ONLINE_SCHEMA_CHANGE("pt-online-schema-change", underscored("(.+)_new", "(.+)_old")),
    SPIRIT(
        "spirit",
        "_(.+)_new",
        "_(.+)_old",
        "_(.+)_chkpnt",
        "_(.+)_old_[0-9]{8}_[0-9]{6}",
        "_spirit_sentinel",
        "_spirit_checkpoint"),
    VITESS("vitess", "_vt_[A-Za-z0-9]{3}_[0-9a-f]{32}_[0-9]{14}_"),
    FLYWAY("flyway", "flyway_schema_history"),
    LIQUIBASE("liquibase", "(?i:DATABASECHANGELOG)", "(?i:DATABASECHANGELOGLOCK)"),
    RAILS("rails", "schema_migrations", "ar_internal_metadata"),
    ALEMBIC("alembic", "alembic_version"),
    DJANGO("django", "django_migrations"),
    PRISMA("prisma", "_prisma_migrations"),
    GOOSE("goose", "goose_db_version"),
    KNEX("knex", "knex_migrations", "knex_migrations_lock"),
    ATLAS("atlas", "atlas_schema_revisions");

    private final String id;
    private final ImmutableList<Pattern> forms;

    Tool(String id, String... forms) {
      this.id = id;
      this.forms =
          Arrays.stream(forms).map(Pattern::compile).collect(ImmutableList.toImmutableList());
    }

    String id() {
      return id;
    }

    private boolean leaves(String table, Set<String> tables) {
      for (Pattern form : forms) {
        Matcher matcher = form.matcher(table);
        if (matcher.matches() && (matcher.groupCount() == 0 || tables.contains(matcher.group(1)))) {
          return true;
        }
      }
      return false;
    }
  }

  /** The forms with one to ten underscores before them: the tool adds one where a name is taken. */
  private static String[] underscored(String... forms) {
    return IntStream.rangeClosed(1, 10)
        .mapToObj("_"::repeat)
        .flatMap(underscores -> Arrays.stream(forms).map(form -> underscores + form))
        .toArray(String[]::new);
  }

  /**
   * Reads the settings.
   *
   * @param tools ids of tools separated by commas, or {@code none}; without it, all that are known
   * @param names names of tables separated by commas
   */
  static Leftovers of(Optional<String> tools, Optional<String> names) throws EngineException {
    ImmutableSet<Tool> chosen = DEFAULT.tools();
    if (tools.isPresent()) {
      ImmutableSet.Builder<Tool> named = ImmutableSet.builder();
      if (!tools.get().equals(NO_TOOL)) {
        for (String id : Splitter.on(',').trimResults().split(tools.get())) {
          named.add(tool(id));
        }
      }
      chosen = named.build();
    }
    return new Leftovers(
        chosen,
        names
            .map(list -> Splitter.on(',').trimResults().omitEmptyStrings().splitToList(list))
            .map(ImmutableSortedSet::copyOf)
            .orElseGet(ImmutableSortedSet::of));
  }

  private static Tool tool(String id) throws EngineException {
    for (Tool tool : Tool.values()) {
      if (tool.id().equals(id)) {
        return tool;
      }
    }
    throw new EngineException(
        Reason.SOURCE_NOT_SUPPORTED,
        "the setting "
            + LiveSettings.LEFTOVER_TOOLS
            + ": expected "
            + NO_TOOL
            + " or some of "
            + Arrays.stream(Tool.values()).map(Tool::id).collect(Collectors.joining(", "))
            + ", but found "
            + Quoted.text(id));
  }

  /**
   * Why a table is left out; empty when it is not.
   *
   * @param table the table
   * @param tables every table of its schema
   */
  Optional<String> reason(String table, Set<String> tables) {
    if (names.contains(table)) {
      return Optional.of("named by the setting " + LiveSettings.LEFTOVER_TABLES);
    }
    return tools.stream()
        .filter(tool -> tool.leaves(table, tables))
        .findFirst()
        .map(tool -> "left behind by " + tool.id());
  }
}

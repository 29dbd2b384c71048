package io.driftguard.vschema;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import io.driftguard.vschema.Keyspace.AutoIncrement;
import io.driftguard.vschema.Keyspace.Column;
import io.driftguard.vschema.Keyspace.ColumnVindex;
import io.driftguard.vschema.Keyspace.Table;
import io.driftguard.vschema.Keyspace.Vindex;
import io.driftguard.vschema.VSchemaProblem.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for what a VSchema says and Vitess cannot do. What cannot be known is accepted. */
final class SemanticCheck {

  private static final String SEQUENCE = "sequence";
  private static final String REFERENCE = "reference";

  private static final Pattern KEYSPACE_ID = Pattern.compile("([0-9A-Fa-f]{2})+");

  private final String name;
  private final Keyspace keyspace;
  private final Map<String, Keyspace> others;
  private final ImmutableList.Builder<VSchemaProblem> problems = ImmutableList.builder();

  private SemanticCheck(String name, Keyspace keyspace, Map<String, Keyspace> others) {
    this.name = name;
    this.keyspace = keyspace;
    this.others = others;
  }

  /**
   * The problems of a keyspace, in the order of their places.
   *
   * @param others the other keyspaces that are known, by name
   */
  static ImmutableList<VSchemaProblem> problems(
      String name, Keyspace keyspace, Map<String, Keyspace> others) {
    SemanticCheck check = new SemanticCheck(name, keyspace, others);
    JsonPath tables = JsonPath.ROOT.key("tables");
    keyspace.tables().forEach((table, of) -> check.table(table, of, tables.key(table)));
    JsonPath vindexes = JsonPath.ROOT.key("vindexes");
    keyspace.vindexes().forEach((vindex, of) -> check.vindex(vindex, of, vindexes.key(vindex)));
    return check.problems.build();
  }

  private void vindex(String vindexName, Vindex vindex, JsonPath at) {
    if (vindex.type().isEmpty()) {
      report(Code.VINDEX_WITHOUT_TYPE, at.key("type"), "the type of the vindex", "none");
    }
    if (vindex.owner().isEmpty()) {
      return;
    }
    Table owner = keyspace.tables().get(vindex.owner());
    if (owner == null) {
      report(
          Code.OWNER_UNKNOWN,
          at.key("owner"),
          "a table of the keyspace",
          Quoted.text(vindex.owner()) + ", which is none of them");
    } else if (owner.columnVindexes().stream().noneMatch(use -> use.name().equals(vindexName))) {
      report(
          Code.OWNER_WITHOUT_VINDEX,
          at.key("owner"),
          "a table with the vindex " + Quoted.text(vindexName) + " among its column_vindexes",
          Quoted.text(vindex.owner()) + ", which does not have it");
    }
  }

  private void table(String tableName, Table table, JsonPath at) {
    boolean reference = table.type().equals(REFERENCE);
    boolean sequence = table.type().equals(SEQUENCE);
    if (!table.type().isEmpty() && !reference && !sequence) {
      report(
          Code.TABLE_TYPE_UNKNOWN,
          at.key("type"),
          "no type, " + Quoted.text(SEQUENCE) + " or " + Quoted.text(REFERENCE),
          Quoted.text(table.type()));
    }
    if (!table.pinned().isEmpty() && !KEYSPACE_ID.matcher(table.pinned()).matches()) {
      report(
          Code.PINNED_MALFORMED,
          at.key("pinned"),
          "a keyspace id as whole hexadecimal bytes",
          Quoted.text(table.pinned()));
    }
    if (keyspace.sharded() && table.pinned().isEmpty()) {
      if (sequence) {
        report(
            Code.SEQUENCE_SHARDED,
            at,
            "a sequence in a keyspace that is not sharded, or pinned to one shard",
            "one in a sharded keyspace");
      } else if (!reference && table.columnVindexes().isEmpty()) {
        report(
            Code.PRIMARY_VINDEX_MISSING,
            at.key("column_vindexes"),
            "a primary vindex, as each table of a sharded keyspace has one that is neither a"
                + " reference nor pinned",
            "none");
      }
    }
    int index = 0;
    for (ColumnVindex use : table.columnVindexes()) {
      columnVindex(tableName, use, index, at.key("column_vindexes").index(index));
      index++;
    }
    columns(table.columns(), at.key("columns"));
    table.autoIncrement().ifPresent(auto -> autoIncrement(auto, at.key("auto_increment")));
    if (!table.source().isEmpty()) {
      source(table.source(), reference, at.key("source"));
    }
  }

  private void columnVindex(String tableName, ColumnVindex use, int index, JsonPath at) {
    if (use.columns().isEmpty() || use.columns().contains("")) {
      report(Code.VINDEX_WITHOUT_COLUMN, at.key("columns"), "the columns of the vindex", "none");
    }
    Vindex vindex = keyspace.vindexes().get(use.name());
    if (vindex == null) {
      report(
          Code.VINDEX_UNKNOWN,
          at.key("name"),
          "a vindex of the keyspace",
          Quoted.text(use.name()) + ", which is none of them");
    } else if (index == 0) {
      if (VindexTypes.LOOKUPS_OF_MANY.contains(vindex.type())) {
        report(
            Code.PRIMARY_VINDEX_NOT_UNIQUE,
            at.key("name"),
            "a primary vindex that gives one keyspace id for a value",
            Quoted.text(use.name()) + " of the type " + Quoted.text(vindex.type()));
      }
      if (VindexTypes.isLookup(vindex.type()) && vindex.owner().equals(tableName)) {
        report(
            Code.PRIMARY_VINDEX_OWNED,
            at.key("name"),
            "a primary vindex that the table does not fill itself",
            Quoted.text(use.name()) + ", which it owns");
      }
    }
  }

  private void columns(List<Column> columns, JsonPath at) {
    Set<String> seen = new HashSet<>();
    int index = 0;
    for (Column column : columns) {
      if (!seen.add(NormalForm.folded(column.name()))) {
        report(
            Code.COLUMN_REPEATED,
            at.index(index).key("name"),
            "each column once",
            "another " + Quoted.text(column.name()));
      }
      index++;
    }
  }

  private void autoIncrement(AutoIncrement auto, JsonPath at) {
    if (auto.column().isEmpty() || auto.sequence().isEmpty()) {
      report(
          Code.AUTO_INCREMENT_INCOMPLETE,
          at,
          "a column and a sequence",
          auto.column().isEmpty() ? "no column" : "no sequence");
      return;
    }
    List<String> parts = Splitter.on('.').limit(2).splitToList(auto.sequence());
    String table = parts.get(parts.size() - 1);
    Keyspace of = parts.size() == 2 ? keyspace(parts.get(0)) : keyspace;
    if (of == null || (parts.size() == 1 && !of.tables().containsKey(table))) {
      // Its keyspace is not known here; or, without one, Vitess looks in all of them.
      return;
    }
    Table sequence = of.tables().get(table);
    if (sequence == null || !sequence.type().equals(SEQUENCE)) {
      report(
          Code.SEQUENCE_UNKNOWN,
          at.key("sequence"),
          "a table of the type " + Quoted.text(SEQUENCE),
          Quoted.text(auto.sequence())
              + (sequence == null
                  ? ", which the VSchema of its keyspace does not have"
                  : ", which is no sequence"));
    }
  }

  private void source(String source, boolean reference, JsonPath at) {
    if (!reference) {
      report(
          Code.SOURCE_OF_NO_REFERENCE,
          at,
          "a source at a table of the type " + Quoted.text(REFERENCE) + " alone",
          Quoted.text(source));
      return;
    }
    List<String> parts = Splitter.on('.').limit(2).splitToList(source);
    if (parts.size() == 1) {
      return;
    }
    if (parts.get(0).equals(name)) {
      report(Code.SOURCE_IN_KEYSPACE, at, "a table of another keyspace", Quoted.text(source));
      return;
    }
    Keyspace of = keyspace(parts.get(0));
    // A keyspace that is not sharded may have tables that its VSchema does not name.
    if (of != null && of.sharded() && !of.tables().containsKey(parts.get(1))) {
      report(
          Code.SOURCE_UNKNOWN,
          at,
          "a table of its keyspace",
          Quoted.text(source) + ", which the VSchema of that keyspace does not have");
    }
  }

  private @Nullable Keyspace keyspace(String other) {
    return other.equals(name) ? keyspace : others.get(other);
  }

  private void report(Code code, JsonPath at, String expected, String found) {
    problems.add(new VSchemaProblem(code, at.text(), expected, found));
  }
}

package io.driftguard.schemadiff;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan does to one table, by the place in the order of statements. */
final class TableChange {

  final String key;
  final Optional<TableState> from;
  final Optional<CreateTable> to;

  /** Constraints that a new table does without until {@link #late}. */
  final List<ForeignKeyDef> createLater = new ArrayList<>();

  final List<CheckDef> checksLater = new ArrayList<>();

  /** Clauses that come before every other change of tables that stay. */
  final List<AlterClause> early = new ArrayList<>();

  /** Foreign keys that go before the other clauses of the main statement. */
  final List<ForeignKeyDef> drops = new ArrayList<>();

  final List<AlterClause> main = new ArrayList<>();

  /** Foreign keys that come with the main statement. */
  final List<ForeignKeyDef> adds = new ArrayList<>();

  /** Statements of one clause each after the main one. */
  final List<AlterClause> behind = new ArrayList<>();

  /** Clauses that come after every other change. */
  final List<AlterClause> late = new ArrayList<>();

  TableChange(String key, Optional<TableState> from, Optional<CreateTable> to) {
    this.key = key;
    this.from = from;
    this.to = to;
  }

  boolean isCreated() {
    return from.isEmpty();
  }

  boolean isDropped() {
    return to.isEmpty();
  }

  boolean isAltered() {
    return from.isPresent() && to.isPresent();
  }

  CreateTable before() {
    return from.orElseThrow().table();
  }

  CreateTable after() {
    return to.orElseThrow();
  }

  TableName name() {
    return to.map(CreateTable::table).orElseGet(() -> before().table());
  }

  /** The clauses of the main statement: what goes, what changes, what comes. */
  List<AlterClause> mainClauses() {
    List<AlterClause> clauses = new ArrayList<>();
    drops.forEach(key -> clauses.add(new AlterClause.DropForeignKey(Names.of(key))));
    List<AlterClause> last = new ArrayList<>();
    for (AlterClause clause : main) {
      // The clauses on partitioning stand at the end, without a comma before them.
      boolean partitions =
          clause instanceof AlterClause.PartitionBy || clause instanceof AlterClause.Plain;
      (partitions ? last : clauses).add(clause);
    }
    adds.forEach(key -> clauses.add(new AlterClause.AddForeignKey(key)));
    clauses.addAll(last);
    return clauses;
  }
}

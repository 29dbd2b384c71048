package io.driftguard.engine.explain;

import com.google.common.collect.ImmutableList;
import io.driftguard.grammar.Renderer;
import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DropTable;
import io.driftguard.grammar.ast.ForeignKeyDef;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.Statement;
import io.driftguard.grammar.ast.TableElement;
import io.driftguard.grammar.ast.TableOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a statement that can be compared by itself.
 *
 * @param subject what it is about, for people
 * @param kind what it does to the table
 * @param verb what it does to its subject: two clauses with the same verb on the same subject are
 *     the same clause with, at most, another value
 * @param text its canonical text
 * @param alter the clause of an {@code ALTER TABLE}
 */
record Clause(String subject, Kind kind, String verb, String text, Optional<AlterClause> alter) {

  enum Kind {
    ADDS,
    DROPS,
    CHANGES,
    /** Says how the server is to do it, and nothing of the table. */
    HOW
  }

  /** The subject as it is looked up: names of columns and keys have no letter case. */
  String lookup() {
    return subject.toLowerCase(Locale.ROOT);
  }

  /** The parts of a statement in its order. */
  static ImmutableList<Clause> of(Statement statement) {
    if (statement instanceof AlterTable alter) {
      ImmutableList.Builder<Clause> clauses = ImmutableList.builder();
      for (AlterClause clause : alter.clauses()) {
        if (clause instanceof AlterClause.SetOptions set) {
          set.options().forEach(option -> clauses.add(of(option)));
        } else {
          clauses.add(of(clause));
        }
      }
      return clauses.build();
    }
    if (statement instanceof CreateTable create) {
      return ofCreate(create);
    }
    Kind kind = statement instanceof DropTable ? Kind.DROPS : Kind.CHANGES;
    return ImmutableList.of(whole(kind, statement));
  }

  /** A statement as one part. */
  static Clause whole(Kind kind, Statement statement) {
    return new Clause(
        "the whole statement", kind, "", Renderer.render(statement), Optional.empty());
  }

  private static ImmutableList<Clause> ofCreate(CreateTable create) {
    ImmutableList.Builder<Clause> clauses = ImmutableList.builder();
    if (create.ifNotExists()) {
      clauses.add(new Clause("the condition", Kind.HOW, "", "IF NOT EXISTS", Optional.empty()));
    }
    for (TableElement element : create.elements()) {
      clauses.add(
          new Clause(subject(element), Kind.ADDS, "", Renderer.render(element), Optional.empty()));
    }
    for (TableOption option : create.options()) {
      clauses.add(
          new Clause(subject(option), Kind.ADDS, "", Renderer.render(option), Optional.empty()));
    }
    create
        .partitioning()
        .ifPresent(
            partitioning ->
                clauses.add(
                    new Clause(
                        "the partitions",
                        Kind.ADDS,
                        "",
                        Renderer.render(partitioning),
                        Optional.empty())));
    return clauses.build();
  }

  private static Clause of(TableOption option) {
    AlterClause alone = new AlterClause.SetOptions(List.of(option));
    return new Clause(
        subject(option), Kind.CHANGES, "SET", Renderer.render(alone), Optional.of(alone));
  }

  private static Clause of(AlterClause clause) {
    if (clause instanceof AlterClause.AddColumn c) {
      return adds(clause, subject(c.column()));
    } else if (clause instanceof AlterClause.AddKey c) {
      return adds(clause, subject(c.key()));
    } else if (clause instanceof AlterClause.AddForeignKey c) {
      return adds(clause, subject(c.foreignKey()));
    } else if (clause instanceof AlterClause.AddCheck c) {
      return adds(clause, subject(c.check()));
    } else if (clause instanceof AlterClause.AddPartitions) {
      return adds(clause, "the partitions");
    } else if (clause instanceof AlterClause.DropColumn c) {
      return drops(clause, named("column", c.column()));
    } else if (clause instanceof AlterClause.DropKey c) {
      return drops(clause, named("key", c.key()));
    } else if (clause instanceof AlterClause.DropPrimaryKey) {
      return drops(clause, "the primary key");
    } else if (clause instanceof AlterClause.DropForeignKey c) {
      return drops(clause, named("foreign key", c.name()));
    } else if (clause instanceof AlterClause.DropCheck c) {
      return drops(clause, named("check", c.name()));
    } else if (clause instanceof AlterClause.DropConstraint c) {
      return drops(clause, named("constraint", c.name()));
    } else if (clause instanceof AlterClause.PartitionAction c
        && c.action().equals("DROP PARTITION")) {
      return drops(clause, "the partitions");
    }
    return other(clause);
  }

  private static Clause other(AlterClause clause) {
    if (clause instanceof AlterClause.ChangeColumn c) {
      return changes(clause, "CHANGE", named("column", c.oldName()));
    } else if (clause instanceof AlterClause.RenameColumn c) {
      return changes(clause, "RENAME", named("column", c.from()));
    } else if (clause instanceof AlterClause.AlterDefault c) {
      return changes(clause, "DEFAULT", named("column", c.column()));
    } else if (clause instanceof AlterClause.AlterColumnVisibility c) {
      return changes(clause, "VISIBILITY", named("column", c.column()));
    } else if (clause instanceof AlterClause.RenameKey c) {
      return changes(clause, "RENAME", named("key", c.from()));
    } else if (clause instanceof AlterClause.AlterKeyVisibility c) {
      return changes(clause, "VISIBILITY", named("key", c.key()));
    } else if (clause instanceof AlterClause.AlterEnforcement c) {
      return changes(clause, "ENFORCEMENT", named("check", c.constraint()));
    } else if (clause instanceof AlterClause.ConvertCharset) {
      return changes(clause, "CONVERT", "the character set");
    } else if (clause instanceof AlterClause.RenameTable) {
      return changes(clause, "RENAME", "the table's name");
    } else if (clause instanceof AlterClause.OrderBy) {
      return changes(clause, "ORDER", "the order of rows");
    } else if (clause instanceof AlterClause.Algorithm) {
      return clause(clause, Kind.HOW, "SET", "ALGORITHM");
    } else if (clause instanceof AlterClause.Lock) {
      return clause(clause, Kind.HOW, "SET", "LOCK");
    } else if (clause instanceof AlterClause.Plain c) {
      return changes(clause, c.words(), c.words());
    }
    // What is left is about partitions; a clause of another kind would be shown under that name,
    // with its text, and judged as a change that has no simpler name.
    return changes(clause, clause.getClass().getSimpleName(), "the partitions");
  }

  private static Clause adds(AlterClause clause, String subject) {
    return clause(clause, Kind.ADDS, "ADD", subject);
  }

  private static Clause drops(AlterClause clause, String subject) {
    return clause(clause, Kind.DROPS, "DROP", subject);
  }

  private static Clause changes(AlterClause clause, String verb, String subject) {
    return clause(clause, Kind.CHANGES, verb, subject);
  }

  private static Clause clause(AlterClause clause, Kind kind, String verb, String subject) {
    return new Clause(subject, kind, verb, Renderer.render(clause), Optional.of(clause));
  }

  private static String subject(TableElement element) {
    if (element instanceof ColumnDef column) {
      return named("column", column.name());
    }
    if (element instanceof KeyDef key) {
      return key.kind() == KeyDef.KeyKind.PRIMARY
          ? "the primary key"
          : key.name().map(name -> named("key", name)).orElse("a key without a name");
    }
    if (element instanceof ForeignKeyDef key) {
      return key.name()
          .map(name -> named("foreign key", name))
          .orElse("a foreign key without a name");
    }
    if (element instanceof CheckDef check) {
      return check.name().map(name -> named("check", name)).orElse("a check without a name");
    }
    throw new IllegalArgumentException("an unknown element: " + element.getClass());
  }

  private static String subject(TableOption option) {
    return "option " + option.key().sql();
  }

  private static String named(String what, String name) {
    return what + " " + Renderer.identifier(name);
  }
}

package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.ColumnDef;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Prints the clauses of {@code ALTER TABLE}. */
final class AlterText {

  private AlterText() {}

  static String of(AlterClause clause) {
    Optional<String> text = onColumnsAndKeys(clause);
    if (text.isEmpty()) {
      text = onTable(clause);
    }
    if (text.isEmpty()) {
      text = onPartitions(clause);
    }
    return text.orElseThrow(() -> Renderer.unknown(clause));
  }

  private static Optional<String> onColumnsAndKeys(AlterClause clause) {
    String text = null;
    if (clause instanceof AlterClause.AddColumn c) {
      text = "ADD COLUMN " + Renderer.render(c.column()) + position(c.position());
    } else if (clause instanceof AlterClause.AddKey c) {
      text = "ADD " + Renderer.key(c.key());
    } else if (clause instanceof AlterClause.AddForeignKey c) {
      text = "ADD " + Renderer.foreignKey(c.foreignKey());
    } else if (clause instanceof AlterClause.AddCheck c) {
      text = "ADD " + Renderer.check(c.check());
    } else if (clause instanceof AlterClause.ChangeColumn c) {
      text = change(c.oldName(), c.column()) + position(c.position());
    } else if (clause instanceof AlterClause.DropColumn c) {
      text = "DROP COLUMN " + id(c.column());
    } else if (clause instanceof AlterClause.DropKey c) {
      text = "DROP KEY " + id(c.key());
    } else if (clause instanceof AlterClause.DropPrimaryKey) {
      text = "DROP PRIMARY KEY";
    } else if (clause instanceof AlterClause.DropForeignKey c) {
      text = "DROP FOREIGN KEY " + id(c.name());
    } else if (clause instanceof AlterClause.DropCheck c) {
      text = "DROP CHECK " + id(c.name());
    } else if (clause instanceof AlterClause.DropConstraint c) {
      text = "DROP CONSTRAINT " + id(c.name());
    } else if (clause instanceof AlterClause.RenameColumn c) {
      text = "RENAME COLUMN " + id(c.from()) + " TO " + id(c.to());
    } else if (clause instanceof AlterClause.RenameKey c) {
      text = "RENAME KEY " + id(c.from()) + " TO " + id(c.to());
    } else if (clause instanceof AlterClause.AlterDefault c) {
      String what =
          c.value().map(v -> " SET DEFAULT " + Renderer.render(v)).orElse(" DROP DEFAULT");
      text = "ALTER COLUMN " + id(c.column()) + what;
    } else if (clause instanceof AlterClause.AlterColumnVisibility c) {
      text = "ALTER COLUMN " + id(c.column()) + " SET " + visibility(c.visible());
    } else if (clause instanceof AlterClause.AlterKeyVisibility c) {
      text = "ALTER INDEX " + id(c.key()) + " " + visibility(c.visible());
    } else if (clause instanceof AlterClause.AlterEnforcement c) {
      String kind = c.anyConstraint() ? "ALTER CONSTRAINT " : "ALTER CHECK ";
      text = kind + id(c.constraint()) + (c.enforced() ? " ENFORCED" : " NOT ENFORCED");
    }
    return Optional.ofNullable(text);
  }

  private static Optional<String> onTable(AlterClause clause) {
    String text = null;
    if (clause instanceof AlterClause.RenameTable c) {
      text = "RENAME TO " + Renderer.name(c.to());
    } else if (clause instanceof AlterClause.SetOptions c) {
      text = Renderer.list(c.options(), " ", Renderer::render);
    } else if (clause instanceof AlterClause.ConvertCharset c) {
      text =
          "CONVERT TO CHARACTER SET "
              + c.charset().orElse("DEFAULT")
              + c.collation().map(x -> " COLLATE " + x).orElse("");
    } else if (clause instanceof AlterClause.OrderBy c) {
      text =
          "ORDER BY "
              + Renderer.list(
                  c.columns(), ", ", o -> id(o.column()) + (o.descending() ? " DESC" : ""));
    } else if (clause instanceof AlterClause.Algorithm c) {
      text = "ALGORITHM=" + c.value();
    } else if (clause instanceof AlterClause.Lock c) {
      text = "LOCK=" + c.value();
    } else if (clause instanceof AlterClause.Plain c) {
      text = c.words();
    }
    return Optional.ofNullable(text);
  }

  private static Optional<String> onPartitions(AlterClause clause) {
    String text = null;
    if (clause instanceof AlterClause.PartitionBy c) {
      text = PartitionText.ONE_LINE.of(c.partitioning());
    } else if (clause instanceof AlterClause.AddPartitions c) {
      text =
          "ADD PARTITION"
              + local(c.noWriteToBinlog())
              + count(c.count())
              + (c.definitions().isEmpty()
                  ? ""
                  : " " + PartitionText.ONE_LINE.definitions(c.definitions()));
    } else if (clause instanceof AlterClause.ReorganizePartitions c) {
      text =
          "REORGANIZE PARTITION"
              + local(c.noWriteToBinlog())
              + (c.names().isEmpty() ? "" : " " + names(c.names()) + " INTO ")
              + (c.names().isEmpty() ? "" : PartitionText.ONE_LINE.definitions(c.into()));
    } else if (clause instanceof AlterClause.CoalescePartitions c) {
      text = "COALESCE PARTITION" + local(c.noWriteToBinlog()) + " " + c.count();
    } else if (clause instanceof AlterClause.ExchangePartition c) {
      text =
          "EXCHANGE PARTITION "
              + id(c.partition())
              + " WITH TABLE "
              + Renderer.name(c.table())
              + c.validation().map(v -> v ? " WITH VALIDATION" : " WITHOUT VALIDATION").orElse("");
    } else if (clause instanceof AlterClause.PartitionAction c) {
      text =
          c.action()
              + local(c.noWriteToBinlog())
              + " "
              + (c.names().isEmpty() ? "ALL" : names(c.names()))
              + (c.trailer().isEmpty() ? "" : " " + c.trailer());
    }
    return Optional.ofNullable(text);
  }

  /** A change that keeps the name is printed as {@code MODIFY}. */
  private static String change(String oldName, ColumnDef column) {
    String verb =
        oldName.equals(column.name()) ? "MODIFY COLUMN " : "CHANGE COLUMN " + id(oldName) + " ";
    return verb + Renderer.render(column);
  }

  private static String position(Optional<AlterClause.Position> position) {
    if (position.isEmpty()) {
      return "";
    }
    if (position.get() instanceof AlterClause.Position.First) {
      return " FIRST";
    }
    if (position.get() instanceof AlterClause.Position.After after) {
      return " AFTER " + id(after.column());
    }
    throw Renderer.unknown(position.get());
  }

  private static String names(List<String> names) {
    return Renderer.list(names, ", ", Renderer::identifier);
  }

  private static String visibility(boolean visible) {
    return visible ? "VISIBLE" : "INVISIBLE";
  }

  private static String local(boolean noWriteToBinlog) {
    return noWriteToBinlog ? " NO_WRITE_TO_BINLOG" : "";
  }

  private static String count(OptionalLong count) {
    return count.isPresent() ? " PARTITIONS " + count.getAsLong() : "";
  }

  private static String id(String name) {
    return Renderer.identifier(name);
  }
}

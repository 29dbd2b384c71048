package io.driftguard.grammar;

import static com.google.common.truth.Truth.assertThat;

import io.driftguard.grammar.ast.AlterClause;
import io.driftguard.grammar.ast.AlterTable;
import io.driftguard.grammar.ast.CharsetSpec;
import io.driftguard.grammar.ast.CheckDef;
import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DefaultValue;
import io.driftguard.grammar.ast.Expr;
import io.driftguard.grammar.ast.KeyDef;
import io.driftguard.grammar.ast.KeyPart;
import io.driftguard.grammar.ast.TableName;
import io.driftguard.grammar.ast.TableOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RendererTest {

  private static final Expr A = new Expr.Column(List.of(), "a");
  private static final Expr ONE = new Expr.NumberLiteral("1");

  private static Expr binary(Expr left, String operator, Expr right) {
    return new Expr.Binary(operator, left, right);
  }

  @Test
  void quotesEveryIdentifierAndDoublesBackquotes() {
    assertThat(Renderer.identifier("a`b")).isEqualTo("`a``b`");
    assertThat(Renderer.name(new TableName(Optional.of("s"), "t"))).isEqualTo("`s`.`t`");
  }

  @Test
  void escapesWhatTheDefaultModeWouldReadAsSomethingElse() {
    assertThat(Renderer.text("it's\\\n\0\r\u001a\t")).isEqualTo("'it''s\\\\\\n\\0\\r\\Z\t'");
  }

  @Test
  void keepsTheTreeInParentheses() {
    Expr sum = binary(binary(A, "+", ONE), "+", ONE);
    assertThat(Renderer.render(sum)).isEqualTo("`a` + 1 + 1");
    assertThat(Renderer.render(binary(A, "+", binary(ONE, "+", ONE)))).isEqualTo("`a` + (1 + 1)");
    assertThat(Renderer.render(binary(sum, "*", ONE))).isEqualTo("(`a` + 1 + 1) * 1");
    assertThat(Renderer.render(new Expr.Unary("-", new Expr.Unary("-", A)))).isEqualTo("-(-`a`)");
    assertThat(Renderer.render(binary(A, "+", new Expr.Interval(ONE, "DAY"))))
        .isEqualTo("`a` + interval 1 day");
  }

  @Test
  void printsATableInTheShapeOfTheServer() {
    ColumnDef id =
        ColumnDef.builder(
                "id",
                new DataType.IntegerType(
                    DataType.IntegerSize.BIGINT, OptionalInt.empty(), true, false))
            .nullable(Optional.of(false))
            .autoIncrement(true)
            .build();
    ColumnDef note =
        ColumnDef.builder(
                "note",
                new DataType.CharacterType(
                    DataType.CharacterKind.VARCHAR, OptionalLong.of(20), CharsetSpec.NONE))
            .defaultValue(
                Optional.of(new DefaultValue.Literal(new Expr.Text(Optional.empty(), "it's"))))
            .comment(Optional.of("c"))
            .build();
    KeyDef primary =
        new KeyDef(
            KeyDef.KeyKind.PRIMARY,
            Optional.empty(),
            List.of(new KeyPart.ColumnPart("id", OptionalLong.empty(), false)),
            KeyDef.KeyOptions.NONE);
    CheckDef check =
        new CheckDef(Optional.of("c1"), binary(new Expr.Column(List.of(), "id"), ">", ONE), false);
    CreateTable table =
        new CreateTable(
            TableName.of("t"),
            false,
            List.of(id, note, primary, check),
            List.of(TableOption.of(TableOption.Key.ENGINE, "InnoDB")),
            Optional.empty());
    assertThat(Renderer.render(table))
        .isEqualTo(
            """
            CREATE TABLE `t` (
              `id` bigint unsigned NOT NULL AUTO_INCREMENT,
              `note` varchar(20) DEFAULT 'it''s' COMMENT 'c',
              PRIMARY KEY (`id`),
              CONSTRAINT `c1` CHECK (`id` > 1) NOT ENFORCED
            ) ENGINE=InnoDB""");
  }

  @Test
  void joinsClausesWithCommasButNotWhatMayNotHaveOne() {
    AlterTable alter =
        new AlterTable(
            TableName.of("t"),
            List.of(
                new AlterClause.DropColumn("a"),
                new AlterClause.DropKey("k"),
                new AlterClause.Plain("REMOVE PARTITIONING")));
    assertThat(Renderer.render(alter))
        .isEqualTo("ALTER TABLE `t` DROP COLUMN `a`, DROP KEY `k` REMOVE PARTITIONING");
  }
}

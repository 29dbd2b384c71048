package io.driftguard.grammar.ast;

/** One parsed DDL statement. */
public sealed interface Statement
    permits CreateTable,
        CreateTableLike,
        AlterTable,
        DropTable,
        RenameTable,
        TruncateTable,
        CreateIndex,
        DropIndex {}

package io.driftguard.grammar.ast;

/** One parsed DDL statement of the kind that changes of a schema are made of. */
public sealed interface Statement extends Ddl
    permits CreateTable,
        CreateTableLike,
        AlterTable,
        DropTable,
        RenameTable,
        TruncateTable,
        CreateIndex,
        DropIndex,
        CreateView,
        AlterView,
        DropView {}

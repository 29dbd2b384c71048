package io.driftguard.grammar;

import io.driftguard.grammar.ast.CreateTable;
import io.driftguard.grammar.ast.CreateTableLike;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.Statement;

/** What a statement defines, apart from the condition under which it does nothing. */
final class Definition {

  private Definition() {}

  static Statement of(Statement statement) {
    if (statement instanceof CreateTable s && s.ifNotExists()) {
      return new CreateTable(s.table(), false, s.elements(), s.options(), s.partitioning());
    }
    if (statement instanceof CreateTableLike s && s.ifNotExists()) {
      return new CreateTableLike(s.table(), false, s.like());
    }
    if (statement instanceof CreateView s && (s.ifNotExists() || s.orReplace())) {
      return new CreateView(s.view(), false, false);
    }
    return statement;
  }
}

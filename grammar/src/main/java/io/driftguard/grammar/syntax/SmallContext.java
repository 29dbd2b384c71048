package io.driftguard.grammar.syntax;

import java.util.ArrayList;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** A node that has few children, as nearly every node of a statement does. */
public class SmallContext extends ParserRuleContext {

  private static final int EXPECTED_CHILDREN = 3;

  public SmallContext() {}

  public SmallContext(ParserRuleContext parent, int invokingState) {
    super(parent, invokingState);
  }

  @Override
  public <T extends ParseTree> T addAnyChild(T child) {
    if (children == null) {
      children = new ArrayList<>(EXPECTED_CHILDREN);
    }
    return super.addAnyChild(child);
  }
}

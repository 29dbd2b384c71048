package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.View;
import java.util.Optional;

/** The canonical form of views: what a statement need not say is not said. */
final class ViewForm {

  private static final String UNDEFINED = "UNDEFINED";
  private static final String DEFINER = "DEFINER";

  private ViewForm() {}

  static CreateView of(CreateView s) {
    View view = s.view();
    View form =
        new View(
            view.name(),
            view.algorithm().filter(a -> !a.equals(UNDEFINED)),
            view.definer().filter(d -> !(d instanceof View.CurrentUser)),
            view.security().filter(x -> !x.equals(DEFINER)),
            view.columns(),
            view.query(),
            view.checkOption(),
            view.duality());
    return new CreateView(form, s.orReplace(), s.ifNotExists());
  }

  /** A view that is altered keeps its definer and its security when nothing is said of them. */
  static AlterView of(AlterView s) {
    View view = s.view();
    Optional<String> algorithm = view.algorithm().filter(a -> !a.equals(UNDEFINED));
    return new AlterView(
        new View(
            view.name(),
            algorithm,
            view.definer(),
            view.security(),
            view.columns(),
            view.query(),
            view.checkOption(),
            view.duality()));
  }
}

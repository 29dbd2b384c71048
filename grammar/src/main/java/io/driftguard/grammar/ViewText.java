package io.driftguard.grammar;

import io.driftguard.grammar.ast.AlterView;
import io.driftguard.grammar.ast.CreateView;
import io.driftguard.grammar.ast.DropView;
import io.driftguard.grammar.ast.View;

/** Prints the statements on views. */
final class ViewText {

  private ViewText() {}

  static String of(CreateView s) {
    return "CREATE "
        + (s.orReplace() ? "OR REPLACE " : "")
        + attributes(s.view())
        + kind(s.view())
        + (s.ifNotExists() ? "IF NOT EXISTS " : "")
        + definition(s.view());
  }

  static String of(AlterView s) {
    return "ALTER " + attributes(s.view()) + kind(s.view()) + definition(s.view());
  }

  static String of(DropView s) {
    return "DROP VIEW "
        + (s.ifExists() ? "IF EXISTS " : "")
        + Renderer.list(s.views(), ", ", Renderer::name)
        + s.behaviour().map(b -> " " + b).orElse("");
  }

  private static String attributes(View view) {
    return view.algorithm().map(a -> "ALGORITHM=" + a + " ").orElse("")
        + view.definer().map(d -> "DEFINER=" + account(d) + " ").orElse("")
        + view.security().map(s -> "SQL SECURITY " + s + " ").orElse("");
  }

  private static String kind(View view) {
    return view.duality() ? "JSON DUALITY VIEW " : "VIEW ";
  }

  private static String account(View.Definer definer) {
    if (definer instanceof View.CurrentUser) {
      return "CURRENT_USER";
    }
    if (definer instanceof View.Account account) {
      return Renderer.identifier(account.user()) + "@" + Renderer.identifier(account.host());
    }
    throw Renderer.unknown(definer);
  }

  private static String definition(View view) {
    return Renderer.name(view.name())
        + (view.columns().isEmpty() ? "" : " " + Renderer.columns(view.columns()))
        + " AS "
        + QueryText.of(view.query())
        + view.checkOption().map(c -> " WITH " + c + " CHECK OPTION").orElse("");
  }
}

package io.driftguard.processor;

import io.driftguard.api.rule.RuleId;
import java.util.Locale;

/**
 * Everything that the processor refuses, each with its message: what was expected, and what was
 * found. The constant's name stands before the message, in brackets.
 */
enum Problem {
  // The annotation.
  ID_FORM(
      "expected lower-case words of letters and digits joined by hyphens, such as \"multiset-match\", but found %s"),
  ID_TOO_LONG("expected at most " + RuleId.MAX_LENGTH + " characters, but found %s of them"),
  DUPLICATE_RULE_ID("%s already has the id %s"),
  BLANK_TITLE("expected a line that says what holds when the rule is satisfied, but found %s"),
  TITLE_NOT_ONE_LINE("expected one line without control characters, but found %s"),
  BLANK_RECOVERY("expected a line that says what an operator is to do, but found %s"),
  RECOVERY_NOT_ONE_LINE("expected one line without control characters, but found %s"),
  NO_SCOPES(
      "expected at least one kind of dispatch that the rule is required for, but found none; leave scopes out to mean all"),
  REPEATED_SCOPE("expected each kind of dispatch once, but found %s again"),

  // The class.
  NOT_A_CLASS("expected a final class, but %s is %s"),
  UNNAMED_PACKAGE("expected a rule in a named package, but %s is in none"),
  NOT_PUBLIC("expected a class that the generated catalog can call, but %s is not public"),
  ABSTRACT_RULE("expected a class that can be constructed, but %s is abstract"),
  NOT_FINAL("expected a final class, but %s is not final"),
  INNER_CLASS("expected a top-level or static class, but %s needs an instance of %s"),
  GENERIC_RULE("expected a class without type parameters, but found %s"),
  SUPERCLASS("expected a rule without a base class, but %s extends %s"),
  INSTANCE_FIELD("expected a rule without state, but found the instance field %s"),
  STATIC_FIELD_NOT_CONSTANT(
      "expected a rule without state, but the static field %s is not a constant: final, and a compile-time value of a primitive type or String"),
  CONSTRUCTOR_PARAMETERS("expected a constructor without parameters, but found %s"),
  CONSTRUCTOR_NOT_PUBLIC("expected a public constructor, but found one that is not public"),
  CONSTRUCTOR_THROWS("expected a constructor without checked exceptions, but it throws %s"),

  // The method.
  MISSING_EVALUATE(
      "expected a method \"public RuleOutcome evaluate(…)\" whose parameters are facts, but %s declares no method evaluate"),
  OVERLOADED_EVALUATE("expected one method evaluate, but found another one: %s"),
  EVALUATE_NOT_PUBLIC("expected a public method, but evaluate is not public"),
  STATIC_EVALUATE("expected an instance method, but evaluate is static"),
  GENERIC_EVALUATE("expected a method without type parameters, but found %s"),
  WRONG_RETURN_TYPE("expected the return type RuleOutcome, but found %s"),
  CHECKED_EXCEPTION("expected a method without checked exceptions, but it throws %s"),
  NO_FACTS(
      "expected at least one parameter, because the parameters say what the rule looks at, but found none"),
  VARARGS("expected a fixed number of parameters, but %s stands for any number"),
  NOT_A_FACT("expected one of the facts %s, but found %s"),
  REPEATED_FACT("expected each fact once, but %s is also the parameter %s"),

  // The compilation.
  UNRESOLVED_RULE(
      "expected that every type and constant named in the signatures of %s exists, but some do not"),
  LATE_RULE(
      "expected every rule to be there before %s is, but %s was generated afterwards, perhaps from it"),
  CATALOG_OPTION("expected -A%s=the qualified name of a class in a named package, but found %s"),
  NO_COMMON_PACKAGE(
      "expected that the rules share the start of their packages, so that the catalog has one, but found %s; choose one with -A%s=qualified.Name"),
  CATALOG_NAME_TAKEN(
      "expected that no class is called %s, but there is one; choose another name for the catalog with -A%s=qualified.Name"),
  AUTO_SERVICE_MISSING(
      "expected the annotation processor %s beside this one, because without it nothing finds the catalog, but the processor path does not have it"),
  NOT_WRITTEN("expected to write %s, but found: %s");

  private final String template;

  Problem(String template) {
    this.template = template;
  }

  String message(Object... details) {
    return "[" + name() + "] " + String.format(Locale.ROOT, template, details);
  }
}

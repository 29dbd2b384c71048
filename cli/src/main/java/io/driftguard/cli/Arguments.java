package io.driftguard.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What was given on the command line of one command. */
final class Arguments {

  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  boolean has(String option) {
    return parsed.hasMatchedOption(option);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(option, null));
  }

  /** The values of an option that may be given more than once, in order. */
  List<String> values(String option) {
    List<String> given = parsed.matchedOptionValue(option, null);
    return given == null ? List.of() : given;
  }

  /**
   * The value of an option that the command cannot do without.
   *
   * @throws UsageException when it was not given
   */
  String required(String option) throws UsageException {
    return value(option)
        .orElseThrow(() -> new UsageException("the option " + option + " is missing"));
  }

  /** The parameters that are not options, in order. */
  List<String> parameters() {
    return parsed.matchedPositionals().stream()
        .flatMap(positional -> positional.stringValues().stream())
        .toList();
  }

  /**
   * Exactly so many parameters as have names here.
   *
   * @throws UsageException when there are more or fewer
   */
  List<String> parameters(String... names) throws UsageException {
    List<String> given = parameters();
    if (given.size() != names.length) {
      throw new UsageException(
          "expected "
              + String.join(" ", names)
              + ", but found "
              + given.size()
              + (given.size() == 1 ? " parameter" : " parameters"));
    }
    return given;
  }

  /**
   * Refuses whatever else was given beside an option that goes alone.
   *
   * @throws UsageException when one of the others or a parameter was given
   */
  void requireAlone(String option, String... others) throws UsageException {
    for (String other : others) {
      if (has(other)) {
        throw new UsageException("the options " + option + " and " + other + " exclude each other");
      }
    }
    if (!parameters().isEmpty()) {
      throw new UsageException("with the option " + option + " there are no parameters");
    }
  }
}

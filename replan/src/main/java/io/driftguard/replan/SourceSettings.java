package io.driftguard.replan;

import io.driftguard.api.Quoted;
import io.driftguard.api.engine.EngineException;
import io.driftguard.api.engine.EngineException.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a live source, one way for all engines. What is not understood is refused
 * with the name of the setting; secrets are not repeated.
 *
 * @param given the settings, by name
 * @param environment the value of an environment variable
 */
public record SourceSettings(
    SortedMap<String, String> given, Function<String, @Nullable String> environment) {

  /** A refusal of what was given. */
  public static EngineException refused(String what) {
    return new EngineException(Reason.SOURCE_NOT_SUPPORTED, what);
  }

  /**
   * Refuses settings with names that nobody reads.
   *
   * @throws EngineException when there is one
   */
  public static void requireKnown(Set<String> given, Set<String> known) throws EngineException {
    TreeSet<String> unknown = new TreeSet<>(given);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw refused(
          "expected no settings but "
              + String.join(", ", new TreeSet<>(known))
              + ", but found "
              + String.join(", ", unknown.stream().map(Quoted::text).toList()));
    }
  }

  /** The value of a setting, where it is given. */
  public Optional<String> value(String setting) {
    return Optional.ofNullable(given.get(setting));
  }

  /**
   * Refuses two settings that exclude each other.
   *
   * @throws EngineException when both are given
   */
  public void requireApart(String one, String other) throws EngineException {
    if (given.containsKey(one) && given.containsKey(other)) {
      throw refused("the settings " + one + " and " + other + " exclude each other");
    }
  }

  /**
   * A secret, which a setting does not hold itself, but the name of a file or of an environment
   * variable that has it.
   *
   * @throws EngineException when both are given, or the one that is given has no secret of one line
   */
  public Optional<String> secret(String fileSetting, String variableSetting)
      throws EngineException {
    requireApart(fileSetting, variableSetting);
    Optional<Path> file = file(fileSetting);
    if (file.isPresent()) {
      return Optional.of(line(fileSetting, text(fileSetting, file.get())));
    }
    Optional<String> variable = value(variableSetting);
    if (variable.isEmpty()) {
      return Optional.empty();
    }
    String value = environment.apply(variable.get());
    if (value == null) {
      throw refused(
          "the setting "
              + variableSetting
              + ": expected a variable of the environment, but found none named "
              + Quoted.text(variable.get()));
    }
    return Optional.of(value);
  }

  /** A file that an editor wrote ends in a newline. */
  private static String line(String setting, String text) throws EngineException {
    String value = text.replaceFirst("\\r?\\n$", "");
    if (value.indexOf('\n') >= 0) {
      throw refused("the setting " + setting + ": expected one line, but found several");
    }
    return value;
  }

  /**
   * The text of a file.
   *
   * @throws EngineException when it cannot be read
   */
  public static String text(String setting, Path file) throws EngineException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw refused("the setting " + setting + ": expected UTF-8, but found other bytes");
    } catch (IOException e) {
      throw refused(
          "the setting "
              + setting
              + ": expected a file that can be read, but found "
              + e.getClass().getSimpleName());
    }
  }

  /**
   * The file that a setting names.
   *
   * @throws EngineException when it is none that can be read
   */
  public Optional<Path> file(String setting) throws EngineException {
    Optional<String> value = value(setting);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(value.get());
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      throw refused("the setting " + setting + ": expected a file, but found no path");
    }
    throw refused(
        "the setting "
            + setting
            + ": expected a file that can be read, but found "
            + Quoted.text(value.get()));
  }

  /**
   * Whether something is asked for; it is not unless it is said.
   *
   * @throws EngineException when the value is neither true nor false
   */
  public boolean flag(String setting) throws EngineException {
    String value = value(setting).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw refused(
          "the setting " + setting + ": expected true or false, but found " + Quoted.text(value));
    }
    return value.equals("true");
  }

  /**
   * A whole number from 1 on.
   *
   * @param byDefault what it is where nothing is said
   * @param most the largest that is taken
   * @throws EngineException when the value is no such number
   */
  public int number(String setting, int byDefault, int most) throws EngineException {
    Optional<String> value = value(setting);
    if (value.isEmpty()) {
      return byDefault;
    }
    if (!value.get().matches("[1-9][0-9]{0,5}") || Integer.parseInt(value.get()) > most) {
      throw refused(
          "the setting "
              + setting
              + ": expected a whole number from 1 to "
              + most
              + ", but found "
              + Quoted.text(value.get()));
    }
    return Integer.parseInt(value.get());
  }

  @Override
  public String toString() {
    return "settings " + given.keySet();
  }
}

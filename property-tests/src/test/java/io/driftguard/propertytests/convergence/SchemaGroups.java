package io.driftguard.propertytests.convergence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads the tables of hand-written schemas. */
final class SchemaGroups {

  private SchemaGroups() {}

  /**
   * Schemas that show one thing. Each is led to each other one.
   *
   * @param name what they show, and where they stand
   * @param schemas the statements of each schema
   * @param refusals the pairs that are refused
   */
  record Group(String name, List<List<String>> schemas, List<Refusal> refusals) {

    Group {
      schemas = List.copyOf(schemas);
      refusals = List.copyOf(refusals);
    }

    /** The code with which a pair is refused, where it is. */
    Optional<String> refusal(int from, int to) {
      return refusals.stream()
          .filter(refusal -> refusal.from() == from && refusal.to() == to)
          .map(Refusal::code)
          .findFirst();
    }
  }

  /**
   * A pair that no statements lead through.
   *
   * @param from the number of the one schema, counted from 0
   * @param to the number of the other one
   * @param code the code of the difference's refusal
   */
  record Refusal(int from, int to, String code) {}

  /** The groups of a resource beside this class. */
  static List<Group> read(String resource) {
    List<Group> groups = new ArrayList<>();
    String name = "";
    List<List<String>> schemas = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    int number = 0;
    for (String line : lines(resource)) {
      number++;
      if (line.startsWith("= ")) {
        add(groups, name, schemas, refusals);
        name = resource + ":" + number + " " + line.substring(2);
      } else if (line.startsWith("- ")) {
        schemas.add(statements(line.substring(2)));
      } else if (line.startsWith("! ")) {
        String[] words = line.split(" ", 5);
        if (words.length < 5) {
          throw new AssertionError(
              resource + ":" + number + ": expected from, to, code and why, but found " + line);
        }
        refusals.add(
            new Refusal(Integer.parseInt(words[1]) - 1, Integer.parseInt(words[2]) - 1, words[3]));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new AssertionError(resource + ":" + number + ": found " + line);
      }
    }
    add(groups, name, schemas, refusals);
    return groups;
  }

  private static void add(
      List<Group> groups, String name, List<List<String>> schemas, List<Refusal> refusals) {
    if (!schemas.isEmpty()) {
      groups.add(new Group(name, schemas, refusals));
      schemas.clear();
      refusals.clear();
    }
  }

  private static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    for (String statement : text.split("; (?=[A-Z])", -1)) {
      statements.add(statement.startsWith("(") ? "CREATE TABLE t " + statement : statement);
    }
    return statements;
  }

  private static List<String> lines(String resource) {
    InputStream in = Objects.requireNonNull(SchemaGroups.class.getResourceAsStream(resource));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

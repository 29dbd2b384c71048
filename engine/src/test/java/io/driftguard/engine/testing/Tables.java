package io.driftguard.engine.testing;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads tables of cases from resources. */
public final class Tables {

  private Tables() {}

  /**
   * A case of a table of documents.
   *
   * @param name what is wrong with the document
   * @param codes what it must be refused with
   * @param document the document
   */
  public record Document(String name, ImmutableSortedSet<String> codes, String document) {}

  /** The cases of a table whose cases start with {@code == name -> CODE…}. */
  public static ImmutableList<Document> documents(String resource) {
    ImmutableList.Builder<Document> documents = ImmutableList.builder();
    List<String> sections = Splitter.on("\n== ").splitToList(text(resource));
    for (String section : sections.subList(1, sections.size())) {
      int headEnd = section.indexOf('\n');
      List<String> head = Splitter.on(" -> ").splitToList(section.substring(0, headEnd));
      documents.add(
          new Document(head.get(0), codes(head.get(1)), section.substring(headEnd + 1).strip()));
    }
    return documents.build();
  }

  /** The rows of a table whose rows are {@code code | statement}. */
  public static ImmutableList<Document> rows(String resource) {
    List<Document> rows = new ArrayList<>();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(text(resource))) {
      if (!line.startsWith("#")) {
        List<String> cells = Splitter.on(" | ").limit(2).splitToList(line);
        String statement = cells.get(1).replace("\\n", "\n").replace("\\0", "\0");
        rows.add(new Document(line, codes(cells.get(0)), statement));
      }
    }
    return ImmutableList.copyOf(rows);
  }

  private static ImmutableSortedSet<String> codes(String text) {
    return ImmutableSortedSet.copyOf(Splitter.on(' ').split(text));
  }

  private static String text(String resource) {
    try {
      return Resources.toString(
          Resources.getResource("io/driftguard/engine/" + resource), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

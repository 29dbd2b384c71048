package io.driftguard.grammar;

import com.google.common.base.Splitter;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.util.List;

/** The words of generated tables, from {@code oracle/vocabulary.txt}. */
final class TableWords {

  private final ListMultimap<String, String> words = ArrayListMultimap.create();

  /**
   * @param odd whether the odd words are taken as well
   */
  TableWords(boolean odd) {
    for (String line : Table.lines("oracle/vocabulary.txt")) {
      int colon = line.indexOf(": ");
      String name = line.substring(0, colon);
      boolean isOdd = name.endsWith("+");
      if (odd || !isOdd) {
        words.putAll(
            isOdd ? name.substring(0, name.length() - 1) : name,
            Splitter.on(";;").split(line.substring(colon + 2)));
      }
    }
  }

  List<String> of(String name) {
    if (!words.containsKey(name)) {
      throw new IllegalArgumentException("the vocabulary has no " + name);
    }
    return words.get(name);
  }

  boolean has(String name) {
    return words.containsKey(name);
  }
}

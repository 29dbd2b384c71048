package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a report says in one field. No format knows more kinds than these. */
public sealed interface ReportValue {

  /** A sentence of the guard, of a rule or of an adapter; names in it may come from elsewhere. */
  static ReportValue words(String text) {
    return new Words(text);
  }

  /** A name, a statement or a command, to be shown letter by letter. */
  static ReportValue code(String text) {
    return new Marked(ImmutableList.of(new Piece(text, Mark.NONE)));
  }

  static ReportValue amount(long amount) {
    return new Amount(amount);
  }

  static ReportValue entries(List<? extends ReportValue> entries) {
    return new Entries(List.copyOf(entries));
  }

  static ReportValue fields(List<ReportField> fields) {
    return new Fields(fields);
  }

  /** What is the matter with a piece of a statement. */
  enum Mark {
    /** Nothing: it stands on both sides. */
    NONE("", ""),
    /** Only the one side has it. */
    TAKEN("[-", "-]"),
    /** Only the other side has it. */
    ADDED("{+", "+}");

    private final String open;
    private final String close;

    Mark(String open, String close) {
      this.open = open;
      this.close = close;
    }

    /** What stands before a marked piece where there is no colour. */
    String open() {
      return open;
    }

    String close() {
      return close;
    }
  }

  /**
   * A part of a statement.
   *
   * @param text the text
   * @param mark whether the other side has it
   */
  record Piece(String text, Mark mark) {}

  /**
   * A sentence.
   *
   * @param text the sentence
   */
  record Words(String text) implements ReportValue {}

  /**
   * A name, a statement or a command, with the parts marked that differ.
   *
   * @param pieces the parts, in order
   */
  record Marked(List<Piece> pieces) implements ReportValue {

    public Marked {
      pieces = List.copyOf(pieces);
    }

    /** The text without marks. */
    public String text() {
      StringBuilder text = new StringBuilder();
      pieces.forEach(piece -> text.append(piece.text()));
      return text.toString();
    }
  }

  /**
   * A number.
   *
   * @param amount the number
   */
  record Amount(long amount) implements ReportValue {}

  /**
   * Several values.
   *
   * @param entries the values
   */
  record Entries(List<ReportValue> entries) implements ReportValue {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A value of several named parts.
   *
   * @param fields the parts
   */
  record Fields(List<ReportField> fields) implements ReportValue {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Texts by names that come from elsewhere.
   *
   * @param texts the texts, sorted by name
   */
  record NamedTexts(SortedMap<String, String> texts) implements ReportValue {
    public NamedTexts {
      texts = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(texts)));
    }
  }
}

package io.driftguard.grammar.ast;

import java.util.List;
import java.util.Optional;

/**
 * An expression. Parentheses are not kept: the tree says what belongs together.
 *
 * <p>Operators and keywords are upper-case; function names are as written.
 */
public sealed interface Expr {

  /**
   * A string literal; adjacent literals are one.
   *
   * @param introducer the character set of {@code _utf8mb4'…'} without its underscore, lower-case;
   *     {@code N'…'} has {@code utf8mb3}
   * @param value the decoded characters
   */
  record Text(Optional<String> introducer, String value) implements Expr {}

  /**
   * A number without a sign.
   *
   * @param text as written: digits, point, exponent
   */
  record NumberLiteral(String text) implements Expr {}

  /**
   * {@code x'4142'} or {@code 0x4142}.
   *
   * @param introducer the character set before it
   * @param digits an even number of upper-case hexadecimal digits
   */
  record Hex(Optional<String> introducer, String digits) implements Expr {}

  /**
   * {@code b'01'} or {@code 0b01}.
   *
   * @param introducer the character set before it
   * @param digits the binary digits as written
   */
  record Bits(Optional<String> introducer, String digits) implements Expr {}

  /** {@code TRUE} or {@code FALSE}. */
  record Bool(boolean value) implements Expr {}

  /** {@code NULL}. */
  record Null() implements Expr {}

  /**
   * {@code DATE '…'}, {@code TIME '…'}, {@code TIMESTAMP '…'}; {@code {d '…'}}, {@code {t '…'}},
   * {@code {ts '…'}}.
   *
   * @param kind the upper-case keyword
   */
  record Temporal(String kind, String value) implements Expr {

    /** Tells whether it is written in braces. */
    public boolean isBraced() {
      return kind.equals("D") || kind.equals("T") || kind.equals("TS");
    }
  }

  /**
   * A column, possibly qualified.
   *
   * @param qualifiers schema and table, outermost first
   * @param column the column's name
   */
  record Column(List<String> qualifiers, String column) implements Expr {
    public Column {
      qualifiers = List.copyOf(qualifiers);
    }
  }

  /**
   * A function call of the ordinary form.
   *
   * @param schema the schema of a stored function
   * @param name as written
   * @param arguments in order
   */
  record Call(Optional<String> schema, String name, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A construct with keywords between its arguments ({@code EXTRACT(YEAR FROM d)}, {@code
   * TRIM(LEADING 'x' FROM s)}, {@code GROUP_CONCAT(…)}): its parts in order.
   *
   * @param name the upper-case keyword that it starts with
   * @param parts keywords and operands in the order in which they are written
   */
  record Special(String name, List<Part> parts) implements Expr {
    public Special {
      parts = List.copyOf(parts);
    }

    /** A keyword or an operand. */
    public sealed interface Part {}

    /** An upper-case keyword or punctuation. */
    public record Word(String word) implements Part {}

    /** An operand. */
    public record Operand(Expr expr) implements Part {}
  }

  /**
   * @param operator {@code -}, {@code +}, {@code ~}, {@code !}, {@code NOT}, {@code BINARY}
   */
  record Unary(String operator, Expr operand) implements Expr {}

  /**
   * @param operator the canonical spelling of the operator: {@code AND}, {@code OR}, {@code XOR},
   *     {@code =}, {@code <>}, {@code DIV}, {@code ->}, {@code LIKE}, {@code REGEXP}, {@code MEMBER
   *     OF}, …
   */
  record Binary(String operator, Expr left, Expr right) implements Expr {}

  /** {@code operand IS [NOT] test}: {@code NULL}, {@code TRUE}, {@code FALSE}, {@code UNKNOWN}. */
  record Is(Expr operand, boolean negated, String test) implements Expr {}

  /** {@code operand [NOT] LIKE pattern [ESCAPE escape]}. */
  record Like(Expr operand, boolean negated, Expr pattern, Optional<Expr> escape) implements Expr {}

  /** {@code operand [NOT] BETWEEN low AND high}. */
  record Between(Expr operand, boolean negated, Expr low, Expr high) implements Expr {}

  /** {@code operand [NOT] IN (items)}. */
  record In(Expr operand, boolean negated, List<Expr> items) implements Expr {
    public In {
      items = List.copyOf(items);
    }
  }

  /** {@code CASE [subject] WHEN … THEN … [ELSE …] END}. */
  record Case(Optional<Expr> subject, List<When> whens, Optional<Expr> otherwise) implements Expr {
    public Case {
      whens = List.copyOf(whens);
    }

    /** One branch. */
    public record When(Expr condition, Expr result) {}
  }

  /**
   * {@code CAST(operand AS type [ARRAY])}, and {@code CONVERT(operand, type)}, which is the same.
   *
   * @param type the upper-case text of the cast type, in one spelling for all of its spellings
   */
  record Cast(Expr operand, String type, boolean array) implements Expr {}

  /** {@code CONVERT(operand USING charset)}. */
  record ConvertUsing(Expr operand, String charset) implements Expr {}

  /** {@code operand COLLATE collation}. */
  record Collate(Expr operand, String collation) implements Expr {}

  /** {@code INTERVAL amount unit} as an operand of date arithmetic. */
  record Interval(Expr amount, String unit) implements Expr {}

  /** {@code (a, b)} or {@code ROW(a, b)}. */
  record Row(List<Expr> items) implements Expr {
    public Row {
      items = List.copyOf(items);
    }
  }

  /** A query in parentheses where a value is wanted. */
  record Subquery(Query query) implements Expr {}

  /** {@code EXISTS (query)}. */
  record Exists(Query query) implements Expr {}

  /** {@code operand [NOT] IN (query)}. */
  record InQuery(Expr operand, boolean negated, Query query) implements Expr {}

  /**
   * {@code left operator ALL (query)} or {@code left operator ANY (query)}; {@code SOME} is {@code
   * ANY}.
   */
  record Quantified(Expr left, String operator, boolean all, Query query) implements Expr {}

  /**
   * A variable.
   *
   * @param system {@code @@name} rather than {@code @name}
   * @param name as written, unquoted
   */
  record Variable(boolean system, String name) implements Expr {}

  /** {@code @variable := value}. */
  record Assignment(String variable, Expr value) implements Expr {}

  /**
   * {@code function OVER …}.
   *
   * @param function the function's call
   * @param words what stands between the call and {@code OVER}, upper-case
   * @param over the window
   */
  record Windowed(Expr function, List<String> words, Over over) implements Expr {
    public Windowed {
      words = List.copyOf(words);
    }
  }

  /** What stands after {@code OVER}. */
  sealed interface Over {}

  /** A window by its name. */
  record OverName(String name) implements Over {}

  /** A window by its definition. */
  record OverWindow(Window window) implements Over {}
}

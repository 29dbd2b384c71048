package io.driftguard.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a {@code CREATE TABLE} statement from decisions. Most of what it writes is what a server
 * takes: kinds of types and of expressions fit.
 */
final class RandomTable {

  private enum Kind {
    INTEGER("I"),
    DECIMAL("N"),
    FLOAT("F"),
    BIT("B"),
    TEXT("S"),
    LARGE_TEXT("S"),
    BYTES("X"),
    LARGE_BYTES("X"),
    MEMBER("S"),
    DATE("D"),
    DATETIME("DT"),
    TIME("T"),
    YEAR("Y"),
    JSON("J"),
    SPATIAL("G");

    private final String expression;

    Kind(String expression) {
      this.expression = expression;
    }

    boolean isLarge() {
      return this == LARGE_TEXT || this == LARGE_BYTES || this == JSON || this == SPATIAL;
    }
  }

  /** How often the kinds of columns occur. */
  private static final List<Kind> COLUMNS =
      List.of(
          Kind.INTEGER,
          Kind.INTEGER,
          Kind.INTEGER,
          Kind.INTEGER,
          Kind.DECIMAL,
          Kind.FLOAT,
          Kind.BIT,
          Kind.TEXT,
          Kind.TEXT,
          Kind.TEXT,
          Kind.LARGE_TEXT,
          Kind.BYTES,
          Kind.LARGE_BYTES,
          Kind.MEMBER,
          Kind.DATE,
          Kind.DATETIME,
          Kind.DATETIME,
          Kind.TIME,
          Kind.YEAR,
          Kind.JSON,
          Kind.SPATIAL);

  /** Kinds of generated columns, and the types that hold them. */
  private static final List<String> GENERATED =
      List.of(
          "I int",
          "I bigint",
          "S varchar(200)",
          "S text",
          "R varchar(200)",
          "D date",
          "DT datetime",
          "N decimal(20,4)",
          "F double",
          "C bool",
          "J json");

  /** How many truths at the start of the vocabulary hold no other truth. */
  private static final int COMPARISONS = 12;

  private static final Pattern ATOM = Pattern.compile("[\\w`]+|'[^']*'|\\w+\\([^()]*\\)");
  private static final Pattern HOLE = Pattern.compile("\\{([A-Z]+|literal\\.[A-Z]+)}");
  private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\)");

  /**
   * A column that was written; a plain one has no character set of its own.
   *
   * @param evaluates whether the server computes what is compared with the column, whatever it is:
   *     the form does so for literals only
   */
  private record Column(
      String name, Kind kind, boolean generated, boolean plain, boolean evaluates, int length) {}

  private final Choices choices;
  private final TableWords vocabulary;
  private final boolean odd;
  private final List<Column> columns = new ArrayList<>();
  private final String options;

  /** Whether the character set is that of the connection, so that strings agree. */
  private final boolean plain;

  private RandomTable(Choices choices, TableWords vocabulary, boolean odd) {
    this.choices = choices;
    this.vocabulary = vocabulary;
    this.odd = odd;
    options = options();
    String lower = options.toLowerCase(Locale.ROOT);
    plain = !lower.contains("charset") && !lower.contains("collate") && !lower.contains("acter");
  }

  /**
   * @param odd whether the form need not be complete for the statement
   */
  static String write(Choices choices, TableWords vocabulary, boolean odd) {
    return new RandomTable(choices, vocabulary, odd).statement();
  }

  private String statement() {
    List<String> elements = new ArrayList<>();
    int count = 1 + choices.below("columns", 6);
    for (int i = 0; i < count; i++) {
      elements.add(column("c" + i, i));
    }
    for (int i = 0; i < choices.below("keys", 4); i++) {
      String key = key("k" + i);
      // What the server makes of keys before a primary key is not known in full.
      elements.add(key.contains("primary key") && !odd ? count : elements.size(), key);
    }
    for (int i = 0; i < Math.max(0, choices.below("checks", 5) - 2); i++) {
      elements.add(
          some("x" + i + ".name", 2, "checkName")
              + " check ("
              + expression("x" + i, "C", 3, columns)
              + ")"
              + some("x" + i + ".enforced", 4, "enforcement"));
    }
    for (int i = 0; i < Math.max(0, choices.below("foreign", 5) - 3); i++) {
      elements.add(foreignKey("f" + i));
    }
    elements.removeIf(String::isEmpty);
    String partitions = choices.oneIn("partitioned", 5) ? partitions() : "";
    String condition = choices.oneIn("condition", 10) ? "if not exists " : "";
    return "create table "
        + condition
        + "t ("
        + String.join(", ", elements)
        + ")"
        + options
        + partitions;
  }

  private String one(String place, String words) {
    List<String> all = vocabulary.of(words);
    return all.get(choices.below(place, all.size()));
  }

  private String some(String place, int oneIn, String words) {
    return choices.oneIn(place, oneIn) ? " " + one(place + "#", words) : "";
  }

  // ---- columns

  private String column(String place, int index) {
    String name = String.valueOf((char) ('a' + index));
    if (index > 0 && choices.oneIn(place + ".generated", 5)) {
      return generated(place, name);
    }
    Kind kind = COLUMNS.get(choices.below(place + ".kind", COLUMNS.size()));
    String type = one(place + ".type", "type." + kind);
    boolean own = (kind == Kind.TEXT || kind == Kind.LARGE_TEXT) && !type.startsWith("n");
    String charset = own ? charset(place) : "";
    String attributes;
    if (kind == Kind.INTEGER && index == 0 && choices.oneIn(place + ".auto", 6)) {
      attributes = " " + one(place + ".auto#", "autoIncrement");
    } else {
      attributes = some(place + ".null", 3, "null") + defaultValue(place, kind, type);
      attributes += some(place + ".key", 14, "inlineKey");
    }
    attributes += kind == Kind.SPATIAL ? some(place + ".srid", 3, "srid") : "";
    attributes += some(place + ".comment", 6, "comment");
    attributes += some(place + ".visible", 12, "visibility");
    attributes += some(place + ".storage", 15, "storage");
    var length = LENGTH.matcher(type);
    Column column =
        new Column(
            name,
            kind,
            false,
            charset.isEmpty() && !type.startsWith("n") && !type.contains("charset"),
            isBigint(type),
            length.find() ? Integer.parseInt(length.group(1)) : 1);
    if (choices.oneIn(place + ".check", 10)) {
      String truth = expression(place + ".check#", "C", 2, List.of(column));
      // A check of a column has to name the column.
      attributes += " check (" + name + " is null or " + truth + ")";
      attributes += some(place + ".enforced", 3, "enforcement");
    }
    attributes += choices.oneIn(place + ".references", 25) ? " references p (id)" : "";
    columns.add(column);
    return name + " " + type + charset + attributes;
  }

  private String generated(String place, String name) {
    String[] kind = GENERATED.get(choices.below(place + ".of", GENERATED.size())).split(" ", 2);
    String expression = expression(place + ".as", kind[0], 3, columns);
    columns.add(
        new Column(
            name,
            kind[0].equals("I") || kind[0].equals("C") ? Kind.INTEGER : Kind.JSON,
            true,
            false,
            isBigint(kind[1]),
            1));
    return name
        + " "
        + kind[1]
        + (choices.oneIn(place + ".always", 2) ? " generated always as (" : " as (")
        + expression
        + ")"
        + List.of("", " virtual", " stored", " stored").get(choices.below(place + ".stored", 4))
        + some(place + ".null", 6, "null")
        + some(place + ".comment", 8, "comment");
  }

  private static boolean isBigint(String type) {
    return type.startsWith("bigint") || type.startsWith("int8");
  }

  private String charset(String place) {
    String collation = one(place + ".collation", "collation");
    return switch (choices.below(place + ".charset", 12)) {
      case 0 -> " character set " + one(place + ".charset#", "charset");
      case 1 -> " collate " + collation;
      case 2 ->
          " charset " + collation.substring(0, collation.indexOf('_')) + " collate " + collation;
      case 3 -> " " + one(place + ".charset#", "charsetAttribute");
      default -> "";
    };
  }

  private String defaultValue(String place, Kind kind, String type) {
    String expression = kind.expression.equals("X") ? "S" : kind.expression;
    if (!choices.oneIn(place + ".default", 2)) {
      return "";
    }
    int how = choices.below(place + ".default.how", 8);
    if (how == 0) {
      return " default null";
    }
    if (how <= 2 || kind.isLarge()) {
      String wanted = vocabulary.has(expression) ? expression : "I";
      return plain || odd
          ? " default (" + expression(place + ".default#", wanted, 2, List.of()) + ")"
          : "";
    }
    if (kind == Kind.DATETIME && how == 3) {
      var digits = LENGTH.matcher(type);
      String fraction = digits.find() ? digits.group(1) : "";
      String now = "current_timestamp" + (fraction.isEmpty() ? "" : "(" + fraction + ")");
      String plainNow = fraction.isEmpty() ? one(place + ".now", "now") : now;
      return " default "
          + plainNow
          + (choices.oneIn(place + ".update", 2) ? " on update " + now : "");
    }
    return " default " + one(place + ".default#", "default." + kind);
  }

  // ---- expressions

  private String expression(String place, String kind, int depth, List<Column> over) {
    boolean truth = kind.equals("C");
    if (!truth && (depth <= 0 || choices.oneIn(place + ".leaf", 3))) {
      return leaf(place, kind, over);
    }
    List<String> templates = vocabulary.of(kind);
    int most = truth && depth <= 0 ? COMPARISONS : templates.size();
    String template = templates.get(choices.below(place + ".template", most));
    StringBuilder out = new StringBuilder();
    var hole = HOLE.matcher(template);
    int copied = 0;
    for (int i = 0; hole.find(); i++) {
      String part = place + "." + i;
      String inner =
          hole.group(1).startsWith("literal")
              ? one(part, hole.group(1))
              : expression(part, hole.group(1), depth - 1, over);
      boolean bare = ATOM.matcher(inner).matches() && !choices.oneIn(part + ".more", 12);
      out.append(template.substring(copied, hole.start())).append(bare ? inner : "(" + inner + ")");
      copied = hole.end();
    }
    return out.append(template.substring(copied)).toString();
  }

  private String leaf(String place, String kind, List<Column> over) {
    List<Column> fitting = new ArrayList<>();
    for (Column column : over) {
      boolean agrees = !column.evaluates() && (!kind.equals("S") || (column.plain() && plain));
      if (column.kind().expression.equals(kind) && (agrees || odd)) {
        fitting.add(column);
      }
    }
    return fitting.isEmpty() || choices.oneIn(place + ".literal", 4)
        ? one(place + ".value", "literal." + kind)
        : fitting.get(choices.below(place + ".column", fitting.size())).name();
  }

  // ---- keys

  private String key(String place) {
    String kind =
        List.of("PLAIN", "PLAIN", "PLAIN", "UNIQUE", "UNIQUE", "PRIMARY", "FULLTEXT", "SPATIAL")
            .get(choices.below(place + ".kind", 8));
    boolean tree = kind.equals("PLAIN") || kind.equals("UNIQUE") || kind.equals("PRIMARY");
    Set<String> used = new HashSet<>();
    List<String> parts = new ArrayList<>();
    int count = tree ? 1 + choices.below(place + ".parts", 3) : 1;
    for (int i = 0; i < count; i++) {
      String part = keyPart(place + "." + i, kind, used);
      if (!part.isEmpty()) {
        parts.add(part + (tree ? some(place + "." + i + ".order", 6, "order") : ""));
      }
    }
    if (parts.isEmpty()) {
      return "";
    }
    return one(place + ".word", "key." + kind)
        + (kind.equals("PRIMARY") ? "" : some(place + ".name", 2, "keyName"))
        + " ("
        + String.join(", ", parts)
        + ")"
        + (tree ? some(place + ".option", 4, "keyOption") : "")
        + (kind.equals("FULLTEXT") ? some(place + ".parser", 4, "parser") : "");
  }

  private String keyPart(String place, String kind, Set<String> used) {
    if ((kind.equals("PLAIN") || (kind.equals("UNIQUE") && odd))
        && choices.oneIn(place + ".function", 7)) {
      String of = List.of("I", "D", "N").get(choices.below(place + ".of", 3));
      String e = expression(place + ".as", of, 2, plain || odd ? columns : List.of());
      return ATOM.matcher(e).matches() ? "(" + e + " + 1)" : "(" + e + ")";
    }
    List<Column> fitting = new ArrayList<>();
    for (Column c : columns) {
      boolean fits =
          switch (kind) {
            case "FULLTEXT" -> c.kind() == Kind.TEXT || c.kind() == Kind.LARGE_TEXT;
            case "SPATIAL" -> c.kind() == Kind.SPATIAL;
            case "PRIMARY" -> !c.kind().isLarge() && !c.generated();
            default -> c.kind() != Kind.SPATIAL && c.kind() != Kind.JSON;
          };
      if (fits && !used.contains(c.name())) {
        fitting.add(c);
      }
    }
    if (fitting.isEmpty()) {
      return "";
    }
    Column c = fitting.get(choices.below(place + ".column", fitting.size()));
    used.add(c.name());
    boolean text = c.kind().expression.equals("S") || c.kind().expression.equals("X");
    boolean long0 = c.kind() == Kind.LARGE_TEXT || c.kind() == Kind.LARGE_BYTES;
    if (kind.equals("FULLTEXT") || kind.equals("SPATIAL") || c.kind() == Kind.MEMBER || !text) {
      return c.name();
    }
    if (long0 || choices.oneIn(place + ".prefix", 4)) {
      int most = long0 ? 20 : Math.max(1, Math.min(c.length(), 40));
      return c.name() + "(" + (1 + choices.below(place + ".prefix#", most)) + ")";
    }
    return c.name();
  }

  private String foreignKey(String place) {
    for (Column c : columns) {
      if (c.kind() == Kind.INTEGER && !c.generated() && !choices.oneIn(place + c.name(), 3)) {
        return some(place + ".name", 2, "foreignKeyName")
            + " foreign key"
            + some(place + ".index", 3, "foreignKeyIndex")
            + " ("
            + c.name()
            + ") references "
            + one(place + ".parent", "parent")
            + some(place + ".reference", 2, "reference");
      }
    }
    return "";
  }

  // ---- options and partitions

  private String options() {
    StringBuilder out = new StringBuilder();
    out.append(some("engine", 4, "engine"));
    if (choices.oneIn("charset", 4)) {
      out.append(' ')
          .append(one("charset.word", "charsetOption"))
          .append(one("charset#", "charset"));
    } else if (choices.oneIn("collate", 6)) {
      out.append(' ').append(one("collate.word", "collationOption"));
      out.append(one("collate#", "collation"));
    }
    for (int i = 0; i < choices.below("options", 3); i++) {
      boolean comma = out.length() > 0 && choices.oneIn("comma" + i, 2);
      out.append(comma ? ", " : " ").append(one("option" + i, "option"));
    }
    return out.toString();
  }

  private String partitions() {
    String number = first(Kind.INTEGER);
    String date = first(Kind.DATE);
    String text = first(Kind.TEXT);
    String option = some("p.option", 3, "partitionOption");
    String last = ", partition p1 values less than " + one("p.last", "lastBound") + ")";
    switch (choices.below("p.kind", 7)) {
      case 0 -> {
        return number.isEmpty() ? "" : on("hash", number) + some("p.count", 2, "hashPartitions");
      }
      case 1 -> {
        return on("keyPartitions", number.isEmpty() ? "a" : number);
      }
      case 2 -> {
        return number.isEmpty() ? "" : on("range", number) + lessThan("rangeBound") + option + last;
      }
      case 3 -> {
        return number.isEmpty()
            ? ""
            : on("list", number)
                + " (partition p0 values in ("
                + one("p.values", "listValues")
                + ")"
                + option
                + ", partition p1 values in (101,102))";
      }
      case 4 -> {
        return date.isEmpty() ? "" : on("dateRange", date) + lessThan("rangeBound") + option + last;
      }
      case 5 -> {
        return date.isEmpty()
            ? ""
            : on("columnRange", date)
                + lessThan("dateBound")
                + option
                + ", partition p1 values less than (maxvalue))";
      }
      default -> {
        return text.isEmpty()
            ? ""
            : on("textList", text)
                + " (partition p0 values in ("
                + one("p.values", "textValues")
                + ")"
                + option
                + ", partition p1 values in ('zz'))";
      }
    }
  }

  private String first(Kind kind) {
    return columns.stream()
        .filter(c -> c.kind() == kind && !c.generated())
        .map(Column::name)
        .findFirst()
        .orElse("");
  }

  private String on(String words, String column) {
    return " " + one("p." + words, words).replace("{}", column);
  }

  private String lessThan(String words) {
    return " (partition p0 values less than (" + one("p.bound", words) + ")";
  }
}

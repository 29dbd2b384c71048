package io.driftguard.grammar;

import io.driftguard.grammar.ast.ColumnDef;
import io.driftguard.grammar.ast.DataType;
import io.driftguard.grammar.ast.DataType.TemporalKind;
import io.driftguard.grammar.ast.DataType.TemporalType;
import io.driftguard.grammar.ast.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The canonical form of expressions: what the server makes of one when it stores it.
 *
 * <p>The server rewrites negations, truth values and many functions before it prints an expression.
 * Only rewritings that were seen on a server are here; everything else stays as written.
 */
final class ExpressionForm {

  /** Functions that the server prints by another name, with the same arguments. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("ceil", "ceiling"),
          Map.entry("character_length", "char_length"),
          Map.entry("current_date", "curdate"),
          Map.entry("current_time", "curtime"),
          Map.entry("current_timestamp", "now"),
          Map.entry("day", "dayofmonth"),
          Map.entry("geometrycollection", "geomcollection"),
          Map.entry("lcase", "lower"),
          Map.entry("localtime", "now"),
          Map.entry("localtimestamp", "now"),
          Map.entry("mid", "substr"),
          Map.entry("octet_length", "length"),
          Map.entry("power", "pow"),
          Map.entry("schema", "database"),
          Map.entry("sha1", "sha"),
          Map.entry("st_asbinary", "st_aswkb"),
          Map.entry("st_aswkt", "st_astext"),
          Map.entry("st_numinteriorring", "st_numinteriorrings"),
          Map.entry("substring", "substr"),
          Map.entry("ucase", "upper"));

  /** Functions whose value the server takes as a truth value without comparing it to zero. */
  private static final Set<String> TRUTHS =
      Set.of(
          "is_ipv4",
          "is_ipv4_compat",
          "is_ipv4_mapped",
          "is_ipv6",
          "is_uuid",
          "json_contains",
          "json_contains_path",
          "json_overlaps",
          "json_schema_valid",
          "json_valid",
          "mbrcontains",
          "mbrcoveredby",
          "mbrcovers",
          "mbrdisjoint",
          "mbrequals",
          "mbrintersects",
          "mbroverlaps",
          "mbrtouches",
          "mbrwithin",
          "regexp_like",
          "st_contains",
          "st_crosses",
          "st_disjoint",
          "st_equals",
          "st_intersects",
          "st_isclosed",
          "st_isempty",
          "st_issimple",
          "st_isvalid",
          "st_overlaps",
          "st_touches",
          "st_within",
          "strcmp");

  private static final Map<String, String> OPPOSITES =
      Map.of("=", "<>", "<>", "=", "<", ">=", ">=", "<", ">", "<=", "<=", ">");

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", ">", "<=", ">=", "<=>");

  /** What {@code JSON_VALUE} returns when nothing is said, after its value, comma and path. */
  private static final Expr.Special.Part RETURNING = new Expr.Special.Word("RETURNING");

  private static final Expr.Special.Part CHARACTERS = new Expr.Special.Word("CHAR(512)");
  private static final int VALUE_AND_PATH = 3;

  private final String table;
  private final Map<String, ColumnDef> columns;
  private final LiteralCharsets charsets;
  private final ComparedLiterals compared;
  private final boolean inCheck;

  /**
   * @param table the table's own name, which says nothing before a column
   * @param columns the table's columns by lower-case name; empty where unknown
   */
  ExpressionForm(String table, Map<String, ColumnDef> columns) {
    this(table, columns, LiteralCharsets.UNKNOWN, false);
  }

  private ExpressionForm(
      String table, Map<String, ColumnDef> columns, LiteralCharsets charsets, boolean inCheck) {
    this.table = table;
    this.columns = Map.copyOf(columns);
    this.charsets = charsets;
    this.compared = compared(columns);
    this.inCheck = inCheck;
  }

  private static ComparedLiterals compared(Map<String, ColumnDef> columns) {
    Map<String, DataType> types = new HashMap<>();
    columns.forEach(
        (name, column) -> {
          if (ComparedLiterals.turnsLiterals(column.type())) {
            types.put(name, column.type());
          }
        });
    return types.isEmpty() ? ComparedLiterals.UNKNOWN : new ComparedLiterals(types);
  }

  /**
   * The form where the character sets of the columns are known.
   *
   * @param known the character sets of the columns of characters, by lower-case name
   * @param ofTable the table's character set
   */
  ExpressionForm withCharsets(Map<String, String> known, String ofTable) {
    Set<String> others = new HashSet<>();
    columns.forEach(
        (name, column) -> {
          if (isNumeric(column.type())) {
            others.add(name);
          }
        });
    return new ExpressionForm(
        table, columns, new LiteralCharsets(known, others, Optional.of(ofTable)), inCheck);
  }

  private static boolean isNumeric(DataType type) {
    return type instanceof DataType.IntegerType
        || type instanceof DataType.DecimalType
        || type instanceof DataType.FloatingType
        || type instanceof TemporalType;
  }

  /**
   * The form within a check constraint. When it is added the server looks at no column's type; any
   * other change of the table makes it do so, but for the zero of dates.
   */
  ExpressionForm inCheck() {
    return new ExpressionForm(table, columns, charsets, true);
  }

  Expr of(Expr e) {
    return agree(form(e));
  }

  private Expr agree(Expr e) {
    return charsets.agree(compared.agree(e));
  }

  /** The form of what only counts as true or not. */
  Expr condition(Expr e) {
    return truth(of(e));
  }

  private Expr form(Expr e) {
    if (e instanceof Expr.Text t) {
      // A literal without an introducer has the connection's character set, which is utf8mb4.
      return t.introducer().equals(Optional.of("utf8mb4"))
          ? new Expr.Text(Optional.empty(), t.value())
          : t;
    }
    if (e instanceof Expr.NumberLiteral n) {
      return new Expr.NumberLiteral(number(n.text()));
    }
    if (e instanceof Expr.Bits b) {
      return inCharset(hex(b));
    }
    if (e instanceof Expr.Hex h) {
      return inCharset(h);
    }
    if (e instanceof Expr.Temporal t) {
      return temporal(t);
    }
    if (e instanceof Expr.Column c) {
      boolean own =
          c.qualifiers().isEmpty()
              || (c.qualifiers().size() == 1 && c.qualifiers().contains(table));
      return own ? new Expr.Column(List.of(), inLettersOfTable(c.column())) : c;
    }
    if (e instanceof Expr.Call c) {
      return call(c);
    }
    if (e instanceof Expr.Special s) {
      return special(s);
    }
    if (e instanceof Expr.Unary u) {
      return unary(u);
    }
    if (e instanceof Expr.Binary b) {
      return binary(b);
    }
    if (e instanceof Expr.Is i) {
      return is(i);
    }
    if (e instanceof Expr.Like l) {
      Expr like =
          agree(new Expr.Like(of(l.operand()), false, of(l.pattern()), l.escape().map(this::of)));
      return l.negated() ? new Expr.Unary("NOT", like) : like;
    }
    if (e instanceof Expr.Between b) {
      return new Expr.Between(of(b.operand()), b.negated(), of(b.low()), of(b.high()));
    }
    if (e instanceof Expr.In i) {
      return in(i);
    }
    if (e instanceof Expr.Case c) {
      return new Expr.Case(
          c.subject().map(this::of),
          c.whens().stream()
              .map(w -> new Expr.Case.When(of(w.condition()), of(w.result())))
              .toList(),
          c.otherwise().map(this::of));
    }
    if (e instanceof Expr.Cast c) {
      // In an array the server takes no character set, and prints none.
      return new Expr.Cast(of(c.operand()), c.array() ? c.type() : castType(c.type()), c.array());
    }
    if (e instanceof Expr.ConvertUsing c) {
      return new Expr.ConvertUsing(of(c.operand()), c.charset().toLowerCase(Locale.ROOT));
    }
    if (e instanceof Expr.Collate c) {
      return new Expr.Collate(of(c.operand()), c.collation().toLowerCase(Locale.ROOT));
    }
    if (e instanceof Expr.Interval i) {
      return new Expr.Interval(of(i.amount()), unit(i.unit()));
    }
    if (e instanceof Expr.Row r) {
      return r.items().size() == 1 ? of(r.items().get(0)) : new Expr.Row(all(r.items()));
    }
    return e;
  }

  private List<Expr> all(List<Expr> items) {
    return items.stream().map(this::of).toList();
  }

  // Literals

  /** Exact numbers lose leading zeros and a point without digits; others stay as written. */
  private static String number(String text) {
    if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return text;
    }
    String s = text.startsWith(".") ? "0" + text : text;
    s = s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
    int start = 0;
    while (start + 1 < s.length() && s.charAt(start) == '0' && s.charAt(start + 1) != '.') {
      start++;
    }
    return s.substring(start);
  }

  /** Bytes with an introducer are a string, which the server prints byte by byte. */
  private static Expr inCharset(Expr literal) {
    if (literal instanceof Expr.Hex hex && hex.introducer().isPresent()) {
      Optional<String> charset = hex.introducer().filter(c -> !c.equals("utf8mb4"));
      return Bytes.asUtf8(HexFormat.of().parseHex(hex.digits()))
          .<Expr>map(text -> new Expr.Text(charset, text))
          .orElse(literal);
    }
    return literal;
  }

  private static Expr hex(Expr.Bits bits) {
    StringBuilder digits = new StringBuilder(bits.digits());
    if (digits.isEmpty()) {
      return bits;
    }
    while (digits.length() % 8 != 0) {
      digits.insert(0, '0');
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 4) {
      int nibble = Integer.parseInt(digits.substring(i, i + 4), 2);
      out.append(Character.toUpperCase(Character.forDigit(nibble, 16)));
    }
    return new Expr.Hex(bits.introducer(), out.toString());
  }

  private static Expr temporal(Expr.Temporal t) {
    Optional<String> value =
        switch (t.kind()) {
          case "DATE" -> TemporalText.date(t.value());
          case "TIME" -> fraction(t).flatMap(f -> TemporalText.time(t.value(), f));
          case "TIMESTAMP" -> fraction(t).flatMap(f -> TemporalText.dateTime(t.value(), f));
          default -> Optional.empty();
        };
    return new Expr.Temporal(t.kind(), value.orElse(t.value()));
  }

  /** The digits after the point that were written, where they are the last of the text. */
  private static Optional<Integer> fraction(Expr.Temporal t) {
    int point = t.value().indexOf('.');
    if (point < 0) {
      return Optional.of(0);
    }
    String digits = t.value().substring(point + 1);
    boolean plain = digits.chars().allMatch(c -> c >= '0' && c <= '9') && !digits.isEmpty();
    return plain && digits.length() <= 6 && t.value().indexOf(':') >= 0
        ? Optional.of(digits.length())
        : Optional.empty();
  }

  // Functions

  private Expr call(Expr.Call c) {
    if (c.schema().isPresent()) {
      return new Expr.Call(c.schema(), c.name(), all(c.arguments()));
    }
    String lower = c.name().toLowerCase(Locale.ROOT);
    String name = SYNONYMS.getOrDefault(lower, lower);
    List<Expr> args = all(c.arguments());
    if (name.equals("json_value") && args.size() == 2) {
      return new Expr.Special(
          "JSON_VALUE",
          List.of(
              new Expr.Special.Operand(args.get(0)),
              new Expr.Special.Word(","),
              new Expr.Special.Operand(args.get(1)),
              RETURNING,
              CHARACTERS));
    }
    return operator(name, args).orElseGet(() -> new Expr.Call(Optional.empty(), name, args));
  }

  /** Functions that the server prints as something else than a call of another name. */
  private static Optional<Expr> operator(String name, List<Expr> args) {
    Expr form = null;
    if (args.size() == 1) {
      Expr a = args.get(0);
      form =
          switch (name) {
            case "atan2" -> function("atan", List.of(a));
            case "round" -> function("round", List.of(a, new Expr.NumberLiteral("0")));
            case "isnull" -> new Expr.Is(a, false, "NULL");
            case "bin" -> convert(a, "2");
            case "oct" -> convert(a, "8");
            case "week", "yearweek" -> function(name, List.of(a, new Expr.NumberLiteral("0")));
            case "weekofyear" -> function("week", List.of(a, new Expr.NumberLiteral("3")));
            case "date" -> new Expr.Cast(a, "DATE", false);
            case "time" -> new Expr.Cast(a, "TIME", false);
            case "timestamp" -> new Expr.Cast(a, "DATETIME", false);
            default -> null;
          };
    } else if (args.size() == 2) {
      Expr a = args.get(0);
      Expr b = args.get(1);
      form =
          switch (name) {
            case "from_unixtime" ->
                function("date_format", List.of(function("from_unixtime", List.of(a)), b));
            case "atan2" -> function("atan", List.of(a, b));
            case "json_length" ->
                function("json_length", List.of(function("json_extract", List.of(a, b))));
            case "mod" -> new Expr.Binary("%", a, b);
            case "instr" -> function("locate", List.of(b, a));
            case "datediff" ->
                new Expr.Binary(
                    "-", function("to_days", List.of(a)), function("to_days", List.of(b)));
            case "date_add", "adddate" -> plus("+", a, b, name.equals("adddate"));
            case "date_sub", "subdate" -> plus("-", a, b, name.equals("subdate"));
            default -> null;
          };
    } else if (args.isEmpty() && name.equals("now")) {
      form = function("now", List.of());
    }
    return Optional.ofNullable(form);
  }

  private static Expr convert(Expr number, String base) {
    return function(
        "conv", List.of(number, new Expr.NumberLiteral("10"), new Expr.NumberLiteral(base)));
  }

  private static Expr plus(String operator, Expr date, Expr amount, boolean daysAllowed) {
    if (amount instanceof Expr.Interval) {
      return new Expr.Binary(operator, date, amount);
    }
    String name = operator.equals("+") ? "adddate" : "subdate";
    return daysAllowed
        ? new Expr.Binary(operator, date, new Expr.Interval(amount, "DAY"))
        : function(name, List.of(date, amount));
  }

  private static Expr function(String name, List<Expr> args) {
    return new Expr.Call(Optional.empty(), name, args);
  }

  private Expr special(Expr.Special s) {
    if (s.name().equals("TIMESTAMPADD")
        && s.parts().get(0) instanceof Expr.Special.Word unit
        && s.parts().get(2) instanceof Expr.Special.Operand amount
        && s.parts().get(4) instanceof Expr.Special.Operand date) {
      Expr interval = new Expr.Interval(of(amount.expr()), unit(unit.word()));
      return new Expr.Binary("+", of(date.expr()), interval);
    }
    if (s.name().equals("WEIGHT_STRING")
        && s.parts().size() == 3
        && s.parts().get(0) instanceof Expr.Special.Operand subject
        && s.parts().get(2) instanceof Expr.Special.Word type
        && type.word().startsWith("BINARY")) {
      Expr bytes = new Expr.Cast(of(subject.expr()), castType(type.word()), false);
      return function("weight_string", List.of(bytes));
    }
    List<Expr.Special.Part> parts = new ArrayList<>();
    for (Expr.Special.Part part : s.parts()) {
      parts.add(
          part instanceof Expr.Special.Operand o ? new Expr.Special.Operand(of(o.expr())) : part);
    }
    if (s.name().equals("JSON_VALUE") && !parts.contains(RETURNING)) {
      parts.add(VALUE_AND_PATH, CHARACTERS);
      parts.add(VALUE_AND_PATH, RETURNING);
    }
    return new Expr.Special(s.name(), parts);
  }

  /** A cast to characters without a character set is one to the connection's, utf8mb4. */
  private static String castType(String written) {
    // The server reads BINARY after a type, and forgets it.
    String type =
        written.endsWith(" BINARY")
            ? written.substring(0, written.length() - " BINARY".length())
            : written;
    if (type.equals("CHAR") || type.startsWith("CHAR(")) {
      return type.contains(" ") ? type : type + " CHARACTER SET utf8mb4";
    }
    return type.equals("BINARY") || type.startsWith("BINARY(")
        ? "CHAR" + type.substring("BINARY".length()) + " CHARACTER SET binary"
        : type;
  }

  private static String unit(String unit) {
    String upper = unit.toUpperCase(Locale.ROOT);
    return upper.startsWith("SQL_TSI_") ? upper.substring("SQL_TSI_".length()) : upper;
  }

  // Operators

  private Expr unary(Expr.Unary u) {
    return switch (u.operator()) {
      case "NOT", "!" -> negate(of(u.operand()));
      case "+" -> of(u.operand());
      case "BINARY" -> new Expr.Cast(of(u.operand()), castType("BINARY"), false);
      default -> new Expr.Unary(u.operator(), of(u.operand()));
    };
  }

  private Expr binary(Expr.Binary b) {
    Expr left = of(b.left());
    Expr right = of(b.right());
    return switch (b.operator()) {
      case "AND", "OR" -> chain(b.operator(), truth(left), truth(right));
      case "XOR" -> new Expr.Binary("XOR", truth(left), truth(right));
      case "MOD" -> new Expr.Binary("%", left, right);
      case "->" -> function("json_extract", List.of(left, right));
      case "->>" ->
          function("json_unquote", List.of(function("json_extract", List.of(left, right))));
      case "REGEXP", "RLIKE" -> function("regexp_like", List.of(left, right));
      case "NOT REGEXP", "NOT RLIKE" ->
          new Expr.Unary("NOT", agree(function("regexp_like", List.of(left, right))));
      case "SOUNDS LIKE" ->
          new Expr.Binary(
              "=", function("soundex", List.of(left)), function("soundex", List.of(right)));
      case "+" ->
          left instanceof Expr.Interval
              ? new Expr.Binary("+", right, left)
              : new Expr.Binary("+", left, right);
      case "=", "<=>" -> rows(b.operator(), "AND", left, right);
      case "<>" -> rows(b.operator(), "OR", left, right);
      default -> new Expr.Binary(b.operator(), left, right);
    };
  }

  /** Rows are compared column by column. */
  private Expr rows(String operator, String connective, Expr left, Expr right) {
    if (left instanceof Expr.Row a
        && right instanceof Expr.Row b
        && a.items().size() == b.items().size()) {
      Expr all = rows(operator, connective, a.items().get(0), b.items().get(0));
      for (int i = 1; i < a.items().size(); i++) {
        Expr next = rows(operator, connective, a.items().get(i), b.items().get(i));
        all = chain(connective, all, next);
      }
      return all;
    }
    return agree(new Expr.Binary(operator, left, right));
  }

  /** {@code a AND (b AND c)} is one list of three, whatever the parentheses were. */
  private static Expr chain(String operator, Expr left, Expr right) {
    if (right instanceof Expr.Binary b && b.operator().equals(operator)) {
      return new Expr.Binary(operator, chain(operator, left, b.left()), b.right());
    }
    return new Expr.Binary(operator, left, right);
  }

  private Expr is(Expr.Is i) {
    Expr operand = of(i.operand());
    if (!i.test().equals("NULL")
        && !i.test().equals("UNKNOWN")
        && operand instanceof Expr.Is inner
        && (inner.test().equals("TRUE") || inner.test().equals("FALSE"))) {
      // What is true or false for certain is tested once.
      boolean holds = i.test().equals("TRUE") != i.negated();
      return holds ? inner : new Expr.Is(inner.operand(), !inner.negated(), inner.test());
    }
    return switch (i.test()) {
      case "TRUE", "FALSE" -> new Expr.Is(truth(operand), i.negated(), i.test());
      case "UNKNOWN" -> new Expr.Is(operand, i.negated(), "NULL");
      default -> new Expr.Is(operand, i.negated(), i.test());
    };
  }

  private Expr in(Expr.In i) {
    Expr operand = of(i.operand());
    List<Expr> items = all(i.items());
    if (items.size() == 1) {
      return i.negated()
          ? rows("<>", "OR", operand, items.get(0))
          : rows("=", "AND", operand, items.get(0));
    }
    return new Expr.In(operand, i.negated(), items);
  }

  /** A value where a truth value is wanted: the server compares it with zero. */
  private Expr truth(Expr e) {
    return isTruth(e) || isUnknown(e) ? e : new Expr.Binary("<>", zero(e), e);
  }

  private Expr negate(Expr e) {
    if (e instanceof Expr.Binary b) {
      String operator = b.operator();
      if (OPPOSITES.containsKey(operator)) {
        return new Expr.Binary(OPPOSITES.get(operator), b.left(), b.right());
      }
      if (operator.equals("AND") || operator.equals("OR")) {
        return chain(operator.equals("AND") ? "OR" : "AND", negate(b.left()), negate(b.right()));
      }
      if (operator.equals("XOR")) {
        // The side that has an opposite of its own is negated.
        return !hasOpposite(b.left()) && hasOpposite(b.right())
            ? new Expr.Binary("XOR", b.left(), negate(b.right()))
            : new Expr.Binary("XOR", negate(b.left()), b.right());
      }
    }
    if (e instanceof Expr.Is i) {
      return new Expr.Is(i.operand(), !i.negated(), i.test());
    }
    if (e instanceof Expr.Between b) {
      return new Expr.Between(b.operand(), !b.negated(), b.low(), b.high());
    }
    if (e instanceof Expr.In i) {
      return new Expr.In(i.operand(), !i.negated(), i.items());
    }
    if (e instanceof Expr.Unary u && u.operator().equals("NOT")) {
      return u.operand();
    }
    if (isQueryTest(e)) {
      return new Expr.Is(e, false, "FALSE");
    }
    return isTruth(e) || isUnknown(e) ? new Expr.Unary("NOT", e) : new Expr.Binary("=", zero(e), e);
  }

  private static boolean hasOpposite(Expr e) {
    if (e instanceof Expr.Binary b) {
      return OPPOSITES.containsKey(b.operator())
          || b.operator().equals("AND")
          || b.operator().equals("OR")
          || b.operator().equals("XOR");
    }
    return e instanceof Expr.Is
        || e instanceof Expr.Between
        || e instanceof Expr.In
        || (e instanceof Expr.Unary u && u.operator().equals("NOT"));
  }

  /**
   * The server prints a column in the letters of its definition: in a check after any change of the
   * table, elsewhere at once.
   */
  private String inLettersOfTable(String column) {
    return found(column).map(ColumnDef::name).orElse(column);
  }

  private Optional<ColumnDef> found(String column) {
    return Optional.ofNullable(columns.get(column.toLowerCase(Locale.ROOT)));
  }

  /** A column whose type, and so whose zero, is not known without the table. */
  private boolean isUnknown(Expr e) {
    return !inCheck && e instanceof Expr.Column c && found(c.column()).isEmpty();
  }

  /** What a query is asked; only views have such. */
  private static boolean isQueryTest(Expr e) {
    return e instanceof Expr.Exists || e instanceof Expr.InQuery;
  }

  private static boolean isTruth(Expr e) {
    if (e instanceof Expr.Binary b) {
      String operator = b.operator();
      return COMPARISONS.contains(operator)
          || operator.equals("AND")
          || operator.equals("OR")
          || operator.equals("XOR")
          || operator.equals("MEMBER OF");
    }
    return e instanceof Expr.Bool
        || e instanceof Expr.Is
        || e instanceof Expr.Like
        || e instanceof Expr.Between
        || e instanceof Expr.In
        || isQueryTest(e)
        || (e instanceof Expr.Unary u && u.operator().equals("NOT"))
        || (e instanceof Expr.Call c && TRUTHS.contains(c.name()));
  }

  /** The zero that a value is compared with: a column of dates and times has its own. */
  private Expr zero(Expr e) {
    if (e instanceof Expr.Column c
        && found(c.column()).map(ColumnDef::type).orElse(null) instanceof TemporalType t
        && t.kind() != TemporalKind.YEAR
        && (t.kind() == TemporalKind.TIME || !inCheck)) {
      String text =
          switch (t.kind()) {
            case DATE -> "0000-00-00";
            case TIME -> "00:00:00";
            default -> "0000-00-00 00:00:00";
          };
      String fraction = t.fraction() == 0 ? "" : "." + "0".repeat(t.fraction());
      return new Expr.Text(Optional.empty(), text + fraction);
    }
    return new Expr.NumberLiteral("0");
  }
}

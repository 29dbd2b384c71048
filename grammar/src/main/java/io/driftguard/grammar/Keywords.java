package io.driftguard.grammar;

import io.driftguard.grammar.syntax.DdlGrammar;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Which word is which token (MySQL Reference Manual, "Keywords and Reserved Words"). Words that are
 * neither reserved nor used by the grammar are not here: they are identifiers.
 */
final class Keywords {

  /** Reserved words that have no place in the DDL. */
  private static final Set<String> RESERVED =
      words(
          "ACCESSIBLE ASENSITIVE BEFORE CALL CONDITION CONTINUE CURSOR DATABASES DECLARE"
              + " DELAYED DESCRIBE DETERMINISTIC EACH ELSEIF ENCLOSED ESCAPED EXIT EXPLAIN FETCH"
              + " FUNCTION GET GRANT INFILE INOUT INSENSITIVE IO_AFTER_GTIDS IO_BEFORE_GTIDS ITERATE"
              + " KILL LEAVE LINES LOAD LOOP LOW_PRIORITY MODIFIES OPTIMIZER_COSTS OPTIONALLY OUT"
              + " OUTFILE PROCEDURE PURGE READS READ_WRITE RELEASE REQUIRE RESIGNAL RETURN REVOKE"
              + " SCHEMAS SENSITIVE SHOW SIGNAL SPECIFIC SQLEXCEPTION SQLSTATE SQLWARNING SSL"
              + " STARTING SYSTEM TERMINATED TRIGGER UNDO UNLOCK USAGE WHILE WRITE");

  /** Words that are keywords, or reserved, only from a server version on. */
  private static final Map<String, Integer> SINCE =
      Map.of(
          "LATERAL", 80014,
          "INTERSECT", 80031,
          "MANUAL", 80400,
          "PARALLEL", 80400,
          "QUALIFY", 80400,
          "TABLESAMPLE", 80400,
          "VECTOR", 90000,
          "LIBRARY", 90200,
          "EXTERNAL", 90400);

  /** Words that were reserved until a server version. */
  private static final Map<String, Integer> UNTIL =
      Map.of("MASTER_BIND", 80400, "MASTER_SSL_VERIFY_SERVER_CERT", 80400);

  /** Words with the token of another word. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("CHARACTER", "CHAR"),
          Map.entry("CURRENT_DATE", "CURDATE"),
          Map.entry("CURRENT_TIME", "CURTIME"),
          Map.entry("CURRENT_TIMESTAMP", "NOW"),
          Map.entry("LOCALTIME", "NOW"),
          Map.entry("LOCALTIMESTAMP", "NOW"),
          Map.entry("DEC", "DECIMAL"),
          Map.entry("DISTINCTROW", "DISTINCT"),
          Map.entry("FIELDS", "COLUMNS"),
          Map.entry("FLOAT4", "FLOAT"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("GEOMCOLLECTION", "GEOMETRYCOLLECTION"),
          Map.entry("INT1", "TINYINT"),
          Map.entry("INT2", "SMALLINT"),
          Map.entry("INT3", "MEDIUMINT"),
          Map.entry("MIDDLEINT", "MEDIUMINT"),
          Map.entry("INT4", "INT"),
          Map.entry("INTEGER", "INT"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("RLIKE", "REGEXP"),
          Map.entry("SCHEMA", "DATABASE"),
          Map.entry("SQL_TSI_SECOND", "SECOND"),
          Map.entry("SQL_TSI_MINUTE", "MINUTE"),
          Map.entry("SQL_TSI_HOUR", "HOUR"),
          Map.entry("SQL_TSI_DAY", "DAY"),
          Map.entry("SQL_TSI_WEEK", "WEEK"),
          Map.entry("SQL_TSI_MONTH", "MONTH"),
          Map.entry("SQL_TSI_QUARTER", "QUARTER"),
          Map.entry("SQL_TSI_YEAR", "YEAR"),
          Map.entry("VARCHARACTER", "VARCHAR"));

  /**
   * Words that are keywords only right before a parenthesis, and their tokens (MySQL Reference
   * Manual, "Function Name Parsing and Resolution").
   */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("ADDDATE", "ADDDATE"),
          Map.entry("BIT_AND", "BIT_AND"),
          Map.entry("BIT_OR", "BIT_OR"),
          Map.entry("BIT_XOR", "BIT_XOR"),
          Map.entry("CAST", "CAST"),
          Map.entry("COUNT", "COUNT"),
          Map.entry("CURDATE", "CURDATE"),
          Map.entry("CURTIME", "CURTIME"),
          Map.entry("DATE_ADD", "DATE_ADD"),
          Map.entry("DATE_SUB", "DATE_SUB"),
          Map.entry("EXTRACT", "EXTRACT"),
          Map.entry("GROUP_CONCAT", "GROUP_CONCAT"),
          Map.entry("JSON_ARRAYAGG", "JSON_ARRAYAGG"),
          Map.entry("JSON_DUALITY_OBJECT", "JSON_DUALITY_OBJECT"),
          Map.entry("JSON_OBJECTAGG", "JSON_OBJECTAGG"),
          Map.entry("MAX", "MAX"),
          Map.entry("MID", "SUBSTRING"),
          Map.entry("MIN", "MIN"),
          Map.entry("NOW", "NOW"),
          Map.entry("POSITION", "POSITION"),
          Map.entry("SESSION_USER", "USER"),
          Map.entry("STD", "STD"),
          Map.entry("STDDEV", "STD"),
          Map.entry("STDDEV_POP", "STD"),
          Map.entry("STDDEV_SAMP", "STDDEV_SAMP"),
          Map.entry("SUBDATE", "SUBDATE"),
          Map.entry("SUBSTR", "SUBSTRING"),
          Map.entry("SUBSTRING", "SUBSTRING"),
          Map.entry("SUM", "SUM"),
          Map.entry("SYSDATE", "SYSDATE"),
          Map.entry("SYSTEM_USER", "USER"),
          Map.entry("TRIM", "TRIM"),
          Map.entry("VARIANCE", "VARIANCE"),
          Map.entry("VAR_POP", "VARIANCE"),
          Map.entry("VAR_SAMP", "VAR_SAMP"));

  private static final int SLOTS = 2048;
  private static final @Nullable Keyword[] TABLE = table();

  private Keywords() {}

  /**
   * A word that is not always an identifier.
   *
   * @param word upper-case
   * @param token its token
   * @param functionOnly whether it has that token only right before a parenthesis
   * @param since the first server version for which that holds
   * @param until the first server version for which it no longer holds
   * @param hash the hash of its characters
   */
  record Keyword(String word, int token, boolean functionOnly, int since, int until, int hash) {

    /** Tells whether the word stands in a text of ASCII letters, in whatever case. */
    private boolean isAt(String text, int start, int end) {
      if (word.length() != end - start) {
        return false;
      }
      for (int i = 0; i < word.length(); i++) {
        char c = text.charAt(start + i);
        if ((c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The hash of no characters. */
  static int hash() {
    return 0;
  }

  /** The hash of some characters and one more; an ASCII letter's case does not count. */
  static int hash(int before, char next) {
    return before * 31 + (next & 0xDF);
  }

  /**
   * The token of the word that stands in a text.
   *
   * @param hash the hash of the word's characters
   * @param call whether a parenthesis follows in such a way that the word can be a function's name
   */
  static int token(String text, int start, int end, int hash, boolean call, int version) {
    for (int slot = slot(hash); ; slot = (slot + 1) % SLOTS) {
      Keyword keyword = TABLE[slot];
      if (keyword == null) {
        return DdlGrammar.IDENTIFIER;
      }
      if (keyword.hash() == hash && keyword.isAt(text, start, end)) {
        boolean holds =
            version >= keyword.since()
                && version < keyword.until()
                && (call || !keyword.functionOnly());
        return holds ? keyword.token() : DdlGrammar.IDENTIFIER;
      }
    }
  }

  private static @Nullable Keyword[] table() {
    @Nullable Keyword[] table = new @Nullable Keyword[SLOTS];
    all()
        .forEach(
            keyword -> {
              int slot = slot(keyword.hash());
              while (table[slot] != null) {
                slot = (slot + 1) % SLOTS;
              }
              table[slot] = keyword;
            });
    return table;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 11 ^ hash >>> 22) & SLOTS - 1;
  }

  /** Every word that is not always an identifier. */
  static Stream<Keyword> all() {
    Map<String, Integer> tokens =
        IntStream.range(1, DdlGrammar.IDENTIFIER)
            .boxed()
            .collect(Collectors.toMap(DdlGrammar.VOCABULARY::getSymbolicName, type -> type));
    Stream<Keyword> own =
        tokens.entrySet().stream()
            .filter(e -> !FUNCTIONS.containsKey(e.getKey()))
            .map(e -> keyword(e.getKey(), e.getValue()));
    Stream<Keyword> synonyms =
        SYNONYMS.entrySet().stream()
            .map(
                e -> {
                  Integer token = tokens.get(e.getValue());
                  return keyword(e.getKey(), token == null ? DdlGrammar.RESERVED_WORD : token);
                });
    Stream<Keyword> functions =
        FUNCTIONS.entrySet().stream()
            .map(
                e -> {
                  Integer token = tokens.get(e.getValue());
                  return new Keyword(
                      e.getKey(),
                      token == null ? DdlGrammar.RESERVED_WORD : token,
                      true,
                      0,
                      Integer.MAX_VALUE,
                      hash(e.getKey()));
                });
    Stream<Keyword> reserved =
        Stream.of(RESERVED, SINCE.keySet(), UNTIL.keySet())
            .flatMap(Set::stream)
            .filter(word -> !tokens.containsKey(word))
            .map(word -> keyword(word, DdlGrammar.RESERVED_WORD));
    return Stream.of(own, synonyms, functions, reserved).flatMap(s -> s);
  }

  private static Keyword keyword(String word, int token) {
    return new Keyword(
        word,
        token,
        false,
        SINCE.getOrDefault(word, 0),
        UNTIL.getOrDefault(word, Integer.MAX_VALUE),
        hash(word));
  }

  private static int hash(String word) {
    int hash = hash();
    for (int i = 0; i < word.length(); i++) {
      hash = hash(hash, word.charAt(i));
    }
    return hash;
  }

  /** The tokens that can stand for an identifier. */
  static IntervalSet identifiers() {
    return DdlGrammar._ATN.nextTokens(DdlGrammar._ATN.ruleToStartState[DdlGrammar.RULE_ident]);
  }

  private static Set<String> words(String text) {
    return Set.of(text.toUpperCase(Locale.ROOT).split(" "));
  }
}

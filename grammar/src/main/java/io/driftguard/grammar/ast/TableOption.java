package io.driftguard.grammar.ast;

import java.util.List;

/**
 * A table option with its value: {@code =}, commas and synonyms are gone.
 *
 * @param key which option
 * @param value the value: text unquoted; numbers as decimal digits; words as the key's {@link
 *     Key#form} says
 * @param tables the tables of {@code UNION}; empty for every other key
 */
public record TableOption(Key key, String value, List<TableName> tables) {

  public TableOption {
    tables = List.copyOf(tables);
  }

  /** An option that is not {@code UNION}. */
  public static TableOption of(Key key, String value) {
    return new TableOption(key, value, List.of());
  }

  /** How the value of an option is printed. */
  public enum Form {
    /** A bare word whose letter case means nothing. */
    WORD,
    /** A name, quoted as an identifier. */
    NAME,
    /** A string literal. */
    TEXT,
    /** A whole number, or {@code DEFAULT}. */
    NUMBER,
    /** A list of tables in parentheses. */
    TABLES,
    /** No value: the key says all. */
    NONE
  }

  /** The table options of MySQL 8.0 to 9.x. */
  public enum Key {
    ENGINE("ENGINE", Form.WORD),
    AUTO_INCREMENT("AUTO_INCREMENT", Form.NUMBER),
    CHARSET("DEFAULT CHARSET", Form.WORD),
    COLLATE("COLLATE", Form.WORD),
    AUTOEXTEND_SIZE("AUTOEXTEND_SIZE", Form.NUMBER),
    AVG_ROW_LENGTH("AVG_ROW_LENGTH", Form.NUMBER),
    CHECKSUM("CHECKSUM", Form.NUMBER),
    COMMENT("COMMENT", Form.TEXT),
    COMPRESSION("COMPRESSION", Form.TEXT),
    CONNECTION("CONNECTION", Form.TEXT),
    DATA_DIRECTORY("DATA DIRECTORY", Form.TEXT),
    DELAY_KEY_WRITE("DELAY_KEY_WRITE", Form.NUMBER),
    ENCRYPTION("ENCRYPTION", Form.TEXT),
    ENGINE_ATTRIBUTE("ENGINE_ATTRIBUTE", Form.TEXT),
    INDEX_DIRECTORY("INDEX DIRECTORY", Form.TEXT),
    INSERT_METHOD("INSERT_METHOD", Form.WORD),
    KEY_BLOCK_SIZE("KEY_BLOCK_SIZE", Form.NUMBER),
    MAX_ROWS("MAX_ROWS", Form.NUMBER),
    MIN_ROWS("MIN_ROWS", Form.NUMBER),
    PACK_KEYS("PACK_KEYS", Form.NUMBER),
    PASSWORD("PASSWORD", Form.TEXT),
    ROW_FORMAT("ROW_FORMAT", Form.WORD),
    SECONDARY_ENGINE("SECONDARY_ENGINE", Form.WORD),
    SECONDARY_ENGINE_ATTRIBUTE("SECONDARY_ENGINE_ATTRIBUTE", Form.TEXT),
    START_TRANSACTION("START TRANSACTION", Form.NONE),
    STATS_AUTO_RECALC("STATS_AUTO_RECALC", Form.NUMBER),
    STATS_PERSISTENT("STATS_PERSISTENT", Form.NUMBER),
    STATS_SAMPLE_PAGES("STATS_SAMPLE_PAGES", Form.NUMBER),
    STORAGE("STORAGE", Form.WORD),
    TABLESPACE("TABLESPACE", Form.NAME),
    UNION("UNION", Form.TABLES);

    private final String sql;
    private final Form form;

    Key(String sql, Form form) {
      this.sql = sql;
      this.form = form;
    }

    /** The option's keyword as it is printed. */
    public String sql() {
      return sql;
    }

    public Form form() {
      return form;
    }
  }
}

package io.driftguard.propertytests;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An edit that makes another statement of a statement, at one place.
 *
 * @param what which edit, out of those that can be made
 * @param where where, out of the places where it can be made
 */
record MeaningEdit(int what, int where) {

  /**
   * One kind of edit.
   *
   * @param pattern what is looked for, in the spelling of the renderer
   * @param replacement what stands there then
   */
  private record Kind(Pattern pattern, String replacement) {
    Kind(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("\\bvarchar\\(\\d", "$09"),
          new Kind("\\bdecimal\\(10,\\d\\)", "decimal(10,3)"),
          new Kind("\\bdatetime\\(6\\)", "datetime(3)"),
          new Kind("\\bint (?=NOT NULL DEFAULT|DEFAULT)", "bigint "),
          new Kind("\\btinyint\\(1\\)", "tinyint"),
          new Kind("\\bbigint unsigned\\b", "bigint"),
          new Kind("\\btext\\b", "mediumtext"),
          new Kind("\\bjson\\b", "longtext"),
          new Kind("\\benum\\(", "enum('other',"),
          new Kind("\\benum\\(", "set("),
          new Kind("\\bNOT NULL (?=DEFAULT)", ""),
          new Kind("\\bDEFAULT NULL\\b", "NOT NULL"),
          new Kind("\\bDEFAULT NULL\\b", "DEFAULT '7'"),
          new Kind("\\bDEFAULT '", "DEFAULT '5"),
          new Kind("\\bDEFAULT CURRENT_TIMESTAMP\\b", ""),
          new Kind(
              "\\bDEFAULT CURRENT_TIMESTAMP\\b",
              "DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
          new Kind("\\bCOMMENT 'it", "COMMENT 'It"),
          new Kind("\\bADD COLUMN `", "ADD COLUMN `x"),
          new Kind("\\bDROP COLUMN `", "DROP COLUMN `x"),
          new Kind("\\bUNIQUE KEY\\b", "KEY"),
          new Kind("\\b(?<!PRIMARY |UNIQUE |DROP )KEY `", "UNIQUE KEY `"),
          new Kind("\\bKEY (`[^`]+`) \\(`", "KEY $1 (`id`,`"),
          new Kind("\\bKEY (`[^`]+`) \\((`[^`]+`)", "KEY $1 ($2 DESC"),
          new Kind("\\bDROP KEY `", "DROP KEY `x"),
          new Kind(" (FIRST|AFTER `[^`]+`)", ""),
          new Kind(" AFTER `[^`]+`", " FIRST"),
          new Kind("^(ALTER TABLE .*)$", "$1, ADD COLUMN `unreviewed` int"),
          new Kind("^(ALTER TABLE .*)$", "$1, ALGORITHM=COPY"),
          new Kind("^(ALTER TABLE .*)$", "$1, COMMENT='unreviewed'"),
          new Kind("^(ALTER TABLE .*), (?:ADD|DROP|MODIFY|CHANGE) .*$", "$1"),
          new Kind("^DROP TABLE ", "DROP TABLE IF EXISTS "),
          new Kind("^DROP TABLE (.*)$", "TRUNCATE TABLE $1"),
          new Kind("^CREATE TABLE ", "CREATE TABLE IF NOT EXISTS "),
          new Kind("^(CREATE|ALTER|DROP) TABLE `", "$1 TABLE `x"),
          new Kind("^(CREATE|ALTER|DROP) TABLE `", "$1 TABLE `elsewhere`.`"),
          new Kind("\\bPRIMARY KEY \\(`id`\\)", "PRIMARY KEY (`id` DESC)"),
          new Kind("\\bENGINE=InnoDB", "ENGINE=MyISAM"),
          new Kind("\\bCHARSET=utf8mb4", "CHARSET=latin1"));

  /** Another statement. */
  String of(String statement) {
    List<Kind> possible =
        KINDS.stream().filter(kind -> kind.pattern().matcher(statement).find()).toList();
    Kind kind = possible.get(what % possible.size());
    int skipped = where % (int) kind.pattern().matcher(statement).results().count();
    Matcher place = kind.pattern().matcher(statement);
    for (int i = 0; i <= skipped; i++) {
      boolean unused = place.find();
    }
    StringBuilder edited = new StringBuilder();
    place.appendReplacement(edited, kind.replacement());
    return place.appendTail(edited).toString();
  }
}

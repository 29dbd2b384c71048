/*
 * How the server turns text into tokens (MySQL Reference Manual, "Language Structure"), in its
 * default mode and latest version: the readable reference that the lexer written by hand must agree
 * with. It owns no versions: every executable comment is code.
 */
lexer grammar ReferenceLexer;

options {
    tokenVocab = DdlGrammar;
    caseInsensitive = true;
}

@members {
  /** Whether the content of an executable comment is being read. */
  private boolean inCode;

  private boolean wordCharacter(int offset) {
    int c = _input.LA(offset);
    return c == '_' || c == '$' || c >= 128 || c < 128 && c > 0 && Character.isLetterOrDigit(c);
  }

  private boolean startsAsFloat(String word) {
    return word.matches("[0-9]+[eE][0-9]+.*");
  }

  private boolean isNumber(String word) {
    return word.matches("[0-9]+([eE][0-9]+.*)?");
  }

  private int magnitude(String digits) {
    java.math.BigInteger value = new java.math.BigInteger(digits);
    return value.bitLength() < 32 ? WHOLE_NUMBER : value.bitLength() <= 64 ? LARGE_NUMBER : DECIMAL_NUMBER;
  }
}

// ---- white space and comments -------------------------------------------------------------------

SPACE: [ \t\n\u000B\f\r]+ -> skip;
HASH_COMMENT: '#' ~[\n]* -> skip;
DASH_COMMENT: '--' ( [\u0001-\u0009\u000B-\u0020\u007F] ~[\n]* | '\n' | EOF ) -> skip;
CODE_START: '/*!' ( [0-9] [0-9] [0-9] [0-9] [0-9] )? {inCode = true;} -> skip;
CODE_END: '*/' {inCode}? {inCode = false;} -> skip;
COMMENT_BLOCK: '/*' {_input.LA(1) != '!'}? .*? '*/' -> skip;

// ---- literals -----------------------------------------------------------------------------------

NATIONAL_STRING: 'N' SINGLE_QUOTED;
TEXT_STRING: SINGLE_QUOTED | DOUBLE_QUOTED;
HEX_NUMBER: 'X\'' ( HEX_DIGIT HEX_DIGIT )* '\'';
HEX_WORD: [0] 'x' HEX_DIGIT+ {getText().charAt(1) == 'x' && !wordCharacter(1)}? -> type(HEX_NUMBER);
BIT_NUMBER: 'B\'' [01]* '\'';
BIT_WORD: '0b' [01]+ {getText().charAt(1) == 'b' && !wordCharacter(1)}? -> type(BIT_NUMBER);

WHOLE_NUMBER: DIGIT+ {!wordCharacter(1)}? {setType(magnitude(getText()));};
DECIMAL_NUMBER: DIGIT+ '.' DIGIT*;
FRACTION: {!wordCharacter(-1)}? '.' DIGIT+ -> type(DECIMAL_NUMBER);
FLOAT_NUMBER: DIGIT+ ( '.' DIGIT* )? EXPONENT;
FRACTION_FLOAT: {!wordCharacter(-1)}? '.' DIGIT+ EXPONENT -> type(FLOAT_NUMBER);

// ---- names --------------------------------------------------------------------------------------

QUOTED_NAME: '`' ( ~[`] | '``' )* '`' -> type(IDENTIFIER);

// A word before a dot and a word after one are names, whatever they spell.
QUALIFIER: WORD {_input.LA(1) == '.' && wordCharacter(2) && !isNumber(getText())}? -> type(IDENTIFIER);
DOT_BEFORE_NAME: '.' {wordCharacter(1)}? -> type(DOT), pushMode(AFTER_DOT);
DOT: '.';

// ---- functions: words that are keywords only right before a parenthesis ------------------------

ADDDATE: 'ADDDATE' {_input.LA(1) == '('}?;
BIT_AND: 'BIT_AND' {_input.LA(1) == '('}?;
BIT_OR: 'BIT_OR' {_input.LA(1) == '('}?;
BIT_XOR: 'BIT_XOR' {_input.LA(1) == '('}?;
CAST: 'CAST' {_input.LA(1) == '('}?;
COUNT: 'COUNT' {_input.LA(1) == '('}?;
CURDATE: 'CURDATE' {_input.LA(1) == '('}?;
CURTIME: 'CURTIME' {_input.LA(1) == '('}?;
DATE_ADD: 'DATE_ADD' {_input.LA(1) == '('}?;
DATE_SUB: 'DATE_SUB' {_input.LA(1) == '('}?;
EXTRACT: 'EXTRACT' {_input.LA(1) == '('}?;
GROUP_CONCAT: 'GROUP_CONCAT' {_input.LA(1) == '('}?;
JSON_ARRAYAGG: 'JSON_ARRAYAGG' {_input.LA(1) == '('}?;
JSON_DUALITY_OBJECT: 'JSON_DUALITY_OBJECT' {_input.LA(1) == '('}?;
JSON_OBJECTAGG: 'JSON_OBJECTAGG' {_input.LA(1) == '('}?;
MAX: 'MAX' {_input.LA(1) == '('}?;
FUNCTION_MID: 'MID' {_input.LA(1) == '('}? -> type(SUBSTRING);
MIN: 'MIN' {_input.LA(1) == '('}?;
NOW: 'NOW' {_input.LA(1) == '('}?;
POSITION: 'POSITION' {_input.LA(1) == '('}?;
FUNCTION_SESSION_USER: 'SESSION_USER' {_input.LA(1) == '('}? -> type(USER);
STD: 'STD' {_input.LA(1) == '('}?;
FUNCTION_STDDEV: 'STDDEV' {_input.LA(1) == '('}? -> type(STD);
FUNCTION_STDDEV_POP: 'STDDEV_POP' {_input.LA(1) == '('}? -> type(STD);
STDDEV_SAMP: 'STDDEV_SAMP' {_input.LA(1) == '('}?;
SUBDATE: 'SUBDATE' {_input.LA(1) == '('}?;
FUNCTION_SUBSTR: 'SUBSTR' {_input.LA(1) == '('}? -> type(SUBSTRING);
SUBSTRING: 'SUBSTRING' {_input.LA(1) == '('}?;
SUM: 'SUM' {_input.LA(1) == '('}?;
SYSDATE: 'SYSDATE' {_input.LA(1) == '('}?;
FUNCTION_SYSTEM_USER: 'SYSTEM_USER' {_input.LA(1) == '('}? -> type(USER);
TRIM: 'TRIM' {_input.LA(1) == '('}?;
VARIANCE: 'VARIANCE' {_input.LA(1) == '('}?;
FUNCTION_VAR_POP: 'VAR_POP' {_input.LA(1) == '('}? -> type(VARIANCE);
VAR_SAMP: 'VAR_SAMP' {_input.LA(1) == '('}?;

// ---- keywords -----------------------------------------------------------------------------------

ACTION: 'ACTION';
ADD: 'ADD';
AFTER: 'AFTER';
AGAINST: 'AGAINST';
ALGORITHM: 'ALGORITHM';
ALL: 'ALL';
ALTER: 'ALTER';
ALWAYS: 'ALWAYS';
ANALYZE: 'ANALYZE';
AND: 'AND';
ARRAY: 'ARRAY';
AS: 'AS';
ASC: 'ASC';
ASCII: 'ASCII';
AUTOEXTEND_SIZE: 'AUTOEXTEND_SIZE';
AUTO_INCREMENT: 'AUTO_INCREMENT';
AVG: 'AVG';
AVG_ROW_LENGTH: 'AVG_ROW_LENGTH';
BETWEEN: 'BETWEEN';
BIGINT: 'BIGINT';
BINARY: 'BINARY';
BIT: 'BIT';
BLOB: 'BLOB';
BOOL: 'BOOL';
BOOLEAN: 'BOOLEAN';
BOTH: 'BOTH';
BTREE: 'BTREE';
BY: 'BY';
BYTE: 'BYTE';
CASCADE: 'CASCADE';
CASCADED: 'CASCADED';
CASE: 'CASE';
CHANGE: 'CHANGE';
CHANGED: 'CHANGED';
CHAR: 'CHAR';
CHARSET: 'CHARSET';
CHECK: 'CHECK';
CHECKSUM: 'CHECKSUM';
COALESCE: 'COALESCE';
COLLATE: 'COLLATE';
COLLATION: 'COLLATION';
COLUMN: 'COLUMN';
COLUMNS: 'COLUMNS';
COLUMN_FORMAT: 'COLUMN_FORMAT';
COMMENT: 'COMMENT';
COMPACT: 'COMPACT';
COMPRESSED: 'COMPRESSED';
COMPRESSION: 'COMPRESSION';
CONNECTION: 'CONNECTION';
CONSTRAINT: 'CONSTRAINT';
CONVERT: 'CONVERT';
CREATE: 'CREATE';
CROSS: 'CROSS';
CUBE: 'CUBE';
CUME_DIST: 'CUME_DIST';
CURRENT: 'CURRENT';
CURRENT_USER: 'CURRENT_USER';
DATA: 'DATA';
DATABASE: 'DATABASE';
DATE: 'DATE';
DATETIME: 'DATETIME';
DAY: 'DAY';
DAY_HOUR: 'DAY_HOUR';
DAY_MICROSECOND: 'DAY_MICROSECOND';
DAY_MINUTE: 'DAY_MINUTE';
DAY_SECOND: 'DAY_SECOND';
DECIMAL: 'DECIMAL';
DEFAULT: 'DEFAULT';
DEFINER: 'DEFINER';
DELAY_KEY_WRITE: 'DELAY_KEY_WRITE';
DELETE: 'DELETE';
DENSE_RANK: 'DENSE_RANK';
DESC: 'DESC';
DIRECTORY: 'DIRECTORY';
DISABLE: 'DISABLE';
DISCARD: 'DISCARD';
DISK: 'DISK';
DISTINCT: 'DISTINCT';
DIV: 'DIV';
DOUBLE: 'DOUBLE';
DROP: 'DROP';
DUAL: 'DUAL';
DUALITY: 'DUALITY';
DYNAMIC: 'DYNAMIC';
ELSE: 'ELSE';
EMPTY: 'EMPTY';
ENABLE: 'ENABLE';
ENCRYPTION: 'ENCRYPTION';
END: 'END';
ENFORCED: 'ENFORCED';
ENGINE: 'ENGINE';
ENGINE_ATTRIBUTE: 'ENGINE_ATTRIBUTE';
ENUM: 'ENUM';
ERROR: 'ERROR';
ESCAPE: 'ESCAPE';
EXCEPT: 'EXCEPT';
EXCHANGE: 'EXCHANGE';
EXCLUDE: 'EXCLUDE';
EXISTS: 'EXISTS';
EXPANSION: 'EXPANSION';
EXTENDED: 'EXTENDED';
FALSE: 'FALSE';
FAST: 'FAST';
FIRST: 'FIRST';
FIRST_VALUE: 'FIRST_VALUE';
FIXED: 'FIXED';
FLOAT: 'FLOAT';
FOLLOWING: 'FOLLOWING';
FOR: 'FOR';
FORCE: 'FORCE';
FOREIGN: 'FOREIGN';
FORMAT: 'FORMAT';
FROM: 'FROM';
FULL: 'FULL';
FULLTEXT: 'FULLTEXT';
GENERATED: 'GENERATED';
GEOMETRY: 'GEOMETRY';
GEOMETRYCOLLECTION: 'GEOMETRYCOLLECTION';
GET_FORMAT: 'GET_FORMAT';
GROUP: 'GROUP';
GROUPING: 'GROUPING';
GROUPS: 'GROUPS';
HASH: 'HASH';
HAVING: 'HAVING';
HIGH_PRIORITY: 'HIGH_PRIORITY';
HOUR: 'HOUR';
HOUR_MICROSECOND: 'HOUR_MICROSECOND';
HOUR_MINUTE: 'HOUR_MINUTE';
HOUR_SECOND: 'HOUR_SECOND';
IF: 'IF';
IGNORE: 'IGNORE';
IMPORT: 'IMPORT';
IN: 'IN';
INDEX: 'INDEX';
INNER: 'INNER';
INSERT: 'INSERT';
INSERT_METHOD: 'INSERT_METHOD';
INT: 'INT';
INTERSECT: 'INTERSECT';
INTERVAL: 'INTERVAL';
INTO: 'INTO';
INVISIBLE: 'INVISIBLE';
INVOKER: 'INVOKER';
IS: 'IS';
JOIN: 'JOIN';
JSON: 'JSON';
JSON_TABLE: 'JSON_TABLE';
JSON_VALUE: 'JSON_VALUE';
KEY: 'KEY';
KEYS: 'KEYS';
KEY_BLOCK_SIZE: 'KEY_BLOCK_SIZE';
LAG: 'LAG';
LANGUAGE: 'LANGUAGE';
LAST: 'LAST';
LAST_VALUE: 'LAST_VALUE';
LATERAL: 'LATERAL';
LEAD: 'LEAD';
LEADING: 'LEADING';
LEFT: 'LEFT';
LESS: 'LESS';
LIKE: 'LIKE';
LIMIT: 'LIMIT';
LINEAR: 'LINEAR';
LINESTRING: 'LINESTRING';
LIST: 'LIST';
LOCAL: 'LOCAL';
LOCK: 'LOCK';
LOCKED: 'LOCKED';
LONG: 'LONG';
LONGBLOB: 'LONGBLOB';
LONGTEXT: 'LONGTEXT';
MATCH: 'MATCH';
MAXVALUE: 'MAXVALUE';
MAX_ROWS: 'MAX_ROWS';
MEDIUM: 'MEDIUM';
MEDIUMBLOB: 'MEDIUMBLOB';
MEDIUMINT: 'MEDIUMINT';
MEDIUMTEXT: 'MEDIUMTEXT';
MEMBER: 'MEMBER';
MEMORY: 'MEMORY';
MERGE: 'MERGE';
MICROSECOND: 'MICROSECOND';
MINUTE: 'MINUTE';
MINUTE_MICROSECOND: 'MINUTE_MICROSECOND';
MINUTE_SECOND: 'MINUTE_SECOND';
MIN_ROWS: 'MIN_ROWS';
MOD: 'MOD';
MODE: 'MODE';
MODIFY: 'MODIFY';
MONTH: 'MONTH';
MULTILINESTRING: 'MULTILINESTRING';
MULTIPOINT: 'MULTIPOINT';
MULTIPOLYGON: 'MULTIPOLYGON';
NATIONAL: 'NATIONAL';
NATURAL: 'NATURAL';
NCHAR: 'NCHAR';
NESTED: 'NESTED';
NO: 'NO';
NODEGROUP: 'NODEGROUP';
NOT: 'NOT';
NOWAIT: 'NOWAIT';
NO_WRITE_TO_BINLOG: 'NO_WRITE_TO_BINLOG';
NTH_VALUE: 'NTH_VALUE';
NTILE: 'NTILE';
NULL: 'NULL';
NULLS: 'NULLS';
NUMERIC: 'NUMERIC';
NVARCHAR: 'NVARCHAR';
OF: 'OF';
OFFSET: 'OFFSET';
OJ: 'OJ';
ON: 'ON';
ONLY: 'ONLY';
OPTIMIZE: 'OPTIMIZE';
OPTION: 'OPTION';
OR: 'OR';
ORDER: 'ORDER';
ORDINALITY: 'ORDINALITY';
OTHERS: 'OTHERS';
OUTER: 'OUTER';
OVER: 'OVER';
PACK_KEYS: 'PACK_KEYS';
PARSER: 'PARSER';
PARTIAL: 'PARTIAL';
PARTITION: 'PARTITION';
PARTITIONING: 'PARTITIONING';
PARTITIONS: 'PARTITIONS';
PASSWORD: 'PASSWORD';
PATH: 'PATH';
PERCENT_RANK: 'PERCENT_RANK';
POINT: 'POINT';
POLYGON: 'POLYGON';
PRECEDING: 'PRECEDING';
PRECISION: 'PRECISION';
PRIMARY: 'PRIMARY';
QUALIFY: 'QUALIFY';
QUARTER: 'QUARTER';
QUERY: 'QUERY';
QUICK: 'QUICK';
RANGE: 'RANGE';
RANK: 'RANK';
READ: 'READ';
REAL: 'REAL';
REBUILD: 'REBUILD';
RECURSIVE: 'RECURSIVE';
REDUNDANT: 'REDUNDANT';
REFERENCES: 'REFERENCES';
REGEXP: 'REGEXP';
RELATIONAL: 'RELATIONAL';
REMOVE: 'REMOVE';
RENAME: 'RENAME';
REORGANIZE: 'REORGANIZE';
REPAIR: 'REPAIR';
REPEAT: 'REPEAT';
REPLACE: 'REPLACE';
RESPECT: 'RESPECT';
RESTRICT: 'RESTRICT';
RETURNING: 'RETURNING';
REVERSE: 'REVERSE';
RIGHT: 'RIGHT';
ROLLUP: 'ROLLUP';
ROW: 'ROW';
ROWS: 'ROWS';
ROW_COUNT: 'ROW_COUNT';
ROW_FORMAT: 'ROW_FORMAT';
ROW_NUMBER: 'ROW_NUMBER';
RTREE: 'RTREE';
SECOND: 'SECOND';
SECONDARY: 'SECONDARY';
SECONDARY_ENGINE: 'SECONDARY_ENGINE';
SECONDARY_ENGINE_ATTRIBUTE: 'SECONDARY_ENGINE_ATTRIBUTE';
SECONDARY_LOAD: 'SECONDARY_LOAD';
SECONDARY_UNLOAD: 'SECONDARY_UNLOAD';
SECOND_MICROSECOND: 'SECOND_MICROSECOND';
SECURITY: 'SECURITY';
SELECT: 'SELECT';
SEPARATOR: 'SEPARATOR';
SERIAL: 'SERIAL';
SET: 'SET';
SHARE: 'SHARE';
SIGNED: 'SIGNED';
SIMPLE: 'SIMPLE';
SMALLINT: 'SMALLINT';
SOUNDS: 'SOUNDS';
SPATIAL: 'SPATIAL';
SQL: 'SQL';
SQL_BIG_RESULT: 'SQL_BIG_RESULT';
SQL_CALC_FOUND_ROWS: 'SQL_CALC_FOUND_ROWS';
SQL_SMALL_RESULT: 'SQL_SMALL_RESULT';
SRID: 'SRID';
START: 'START';
STATS_AUTO_RECALC: 'STATS_AUTO_RECALC';
STATS_PERSISTENT: 'STATS_PERSISTENT';
STATS_SAMPLE_PAGES: 'STATS_SAMPLE_PAGES';
STORAGE: 'STORAGE';
STORED: 'STORED';
STRAIGHT_JOIN: 'STRAIGHT_JOIN';
SUBPARTITION: 'SUBPARTITION';
SUBPARTITIONS: 'SUBPARTITIONS';
TABLE: 'TABLE';
TABLES: 'TABLES';
TABLESPACE: 'TABLESPACE';
TABLE_CHECKSUM: 'TABLE_CHECKSUM';
TEMPORARY: 'TEMPORARY';
TEMPTABLE: 'TEMPTABLE';
TEXT: 'TEXT';
THAN: 'THAN';
THEN: 'THEN';
TIES: 'TIES';
TIME: 'TIME';
TIMESTAMP: 'TIMESTAMP';
TIMESTAMPADD: 'TIMESTAMPADD';
TIMESTAMPDIFF: 'TIMESTAMPDIFF';
TINYBLOB: 'TINYBLOB';
TINYINT: 'TINYINT';
TINYTEXT: 'TINYTEXT';
TO: 'TO';
TRAILING: 'TRAILING';
TRANSACTION: 'TRANSACTION';
TRUE: 'TRUE';
TRUNCATE: 'TRUNCATE';
TYPE: 'TYPE';
UNBOUNDED: 'UNBOUNDED';
UNDEFINED: 'UNDEFINED';
UNICODE: 'UNICODE';
UNION: 'UNION';
UNIQUE: 'UNIQUE';
UNKNOWN: 'UNKNOWN';
UNSIGNED: 'UNSIGNED';
UPDATE: 'UPDATE';
UPGRADE: 'UPGRADE';
USE: 'USE';
USER: 'USER';
USE_FRM: 'USE_FRM';
USING: 'USING';
UTC_DATE: 'UTC_DATE';
UTC_TIME: 'UTC_TIME';
UTC_TIMESTAMP: 'UTC_TIMESTAMP';
VALIDATION: 'VALIDATION';
VALUE: 'VALUE';
VALUES: 'VALUES';
VARBINARY: 'VARBINARY';
VARCHAR: 'VARCHAR';
VARYING: 'VARYING';
VECTOR: 'VECTOR';
VIEW: 'VIEW';
VIRTUAL: 'VIRTUAL';
VISIBLE: 'VISIBLE';
WEEK: 'WEEK';
WEIGHT_STRING: 'WEIGHT_STRING';
WHEN: 'WHEN';
WHERE: 'WHERE';
WINDOW: 'WINDOW';
WITH: 'WITH';
WITHOUT: 'WITHOUT';
XOR: 'XOR';
YEAR: 'YEAR';
YEAR_MONTH: 'YEAR_MONTH';
ZEROFILL: 'ZEROFILL';

// ---- other words for the same keywords ----------------------------------------------------------

WORD_CHARACTER: 'CHARACTER' -> type(CHAR);
WORD_CURRENT_DATE: 'CURRENT_DATE' -> type(CURDATE);
WORD_CURRENT_TIME: 'CURRENT_TIME' -> type(CURTIME);
WORD_CURRENT_TIMESTAMP: 'CURRENT_TIMESTAMP' -> type(NOW);
WORD_DEC: 'DEC' -> type(DECIMAL);
WORD_DISTINCTROW: 'DISTINCTROW' -> type(DISTINCT);
WORD_FIELDS: 'FIELDS' -> type(COLUMNS);
WORD_FLOAT4: 'FLOAT4' -> type(FLOAT);
WORD_FLOAT8: 'FLOAT8' -> type(DOUBLE);
WORD_GEOMCOLLECTION: 'GEOMCOLLECTION' -> type(GEOMETRYCOLLECTION);
WORD_INT1: 'INT1' -> type(TINYINT);
WORD_INT2: 'INT2' -> type(SMALLINT);
WORD_INT3: 'INT3' -> type(MEDIUMINT);
WORD_INT4: 'INT4' -> type(INT);
WORD_INT8: 'INT8' -> type(BIGINT);
WORD_INTEGER: 'INTEGER' -> type(INT);
WORD_LOCALTIME: 'LOCALTIME' -> type(NOW);
WORD_LOCALTIMESTAMP: 'LOCALTIMESTAMP' -> type(NOW);
WORD_MIDDLEINT: 'MIDDLEINT' -> type(MEDIUMINT);
WORD_RLIKE: 'RLIKE' -> type(REGEXP);
WORD_SCHEMA: 'SCHEMA' -> type(DATABASE);
WORD_SQL_TSI_DAY: 'SQL_TSI_DAY' -> type(DAY);
WORD_SQL_TSI_HOUR: 'SQL_TSI_HOUR' -> type(HOUR);
WORD_SQL_TSI_MINUTE: 'SQL_TSI_MINUTE' -> type(MINUTE);
WORD_SQL_TSI_MONTH: 'SQL_TSI_MONTH' -> type(MONTH);
WORD_SQL_TSI_QUARTER: 'SQL_TSI_QUARTER' -> type(QUARTER);
WORD_SQL_TSI_SECOND: 'SQL_TSI_SECOND' -> type(SECOND);
WORD_SQL_TSI_WEEK: 'SQL_TSI_WEEK' -> type(WEEK);
WORD_SQL_TSI_YEAR: 'SQL_TSI_YEAR' -> type(YEAR);
WORD_VARCHARACTER: 'VARCHARACTER' -> type(VARCHAR);

// ---- reserved words without a place in table DDL ------------------------------------------------

RESERVED_WORD
    : 'ACCESSIBLE' | 'ASENSITIVE' | 'BEFORE' | 'CALL' | 'CONDITION' | 'CONTINUE' | 'CURSOR'
    | 'DATABASES' | 'DECLARE' | 'DELAYED' | 'DESCRIBE' | 'DETERMINISTIC' | 'EACH' | 'ELSEIF'
    | 'ENCLOSED' | 'ESCAPED' | 'EXIT' | 'EXPLAIN' | 'EXTERNAL' | 'FETCH' | 'FUNCTION' | 'GET'
    | 'GRANT' | 'INFILE' | 'INOUT' | 'INSENSITIVE' | 'IO_AFTER_GTIDS' | 'IO_BEFORE_GTIDS'
    | 'ITERATE' | 'KILL' | 'LEAVE' | 'LIBRARY' | 'LINES' | 'LOAD' | 'LOOP' | 'LOW_PRIORITY'
    | 'MANUAL' | 'MODIFIES' | 'OPTIMIZER_COSTS' | 'OPTIONALLY' | 'OUT' | 'OUTFILE' | 'PARALLEL'
    | 'PROCEDURE' | 'PURGE' | 'READS' | 'READ_WRITE' | 'RELEASE' | 'REQUIRE' | 'RESIGNAL'
    | 'RETURN' | 'REVOKE' | 'SCHEMAS' | 'SENSITIVE' | 'SHOW' | 'SIGNAL' | 'SPECIFIC'
    | 'SQLEXCEPTION' | 'SQLSTATE' | 'SQLWARNING' | 'SSL' | 'STARTING' | 'SYSTEM' | 'TABLESAMPLE'
    | 'TERMINATED' | 'TRIGGER' | 'UNDO' | 'UNLOCK' | 'USAGE' | 'WHILE' | 'WRITE'
    ;

INTRODUCER
    : '_' CHARSET_NAME
    ;

fragment CHARSET_NAME
    : 'armscii8' | 'ascii' | 'big5' | 'binary' | 'cp1250' | 'cp1251' | 'cp1256' | 'cp1257'
    | 'cp850' | 'cp852' | 'cp866' | 'cp932' | 'dec8' | 'eucjpms' | 'euckr' | 'gb18030'
    | 'gb2312' | 'gbk' | 'geostd8' | 'greek' | 'hebrew' | 'hp8' | 'keybcs2' | 'koi8r' | 'koi8u'
    | 'latin1' | 'latin2' | 'latin5' | 'latin7' | 'macce' | 'macroman' | 'sjis' | 'swe7'
    | 'tis620' | 'ucs2' | 'ujis' | 'utf16' | 'utf16le' | 'utf32' | 'utf8' | 'utf8mb3'
    | 'utf8mb4'
    ;

// 1e5a is the number 1e5 and the word a.
IDENTIFIER: WORD {!startsAsFloat(getText())}?;

// ---- symbols ------------------------------------------------------------------------------------

LPAREN: '(';
RPAREN: ')';
LBRACE: '{';
RBRACE: '}';
COMMA: ',';
SEMICOLON: ';';
NULL_SAFE_EQ: '<=>';
NE: '<>' | '!=';
LE: '<=';
GE: '>=';
SHIFT_LEFT: '<<';
SHIFT_RIGHT: '>>';
LT: '<';
GT: '>';
EQ: '=';
UNQUOTING_ARROW: '->>';
ARROW: '->';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';
CARET: '^';
DOUBLE_AMPERSAND: '&&' -> type(AND);
AMPERSAND: '&';
DOUBLE_PIPE: '||' -> type(OR);
PIPE: '|';
TILDE: '~';
BANG: '!' '!'?;
ASSIGN: ':=';
COLON: ':';
AT: '@';
QUESTION_MARK: '?';

// ---- parts --------------------------------------------------------------------------------------

fragment SINGLE_QUOTED: '\'' ( ~['\\] | '\'\'' | '\\' . )* '\'';
fragment DOUBLE_QUOTED: '"' ( ~["\\] | '""' | '\\' . )* '"';
fragment DIGIT: [0-9];
fragment HEX_DIGIT: [0-9a-f];
fragment EXPONENT: 'E' [+-]? DIGIT+;
fragment WORD: [a-z0-9_$\u0080-\uFFFF]+;

// ---- after a dot --------------------------------------------------------------------------------

mode AFTER_DOT;

NAME: [a-z0-9_$\u0080-\uFFFF]+ -> type(IDENTIFIER), popMode;

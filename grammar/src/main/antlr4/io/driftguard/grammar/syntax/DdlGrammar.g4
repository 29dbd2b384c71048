/*
 * The table DDL of MySQL 8.0 to 9.x (MySQL Reference Manual, "SQL Statements"): what the server's
 * own grammar accepts, no looser.
 *
 * A word that has its own token here is a keyword of this grammar; every other word that is not
 * reserved is an IDENTIFIER, every other reserved word a RESERVED_WORD. Synonyms share a token:
 * CHARACTER is CHAR, INTEGER is INT, RLIKE is REGEXP. Which word is which token, and from which
 * server version on, is decided where text becomes tokens, so that no rule needs a predicate.
 *
 * Decisions need one token as a rule: alternatives that start alike are factored, and what is
 * easier said on the finished tree (such as "at most one COLLATE before AS") is held by the
 * builder of the syntax tree.
 */
parser grammar DdlGrammar;

options {
    superClass = NestingParser;
    contextSuperClass = SmallContext;
}

tokens {
    ACTION, ADDDATE, AFTER, AGAINST, ALGORITHM, ALWAYS, ARRAY, ASCII, AUTOEXTEND_SIZE,
    AUTO_INCREMENT, AVG, AVG_ROW_LENGTH, BIT, BOOL, BOOLEAN, BTREE, BYTE, CASCADED, CHANGED,
    CHARSET, CHECKSUM, COALESCE, COLLATION, COLUMNS, COLUMN_FORMAT, COMMENT, COMPACT, COMPRESSED,
    COMPRESSION, CONNECTION, CURRENT, DATA, DATE, DATETIME, DAY, DEFINER, DELAY_KEY_WRITE,
    DIRECTORY, DISABLE, DISCARD, DISK, DUALITY, DYNAMIC, ENABLE, ENCRYPTION, END, ENFORCED, ENGINE,
    ENGINE_ATTRIBUTE, ENUM, ERROR, ESCAPE, EXCHANGE, EXCLUDE, EXPANSION, EXTENDED, FAST, FIRST,
    FIXED, FOLLOWING, FORMAT, FULL, GEOMETRY, GEOMETRYCOLLECTION, GET_FORMAT, HASH, HOUR, IMPORT,
    INSERT_METHOD, INVISIBLE, INVOKER, JSON, JSON_VALUE, KEY_BLOCK_SIZE, LANGUAGE, LAST, LESS,
    LINESTRING, LIST, LOCAL, LOCKED, MAX_ROWS, MEDIUM, MEMBER, MEMORY, MERGE, MICROSECOND, MINUTE,
    MIN_ROWS, MODE, MODIFY, MONTH, MULTILINESTRING, MULTIPOINT, MULTIPOLYGON, NATIONAL, NCHAR,
    NESTED, NO, NODEGROUP, NOWAIT, NULLS, NVARCHAR, OFFSET, OJ, ONLY, ORDINALITY, OTHERS, PACK_KEYS,
    PARSER, PARTIAL, PARTITIONING, PARTITIONS, PASSWORD, PATH, POINT, POLYGON, PRECEDING, QUARTER,
    QUERY, QUICK, REBUILD, REDUNDANT, RELATIONAL, REMOVE, REORGANIZE, REPAIR, RESPECT, RETURNING,
    REVERSE, ROLLUP, ROW_COUNT, ROW_FORMAT, RTREE, SECOND, SECONDARY, SECONDARY_ENGINE,
    SECONDARY_ENGINE_ATTRIBUTE, SECONDARY_LOAD, SECONDARY_UNLOAD, SECURITY, SERIAL, SHARE, SIGNED,
    SIMPLE, SOUNDS, SRID, START, STATS_AUTO_RECALC, STATS_PERSISTENT, STATS_SAMPLE_PAGES, STORAGE,
    SUBDATE, SUBPARTITION, SUBPARTITIONS, TABLES, TABLESPACE, TABLE_CHECKSUM, TEMPORARY, TEMPTABLE,
    TEXT, THAN, TIES, TIME, TIMESTAMP, TIMESTAMPADD, TIMESTAMPDIFF, TRANSACTION, TRUNCATE, TYPE,
    UNBOUNDED, UNDEFINED, UNICODE, UNKNOWN, UPGRADE, USER, USE_FRM, VALIDATION, VALUE, VECTOR, VIEW,
    VISIBLE, WEEK, WEIGHT_STRING, WITHOUT, YEAR,
    ADD, ALL, ALTER, ANALYZE, AND, AS, ASC, BETWEEN, BIGINT, BINARY, BIT_AND, BIT_OR, BIT_XOR, BLOB,
    BOTH, BY, CASCADE, CASE, CAST, CHANGE, CHAR, CHECK, COLLATE, COLUMN, CONSTRAINT, CONVERT, COUNT,
    CREATE, CROSS, CUBE, CUME_DIST, CURDATE, CURRENT_USER, CURTIME, DATABASE, DATE_ADD, DATE_SUB,
    DAY_HOUR, DAY_MICROSECOND, DAY_MINUTE, DAY_SECOND, DECIMAL, DEFAULT, DELETE, DENSE_RANK, DESC,
    DISTINCT, DIV, DOUBLE, DROP, DUAL, ELSE, EMPTY, EXCEPT, EXISTS, EXTRACT, FALSE, FIRST_VALUE,
    FLOAT, FOR, FORCE, FOREIGN, FROM, FULLTEXT, GENERATED, GROUP, GROUPING, GROUPS, GROUP_CONCAT,
    HAVING, HIGH_PRIORITY, HOUR_MICROSECOND, HOUR_MINUTE, HOUR_SECOND, IF, IGNORE, IN, INDEX, INNER,
    INSERT, INT, INTERSECT, INTERVAL, INTO, IS, JOIN, JSON_ARRAYAGG, JSON_DUALITY_OBJECT, JSON_OBJECTAGG, JSON_TABLE,
    KEY, KEYS, LAG, LAST_VALUE, LATERAL, LEAD, LEADING, LEFT, LIKE, LIMIT, LINEAR, LOCK, LONG,
    LONGBLOB, LONGTEXT, MATCH, MAX, MAXVALUE, MEDIUMBLOB, MEDIUMINT, MEDIUMTEXT, MIN,
    MINUTE_MICROSECOND, MINUTE_SECOND, MOD, NATURAL, NOT, NOW, NO_WRITE_TO_BINLOG, NTH_VALUE, NTILE,
    NULL, NUMERIC, OF, ON, OPTIMIZE, OPTION, OR, ORDER, OUTER, OVER, PARTITION, PERCENT_RANK,
    POSITION, PRECISION, PRIMARY, QUALIFY, RANGE, RANK, READ, REAL, RECURSIVE, REFERENCES, REGEXP,
    RENAME, REPEAT, REPLACE, RESTRICT, RIGHT, ROW, ROWS, ROW_NUMBER, SECOND_MICROSECOND, SELECT,
    SEPARATOR, SET, SMALLINT, SPATIAL, SQL, SQL_BIG_RESULT, SQL_CALC_FOUND_ROWS, SQL_SMALL_RESULT,
    STD, STDDEV_SAMP, STORED, STRAIGHT_JOIN, SUBSTRING, SUM, SYSDATE, TABLE, THEN, TINYBLOB,
    TINYINT, TINYTEXT, TO, TRAILING, TRIM, TRUE, UNION, UNIQUE, UNSIGNED, UPDATE, USE, USING,
    UTC_DATE, UTC_TIME, UTC_TIMESTAMP, VALUES, VARBINARY, VARCHAR, VARIANCE, VARYING, VAR_SAMP,
    VIRTUAL, WHEN, WHERE, WINDOW, WITH, XOR, YEAR_MONTH, ZEROFILL,
    IDENTIFIER, RESERVED_WORD, TEXT_STRING, NATIONAL_STRING, INTRODUCER, WHOLE_NUMBER, LARGE_NUMBER,
    DECIMAL_NUMBER, FLOAT_NUMBER, HEX_NUMBER, BIT_NUMBER, LPAREN, RPAREN, LBRACE, RBRACE, COMMA,
    DOT, SEMICOLON, EQ, NULL_SAFE_EQ, NE, LT, LE, GT, GE, PLUS, MINUS, STAR, SLASH, PERCENT, CARET,
    AMPERSAND, PIPE, TILDE, BANG, NOT2, CONCAT, SHIFT_LEFT, SHIFT_RIGHT, ARROW, UNQUOTING_ARROW,
    ASSIGN, AT, COLON, QUESTION_MARK, INTERVAL_FUNCTION, CONTINUED_STRING, ALIAS_STRING, QUANTIFIER,
    VALUE_ROWS, SELECT_OPTION, WILD_DOT, ASSIGNED_AT
}

// ---- statements -------------------------------------------------------------------------------

statement
    : ( CREATE ( createTable | createIndex | createDatabase | createView )
      | ALTER ( alterTable | alterDatabase | alterView )
      | DROP ( dropTable | dropIndex | dropDatabase | dropView )
      | RENAME renameTable
      | TRUNCATE truncateTable
      ) EOF
    ;

createTable
    : TEMPORARY? TABLE ifNotExists? tableName createTableBody
    ;

createTableBody
    : LIKE tableName
    | LPAREN
      ( LIKE tableName RPAREN
      | tableElement ( COMMA tableElement )* RPAREN createTableEnd
      | query RPAREN queryTail?
      )
    | tableOptions partitionBy? tableQuery?
    | partitionBy tableQuery?
    | leadingQuery?
    ;

createTableEnd
    : tableOptions? partitionBy? tableQuery?
    ;

// What fills the table.
tableQuery
    : queryPrefix? query
    ;

// A query where a parenthesis would start the elements of the table.
leadingQuery
    : queryPrefix query
    | plainQuery
    ;

queryPrefix
    : ( IGNORE | REPLACE ) AS?
    | AS
    ;

createIndex
    : ( UNIQUE | FULLTEXT | SPATIAL )? INDEX ident keyAlgorithm? ON tableName keyParts keyOption* how?
    ;

alterTable
    : TABLE tableName ( alterActions | partitionChange )?
    ;

dropTable
    : TEMPORARY? ( TABLE | TABLES ) ifExists? tableName ( COMMA tableName )* ( RESTRICT | CASCADE )?
    ;

dropIndex
    : INDEX ident ON tableName how?
    ;

renameTable
    : ( TABLE | TABLES ) rename ( COMMA rename )*
    ;

rename
    : tableName TO tableName
    ;

truncateTable
    : TABLE? tableName
    ;

createDatabase
    : DATABASE ifNotExists? ident databaseOption*
    ;

alterDatabase
    : DATABASE ident? ( databaseOption | readOnly )+
    ;

dropDatabase
    : DATABASE ifExists? ident
    ;

databaseOption
    : DEFAULT?
      ( charset equal? charsetName
      | COLLATE equal? collationName
      | ENCRYPTION equal? TEXT_STRING
      )
    ;

readOnly
    : READ ONLY equal? ( number | DEFAULT )
    ;

createView
    : ( OR REPLACE )? viewAlgorithm? viewDef
    ;

alterView
    : viewAlgorithm? viewDef
    ;

viewDef
    : ( DEFINER EQ account )? ( SQL SECURITY ( DEFINER | INVOKER ) )?
      ( JSON RELATIONAL? DUALITY )? VIEW ifNotExists? tableName columnNames? AS query ( WITH ( CASCADED | LOCAL )? CHECK OPTION )?
    ;

viewAlgorithm
    : ALGORITHM EQ ( UNDEFINED | MERGE | TEMPTABLE )
    ;

dropView
    : VIEW ifExists? tableName ( COMMA tableName )* ( RESTRICT | CASCADE )?
    ;

account
    : CURRENT_USER ( LPAREN RPAREN )?
    | identOrText ( AT identOrText )?
    ;

columnNames
    : LPAREN ident ( COMMA ident )* RPAREN
    ;

ifNotExists
    : IF not EXISTS
    ;

ifExists
    : IF EXISTS
    ;

// ALGORITHM and LOCK of CREATE INDEX and DROP INDEX: each at most once, without commas.
how
    : algorithm lock?
    | lock algorithm?
    ;

// ---- tables -----------------------------------------------------------------------------------

tableElement
    : columnDef
    | constraintDef
    ;

columnDef
    : ident fieldDef references?
    ;

// What stands before AS is at most one COLLATE; the builder holds that, because the attributes
// of an ordinary column start alike.
fieldDef
    : dataType columnAttribute* generated?
    ;

generated
    : ( GENERATED ALWAYS )? AS LPAREN expr RPAREN ( VIRTUAL | STORED )? columnAttribute*
    ;

columnAttribute
    : not ( NULL | SECONDARY )                                           # notAttribute
    | NULL                                                               # nullAttribute
    | DEFAULT ( now | signedLiteral | LPAREN expr RPAREN )               # defaultAttribute
    | ON UPDATE now                                                      # onUpdateAttribute
    | AUTO_INCREMENT                                                     # autoIncrementAttribute
    | SERIAL DEFAULT VALUE                                               # serialAttribute
    | PRIMARY KEY                                                        # primaryKeyAttribute
    | KEY                                                                # keyAttribute
    | UNIQUE                                                             # uniqueAttribute
    | COMMENT TEXT_STRING                                                # commentAttribute
    | COLLATE collationName                                              # collateAttribute
    | COLUMN_FORMAT ( DEFAULT | FIXED | DYNAMIC )                        # columnFormatAttribute
    | STORAGE ( DEFAULT | DISK | MEMORY )                                # storageAttribute
    | SRID wholeNumber                                                   # sridAttribute
    | ( CONSTRAINT ident? )? CHECK LPAREN expr RPAREN enforcement?       # checkAttribute
    | ENGINE_ATTRIBUTE equal? TEXT_STRING                                # engineAttribute
    | SECONDARY_ENGINE_ATTRIBUTE equal? TEXT_STRING                      # secondaryEngineAttribute
    | ( VISIBLE | INVISIBLE )                                            # visibilityAttribute
    ;

enforcement
    : not? ENFORCED
    ;

constraintDef
    : ( KEY | INDEX ) keyNameAndAlgorithm? keyParts keyOption*           # plainKey
    | ( FULLTEXT | SPATIAL ) ( KEY | INDEX )? ident? keyParts keyOption* # kindOfKey
    | ( CONSTRAINT ident? )? constraint                                  # constraintKey
    ;

constraint
    : PRIMARY KEY keyNameAndAlgorithm? keyParts keyOption*               # primaryKey
    | UNIQUE ( KEY | INDEX )? keyNameAndAlgorithm? keyParts keyOption*   # uniqueKey
    | FOREIGN KEY ident? keyParts references                             # foreignKey
    | CHECK LPAREN expr RPAREN enforcement?                              # check
    ;

keyNameAndAlgorithm
    : ident ( ( USING | TYPE ) algorithmName )?
    | USING algorithmName
    ;

keyAlgorithm
    : ( USING | TYPE ) algorithmName
    ;

algorithmName
    : BTREE
    | RTREE
    | HASH
    ;

keyParts
    : LPAREN keyPart ( COMMA keyPart )* RPAREN
    ;

keyPart
    : ident ( LPAREN WHOLE_NUMBER RPAREN )? ( ASC | DESC )?
    | LPAREN expr RPAREN ( ASC | DESC )?
    ;

keyOption
    : ( USING | TYPE ) algorithmName
    | KEY_BLOCK_SIZE equal? number
    | COMMENT TEXT_STRING
    | ( VISIBLE | INVISIBLE )
    | WITH PARSER IDENTIFIER
    | ENGINE_ATTRIBUTE equal? TEXT_STRING
    | SECONDARY_ENGINE_ATTRIBUTE equal? TEXT_STRING
    ;

references
    : REFERENCES tableName ( LPAREN ident ( COMMA ident )* RPAREN )?
      ( MATCH ( FULL | PARTIAL | SIMPLE ) )?
      ( referenceTrigger referenceTrigger? )?
    ;

referenceTrigger
    : ON ( DELETE | UPDATE ) ( RESTRICT | CASCADE | SET ( NULL | DEFAULT ) | NO ACTION )
    ;

// ---- data types -------------------------------------------------------------------------------

dataType
    : ( INT | TINYINT | SMALLINT | MEDIUMINT | BIGINT ) length? numericAttribute*  # integerType
    | ( REAL | DOUBLE PRECISION? ) precision? numericAttribute*          # realType
    | FLOAT size? numericAttribute*                                      # floatType
    | ( DECIMAL | NUMERIC | FIXED ) size? numericAttribute*              # decimalType
    | BIT length?                                                        # bitType
    | ( BOOL | BOOLEAN )                                                 # booleanType
    | VARCHAR length textAttributes?                                     # charType
    | CHAR ( VARYING length | length? ) textAttributes?                  # charType
    | NATIONAL ( VARCHAR length | CHAR ( VARYING length | length? ) ) BINARY? # nationalCharType
    | NVARCHAR length BINARY?                                            # nationalCharType
    | NCHAR ( ( VARCHAR | VARYING ) length | length? ) BINARY?           # nationalCharType
    | BINARY length?                                                     # binaryType
    | VARBINARY length                                                   # varbinaryType
    | ( TINYBLOB | MEDIUMBLOB | LONGBLOB )                               # sizedBlobType
    | BLOB length?                                                       # blobType
    | ( TINYTEXT | MEDIUMTEXT | LONGTEXT ) textAttributes?               # sizedTextType
    | TEXT length? textAttributes?                                       # textType
    | LONG ( VARBINARY | ( CHAR VARYING | VARCHAR )? textAttributes? )   # longType
    | ( ENUM | SET ) LPAREN textMember ( COMMA textMember )* RPAREN textAttributes? # memberType
    | YEAR length? numericAttribute*                                     # yearType
    | DATE                                                               # dateType
    | ( TIME | TIMESTAMP | DATETIME ) ( LPAREN WHOLE_NUMBER RPAREN )?    # timeType
    | ( GEOMETRY
      | GEOMETRYCOLLECTION
      | POINT
      | MULTIPOINT
      | LINESTRING
      | MULTILINESTRING
      | POLYGON
      | MULTIPOLYGON
      )                                                                  # spatialType
    | JSON                                                               # jsonType
    | SERIAL                                                             # serialType
    | VECTOR length?                                                     # vectorType
    ;

length
    : LPAREN ( WHOLE_NUMBER | LARGE_NUMBER | DECIMAL_NUMBER ) RPAREN
    ;

precision
    : LPAREN WHOLE_NUMBER COMMA WHOLE_NUMBER RPAREN
    ;

size
    : LPAREN ( WHOLE_NUMBER ( COMMA WHOLE_NUMBER )? | LARGE_NUMBER | DECIMAL_NUMBER ) RPAREN
    ;

numericAttribute
    : SIGNED
    | UNSIGNED
    | ZEROFILL
    ;

textAttributes
    : ASCII BINARY?
    | UNICODE BINARY?
    | BYTE
    | charset charsetName BINARY?
    | BINARY ( ASCII | UNICODE | charset charsetName )?
    ;

textMember
    : TEXT_STRING
    | HEX_NUMBER
    | BIT_NUMBER
    ;

charset
    : CHAR SET
    | CHARSET
    ;

charsetName
    : ident
    | TEXT_STRING
    | BINARY
    ;

collationName
    : ident
    | TEXT_STRING
    | BINARY
    ;

// ---- table options ----------------------------------------------------------------------------

tableOptions
    : tableOption ( COMMA? tableOption )*
    ;

tableOption
    : ENGINE equal? identOrText                                          # engineOption
    | SECONDARY_ENGINE equal? ( NULL | identOrText )                     # secondaryEngineOption
    | ( MAX_ROWS | MIN_ROWS | AVG_ROW_LENGTH | AUTO_INCREMENT | KEY_BLOCK_SIZE )
      equal? numberLiteral                                               # numberOption
    | ( CHECKSUM | TABLE_CHECKSUM | DELAY_KEY_WRITE ) equal? number      # flagOption
    | ( PASSWORD
      | COMMENT
      | COMPRESSION
      | ENCRYPTION
      | CONNECTION
      | ENGINE_ATTRIBUTE
      | SECONDARY_ENGINE_ATTRIBUTE
      ) equal? TEXT_STRING                                               # textOption
    | ( PACK_KEYS | STATS_AUTO_RECALC | STATS_PERSISTENT ) equal? ( number | DEFAULT ) # switchOption
    | STATS_SAMPLE_PAGES equal? ( number | DEFAULT )                     # samplePagesOption
    | ROW_FORMAT equal? ( DEFAULT | FIXED | DYNAMIC | COMPRESSED | REDUNDANT | COMPACT ) # rowFormatOption
    | UNION equal? LPAREN ( tableName ( COMMA tableName )* )? RPAREN     # unionOption
    | DEFAULT? ( charset equal? charsetName | COLLATE equal? collationName ) # charsetOption
    | INSERT_METHOD equal? ( NO | FIRST | LAST )                         # insertMethodOption
    | ( DATA | INDEX ) DIRECTORY equal? TEXT_STRING                      # directoryOption
    | TABLESPACE equal? ident                                            # tablespaceOption
    | STORAGE ( DISK | MEMORY )                                          # storageOption
    | START TRANSACTION                                                  # startTransactionOption
    | AUTOEXTEND_SIZE equal? sizeNumber                                  # autoextendOption
    ;

// ---- partitions -------------------------------------------------------------------------------

partitionBy
    : PARTITION BY partitionFunction ( PARTITIONS wholeNumber )? subpartitionBy?
      ( LPAREN partitionDef ( COMMA partitionDef )* RPAREN )?
    ;

partitionFunction
    : LINEAR? ( keyFunction | hashFunction )
    | ( RANGE | LIST ) ( LPAREN bitExpr RPAREN | COLUMNS LPAREN ident ( COMMA ident )* RPAREN )
    ;

keyFunction
    : KEY ( ALGORITHM EQ wholeNumber )? LPAREN ( ident ( COMMA ident )* )? RPAREN
    ;

hashFunction
    : HASH LPAREN bitExpr RPAREN
    ;

subpartitionBy
    : SUBPARTITION BY LINEAR? ( keyFunction | hashFunction ) ( SUBPARTITIONS wholeNumber )?
    ;

partitionDef
    : PARTITION ident partitionValues? partitionOption*
      ( LPAREN subpartitionDef ( COMMA subpartitionDef )* RPAREN )?
    ;

subpartitionDef
    : SUBPARTITION identOrText partitionOption*
    ;

partitionValues
    : VALUES LESS THAN ( MAXVALUE | LPAREN partitionValue ( COMMA partitionValue )* RPAREN )
    | VALUES IN LPAREN partitionValue ( COMMA partitionValue )* RPAREN
    ;

partitionValue
    : MAXVALUE
    | bitExpr
    ;

partitionOption
    : TABLESPACE equal? ident
    | STORAGE? ENGINE equal? identOrText
    | ( NODEGROUP | MAX_ROWS | MIN_ROWS ) equal? wholeNumber
    | ( DATA | INDEX ) DIRECTORY equal? TEXT_STRING
    | COMMENT equal? TEXT_STRING
    ;

// ---- ALTER TABLE ------------------------------------------------------------------------------

// Modifiers may come first; then either one action that stands alone, or items, with which
// modifiers may be mixed; and last, without a comma, a change of the partitioning.
alterActions
    : standaloneAction
    | alterItem ( COMMA ( alterItem | alterModifier ) )* partitionChange?
    | alterModifier ( COMMA alterModifier )*
      ( COMMA standaloneAction
      | ( COMMA alterItem ( COMMA ( alterItem | alterModifier ) )* )? partitionChange?
      )
    ;

partitionChange
    : partitionBy
    | REMOVE PARTITIONING
    ;

alterModifier
    : algorithm
    | lock
    | validation
    ;

algorithm
    : ALGORITHM equal? ( DEFAULT | ident )
    ;

lock
    : LOCK equal? ( DEFAULT | ident )
    ;

validation
    : ( WITH | WITHOUT ) VALIDATION
    ;

alterItem
    : ADD addition
    | CHANGE COLUMN? ident ident fieldDef position?
    | MODIFY COLUMN? ident fieldDef position?
    | DROP removal
    | ALTER alteration
    | RENAME renaming
    | ( DISABLE | ENABLE ) KEYS
    | CONVERT TO charset ( DEFAULT | charsetName ) ( COLLATE collationName )?
    | FORCE
    | ORDER BY orderColumn ( COMMA orderColumn )*
    | tableOption+
    ;

addition
    : COLUMN? ( ident fieldDef references? position? | LPAREN tableElement ( COMMA tableElement )* RPAREN )
    | constraintDef
    ;

removal
    : COLUMN? ident ( RESTRICT | CASCADE )?                              # removeColumn
    | ( FOREIGN KEY | KEY | INDEX | CHECK | CONSTRAINT ) ident           # removeNamed
    | PRIMARY KEY                                                        # removePrimaryKey
    ;

alteration
    : COLUMN? ident
      ( SET ( DEFAULT ( signedLiteral | LPAREN expr RPAREN ) | VISIBLE | INVISIBLE ) | DROP DEFAULT ) # alterColumn
    | INDEX ident ( VISIBLE | INVISIBLE )                                # alterKey
    | ( CHECK | CONSTRAINT ) ident enforcement                           # alterEnforcement
    ;

renaming
    : ( TO | EQ | AS )? tableName                                        # renameTo
    | ( KEY | INDEX ) ident TO ident                                     # renameKey
    | COLUMN ident TO ident                                              # renameColumn
    ;

position
    : FIRST
    | AFTER ident
    ;

orderColumn
    : columnRef ( ASC | DESC )?
    ;

standaloneAction
    : ( DISCARD | IMPORT ) TABLESPACE                                    # tablespaceAction
    | ADD PARTITION noWriteToBinlog?
      ( LPAREN partitionDef ( COMMA partitionDef )* RPAREN | PARTITIONS wholeNumber )? # addPartition
    | DROP PARTITION partitionNames                                      # partitionAction
    | ( REBUILD | OPTIMIZE | ANALYZE ) PARTITION noWriteToBinlog? ( ALL | partitionNames ) # partitionAction
    | REPAIR PARTITION noWriteToBinlog? ( ALL | partitionNames )
      ( QUICK | EXTENDED | USE_FRM )*                                    # partitionAction
    | CHECK PARTITION ( ALL | partitionNames )
      ( QUICK | FAST | MEDIUM | EXTENDED | CHANGED | FOR UPGRADE )*      # partitionAction
    | TRUNCATE PARTITION ( ALL | partitionNames )                        # partitionAction
    | ( DISCARD | IMPORT ) PARTITION ( ALL | partitionNames ) TABLESPACE # partitionAction
    | COALESCE PARTITION noWriteToBinlog? wholeNumber                    # coalescePartition
    | REORGANIZE PARTITION noWriteToBinlog?
      ( partitionNames INTO LPAREN partitionDef ( COMMA partitionDef )* RPAREN )? # reorganizePartition
    | EXCHANGE PARTITION ident WITH TABLE tableName validation?          # exchangePartition
    | ( SECONDARY_LOAD | SECONDARY_UNLOAD )                              # secondaryAction
    ;

noWriteToBinlog
    : NO_WRITE_TO_BINLOG
    | LOCAL
    ;

partitionNames
    : ident ( COMMA ident )*
    ;

// ---- queries ----------------------------------------------------------------------------------

// Sets are read as one list; which of them belong together, the builder knows.
query
    : withClause? queryTerm queryTail?
    ;

// A query that does not start with a parenthesis, so that it cannot be taken for an expression.
plainQuery
    : withClause queryTerm queryTail?
    | plainTerm queryTail?
    ;

queryTerm
    : plainTerm
    | LPAREN query RPAREN
    ;

plainTerm
    : select                                                             # selectTerm
    | VALUE_ROWS valueRow ( COMMA valueRow )*                            # rowsTerm
    | TABLE tableName                                                    # tableTerm
    ;

valueRow
    : ROW LPAREN ( rowValue ( COMMA rowValue )* )? RPAREN
    ;

rowValue
    : expr
    | DEFAULT
    ;

queryTail
    : ( setOperator queryTerm )+ orderBy? limit? locking*
    | orderBy limit? locking*
    | limit locking*
    | locking+
    ;

setOperator
    : ( UNION | EXCEPT | INTERSECT ) ( ALL | DISTINCT )?
    ;

withClause
    : WITH RECURSIVE? commonTable ( COMMA commonTable )*
    ;

commonTable
    : ident columnNames? AS LPAREN query RPAREN
    ;

select
    : SELECT selectOption* ( STAR | selectItem ) ( COMMA selectItem )*
      ( FROM ( DUAL | tableRefs ) )?
      where? groupBy? having? windows? qualify?
    ;

selectOption
    : ALL
    | DISTINCT
    | HIGH_PRIORITY
    | STRAIGHT_JOIN
    | SQL_SMALL_RESULT
    | SQL_BIG_RESULT
    | SQL_CALC_FOUND_ROWS
    | SELECT_OPTION
    ;

selectItem
    : assignment* expr selectAlias?
    ;

assignment
    : ASSIGNED_AT identOrText ASSIGN
    ;

selectAlias
    : AS identOrText
    | ALIAS_STRING
    | bareAlias
    ;

where
    : WHERE expr
    ;

groupBy
    : GROUP BY ( ( ROLLUP | CUBE ) LPAREN arguments RPAREN | arguments ( WITH ROLLUP )? )
    ;

having
    : HAVING expr
    ;

windows
    : WINDOW namedWindow ( COMMA namedWindow )*
    ;

namedWindow
    : ident AS windowSpec
    ;

qualify
    : QUALIFY expr
    ;

orderBy
    : ORDER BY sortKey ( COMMA sortKey )*
    ;

limit
    : LIMIT limitCount ( ( COMMA | OFFSET ) limitCount )?
    ;

limitCount
    : WHOLE_NUMBER
    | LARGE_NUMBER
    ;

// The word before LOCKED is SKIP.
locking
    : FOR ( UPDATE | SHARE ) ( OF tableName ( COMMA tableName )* )? ( NOWAIT | IDENTIFIER LOCKED )?
    | LOCK IN SHARE MODE
    ;

// ---- tables of queries ------------------------------------------------------------------------

tableRefs
    : tableRef ( COMMA tableRef )*
    ;

// Joins and conditions in a row; which condition belongs to which join, the builder knows.
tableRef
    : tableFactor joinPart*
    ;

joinPart
    : joinKind tableFactor
    | ON expr
    | USING columnNames
    ;

joinKind
    : ( INNER | CROSS )? JOIN
    | STRAIGHT_JOIN
    | ( LEFT | RIGHT ) OUTER? JOIN
    | NATURAL ( INNER | ( LEFT | RIGHT ) OUTER? )? JOIN
    ;

tableFactor
    : tableName ( PARTITION columnNames )? tableAlias? indexHint*        # namedTable
    | LPAREN ( plainQuery | tableRefs queryTail? ) RPAREN ( tableAlias columnNames? )? # groupedTable
    | LATERAL LPAREN query RPAREN ( tableAlias columnNames? )?           # lateralTable
    | JSON_TABLE LPAREN expr COMMA textLiteral jsonColumns RPAREN tableAlias? # jsonTable
    | LBRACE OJ tableRef RBRACE                                          # odbcTable
    ;

tableAlias
    : AS? ident
    ;

indexHint
    : ( USE | FORCE | IGNORE ) ( INDEX | KEY ) ( FOR ( JOIN | ORDER BY | GROUP BY ) )?
      LPAREN ( hintedKey ( COMMA hintedKey )* )? RPAREN
    ;

hintedKey
    : ident
    | PRIMARY
    ;

jsonColumns
    : COLUMNS LPAREN jsonColumn ( COMMA jsonColumn )* RPAREN
    ;

jsonColumn
    : ident FOR ORDINALITY
    | ident dataType ( COLLATE collationName )? EXISTS? PATH textLiteral onEmptyOrError*
    | NESTED PATH textLiteral jsonColumns
    ;

// ---- windows ----------------------------------------------------------------------------------

over
    : OVER ( ident | windowSpec )
    ;

windowSpec
    : LPAREN ident? ( PARTITION BY arguments )? orderBy? frame? RPAREN
    ;

frame
    : ( ROWS | RANGE | GROUPS ) ( frameBound | BETWEEN frameBound AND frameBound )
      ( EXCLUDE ( CURRENT ROW | GROUP | TIES | NO OTHERS ) )?
    ;

frameBound
    : ( UNBOUNDED | numberLiteral | INTERVAL expr intervalUnit ) ( PRECEDING | FOLLOWING )
    | CURRENT ROW
    ;

// ---- expressions ------------------------------------------------------------------------------

expr
    : boolPrimary ( IS not? ( TRUE | FALSE | UNKNOWN ) )?                # boolExpr
    | NOT expr                                                           # notExpr
    | expr AND expr                                                      # logicalExpr
    | expr XOR expr                                                      # logicalExpr
    | expr OR expr                                                       # logicalExpr
    ;

boolPrimary
    : predicate                                                          # plainPredicate
    | boolPrimary IS not? NULL                                           # isNull
    | boolPrimary ( EQ | NULL_SAFE_EQ | GE | GT | LE | LT | NE )
      ( ( ALL | QUANTIFIER ) parentheses | predicate )                   # comparison
    ;

predicate
    : bitExpr predicateTail?
    ;

predicateTail
    : not? IN parentheses                                                # inTail
    | not? BETWEEN bitExpr AND predicate                                 # betweenTail
    | not? LIKE simpleExpr ( ESCAPE simpleExpr )?                        # likeTail
    | not? REGEXP bitExpr                                                # regexpTail
    | MEMBER OF? LPAREN simpleExpr RPAREN                                # memberTail
    | SOUNDS LIKE bitExpr                                                # soundsTail
    ;

bitExpr
    : simpleExpr                                                         # simple
    | bitExpr CARET bitExpr                                              # arithmetic
    | bitExpr ( STAR | SLASH | PERCENT | DIV | MOD ) bitExpr             # arithmetic
    | bitExpr ( PLUS | MINUS ) bitExpr                                   # arithmetic
    | bitExpr ( SHIFT_LEFT | SHIFT_RIGHT ) bitExpr                       # arithmetic
    | bitExpr AMPERSAND bitExpr                                          # arithmetic
    | bitExpr PIPE bitExpr                                               # arithmetic
    ;

simpleExpr
    : primary                                                            # plainPrimary
    | simpleExpr COLLATE identOrText                                     # collated
    | ( PLUS | MINUS | TILDE | BANG | NOT2 | BINARY ) simpleExpr         # unary
    | simpleExpr CONCAT simpleExpr                                       # concatenation
    ;

primary
    : literal                                                            # literalPrimary
    | columnRef ( ( ARROW | UNQUOTING_ARROW ) TEXT_STRING | WILD_DOT STAR )? # columnPrimary
    | function                                                           # functionPrimary
    | parentheses                                                        # parenthesized
    | EXISTS parentheses                                                 # exists
    | AT ( identOrText | AT ident )                                      # variable
    | ROW LPAREN expr ( COMMA expr )+ RPAREN                             # row
    | CASE expr? ( WHEN expr THEN expr )+ ( ELSE expr )? END             # case
    | LBRACE ident expr RBRACE                                           # odbc
    | INTERVAL expr intervalUnit                                         # interval
    ;

// A query that starts with a parenthesis starts like an expression; what follows tells.
parentheses
    : LPAREN ( plainQuery | expr ( ( COMMA expr )+ | queryTail )? ) RPAREN
    ;

columnRef
    : ident ( DOT ident ( DOT ident )? )?
    ;

function
    : IDENTIFIER LPAREN arguments? RPAREN                                # call
    | ident DOT ident LPAREN arguments? RPAREN                           # qualifiedCall
    | ( DATABASE | ROW_COUNT | USER ) LPAREN RPAREN                      # keywordCall
    | ( ASCII
      | CHARSET
      | COLLATION
      | DATE
      | DAY
      | HOUR
      | MICROSECOND
      | MINUTE
      | MONTH
      | QUARTER
      | REVERSE
      | SECOND
      | TIME
      | YEAR
      ) LPAREN expr RPAREN                                               # keywordCall
    | ( TIMESTAMP | WEEK ) LPAREN expr ( COMMA expr )? RPAREN      # keywordCall
    | ( LEFT | RIGHT | MOD | REPEAT | TRUNCATE | POINT ) LPAREN expr COMMA expr RPAREN # keywordCall
    | FORMAT LPAREN expr COMMA expr ( COMMA expr )? RPAREN               # keywordCall
    | ( IF | REPLACE ) LPAREN expr COMMA expr COMMA expr RPAREN          # keywordCall
    | INSERT LPAREN expr COMMA expr COMMA expr COMMA expr RPAREN         # keywordCall
    | ( COALESCE | LINESTRING | MULTILINESTRING | MULTIPOINT | MULTIPOLYGON | POLYGON )
      LPAREN arguments RPAREN                                            # keywordCall
    | GEOMETRYCOLLECTION LPAREN arguments? RPAREN                        # keywordCall
    | INTERVAL_FUNCTION LPAREN arguments RPAREN                          # keywordCall
    | ( CURRENT_USER | CURDATE | UTC_DATE ) ( LPAREN RPAREN )?           # clock
    | ( NOW | CURTIME | UTC_TIME | UTC_TIMESTAMP | SYSDATE ) ( LPAREN WHOLE_NUMBER? RPAREN )? # clock
    | ( ADDDATE | SUBDATE | DATE_ADD | DATE_SUB ) LPAREN expr COMMA expr RPAREN # dateArithmetic
    | ( DEFAULT | VALUES ) LPAREN columnRef RPAREN                       # ofColumn
    | CHAR LPAREN arguments ( USING charsetName )? RPAREN                # charFunction
    | CAST LPAREN expr AS castType ARRAY? RPAREN                         # cast
    | CONVERT LPAREN expr ( COMMA castType | USING charsetName ) RPAREN  # convert
    | EXTRACT LPAREN intervalUnit FROM expr RPAREN                       # extract
    | GET_FORMAT LPAREN ( DATE | TIME | DATETIME | TIMESTAMP ) COMMA expr RPAREN # getFormat
    | ( TIMESTAMPADD | TIMESTAMPDIFF ) LPAREN timeUnit COMMA expr COMMA expr RPAREN # timestampFunction
    | POSITION LPAREN bitExpr IN expr RPAREN                             # positionFunction
    | SUBSTRING LPAREN expr
      ( COMMA expr ( COMMA expr )? | FROM expr ( FOR expr )? ) RPAREN    # substring
    | TRIM LPAREN ( ( LEADING | TRAILING | BOTH ) expr? FROM expr | expr ( FROM expr )? ) RPAREN # trim
    | WEIGHT_STRING LPAREN expr
      ( AS ( CHAR | BINARY ) LPAREN wholeNumber RPAREN | COMMA number COMMA number COMMA number )?
      RPAREN                                                             # weightString
    | JSON_VALUE LPAREN simpleExpr COMMA INTRODUCER? textLiteral ( RETURNING castType )?
      onEmptyOrError* RPAREN                                             # jsonValue
    | MATCH ( columnRefs | LPAREN columnRefs RPAREN )
      AGAINST LPAREN bitExpr searchMode? RPAREN                          # match
    | ( AVG | BIT_AND | BIT_OR | BIT_XOR | MIN | MAX | STD | VARIANCE | STDDEV_SAMP | VAR_SAMP | SUM )
      LPAREN ( DISTINCT | ALL )? expr RPAREN over?                       # aggregate
    | COUNT LPAREN ( ALL? ( STAR | expr ) | DISTINCT arguments ) RPAREN over? # aggregate
    | JSON_ARRAYAGG LPAREN ALL? expr RPAREN over?                        # aggregate
    | JSON_OBJECTAGG LPAREN ALL? expr COMMA ALL? expr RPAREN over?       # aggregate
    | GROUP_CONCAT LPAREN DISTINCT? arguments ( ORDER BY sortKey ( COMMA sortKey )* )?
      ( SEPARATOR TEXT_STRING )? RPAREN over?                            # aggregate
    | JSON_DUALITY_OBJECT LPAREN dualityTags? dualityMember ( COMMA dualityMember )* RPAREN # duality
    | GROUPING LPAREN arguments RPAREN                                   # keywordCall
    | ( ROW_NUMBER | RANK | DENSE_RANK | CUME_DIST | PERCENT_RANK ) LPAREN RPAREN over # ranking
    | NTILE LPAREN stableNumber RPAREN over                              # ranking
    | ( LEAD | LAG ) LPAREN expr ( COMMA stableNumber ( COMMA expr )? )? RPAREN nulls? over # ranking
    | ( FIRST_VALUE | LAST_VALUE ) LPAREN expr RPAREN nulls? over        # ranking
    | NTH_VALUE LPAREN expr COMMA stableNumber RPAREN ( FROM ( FIRST | LAST ) )? nulls? over # ranking
    ;

dualityTags
    : WITH ( LPAREN dualityTag ( COMMA dualityTag )* RPAREN | dualityTag )
    ;

dualityTag
    : NO? ( INSERT | UPDATE | DELETE )
    ;

// After the parenthesis of the tags, the string looks like an alias.
dualityMember
    : ( TEXT_STRING | ALIAS_STRING ) COLON expr
    ;

stableNumber
    : WHOLE_NUMBER
    | LARGE_NUMBER
    | AT ( identOrText | AT ident )
    ;

nulls
    : ( RESPECT | IGNORE ) NULLS
    ;

arguments
    : expr ( COMMA expr )*
    ;

columnRefs
    : columnRef ( COMMA columnRef )*
    ;

sortKey
    : expr ( ASC | DESC )?
    ;

onEmptyOrError
    : ( ERROR | NULL | DEFAULT signedLiteral ) ON ( EMPTY | ERROR )
    ;

searchMode
    : IN ( BOOLEAN MODE | NATURAL LANGUAGE MODE ( WITH QUERY EXPANSION )? )
    | WITH QUERY EXPANSION
    ;

castType
    : BINARY length?
    | CHAR length? textAttributes?
    | ( NCHAR | NATIONAL CHAR ) length?
    | ( SIGNED | UNSIGNED ) INT?
    | ( DATE | YEAR | JSON )
    | ( TIME | DATETIME ) ( LPAREN WHOLE_NUMBER RPAREN )?
    | DECIMAL size?
    | ( REAL | DOUBLE PRECISION? )
    | FLOAT length?
    | ( POINT
      | LINESTRING
      | POLYGON
      | MULTIPOINT
      | MULTILINESTRING
      | MULTIPOLYGON
      | GEOMETRYCOLLECTION
      )
    ;

timeUnit
    : DAY
    | WEEK
    | HOUR
    | MINUTE
    | MONTH
    | QUARTER
    | SECOND
    | MICROSECOND
    | YEAR
    ;

intervalUnit
    : timeUnit
    | DAY_HOUR
    | DAY_MICROSECOND
    | DAY_MINUTE
    | DAY_SECOND
    | HOUR_MICROSECOND
    | HOUR_MINUTE
    | HOUR_SECOND
    | MINUTE_MICROSECOND
    | MINUTE_SECOND
    | SECOND_MICROSECOND
    | YEAR_MONTH
    ;

// ---- literals and names -----------------------------------------------------------------------

now
    : NOW ( LPAREN WHOLE_NUMBER? RPAREN )?
    ;

signedLiteral
    : literal
    | ( PLUS | MINUS ) numberLiteral
    ;

literal
    : textLiteral
    | numberLiteral
    | ( DATE | TIME | TIMESTAMP ) TEXT_STRING
    | NULL
    | TRUE
    | FALSE
    | HEX_NUMBER
    | BIT_NUMBER
    | INTRODUCER ( TEXT_STRING CONTINUED_STRING* | HEX_NUMBER | BIT_NUMBER )
    ;

// A string right after a string is a CONTINUED_STRING; one after an operand that is none is an
// ALIAS_STRING.
textLiteral
    : ( TEXT_STRING | NATIONAL_STRING ) CONTINUED_STRING*
    ;

numberLiteral
    : WHOLE_NUMBER
    | LARGE_NUMBER
    | DECIMAL_NUMBER
    | FLOAT_NUMBER
    ;

wholeNumber
    : WHOLE_NUMBER
    | LARGE_NUMBER
    | HEX_NUMBER
    ;

number
    : WHOLE_NUMBER
    | LARGE_NUMBER
    | HEX_NUMBER
    | DECIMAL_NUMBER
    | FLOAT_NUMBER
    ;

// 4M is lexed as a word.
sizeNumber
    : wholeNumber
    | IDENTIFIER
    ;

equal
    : EQ
    | ASSIGN
    ;

not
    : NOT
    | NOT2
    ;

tableName
    : ident ( DOT ident )?
    ;

identOrText
    : ident
    | TEXT_STRING
    ;

ident
    : IDENTIFIER
    | ACTION
    | ADDDATE
    | AFTER
    | AGAINST
    | ALGORITHM
    | ALWAYS
    | ARRAY
    | ASCII
    | AUTOEXTEND_SIZE
    | AUTO_INCREMENT
    | AVG
    | AVG_ROW_LENGTH
    | BIT
    | BOOL
    | BOOLEAN
    | BTREE
    | BYTE
    | CASCADED
    | CHANGED
    | CHARSET
    | CHECKSUM
    | COALESCE
    | COLLATION
    | COLUMNS
    | COLUMN_FORMAT
    | COMMENT
    | COMPACT
    | COMPRESSED
    | COMPRESSION
    | CONNECTION
    | CURRENT
    | DATA
    | DATE
    | DATETIME
    | DAY
    | DEFINER
    | DELAY_KEY_WRITE
    | DIRECTORY
    | DISABLE
    | DISCARD
    | DISK
    | DUALITY
    | DYNAMIC
    | ENABLE
    | ENCRYPTION
    | END
    | ENFORCED
    | ENGINE
    | ENGINE_ATTRIBUTE
    | ENUM
    | ERROR
    | ESCAPE
    | EXCHANGE
    | EXCLUDE
    | EXPANSION
    | EXTENDED
    | FAST
    | FIRST
    | FIXED
    | FOLLOWING
    | FORMAT
    | FULL
    | GEOMETRY
    | GEOMETRYCOLLECTION
    | GET_FORMAT
    | HASH
    | HOUR
    | IMPORT
    | INSERT_METHOD
    | INVISIBLE
    | INVOKER
    | JSON
    | JSON_VALUE
    | KEY_BLOCK_SIZE
    | LANGUAGE
    | LAST
    | LESS
    | LINESTRING
    | LIST
    | LOCAL
    | LOCKED
    | MAX_ROWS
    | MEDIUM
    | MEMBER
    | MEMORY
    | MERGE
    | MICROSECOND
    | MINUTE
    | MIN_ROWS
    | MODE
    | MODIFY
    | MONTH
    | MULTILINESTRING
    | MULTIPOINT
    | MULTIPOLYGON
    | NATIONAL
    | NCHAR
    | NESTED
    | NO
    | NODEGROUP
    | NOWAIT
    | NULLS
    | NVARCHAR
    | OFFSET
    | OJ
    | ONLY
    | ORDINALITY
    | OTHERS
    | PACK_KEYS
    | PARSER
    | PARTIAL
    | PARTITIONING
    | PARTITIONS
    | PASSWORD
    | PATH
    | POINT
    | POLYGON
    | PRECEDING
    | QUARTER
    | QUERY
    | QUICK
    | REBUILD
    | REDUNDANT
    | RELATIONAL
    | REMOVE
    | REORGANIZE
    | REPAIR
    | RESPECT
    | RETURNING
    | REVERSE
    | ROLLUP
    | ROW_COUNT
    | ROW_FORMAT
    | RTREE
    | SECOND
    | SECONDARY
    | SECONDARY_ENGINE
    | SECONDARY_ENGINE_ATTRIBUTE
    | SECONDARY_LOAD
    | SECONDARY_UNLOAD
    | SECURITY
    | SERIAL
    | SHARE
    | SIGNED
    | SIMPLE
    | SOUNDS
    | SRID
    | START
    | STATS_AUTO_RECALC
    | STATS_PERSISTENT
    | STATS_SAMPLE_PAGES
    | STORAGE
    | SUBDATE
    | SUBPARTITION
    | SUBPARTITIONS
    | TABLES
    | TABLESPACE
    | TABLE_CHECKSUM
    | TEMPORARY
    | TEMPTABLE
    | TEXT
    | THAN
    | TIES
    | TIME
    | TIMESTAMP
    | TIMESTAMPADD
    | TIMESTAMPDIFF
    | TRANSACTION
    | TRUNCATE
    | TYPE
    | UNBOUNDED
    | UNDEFINED
    | UNICODE
    | UNKNOWN
    | UPGRADE
    | USER
    | USE_FRM
    | VALIDATION
    | VALUE
    | VECTOR
    | VIEW
    | VISIBLE
    | WEEK
    | WEIGHT_STRING
    | WITHOUT
    | YEAR
    ;

// A name where an operator could stand as well: one that is none.
bareAlias
    : IDENTIFIER
    | ACTION
    | ADDDATE
    | AFTER
    | AGAINST
    | ALGORITHM
    | ALWAYS
    | ARRAY
    | ASCII
    | AUTOEXTEND_SIZE
    | AUTO_INCREMENT
    | AVG
    | AVG_ROW_LENGTH
    | BIT
    | BOOL
    | BOOLEAN
    | BTREE
    | BYTE
    | CASCADED
    | CHANGED
    | CHARSET
    | CHECKSUM
    | COALESCE
    | COLLATION
    | COLUMNS
    | COLUMN_FORMAT
    | COMMENT
    | COMPACT
    | COMPRESSED
    | COMPRESSION
    | CONNECTION
    | CURRENT
    | DATA
    | DATE
    | DATETIME
    | DAY
    | DEFINER
    | DELAY_KEY_WRITE
    | DIRECTORY
    | DISABLE
    | DISCARD
    | DISK
    | DUALITY
    | DYNAMIC
    | ENABLE
    | ENCRYPTION
    | END
    | ENFORCED
    | ENGINE
    | ENGINE_ATTRIBUTE
    | ENUM
    | ERROR
    | EXCHANGE
    | EXCLUDE
    | EXPANSION
    | EXTENDED
    | FAST
    | FIRST
    | FIXED
    | FOLLOWING
    | FORMAT
    | FULL
    | GEOMETRY
    | GEOMETRYCOLLECTION
    | GET_FORMAT
    | HASH
    | HOUR
    | IMPORT
    | INSERT_METHOD
    | INVISIBLE
    | INVOKER
    | JSON
    | JSON_VALUE
    | KEY_BLOCK_SIZE
    | LANGUAGE
    | LAST
    | LESS
    | LINESTRING
    | LIST
    | LOCAL
    | LOCKED
    | MAX_ROWS
    | MEDIUM
    | MEMORY
    | MERGE
    | MICROSECOND
    | MINUTE
    | MIN_ROWS
    | MODE
    | MODIFY
    | MONTH
    | MULTILINESTRING
    | MULTIPOINT
    | MULTIPOLYGON
    | NATIONAL
    | NCHAR
    | NESTED
    | NO
    | NODEGROUP
    | NOWAIT
    | NULLS
    | NVARCHAR
    | OFFSET
    | OJ
    | ONLY
    | ORDINALITY
    | OTHERS
    | PACK_KEYS
    | PARSER
    | PARTIAL
    | PARTITIONING
    | PARTITIONS
    | PASSWORD
    | PATH
    | POINT
    | POLYGON
    | PRECEDING
    | QUARTER
    | QUERY
    | QUICK
    | REBUILD
    | REDUNDANT
    | RELATIONAL
    | REMOVE
    | REORGANIZE
    | REPAIR
    | RESPECT
    | RETURNING
    | REVERSE
    | ROLLUP
    | ROW_COUNT
    | ROW_FORMAT
    | RTREE
    | SECOND
    | SECONDARY
    | SECONDARY_ENGINE
    | SECONDARY_ENGINE_ATTRIBUTE
    | SECONDARY_LOAD
    | SECONDARY_UNLOAD
    | SECURITY
    | SERIAL
    | SHARE
    | SIGNED
    | SIMPLE
    | SRID
    | START
    | STATS_AUTO_RECALC
    | STATS_PERSISTENT
    | STATS_SAMPLE_PAGES
    | STORAGE
    | SUBDATE
    | SUBPARTITION
    | SUBPARTITIONS
    | TABLES
    | TABLESPACE
    | TABLE_CHECKSUM
    | TEMPORARY
    | TEMPTABLE
    | TEXT
    | THAN
    | TIES
    | TIME
    | TIMESTAMP
    | TIMESTAMPADD
    | TIMESTAMPDIFF
    | TRANSACTION
    | TRUNCATE
    | TYPE
    | UNBOUNDED
    | UNDEFINED
    | UNICODE
    | UNKNOWN
    | UPGRADE
    | USER
    | USE_FRM
    | VALIDATION
    | VALUE
    | VECTOR
    | VIEW
    | VISIBLE
    | WEEK
    | WEIGHT_STRING
    | WITHOUT
    | YEAR
    ;

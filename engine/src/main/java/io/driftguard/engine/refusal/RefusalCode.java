package io.driftguard.engine.refusal;

import static io.driftguard.api.rule.RefusalKind.DRIFT;
import static io.driftguard.api.rule.RefusalKind.INVALID;
import static io.driftguard.api.rule.RefusalKind.UNVERIFIABLE;

import io.driftguard.api.engine.EngineException;
import io.driftguard.api.rule.RefusalKind;

/**
 * Every reason for which the guard itself refuses. The names are stable: scripts and people search
 * for them. A rule of a vendor may refuse with further codes of its own.
 */
public enum RefusalCode {
  // The dispatch as bytes.
  DISPATCH_TOO_LARGE(
      INVALID,
      "The document holds more bytes than the configured limit.",
      "send the changes in smaller dispatches, and take out of schema_files what is no schema"),
  DISPATCH_BYTE_ORDER_MARK(
      INVALID,
      "The document starts with a byte-order mark.",
      "write the document as UTF-8 without a byte-order mark and send it again"),
  DISPATCH_INVALID_UTF8(
      INVALID,
      "The document is not valid UTF-8.",
      "find what re-encoded the document on its way, and send the original bytes"),
  DISPATCH_NOT_JSON(
      INVALID,
      "The document is not one JSON value.",
      "correct the document at the place given and send it again"),
  DISPATCH_TRAILING_TEXT(
      INVALID,
      "Something follows the end of the JSON value.",
      "send exactly one JSON object; two dispatches are two documents"),
  DISPATCH_TOO_DEEP(
      INVALID,
      "The document is nested more deeply than the configured limit.",
      "send the dispatch itself, not a document that wraps it"),

  // The dispatch as JSON.
  UNKNOWN_FIELD(
      INVALID,
      "An object has a field that is not part of the format.",
      "correct the field's name, or take it out; a field that is not understood is never ignored"),
  DUPLICATE_KEY(
      INVALID,
      "An object has the same key twice.",
      "keep the one that is meant and take the other out"),
  FIELD_SPELLED_TWICE(
      INVALID,
      "An object has one field in both of its spellings.",
      "use either snake_case or lowerCamelCase for the field, once"),
  NULL_VALUE(
      INVALID,
      "A value is null.",
      "leave the field out, or give its value; null is never read as absent"),
  WRONG_TYPE(
      INVALID, "A value is of another JSON type than its field.", "write the value in that type"),
  PLAN_ID_MISSING(
      INVALID,
      "The dispatch has no plan id.",
      "add plan_id, so that the verdict can be told from others"),
  DATABASE_MISSING(
      INVALID, "The dispatch names no database.", "add database, and send the dispatch again"),
  TYPE_MISSING(
      INVALID,
      "The dispatch does not say which engine it is for.",
      "add type with one of the ids that `driftguard engines` lists"),
  TABLE_NAME_MISSING(
      INVALID, "A table change names no table.", "add table_name with the table that was reviewed"),
  NAMESPACE_BLANK(
      INVALID,
      "A namespace is white space.",
      "name the namespace as the server spells it, or leave it out to mean the database"),
  NAME_PADDED(
      INVALID,
      "A name starts or ends with white space.",
      "send the name as the server spells it; names are never trimmed"),
  CONTROL_CHARACTER(
      INVALID,
      "A name holds a control character.",
      "find what put the character there, and send the name as the server spells it"),
  UNPAIRED_SURROGATE(
      INVALID,
      "A text holds half of a surrogate pair, which no encoding can carry.",
      "find what cut the text, and send it whole"),
  ENGINE_ID_MALFORMED(
      INVALID,
      "The type is not of the form of an engine id.",
      "use one of the ids that `driftguard engines` lists"),
  CHANGE_TYPE_UNKNOWN(
      INVALID,
      "The change type is none of those that exist.",
      "use CREATE, ALTER, DROP, VSCHEMA or OTHER, in one of their three spellings"),
  TARGET_SHARDS_SEVERAL(
      INVALID,
      "The dispatch names more than one target shard.",
      "send one dispatch for each shard"),
  TARGET_SHARD_REPEATED(
      INVALID, "The dispatch names the same target shard more than once.", "name the shard once"),
  TARGET_SHARD_BLANK(
      INVALID,
      "The target shard is empty or white space.",
      "name the shard as the topology spells it, or leave target_shards out to mean the whole"
          + " deployment"),
  TARGET_SHARD_PADDED(
      INVALID,
      "The target shard starts or ends with white space.",
      "name the shard as the topology spells it; shard names are never trimmed"),
  TARGET_SHARD_MALFORMED(
      INVALID,
      "The target shard is neither a shard nor namespace/shard.",
      "write the shard's name, or the namespace, one slash and the shard's name"),
  OPTION_MALFORMED(
      INVALID,
      "The option expect_no_changes is neither true nor false.",
      "write \"true\" or \"false\", or leave the option out"),
  DECLARATIVE_STRATEGY(
      INVALID,
      "An option asks for a declarative strategy: each shard would compute its own statement, so"
          + " what runs is not what was reviewed.",
      "send the dispatch without --declarative"),
  DDL_MISSING(
      INVALID, "A table change has no statement.", "send the reviewed statement with its change"),
  VSCHEMA_WITH_DDL(
      INVALID,
      "A VSchema change carries a statement.",
      "send the statement as a table change of its own; a VSchema change is the document in"
          + " schema_files"),
  VSCHEMA_LABEL_DIFFERS(
      INVALID,
      "The table name of a VSchema change is not the one that its namespace gives it.",
      "leave table_name out, or write \"VSchema: \" and the namespace"),
  VSCHEMA_WITHOUT_CONTENT(
      INVALID,
      "A VSchema change has no document that says what the VSchema is to be.",
      "send the namespace's vschema.json in schema_files, or put it into the schema directory"),
  SCHEMA_FILE_UNKNOWN(
      INVALID,
      "A schema file is neither *.sql nor vschema.json.",
      "take the file out, or give it the name of what it is"),
  DISPATCH_NOT_CARRIED(
      INVALID,
      "The dispatch, written as JSON and read again, is another dispatch.",
      "build the dispatch from values that JSON and the dispatch format can carry"),

  // The orchestrator's plan output.
  PLAN_ENVIRONMENT_MISSING(
      INVALID,
      "The plan output has no plan for that environment.",
      "name one of the environments that the output holds"),
  PLAN_HAS_ERRORS(
      INVALID,
      "The plan output lists errors, so it is not a whole plan.",
      "correct what the errors say, and plan again"),
  PLAN_ADDRESS_DIFFERS(
      INVALID,
      "The plan output is for another database, type or environment.",
      "name the database, type and environment that the plan was made for"),
  PLAN_ROWS_CONTRADICT(
      INVALID,
      "The plan output says different things about one namespace in two places.",
      "plan again; what the summary of a sharded namespace says, one of its shard rows says too"),
  PLAN_SHARD_REPEATED(
      INVALID, "The plan output has two rows for one shard.", "plan again; one shard has one row"),

  // The desired schema.
  DESIRED_SCHEMA_MISSING(
      INVALID,
      "Neither the dispatch nor the caller gives the desired schema.",
      "give --schema DIR, or send schema_files with the dispatch"),
  DESIRED_SCHEMAS_DIFFER(
      INVALID,
      "The desired schema of the dispatch is not the one that the caller gives.",
      "check out the revision that the plan was reviewed for, or re-plan for this one"),

  // The statements of the dispatch.
  DDL_NO_STATEMENT(
      INVALID,
      "The text holds no statement: it is white space and comments.",
      "send the reviewed statement with its change"),
  DDL_SECOND_STATEMENT(
      INVALID,
      "The text holds more than one statement.",
      "send each statement as a change of its own"),
  DDL_SYNTAX_ERROR(
      INVALID,
      "The text is not what MySQL's grammar allows.",
      "correct the statement at the place given, plan and review it again"),
  DDL_UNTERMINATED(
      INVALID,
      "A string, a quoted name or a comment does not end.",
      "find what cut the statement, and send it whole"),
  DDL_FORBIDDEN_CHARACTER(
      INVALID,
      "The text holds a character that cannot stand in SQL.",
      "take the character out, plan and review the statement again"),
  DDL_TOO_LARGE(
      INVALID,
      "The text exceeds the limit on length, nesting or tokens.",
      "split the change into several statements, and plan and review them"),
  DDL_EXECUTABLE_COMMENT(
      INVALID,
      "An executable comment is not understood for the declared server version.",
      "write the clause without the comment, plan and review it again; against a running server"
          + " (--live jdbc:mysql://HOST:PORT/) its own version decides"),
  DDL_OPTIMIZER_HINT(
      INVALID, "The statement has an optimizer hint.", "take the hint out of the statement"),
  DDL_CREATE_TABLE_SELECT(
      INVALID,
      "The statement creates a table from a query, so the table depends on data.",
      "create the table by its columns, and fill it outside the schema change"),
  DDL_TEMPORARY_TABLE(
      INVALID,
      "The statement is on a temporary table, which is no part of a schema.",
      "take the statement out of the plan"),
  DDL_DML(
      INVALID,
      "The statement reads or writes rows.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_STORED_PROGRAM(
      INVALID,
      "The statement is on a stored program.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_ACCOUNT(
      INVALID,
      "The statement is on accounts, roles or privileges.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_SESSION(
      INVALID,
      "The statement changes the session.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_TRANSACTION(
      INVALID,
      "The statement is on a transaction.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_VIEW(
      INVALID,
      "The statement is on a materialized view, which is not understood.",
      "take the statement out of the plan; the guard lets DDL of tables and views pass, and nothing else"),
  DDL_DATABASE(
      INVALID,
      "The statement is on a database, of which no change key can be made.",
      "take the statement out of the plan, and change the database before it, outside the plan"),
  DDL_VSCHEMA_STATEMENT(
      INVALID,
      "The statement is ALTER VSCHEMA.",
      "send the change as a VSchema change with the whole document"),
  DDL_OTHER_STATEMENT(
      INVALID,
      "The statement is not table DDL.",
      "take the statement out of the plan; the guard lets table DDL pass and nothing else"),
  DDL_UNSUPPORTED_CLAUSE(
      INVALID,
      "The statement has a clause whose meaning is not certain here.",
      "write the change without the clause, plan and review it again"),
  DDL_INVALID_DEFINITION(
      INVALID,
      "The statement contradicts itself, so that its meaning is not certain.",
      "correct the definition at the place given, plan and review it again"),
  STATEMENT_TABLES_SEVERAL(
      INVALID, "One statement changes more than one table.", "send one statement for each table"),

  // The dispatch as a whole.
  DISPATCH_EMPTY(
      INVALID,
      "The dispatch has no change and does not say that this is meant.",
      "find out where the changes were lost; set the option expect_no_changes to \"true\" only when"
          + " none are meant"),
  DISPATCH_NOT_EMPTY(
      INVALID,
      "The dispatch says that it is meant to hold no change, and holds some.",
      "send the changes without the option expect_no_changes, or no change"),
  VSCHEMA_IN_SHARD_SCOPE(
      INVALID,
      "A dispatch for one shard holds a VSchema change, which is not a shard's.",
      "send the VSchema change in a dispatch without target shard"),
  VSCHEMA_REPEATED(
      INVALID,
      "The dispatch changes the VSchema of one namespace more than once.",
      "send the VSchema change of the namespace once"),

  // Labels.
  TABLE_LABEL_DIFFERS(
      INVALID,
      "The statement is on another table than its label says.",
      "find out which of the two was reviewed, correct the other, and send it again"),
  OPERATION_LABEL_DIFFERS(
      INVALID,
      "The statement does something else than its label says.",
      "find out which of the two was reviewed, correct the other, and send it again"),
  NAMESPACE_LABEL_DIFFERS(
      INVALID,
      "The statement names another namespace than its label says.",
      "find out which of the two was reviewed, correct the other, and send it again"),

  // Scope and topology.
  SHARD_SCOPE_ON_UNSHARDED_NAMESPACE(
      INVALID,
      "The dispatch is for one shard, and the namespace has no shards here.",
      "re-plan against this deployment's topology"),
  CHANGE_OUTSIDE_SCOPE(
      INVALID,
      "A change is in another namespace than the dispatch is for.",
      "send the change in a dispatch of its own scope"),
  NAMESPACE_IS_SHARDED(
      DRIFT,
      "A table change without target shard is in a namespace that is sharded here.",
      Recoveries.REPLAN),
  SHARD_UNKNOWN(
      INVALID,
      "The topology does not have the target shard.",
      "if the shard is misspelled, correct it: the message names those that there are; otherwise"
          + " plan again for this deployment with `driftguard plan --schema DIR --live LOCATION`"),
  SHARD_SPELLED_DIFFERENTLY(
      INVALID,
      "The target shard differs from a known shard in letter case only.",
      "spell the shard as the topology does; shard names are never folded"),
  SHARD_NOT_IN_NAMESPACE(
      INVALID,
      "A namespace that the dispatch changes does not have the target shard.",
      "send one dispatch for each namespace, with the target shard as namespace/shard"),
  NAMESPACE_UNKNOWN(
      INVALID,
      "The deployment does not have the namespace.",
      "correct the namespace, or re-plan against this deployment"),
  NAMESPACE_NOT_MANAGED(
      INVALID,
      "The dispatch changes a namespace that the desired schema does not name.",
      "add the namespace to the desired schema, or take its changes out of the plan"),
  DESIRED_NAMESPACE_UNKNOWN(
      INVALID,
      "The desired schema names a namespace that the deployment does not have.",
      "create the namespace first, or take it out of the desired schema"),

  // Drift.
  CHANGE_NOT_REPLANNED(
      DRIFT,
      "A reviewed change is not in the re-plan: the live schema does not need it, or needs another.",
      Recoveries.REPLAN),
  CHANGE_NOT_REVIEWED(
      DRIFT,
      "The re-plan holds a change that nobody reviewed: the live schema has drifted.",
      Recoveries.REPLAN),
  STATEMENT_DIFFERS(
      DRIFT,
      "A reviewed statement and the re-planned statement for the same table differ.",
      Recoveries.REPLAN),
  MULTIPLICITY_DIFFERS(
      DRIFT,
      "A change was reviewed more or fewer times than it was re-planned.",
      Recoveries.REPLAN),
  ORDER_DIFFERS(
      DRIFT,
      "Statements that depend on each other stand in another order than the re-plan needs.",
      Recoveries.REPLAN),
  CHANGE_COVERED_TWICE(
      INVALID,
      "More than one dispatch of a set is for the same change.",
      "take one of the dispatches out of the set, and audit it again"),
  VSCHEMA_NOT_REPLANNED(
      DRIFT,
      "A reviewed VSchema change is not in the re-plan: the live VSchema is already that.",
      Recoveries.REPLAN),
  VSCHEMA_NOT_REVIEWED(
      DRIFT,
      "The re-plan changes a VSchema that nobody reviewed: the live VSchema has drifted.",
      Recoveries.REPLAN),
  VSCHEMA_DIFFERS(
      DRIFT, "The reviewed VSchema and the re-planned one differ in content.", Recoveries.REPLAN),

  // Engines.
  ENGINE_UNKNOWN(
      INVALID,
      "No adapter for the engine was found.",
      "install the adapter, or correct the type; `driftguard engines` lists what was found"),
  ENGINE_AMBIGUOUS(
      UNVERIFIABLE,
      "More than one adapter gives the engine's id.",
      "take the jar of one of them away; `driftguard engines` lists all that were found"),
  ENGINE_SPI_VERSION(
      UNVERIFIABLE,
      "The adapter was compiled against another version of the engine SPI.",
      "install the adapter's release for this version of driftguard"),
  ENGINE_PROVIDER_BROKEN(
      UNVERIFIABLE,
      "A registered adapter could not be loaded.",
      "repair or remove the adapter; `driftguard engines` shows what is wrong with it"),
  ENGINE_CRASHED(
      UNVERIFIABLE,
      "The adapter failed in a way that its contract does not know.",
      "check again; if it fails again, report it to the adapter's vendor with the cause shown"),
  ENGINE_ANSWER_INCOMPLETE(
      UNVERIFIABLE,
      "The adapter gave null where its contract asks for a value.",
      "report the failure to the adapter's vendor"),
  ENGINE_TIMED_OUT(
      UNVERIFIABLE,
      "The adapter did not answer within its deadline; it was interrupted, and nobody waits for it.",
      "find out what the deployment waits for (`SHOW FULL PROCESSLIST` on the server shows locks),"
          + " end that, and check again"),
  SOURCE_NOT_SUPPORTED(
      UNVERIFIABLE,
      "The adapter does not read this kind of live source, or not by these settings.",
      "correct the location or the setting that is named: --live takes snapshot:DIR for all,"
          + " jdbc:mysql://HOST:PORT/ for mysql, vtctld://HOST:PORT for vitess"),
  DRIVER_MISSING(
      UNVERIFIABLE,
      "What the adapter needs to reach the deployment is not installed.",
      "put what the message names on the class path, and check again"),
  DEPLOYMENT_UNREACHABLE(
      UNVERIFIABLE,
      "The deployment did not answer, or not in time.",
      "find out from this machine whether it answers: `mysql -h HOST -P PORT -u USER -p`, or"
          + " `vtctldclient --server HOST:PORT GetKeyspaces`; then check again"),
  ACCOUNT_REFUSED(
      UNVERIFIABLE,
      "The deployment does not let the account in.",
      "correct the account or its password (`--user`, `--password-file`), or have whoever runs the"
          + " deployment let it in, and check again"),
  CONNECTION_NOT_SECURE(
      UNVERIFIABLE,
      "No encrypted connection could be made to a deployment that is trusted.",
      "find out whether the address is the right one; then have the deployment speak TLS, and give"
          + " the certificates that vouch for it: `--live-option tls-ca=FILE`"),
  TOPOLOGY_UNREADABLE(
      UNVERIFIABLE,
      "The deployment's topology cannot be read or contradicts itself.",
      "wait for a reshard to end, or repair the topology, and check again; of a cluster,"
          + " `vtctldclient FindAllShardsInKeyspace KEYSPACE` shows it"),
  LIVE_SCHEMA_UNREADABLE(
      UNVERIFIABLE,
      "A live table definition cannot be read or understood.",
      "correct the location, file or table that is named, and check again; what is read of a table"
          + " is what `SHOW CREATE TABLE` prints"),
  LIVE_SCHEMA_HIDDEN(
      UNVERIFIABLE,
      "The account may see only a part of the live schema, and what is hidden would seem dropped.",
      "grant the account what the message names, and check again"),
  LIVE_SCHEMA_CHANGED(
      UNVERIFIABLE,
      "The live schema changed while it was read, so that what was read was never there.",
      "wait until nobody changes the schema (`SHOW FULL PROCESSLIST` shows who does), and check"
          + " again"),
  LIVE_VSCHEMA_UNREADABLE(
      UNVERIFIABLE,
      "The live VSchema of a namespace cannot be read or understood.",
      "repair the VSchema, and check again; `vtctldclient GetVSchema KEYSPACE` shows it"),
  DESIRED_SCHEMA_UNREADABLE(
      UNVERIFIABLE,
      "The desired schema cannot be understood.",
      "correct the schema files at the place given, plan and review again"),
  NAMESPACE_MISSING(
      UNVERIFIABLE,
      "The engine did not find a namespace that the desired schema names.",
      "create the namespace first, or take it out of the desired schema"),
  DIFFERENCE_INEXPRESSIBLE(
      UNVERIFIABLE,
      "The live and the desired schema differ in a way that no statement expresses.",
      "change what is named by hand, in the live schema or in the desired one, and check again"),
  VIEW_NOT_COMPARABLE(
      UNVERIFIABLE,
      "A live view is worded differently from the desired one, and it is not known whether it is the"
          + " same view.",
      "write the view in the schema directory as SHOW CREATE VIEW prints it, or in simpler words, then"
          + " plan and review again"),
  VSCHEMA_UNREADABLE(
      UNVERIFIABLE,
      "A VSchema document cannot be understood.",
      "correct the document at the place given, plan and review again"),

  // What the adapter owes.
  REPLAN_STATEMENT_UNREADABLE(
      UNVERIFIABLE,
      "A statement that the adapter re-planned is not one that can be understood.",
      "report the statement to the adapter's vendor"),
  REPLAN_LABEL_DIFFERS(
      UNVERIFIABLE,
      "A re-planned statement is not what the adapter says it is.",
      "report the statement to the adapter's vendor"),
  REPLAN_SHARD_UNKNOWN(
      UNVERIFIABLE,
      "The re-plan names a shard that the topology does not have.",
      "report it to the adapter's vendor; if the topology was just changed, check again"),
  REPLAN_SHARD_MISSING(
      UNVERIFIABLE,
      "The re-plan changes a table of a sharded namespace without naming the shard.",
      "report it to the adapter's vendor; if the topology was just changed, check again"),
  REPLAN_NAMESPACE_UNKNOWN(
      UNVERIFIABLE,
      "The re-plan changes a namespace that the topology does not have.",
      "report it to the adapter's vendor; if the topology was just changed, check again"),
  REPLAN_NAMESPACE_NOT_DESIRED(
      UNVERIFIABLE,
      "The re-plan changes a namespace that the desired schema does not name.",
      "report it to the adapter's vendor"),
  REPLAN_VSCHEMA_REPEATED(
      UNVERIFIABLE,
      "The re-plan changes the VSchema of one namespace more than once.",
      "report it to the adapter's vendor"),
  REPLAN_VSCHEMA_NOT_DESIRED(
      UNVERIFIABLE,
      "The re-plan sets another VSchema than the desired one.",
      "report it to the adapter's vendor"),

  // Nothing was looked at.
  TOPOLOGY_EMPTY(
      UNVERIFIABLE,
      "The deployment has no namespace, so nothing can be compared.",
      "check the location of the live side, and what its account may see"),
  NOTHING_IN_SCOPE(
      UNVERIFIABLE,
      "The scope of the dispatch touches nothing that the desired schema manages.",
      "check that the desired schema is the one of the plan, and that it holds the namespaces that"
          + " the dispatch is for"),
  LIVE_PLACE_NOT_READ(
      UNVERIFIABLE,
      "The live schema of a place that the dispatch touches was not read.",
      "report it to the adapter's vendor; if the topology was just changed, check again"),
  LIVE_VSCHEMA_NOT_READ(
      UNVERIFIABLE,
      "The live VSchema of a namespace that the dispatch touches was not read.",
      "record or grant access to the VSchema, and check again"),

  // Rules.
  RULE_CATALOG_BROKEN(
      UNVERIFIABLE,
      "A registered rule catalog could not be loaded, so its rules are not known.",
      "repair or remove the catalog's jar; `driftguard rules` shows what was found"),
  RULE_ID_REPEATED(
      UNVERIFIABLE,
      "Two rules have the same id.",
      "remove one of the two jars, or have the rule renamed; `driftguard rules` shows both"),
  RULE_MISSING(
      UNVERIFIABLE,
      "A rule that is required is not there.",
      "restore the jar and its META-INF/services files as they were released, until `driftguard"
          + " rules` shows the rule"),
  RULE_CRASHED(
      UNVERIFIABLE,
      "A rule failed, so it gave no evidence.",
      "report the failure to the rule's author, with the cause shown"),
  RULE_WITHOUT_EVIDENCE(
      UNVERIFIABLE,
      "A rule gave neither evidence nor a finding.",
      "report it to the rule's author"),

  // The guard itself.
  CHECK_INTERRUPTED(UNVERIFIABLE, "The check was interrupted before it was done.", "check again"),
  GUARD_CRASHED(
      UNVERIFIABLE,
      "The guard itself failed.",
      "report the failure to the authors of driftguard, with the cause shown"),

  // Permits that are checked again.
  PERMIT_EXPIRED(UNVERIFIABLE, "The permit is no longer valid.", Recoveries.MATERIALIZE),
  PERMIT_FROM_THE_FUTURE(
      UNVERIFIABLE,
      "The permit was issued later than the clock says it is now.",
      "set the clocks of both machines right, and materialize the plan again"),
  PERMIT_PLAN_DIFFERS(
      INVALID,
      "The dispatch is not the one that the permit was issued for.",
      "apply what the permit was issued for, or materialize the dispatch for a permit of its own"),
  PERMIT_SCOPE_DIFFERS(
      UNVERIFIABLE,
      "The dispatch now covers another part of the deployment than when the permit was issued.",
      Recoveries.MATERIALIZE),
  PERMIT_LIVE_SCHEMA_DIFFERS(
      DRIFT,
      "The live schema is no longer the one that the permit was issued for.",
      Recoveries.REPLAN),
  PERMIT_CANONICAL_FORM_DIFFERS(
      UNVERIFIABLE,
      "The permit was issued by a guard with another canonical form.",
      Recoveries.MATERIALIZE),

  // Signed reviews.
  REVIEW_NOT_SIGNED(
      INVALID,
      "This deployment takes signed reviews only, and the dispatch comes without a signature.",
      "have a reviewer sign with `driftguard sign --dispatch FILE --schema DIR --key KEY --output"
          + " SIGNATURE`, and check again with `--signature SIGNATURE`"),
  SIGNATURE_UNREADABLE(
      INVALID,
      "The signature is not a DSSE envelope.",
      "send the file that `driftguard sign` wrote, unchanged; a signed verdict is what `driftguard"
          + " check --format in-toto --verdict-key KEY` wrote"),
  SIGNATURE_OF_ANOTHER_KIND(
      INVALID,
      "Something was signed, but not the review of a dispatch.",
      "send the file that `driftguard sign` wrote for this dispatch"),
  SIGNATURE_KEY_UNKNOWN(
      INVALID,
      "It is signed by nobody whose signature is taken here.",
      "have somebody sign whose key is in the file that is named, or put the signer's public key"
          + " there on purpose"),
  SIGNATURE_MISSING(
      INVALID,
      "Several have to sign, and of these one has not; one signature counts once.",
      "have somebody sign whose key is in the file that is named: `driftguard sign --dispatch FILE"
          + " --schema DIR --key KEY --into SIGNATURE` adds a signature to those that are there"),
  SIGNER_REPEATED(
      INVALID,
      "Somebody has signed twice: one signer is never counted as two.",
      "take one of the two out of the signatures, and have somebody else sign if two have to"),
  SIGNATURE_INVALID(
      INVALID,
      "The signature does not fit what it is on: one of the two was altered.",
      "do not apply it; find out what altered the file, and have the dispatch reviewed and signed"
          + " again"),
  SIGNED_PLAN_DIFFERS(
      INVALID,
      "The signature is good, and is for another dispatch than this one.",
      "send the dispatch that was signed, or have this one reviewed and signed"),

  // Signed verdicts.
  VERDICT_UNREADABLE(
      INVALID,
      "What was signed is not a verdict of this guard, or contradicts itself.",
      "send the file that `driftguard check --format in-toto --verdict-key KEY` wrote, unchanged; a"
          + " verdict of another version is checked with that version"),
  VERDICT_PLAN_DIFFERS(
      INVALID,
      "The verdict is good, and is on another dispatch than this one.",
      "send the dispatch that the verdict is on, or have this one checked with `driftguard check`"),

  // Materialize.
  PLAN_CONTENT_DIFFERS(
      INVALID,
      "The store holds the same plan with other content.",
      "find out which of the two was reviewed; a plan that changes gets a new id"),
  PLAN_STORE_UNREADABLE(
      UNVERIFIABLE,
      "The plan store holds something that cannot be understood, or cannot be read.",
      "repair or move away the file at the place given, and materialize again"),
  PLAN_STORE_UNWRITABLE(
      UNVERIFIABLE,
      "The plan could not be written to the store.",
      "check space and permissions of the store, and materialize again");

  private final RefusalKind kind;
  private final String meaning;
  private final String recovery;

  RefusalCode(RefusalKind kind, String meaning, String recovery) {
    this.kind = kind;
    this.meaning = meaning;
    this.recovery = recovery;
  }

  /** The code of a reason for which an adapter cannot answer. */
  public static RefusalCode of(EngineException.Reason reason) {
    return switch (reason) {
      case SOURCE_NOT_SUPPORTED -> SOURCE_NOT_SUPPORTED;
      case DRIVER_MISSING -> DRIVER_MISSING;
      case UNREACHABLE -> DEPLOYMENT_UNREACHABLE;
      case ACCOUNT_REFUSED -> ACCOUNT_REFUSED;
      case CONNECTION_NOT_SECURE -> CONNECTION_NOT_SECURE;
      case TOPOLOGY_UNREADABLE -> TOPOLOGY_UNREADABLE;
      case LIVE_SCHEMA_UNREADABLE -> LIVE_SCHEMA_UNREADABLE;
      case LIVE_SCHEMA_HIDDEN -> LIVE_SCHEMA_HIDDEN;
      case LIVE_SCHEMA_CHANGED -> LIVE_SCHEMA_CHANGED;
      case LIVE_VSCHEMA_UNREADABLE -> LIVE_VSCHEMA_UNREADABLE;
      case DESIRED_SCHEMA_UNREADABLE -> DESIRED_SCHEMA_UNREADABLE;
      case NAMESPACE_MISSING -> NAMESPACE_MISSING;
      case DIFFERENCE_INEXPRESSIBLE -> DIFFERENCE_INEXPRESSIBLE;
      case VIEW_NOT_COMPARABLE -> VIEW_NOT_COMPARABLE;
    };
  }

  public RefusalKind kind() {
    return kind;
  }

  /** One sentence that says what was the case. */
  public String meaning() {
    return meaning;
  }

  /** What to do next. */
  public String recovery() {
    return recovery;
  }

  /** Recoveries that several codes share. */
  private static final class Recoveries {
    static final String MATERIALIZE =
        "materialize the plan again: `driftguard materialize --dispatch FILE --schema DIR --live"
            + " LOCATION --store DIR`";
    static final String REPLAN =
        "re-plan against the current schema to refresh the reviewed plan, then re-apply:"
            + " `driftguard plan --schema DIR --live LOCATION` prints the re-plan";
  }
}

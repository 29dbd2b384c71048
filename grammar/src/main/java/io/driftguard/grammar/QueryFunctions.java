package io.driftguard.grammar;

import io.driftguard.grammar.ast.Expr;
import java.util.Map;
import java.util.Set;

/** The functions of queries of which it was seen how a server prints them in a view. */
final class QueryFunctions {

  /** Functions that stand for a group of rows. */
  private static final Set<String> AGGREGATES =
      Set.of(
          "avg",
          "bit_and",
          "bit_or",
          "bit_xor",
          "count",
          "group_concat",
          "json_arrayagg",
          "json_objectagg",
          "max",
          "min",
          "std",
          "stddev_samp",
          "sum",
          "var_samp",
          "variance");

  /** Functions that the server prints by another name, beside those of {@link ExpressionForm}. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "session_user", "user",
          "stddev", "std",
          "stddev_pop", "std",
          "system_user", "user",
          "var_pop", "variance");

  private static final Set<String> KNOWN =
      Set.of(
          "abs",
          "acos",
          "adddate",
          "addtime",
          "any_value",
          "ascii",
          "asin",
          "atan",
          "atan2",
          "bin",
          "bin_to_uuid",
          "bit_count",
          "bit_length",
          "ceil",
          "ceiling",
          "char_length",
          "character_length",
          "coalesce",
          "concat",
          "concat_ws",
          "connection_id",
          "conv",
          "convert_tz",
          "cos",
          "cot",
          "crc32",
          "cume_dist",
          "curdate",
          "current_date",
          "current_time",
          "current_timestamp",
          "current_user",
          "curtime",
          "database",
          "date",
          "date_add",
          "date_format",
          "date_sub",
          "datediff",
          "day",
          "dayname",
          "dayofmonth",
          "dayofweek",
          "dayofyear",
          "degrees",
          "dense_rank",
          "elt",
          "exp",
          "field",
          "find_in_set",
          "first_value",
          "floor",
          "format",
          "from_days",
          "from_unixtime",
          "greatest",
          "hex",
          "hour",
          "if",
          "ifnull",
          "inet6_aton",
          "inet6_ntoa",
          "inet_aton",
          "inet_ntoa",
          "insert",
          "instr",
          "interval",
          "isnull",
          "json_array",
          "json_contains",
          "json_contains_path",
          "json_depth",
          "json_extract",
          "json_keys",
          "json_length",
          "json_merge_patch",
          "json_merge_preserve",
          "json_object",
          "json_overlaps",
          "json_quote",
          "json_remove",
          "json_replace",
          "json_search",
          "json_set",
          "json_type",
          "json_unquote",
          "json_valid",
          "lag",
          "last_day",
          "last_insert_id",
          "last_value",
          "lcase",
          "lead",
          "least",
          "left",
          "length",
          "ln",
          "localtime",
          "localtimestamp",
          "locate",
          "log",
          "log10",
          "log2",
          "lower",
          "lpad",
          "ltrim",
          "makedate",
          "maketime",
          "md5",
          "microsecond",
          "mid",
          "minute",
          "mod",
          "month",
          "monthname",
          "now",
          "nth_value",
          "ntile",
          "nullif",
          "oct",
          "octet_length",
          "ord",
          "percent_rank",
          "period_add",
          "period_diff",
          "pi",
          "pow",
          "power",
          "quarter",
          "quote",
          "radians",
          "rand",
          "rank",
          "regexp_instr",
          "regexp_like",
          "regexp_replace",
          "regexp_substr",
          "repeat",
          "replace",
          "reverse",
          "right",
          "round",
          "row_number",
          "rpad",
          "rtrim",
          "schema",
          "sec_to_time",
          "second",
          "session_user",
          "sha",
          "sha1",
          "sha2",
          "sign",
          "sin",
          "soundex",
          "space",
          "sqrt",
          "str_to_date",
          "strcmp",
          "subdate",
          "substr",
          "substring",
          "substring_index",
          "subtime",
          "sysdate",
          "system_user",
          "tan",
          "time",
          "time_format",
          "time_to_sec",
          "timediff",
          "timestamp",
          "to_days",
          "to_seconds",
          "trim",
          "truncate",
          "ucase",
          "unhex",
          "unix_timestamp",
          "upper",
          "user",
          "utc_date",
          "utc_time",
          "utc_timestamp",
          "uuid",
          "uuid_short",
          "uuid_to_bin",
          "version",
          "week",
          "weekday",
          "weekofyear",
          "year",
          "yearweek");

  private static final Set<String> SPECIAL =
      Set.of(
          "AVG",
          "COUNT",
          "EXTRACT",
          "GROUP_CONCAT",
          "SUM",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "TRIM");

  private QueryFunctions() {}

  /** The name that the server prints for that of a function, both in lower case. */
  static String printed(String name) {
    return SYNONYMS.getOrDefault(name, name);
  }

  /** Whether it was seen how calls of that function are printed; its name in lower case. */
  static boolean isKnown(String name) {
    return KNOWN.contains(name) || AGGREGATES.contains(printed(name));
  }

  /** Whether it was seen how such constructs are printed. */
  static boolean isKnown(Expr.Special special) {
    return SPECIAL.contains(special.name());
  }

  /** Whether a value depends on other rows than its own. */
  static boolean aggregates(Expr e) {
    if (e instanceof Expr.Windowed) {
      return true;
    }
    if (e instanceof Expr.Call c && isAggregate(c.name())) {
      return true;
    }
    return (e instanceof Expr.Special s && isAggregate(s.name()))
        || ExpressionParts.of(e).stream().anyMatch(QueryFunctions::aggregates);
  }

  static boolean isAggregate(String name) {
    return AGGREGATES.contains(printed(Names.fold(name)));
  }
}

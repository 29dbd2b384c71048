package io.driftguard.engine.report;

import com.google.common.collect.ImmutableList;

/**
 * One thing that a report says.
 *
 * @param key what it is about
 * @param value what is said
 */
public record ReportField(ReportKey key, ReportValue value) {

  public static ReportField words(ReportKey key, String text) {
    return new ReportField(key, ReportValue.words(text));
  }

  public static ReportField code(ReportKey key, String text) {
    return new ReportField(key, ReportValue.code(text));
  }

  public static ReportField amount(ReportKey key, long amount) {
    return new ReportField(key, ReportValue.amount(amount));
  }

  public static ReportField entries(ReportKey key, Iterable<? extends ReportValue> entries) {
    return new ReportField(key, ReportValue.entries(ImmutableList.copyOf(entries)));
  }
}

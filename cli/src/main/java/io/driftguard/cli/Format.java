package io.driftguard.cli;

import com.google.common.collect.ImmutableList;
import io.driftguard.api.Quoted;
import java.util.Locale;
import java.util.Optional;

/** What an answer looks like. */
enum Format {
  TEXT,
  JSON,
  MARKDOWN;

  /** What may be given, for help and messages. */
  static final String NAMES = "text, json or markdown";

  /**
   * The format that was given, or {@link #TEXT}.
   *
   * @throws UsageException when there is none of that name
   */
  static Format parse(Optional<String> given) throws UsageException {
    if (given.isEmpty()) {
      return TEXT;
    }
    for (Format format : ImmutableList.copyOf(values())) {
      if (format.name().toLowerCase(Locale.ROOT).equals(given.get())) {
        return format;
      }
    }
    throw new UsageException("a format is " + NAMES + ", but found " + Quoted.text(given.get()));
  }
}

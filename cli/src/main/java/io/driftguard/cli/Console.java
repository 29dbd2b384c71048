package io.driftguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.driftguard.api.Quoted;
import io.driftguard.api.VisibleText;
import io.driftguard.api.engine.Progress;
import io.driftguard.engine.report.TextStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The standard streams of one run. Text leaves as UTF-8 whatever the locale says, and a write that
 * fails is an exception: an answer that nobody got must not end in a status that promises one.
 */
final class Console {

  private final InputStream in;
  private final OutputStream out;
  private final OutputStream err;
  private final TextStyle style;
  private final boolean watched;

  /** The streams of a run on no terminal. */
  Console(InputStream in, OutputStream out, OutputStream err) {
    this(in, out, err, TextStyle.PLAIN, false);
  }

  /**
   * @param style what standard output can show
   * @param watched whether standard error is a terminal, where somebody waits
   */
  Console(InputStream in, OutputStream out, OutputStream err, TextStyle style, boolean watched) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.style = style;
    this.watched = watched;
  }

  /** What standard output can show. */
  TextStyle style() {
    return style;
  }

  /** Shows on standard error how far a long run is, when somebody is there to see it. */
  Progress progress() {
    return watched ? this::show : Progress.NONE;
  }

  private synchronized void show(String what, int done, int total) {
    String end = done < total ? "" : "\n";
    try {
      err.write(("\r" + VisibleText.of(what) + ": " + done + " of " + total + end).getBytes(UTF_8));
      err.flush();
    } catch (IOException e) {
      // An answer does not depend on whether somebody could watch it being made.
      return;
    }
  }

  InputStream in() {
    return in;
  }

  /** Writes text to standard output, and waits until it is taken. */
  void print(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /**
   * Writes SQL to standard output: exactly this text, or nothing. It may be meant for a terminal as
   * well as for a server, and what is escaped for the one is another text for the other.
   *
   * @throws UnreadableException when the text holds a character that a terminal would act on
   */
  void printSql(String sql) throws IOException, UnreadableException {
    for (String line : Splitter.on('\n').split(sql)) {
      if (!VisibleText.of(line).equals(line)) {
        throw new UnreadableException(
            "the answer holds a character that a terminal may act on, in "
                + Quoted.text(line)
                + "; with --jsonl it is given as it is");
      }
    }
    print(sql);
  }

  /** Writes one line to standard error. There is no one left to tell when that fails. */
  void complain(String message) {
    try {
      err.write(("driftguard: " + VisibleText.of(message) + "\n").getBytes(UTF_8));
      err.flush();
    } catch (IOException e) {
      return;
    }
  }
}

package io.driftguard.engine.refusal;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains each refusal code: what happened, an example, and what to do. */
public final class RefusalPage {

  private static final ImmutableMap<String, String> EXAMPLES = examples();

  private RefusalPage() {}

  /** The explanation of one code, in Markdown that reads well as it is. */
  public static String of(RefusalCode code) {
    return code.meaning()
        + "\n\nExample: "
        + example(code).orElse("none")
        + "\n\nWhat to do: "
        + code.recovery()
        + "\n";
  }

  /** An example of the code, when there is one. */
  static Optional<String> example(RefusalCode code) {
    return Optional.ofNullable(EXAMPLES.get(code.name()));
  }

  /** The names for which there are examples. */
  static Iterable<String> explained() {
    return EXAMPLES.keySet();
  }

  /** The page of all codes, in Markdown. */
  static String page() {
    return """
        # Refusals

        Generated from the refusal codes and their examples. Do not edit.

        Every refusal has a code that does not change, so that people and programs can look for it. `driftguard explain CODE`
        prints what is said here. The kind decides the exit status: 1 when every refusal is `DRIFT`, otherwise 2.

        | kind | what it says |
        |---|---|
        | `DRIFT` | the live schema is not what the review was made for |
        | `INVALID` | the dispatch, or what came with it, is malformed or contradicts itself |
        | `UNVERIFIABLE` | something could not be read or understood, so nothing is known; never taken for agreement |

        """
        + Arrays.stream(RefusalCode.values())
            .map(code -> "## " + code.name() + "\n\n`" + code.kind() + "`\n\n" + of(code))
            .collect(Collectors.joining("\n"));
  }

  private static ImmutableMap<String, String> examples() {
    String text;
    try {
      text =
          Resources.toString(
              Resources.getResource(RefusalPage.class, "examples.txt"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the examples of refusals are not in the jar", e);
    }
    ImmutableMap.Builder<String, String> examples = ImmutableMap.builder();
    for (String line : text.lines().toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        List<String> parts = Splitter.on(' ').limit(2).splitToList(line);
        examples.put(parts.get(0), parts.get(1));
      }
    }
    return examples.buildOrThrow();
  }
}

package io.driftguard.engine.rules;

import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RulePageTest {

  @Test
  void docsHoldThePageThatTheProcessorWrites() throws IOException {
    String generated =
        Resources.toString(
            Resources.getResource("META-INF/driftguard/rules.md"), StandardCharsets.UTF_8);
    // Surefire runs tests in the directory of their module.
    String committed = Files.readString(Path.of("..", "docs", "rules.md"));

    assertWithMessage(
            "docs/rules.md is out of date; refresh it with: cp"
                + " engine/target/classes/META-INF/driftguard/rules.md docs/rules.md")
        .that(committed)
        .isEqualTo(generated);
  }
}

package io.driftguard.engine.refusal;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RefusalPageTest {

  // Surefire runs tests in the directory of their module.
  private static final Path PAGE = Path.of("..", "docs", "refusals.md");

  @Test
  void everyCodeHasAnExampleAndNothingElseHas() {
    assertThat(RefusalPage.explained())
        .containsExactlyElementsIn(
            Arrays.stream(RefusalCode.values()).map(RefusalCode::name).toList());
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(RefusalPage.example(code).orElseThrow()).matches("[^ ].{14,}");
    }
  }

  @Test
  void docsHoldThePageThatTheCodesMake() throws IOException {
    Path fresh = Path.of("target", "refusals.md");
    Files.writeString(fresh, RefusalPage.page());
    assertWithMessage("out of date; refresh it with: cp engine/target/refusals.md docs/")
        .that(Files.readString(PAGE))
        .isEqualTo(RefusalPage.page());
  }
}

package io.driftguard.cli;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BoundedLinesTest {

  @Test
  void readsEachLineWithoutItsLineFeed() throws Exception {
    assertThat(all("a\n\nb\r\nc")).containsExactly("a", "", "b\r", "c").inOrder();
  }

  @Test
  void findsNoLineAfterTheLastLineFeed() throws Exception {
    assertThat(all("a\n")).containsExactly("a");
    assertThat(all("")).isEmpty();
  }

  @Test
  void readsLinesThatCrossItsBuffer() throws Exception {
    String first = "ä".repeat(100_000);
    String second = "b".repeat(1 << 16);
    assertThat(all(first + "\n" + second + "\n")).containsExactly(first, second).inOrder();
  }

  @Test
  void refusesALineThatIsTooLongAndGoesOnWithTheNext() throws Exception {
    BoundedLines lines = lines("12345\n123456\n1\n".getBytes(UTF_8), 5);
    assertThat(lines.next()).hasValue("12345");
    MalformedLineException e = assertThrows(MalformedLineException.class, lines::next);
    assertThat(e).hasMessageThat().isEqualTo("expected a line of at most 5 bytes, but found 6");
    assertThat(lines.next()).hasValue("1");
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void refusesALineThatIsNotUtf8AndGoesOnWithTheNext() throws Exception {
    BoundedLines lines = lines(new byte[] {'a', (byte) 0xc3, '\n', 'b', '\n'}, 5);
    assertThrows(MalformedLineException.class, lines::next);
    assertThat(lines.next()).hasValue("b");
  }

  private static List<String> all(String text) throws IOException, MalformedLineException {
    BoundedLines lines = lines(text.getBytes(UTF_8), 1 << 20);
    List<String> all = new ArrayList<>();
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }

  private static BoundedLines lines(byte[] bytes, int maxBytes) {
    return new BoundedLines(new ByteArrayInputStream(bytes), maxBytes);
  }
}

package io.driftguard.mysqltesting;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ElfExecutableTest {

  @Test
  void theServerAsksForNoLibraryThatItDoesNotCall() throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path mysqld = ServerFiles.prepared(temporary).software().resolve("bin/mysqld");
    ElfExecutable program = new ElfExecutable(Files.readAllBytes(mysqld));
    assertThat(program.needed()).contains("libc.so.6");
    assertThat(program.needed()).doesNotContain("libaio.so.1");
    assertThat(program.replaceNeeded("libaio.so.1", "libc.so.6")).isFalse();
  }

  @Test
  void somethingElseIsRefused() {
    byte[] script = "#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new ElfExecutable(script));
    assertThat(e).hasMessageThat().isEqualTo("expected a 64-bit little-endian ELF file");
  }
}

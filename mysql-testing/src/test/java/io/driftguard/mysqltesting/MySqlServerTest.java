package io.driftguard.mysqltesting;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class MySqlServerTest {

  @Test
  void isARealServerOfASupportedVersion() throws Exception {
    MySqlServer server = MySqlServer.shared();
    assertThat(server.versionNumber()).isAtLeast(80_000);
    try (Connection connection = server.connect()) {
      assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo(server.version());
    }
  }

  @Test
  void isStartedOnce() {
    assertThat(MySqlServer.shared()).isSameInstanceAs(MySqlServer.shared());
  }

  @Test
  void aSchemaHasWhatWasCreatedInItAndIsDroppedWhenClosed() throws Exception {
    TestSchema schema = MySqlServer.shared().createSchema("CHARACTER SET latin1");
    try (schema) {
      schema.execute("CREATE TABLE ships (id int NOT NULL, PRIMARY KEY (id))");
      assertThat(schema.showCreateTable("ships")).contains("DEFAULT CHARSET=latin1");
    }
    assertThrows(SQLException.class, schema::connect);
  }

  @Test
  void schemasDoNotShareNames() throws Exception {
    try (TestSchema one = MySqlServer.shared().createSchema();
        TestSchema other = MySqlServer.shared().createSchema()) {
      assertThat(one.name()).isNotEqualTo(other.name());
    }
  }

  @Test
  void aServerOfOnesOwnHasItsOptionsAndIsGoneWhenClosed() throws Exception {
    MySqlServer server = MySqlServer.start("--lower-case-table-names=1", "--sql-mode=ANSI_QUOTES");
    try (server;
        Connection connection = server.connect()) {
      assertThat(MySqlServer.only(connection, "SELECT @@lower_case_table_names")).isEqualTo("1");
      assertThat(MySqlServer.only(connection, "SELECT @@GLOBAL.sql_mode")).isEqualTo("ANSI_QUOTES");
    }
    assertThrows(SQLException.class, server::connect);
  }

  @Test
  void saysWhatTheServerSaidAndHowToUseAnotherOneWhenItDoesNotStart() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> MySqlServer.start("--no-such-option=of-mysqld"));
    assertThat(e).hasMessageThat().contains("no-such-option");
    assertThat(e).hasMessageThat().contains("-Ddriftguard.test.mysql=jdbc:mysql://user@host:port/");
  }
}

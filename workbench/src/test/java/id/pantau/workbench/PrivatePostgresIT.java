package id.pantau.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PrivatePostgresIT {
  @Test
  void freshDatabasesHavePostgisAndNothingOfEachOther() throws SQLException {
    var first = SharedPostgres.freshDatabase();
    var second = SharedPostgres.freshDatabase();
    run(first.jdbcUrl(), "CREATE TABLE seen (at geometry(Point,4326))");
    assertEquals(
        "POINT(116.5 -8.6)", ask(first.jdbcUrl(), "SELECT ST_AsText(ST_MakePoint(116.5, -8.6))"));
    assertEquals(
        "1", ask(first.jdbcUrl(), "SELECT count(*) FROM pg_tables WHERE tablename = 'seen'"));
    assertEquals(
        "0", ask(second.jdbcUrl(), "SELECT count(*) FROM pg_tables WHERE tablename = 'seen'"));
  }

  @Test
  void refusesAWrongPassword() {
    var database = SharedPostgres.freshDatabase();
    var refused =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(database.address(), database.user(), "wrong"));
    assertEquals("28P01", refused.getSQLState());
  }

  @Test
  void refusesADatabaseNameThatIsSql() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SharedPostgres.server().createDatabase("x; DROP DATABASE postgres"));
  }

  @Test
  void keepsWhatWasCommittedThroughAnImmediateStop() throws SQLException {
    Path folder = TestFolder.create("fault");
    try (var postgres = PrivatePostgres.start(PrivatePostgres.Settings.durable(folder))) {
      postgres.createDatabase("fault");
      String url = postgres.jdbcUrl("fault");
      run(url, "CREATE TABLE kept (n int)");
      run(url, "INSERT INTO kept SELECT generate_series(1, 1000)");
      postgres.stopImmediate();
      assertFalse(postgres.isRunning());
      assertThrows(SQLException.class, () -> ask(url, "SELECT 1"));
      postgres.restart();
      assertEquals("1000", ask(url, "SELECT count(*) FROM kept"));
      assertEquals("on", ask(url, "SHOW fsync"));
    }
  }

  @Test
  void leavesNoProcessAndNoFileAfterClose() {
    Path folder = TestFolder.create("gone");
    var postgres = PrivatePostgres.start(PrivatePostgres.Settings.fleeting(folder));
    long pid = postgres.pid();
    var children = ProcessHandle.of(pid).orElseThrow().descendants().toList();
    assertFalse(children.isEmpty());
    postgres.close();
    assertTrue(ProcessHandle.of(pid).isEmpty());
    assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
    assertFalse(Files.exists(folder));
  }

  @Test
  void findsItsDatabasesAgainWhenItIsKept() throws SQLException {
    Path folder = TestFolder.create("kept");
    try {
      String password;
      try (var postgres = PrivatePostgres.start(PrivatePostgres.Settings.lasting(folder))) {
        postgres.createDatabase("demo");
        run(postgres.jdbcUrl("demo"), "CREATE TABLE remembered (n int)");
        password = postgres.password();
      }
      try (var postgres = PrivatePostgres.start(PrivatePostgres.Settings.lasting(folder))) {
        assertTrue(postgres.hasDatabase("demo"));
        assertEquals(password, postgres.password());
        assertEquals("0", ask(postgres.jdbcUrl("demo"), "SELECT count(*) FROM remembered"));
      }
    } finally {
      Trees.remove(folder);
    }
  }

  @Test
  void makesTheClusterAnewWhenItsFirstStartWasCutOff() throws Exception {
    Path folder = TestFolder.create("half");
    var settings = PrivatePostgres.Settings.fleeting(folder);
    Files.createDirectories(folder.resolve("cluster/data/base"));
    Files.writeString(folder.resolve("cluster/data/PG_VERSION"), "15");
    try (var postgres = PrivatePostgres.start(settings)) {
      assertEquals("1", ask(postgres.jdbcUrl("postgres"), "SELECT 1"));
    }
  }

  @Test
  void usesNeitherTheDefaultPortNorADefaultSocket() throws SQLException {
    var server = SharedPostgres.server();
    assertNotEquals(5432, server.port());
    String url = server.jdbcUrl("postgres");
    assertEquals("127.0.0.1", ask(url, "SHOW listen_addresses"));
    assertFalse(ask(url, "SHOW unix_socket_directories").startsWith("/var/run"));
  }

  private static void run(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }
}

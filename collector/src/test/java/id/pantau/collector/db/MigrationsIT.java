package id.pantau.collector.db;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A start goes through the migrations when, and only when, they are not those of the database. */
class MigrationsIT {
  /** Flyway refuses a database in whose history a file had other content. */
  private static final String DISTURB_FLYWAY =
      "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '002'";

  private static void execute(DbSettings settings, String sql) throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatIsMarkedAsDoneIsNotGoneThroughAgain() throws SQLException {
    DbSettings settings = TestDb.freshSettings();
    execute(settings, DISTURB_FLYWAY);
    Db.open(settings).close();
  }

  @Test
  void theMarkOfOtherFilesIsNoMark() throws SQLException {
    DbSettings settings = TestDb.freshSettings();
    execute(settings, DISTURB_FLYWAY);
    execute(settings, "UPDATE migrations_done SET fingerprint = '1-abc'");
    assertThrows(RuntimeException.class, () -> Db.open(settings));
  }

  @Test
  void withoutAMarkTheyRunAndAreMarked() throws SQLException {
    DbSettings settings = TestDb.freshSettings();
    execute(settings, "DELETE FROM migrations_done");
    Db.open(settings).close();
    execute(settings, DISTURB_FLYWAY);
    Db.open(settings).close();
  }

  @Test
  void aDatabaseThatIsAwayIsToldAtOnce() {
    DbSettings settings = TestDb.freshSettings();
    var nowhere =
        new DbSettings(
            settings.url() + "_gone", settings.owner(), settings.app(), settings.service());
    assertThrows(RuntimeException.class, () -> Db.open(nowhere));
  }
}

package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.scope.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupIT {
  @TempDir Path folder;

  private CollectorSettings settings(DbSettings database, Path keys) {
    return new CollectorSettings(
        "127.0.0.1",
        0,
        database,
        Optional.of(
            new CollectorSettings.Mqtt(
                "ssl://127.0.0.1:1",
                keys.resolve("ca.pem"),
                keys.resolve("collector.pem"),
                keys.resolve("collector.key"))),
        "lombok-timur",
        false);
  }

  private CollectorSettings withoutIngest(CollectorSettings settings) {
    return new CollectorSettings(
        settings.host(), 0, settings.database(), Optional.empty(), settings.seed(), false);
  }

  private CollectorSettings livedIn() throws IOException {
    CollectorSettings settings = settings(TestDb.emptySettings(), folder.resolve("keys"));
    Files.createDirectories(folder.resolve("keys"));
    for (String each : List.of("ca.pem", "collector.pem", "collector.key")) {
      Files.writeString(folder.resolve("keys").resolve(each), "content of " + each);
    }
    try (Collector collector = Collector.start(withoutIngest(settings), InstantSource.system())) {
      collector
          .doors()
          .auth()
          .addUser(
              new NewUser("sekda", "Sekda", Role.LEADER, OptionalInt.empty(), "rahasia sekali"));
    }
    return settings;
  }

  @Test
  void everyTableAndKeyComesBackAndTheCollectorStartsOnThem() throws Exception {
    CollectorSettings old = livedIn();
    Path file = folder.resolve("pantau.zip");
    new Backup(old).write(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

    Path newKeys = folder.resolve("new/keys");
    CollectorSettings renewed = settings(TestDb.emptySettings(), newKeys);
    assertEquals(List.of(), new Backup(renewed).restore(file));

    Map<String, Long> expected = rows(old.database());
    assertTrue(expected.get("user_account") >= 1, expected.toString());
    assertTrue(expected.get("opd") >= 10, expected.toString());
    assertEquals(expected, rows(renewed.database()));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("keys/collector.key")),
        Files.readAllBytes(newKeys.resolve("collector.key")));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(newKeys.resolve("collector.key"))));
    // Grants, row-level security and the history of migrations came along.
    try (Collector collector = Collector.start(withoutIngest(renewed), InstantSource.system())) {
      assertTrue(collector.doors().db().isReachable());
    }
  }

  @Test
  void aDatabaseThatIsNotEmptyIsLeftAlone() throws IOException {
    CollectorSettings settings = livedIn();
    Path file = folder.resolve("pantau.zip");
    new Backup(settings).write(file);
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new Backup(settings).restore(file));
    assertTrue(refused.getMessage().contains("not empty"), refused.getMessage());
  }

  @Test
  void aKeyThatDiffersIsLeftAloneAndNamed() throws IOException {
    CollectorSettings old = livedIn();
    Path file = folder.resolve("pantau.zip");
    new Backup(old).write(file);
    Files.writeString(folder.resolve("keys/ca.pem"), "another authority");
    List<String> left =
        new Backup(settings(TestDb.emptySettings(), folder.resolve("keys"))).restore(file);
    assertEquals(1, left.size(), left.toString());
    assertTrue(left.get(0).contains("ca.pem"), left.toString());
    assertEquals("another authority", Files.readString(folder.resolve("keys/ca.pem")));
  }

  @Test
  void aFileOfSomethingElseIsRefusedBeforeAnythingIsTouched() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.txt"), "Dengan hormat");
    CollectorSettings settings = settings(TestDb.emptySettings(), folder);
    assertThrows(IllegalArgumentException.class, () -> new Backup(settings).restore(file));
    assertFalse(Files.exists(folder.resolve("collector.key")));
  }

  @Test
  void aFailedBackupLeavesNoFileAndSaysWhatPgDumpSaid() throws IOException {
    CollectorSettings right = livedIn();
    DbSettings database = right.database();
    var wrong =
        new DbSettings(
            database.url(),
            new DbSettings.Login(database.owner().user(), "not this one"),
            database.app(),
            database.service());
    Path file = folder.resolve("pantau.zip");
    var failure =
        assertThrows(
            IllegalStateException.class,
            () -> new Backup(settings(wrong, folder.resolve("keys"))).write(file));
    assertTrue(failure.getMessage().contains("pg_dump"), failure.getMessage());
    try (var all = Files.list(folder)) {
      assertEquals(List.of("keys"), all.map(each -> each.getFileName().toString()).toList());
    }
  }

  @Test
  void anOlderBackupIsNeverOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("pantau.zip"), "the only backup of last month");
    CollectorSettings settings = livedIn();
    assertThrows(IllegalArgumentException.class, () -> new Backup(settings).write(file));
    assertEquals("the only backup of last month", Files.readString(file));
  }

  /** How many rows each table has. */
  private static Map<String, Long> rows(DbSettings database) throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (Connection connection =
            DriverManager.getConnection(
                database.url(), database.owner().user(), database.owner().password());
        Statement statement = connection.createStatement()) {
      try (ResultSet names =
          statement.executeQuery(
              "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")) {
        while (names.next()) {
          counts.put(names.getString(1), 0L);
        }
      }
      for (Map.Entry<String, Long> table : counts.entrySet()) {
        try (ResultSet count =
            statement.executeQuery("SELECT count(*) FROM \"" + table.getKey() + "\"")) {
          count.next();
          table.setValue(count.getLong(1));
        }
      }
    }
    return counts;
  }
}

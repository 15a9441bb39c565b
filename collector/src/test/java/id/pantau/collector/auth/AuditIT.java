package id.pantau.collector.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AuditIT {
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00.123456789Z");

  @Test
  void aChangedRowBreaksTheChain() throws SQLException {
    DbSettings settings = TestDb.freshSettings();
    try (Db db = Db.open(settings)) {
      var audit = new Audit(db, () -> NOW);
      for (int i = 1; i <= 3; i++) {
        audit.record("admin", "user-added", "user:" + i, "");
      }
      assertEquals(OptionalLong.empty(), audit.findBrokenRow());
      // What the owner of the database could do; the collector's own login cannot.
      try (Connection owner =
              DriverManager.getConnection(
                  settings.url(), settings.owner().user(), settings.owner().password());
          Statement statement = owner.createStatement()) {
        statement.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only");
        statement.execute("UPDATE audit SET subject = 'user:9' WHERE id = 2");
      }
      assertEquals(OptionalLong.of(2), audit.findBrokenRow());
    }
  }

  @Test
  void neitherTheServiceNorARowOwnerCanRewriteHistory() {
    try (Db db = TestDb.open()) {
      var audit = new Audit(db, () -> NOW);
      audit.record("admin", "user-added", "user:1", "");
      assertThrows(
          RuntimeException.class,
          () -> db.asService(s -> s.change(Sql.of("DELETE FROM audit"), Map.of())));
      assertThrows(
          RuntimeException.class,
          () -> db.asService(s -> s.change(Sql.of("UPDATE audit SET details = 'x'"), Map.of())));
    }
  }
}

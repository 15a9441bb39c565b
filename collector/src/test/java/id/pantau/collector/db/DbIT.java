package id.pantau.collector.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DbIT {
  private static final Viewer OPERATOR =
      new Viewer(
          7, "operator.dikes", "Operator", Role.OPD_OPERATOR, OptionalInt.of(3), Locale.of("id"));

  @Test
  void aTransactionKnowsWhoIsAsking() {
    try (Db db = TestDb.open()) {
      Row row =
          db.as(OPERATOR, s -> s.get(Sql.of("SELECT app_role() AS r, app_opd() AS o"), Map.of()));
      assertEquals("opd-operator", row.getText("r"));
      assertEquals(3, row.getInt("o"));
      assertEquals(
          Optional.empty(),
          db.asService(s -> s.get(Sql.of("SELECT app_role() AS r"), Map.of())).findText("r"));
    }
  }

  @Test
  void whoIsAskingEndsWithTheTransaction() {
    try (Db db = TestDb.open()) {
      for (int i = 0; i < 2 * DbSettings.POOL_SIZE; i++) {
        db.as(OPERATOR, s -> s.get(Sql.of("SELECT 1 AS one"), Map.of()));
      }
      Viewer nobodysOpd =
          new Viewer(8, "admin", "Admin", Role.ADMIN, OptionalInt.empty(), Locale.of("id"));
      for (int i = 0; i < 2 * DbSettings.POOL_SIZE; i++) {
        Row row = db.as(nobodysOpd, s -> s.get(Sql.of("SELECT app_opd() AS o"), Map.of()));
        assertEquals(OptionalInt.empty(), row.findInt("o"));
      }
    }
  }

  @Test
  void aFailedTransactionLeavesNothingAndGivesItsConnectionBack() {
    try (Db db = TestDb.open()) {
      for (int i = 0; i < 2 * DbSettings.POOL_SIZE; i++) {
        assertThrows(
            IllegalArgumentException.class,
            () ->
                db.asService(
                    s -> {
                      s.change(Sql.of("CREATE TEMPORARY TABLE gone (n int)"), Map.of());
                      throw new IllegalArgumentException("on purpose");
                    }));
      }
      Row row =
          db.asService(s -> s.get(Sql.of("SELECT to_regclass('gone') IS NULL AS g"), Map.of()));
      assertEquals(true, row.getBoolean("g"));
    }
  }

  /**
   * A disk that is full says 53100 (PostgreSQL, Appendix A); here somebody says it in its place.
   */
  @Test
  void aDatabaseWithoutRoomIsWaitedForAndGoesOnBeingRead() {
    try (Db db = TestDb.open()) {
      for (String state : List.of("53100", "53300", "25006")) {
        Sql full =
            Sql.of(
                "DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '" + state + "'; END $$");
        DatabaseAway away =
            assertThrows(
                DatabaseAway.class, () -> db.asService(session -> session.change(full, Map.of())));
        assertTrue(away.isOutOfRoom(), state);
        assertTrue(db.isReachable());
      }
      Sql readOnly = Sql.of("SET TRANSACTION READ ONLY");
      assertThrows(
          DatabaseAway.class,
          () ->
              db.asService(
                  session -> {
                    session.change(readOnly, Map.of());
                    return session.change(Sql.of("DELETE FROM packed_day"), Map.of());
                  }));
      assertEquals(1, db.asService(s -> s.get(Sql.of("SELECT 1 AS one"), Map.of())).getInt("one"));
    }
  }

  @Test
  void bindsInstantsOptionalsAndArrays() {
    Instant at = Instant.parse("2026-11-25T01:02:03.456Z");
    try (Db db = TestDb.open()) {
      Row row =
          db.asService(
              s ->
                  s.get(
                      Sql.of(
                          "SELECT CAST(:at AS timestamptz) AS at, CAST(:no AS int) AS no, CAST(:yes AS"
                              + " text) AS yes"),
                      Map.of("at", at, "no", OptionalInt.empty(), "yes", Optional.of("ya"))));
      assertEquals(at, row.getInstant("at"));
      assertEquals(OptionalInt.empty(), row.findInt("no"));
      assertEquals("ya", row.getText("yes"));

      List<Row> rows =
          db.asService(
              s ->
                  s.list(
                      Sql.of(
                          "SELECT n, t FROM unnest(CAST(:ns AS bigint[]), CAST(:ts AS float8[])) AS"
                              + " q(n, t)"),
                      Map.of("ns", new long[] {1, 2}, "ts", new double[] {0.5, -1})));
      assertArrayEquals(
          new double[] {1.5, 1},
          rows.stream().mapToDouble(r -> r.getLong("n") + r.getDouble("t")).toArray());
    }
  }

  @Test
  void neitherLoginOwnsATableOrPassesRowSecurity() {
    try (Db db = TestDb.open()) {
      assertThrows(
          RuntimeException.class,
          () ->
              db.as(OPERATOR, s -> s.change(Sql.of("CREATE TABLE public.mine (n int)"), Map.of())));
      for (Row role :
          db.asService(
              s ->
                  s.list(
                      Sql.of(
                          "SELECT rolbypassrls OR rolsuper AS free FROM pg_roles WHERE rolname LIKE"
                              + " 'pantau_%'"),
                      Map.of()))) {
        assertEquals(false, role.getBoolean("free"));
      }
    }
  }
}

package id.pantau.collector.db;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an older version stored as rows is still there, in every column, when it became blocks. */
class FixBlocksMigrationIT {
  private static final String BEFORE_BLOCKS = "104";

  private static final String ALL =
      "SELECT fix_time, epoch, seq, device_no, speed_dms, course_deg, altitude_m, hdop_tenths,"
          + " satellites, mode, flags, ST_AsText(geom) FROM fix ORDER BY device_no, epoch, seq";

  @Test
  void rowsBecomeBlocksAndNothingIsLost() throws SQLException {
    DbSettings settings = TestDb.emptySettings();
    Migrations.flyway(settings).target(BEFORE_BLOCKS).load().migrate();
    try (Connection owner =
        DriverManager.getConnection(
            settings.url(), settings.owner().user(), settings.owner().password())) {
      write(owner);
      List<String> before = rows(owner, ALL);
      assertEquals(600, before.size());
      Migrations.flyway(settings).load().migrate();
      assertEquals(before, rows(owner, ALL));
      assertEquals(
          List.of("600"),
          rows(owner, "SELECT sum(bit_count(stored::bit(64)))::text FROM stored_seq"));
      assertEquals(
          rows(owner, "SELECT DISTINCT flags & 16 <> 0 FROM fix ORDER BY 1"),
          rows(owner, "SELECT DISTINCT private FROM fix_block ORDER BY 1"));
    }
  }

  /**
   * Two journals of two trackers over some hours and a midnight, with unknown and extreme values.
   */
  private static void write(Connection owner) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute(
          """
          INSERT INTO region (name, short_name, time_zone, zone_abbreviation, west, south, east, north, center_lat, center_lon,
                              cut_off, grace_until)
          VALUES ('Lombok Timur', 'Lotim', 'Asia/Makassar', 'WITA', 116.3, -8.95, 116.8, -8.25, -8.6, 116.5, '16:00', '20:00')
          """);
      statement.execute(
          "SELECT ensure_fix_partition(DATE '2025-03-04' + d) FROM generate_series(0, 1) d");
      statement.execute(
          """
          INSERT INTO fix
          SELECT timestamptz '2025-03-04 12:00+00' + make_interval(secs => 37.25 * i), now(), 5 - 10 * (i % 2), i + 1, 3 + i % 2,
                 CASE WHEN i % 3 > 0 THEN i END, CASE WHEN i % 4 > 0 THEN i % 360 END,
                 CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN -1 WHEN 2 THEN 20000 ELSE -1000 END,
                 CASE WHEN i % 6 > 0 THEN 999 END, CASE WHEN i % 7 > 0 THEN i % 100 END, 2 + i % 2, i % 32,
                 ST_SetSRID(ST_MakePoint(-180 + i * 0.600001, 90 - i * 0.3), 4326)
          FROM generate_series(0, 599) i
          """);
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(result.getString(i)).append(' ');
        }
        rows.add(row.toString().strip());
      }
    }
    return rows;
  }
}

package id.pantau.acceptance.bench;

import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * A large past in the database: some simulated days as trackers record them, repeated for every
 * vehicle and day.
 */
final class History {
  /** Of each vehicle another place: so far apart that no two drive the same line. */
  private static final String FILL =
      """
      INSERT INTO fix (fix_time, received_at, epoch, seq, device_no, speed_dms, course_deg,
                       altitude_m, hdop_tenths, satellites, mode, flags, geom)
      SELECT day_start + make_interval(secs => t.second), day_start + make_interval(secs => t.second + 1),
             7, t.nr, d.no, t.speed, t.course, 120, 9, 11, 3, t.flags,
             ST_SetSRID(ST_MakePoint(t.lon + d.no %% 50 * 1e-4, t.lat + d.no / 50 * 1e-4), 4326)
      FROM (SELECT region_day_start(DATE '%s') AS day_start) AS day, device d
      JOIN template t ON t.sample = d.no %% %d
      ORDER BY d.no, t.second
      """;

  private static final String LATEST =
      """
      INSERT INTO latest_position (device_no, fix_time, received_at, epoch, seq, since, batch_from,
                                   speed_dms, course_deg, flags, standing, geom)
      SELECT DISTINCT ON (device_no) device_no, fix_time, received_at, epoch, seq, fix_time, fix_time,
             speed_dms, course_deg, flags, false, geom
      FROM fix WHERE fix_time >= region_day_start(DATE '%s') ORDER BY device_no, fix_time DESC
      """;

  private final String jdbcUrl;
  private final List<List<Fix>> samples;
  private final ZoneId zone;

  /**
   * @param samples the recorded fixes of a day each
   */
  History(String jdbcUrl, List<List<Fix>> samples, ZoneId zone) {
    this.jdbcUrl = jdbcUrl;
    this.samples = samples;
    this.zone = zone;
  }

  /** Fixes of a day, on average over all vehicles. */
  double fixesADay() {
    return samples.stream().mapToInt(List::size).average().orElseThrow();
  }

  /** For every tracker that is registered; the newest positions are those of the last day. */
  void write(List<LocalDate> days) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMPORARY TABLE template"
              + " (sample int, nr int, second int, speed int, course int, flags int,"
              + " lat double precision, lon double precision)");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY template FROM STDIN", new ByteArrayInputStream(rows()));
      for (LocalDate day : days) {
        statement.execute("SELECT ensure_fix_partition(DATE '" + day + "')");
        statement.execute(FILL.formatted(day, samples.size()));
      }
      statement.execute(LATEST.formatted(days.getLast()));
      statement.execute("ANALYZE fix, latest_position");
      statement.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new IllegalStateException("the history cannot be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the history cannot be written", e);
    }
  }

  /** So that who asks for these days gets trips and stops as well: they are derived then. */
  void toBeDerived(Map<DeviceId, LocalDate> days) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement =
            connection.prepareStatement(
                "INSERT INTO dirty_day (device_no, day, due_at)"
                    + " SELECT no, CAST(? AS date), now() + interval '1 day' FROM device WHERE id = ?")) {
      for (Map.Entry<DeviceId, LocalDate> each : days.entrySet()) {
        statement.setString(1, each.getValue().toString());
        statement.setString(2, each.getKey().value());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("days cannot be marked", e);
    }
  }

  private byte[] rows() {
    var text = new StringBuilder();
    for (int sample = 0; sample < samples.size(); sample++) {
      int nr = 1;
      for (Fix fix : samples.get(sample)) {
        List<String> cells = new ArrayList<>();
        cells.add("" + sample);
        cells.add("" + nr++);
        cells.add("" + fix.fixTime().atZone(zone).toLocalTime().toSecondOfDay());
        cells.add(Double.isNaN(fix.speedMs()) ? "\\N" : "" + Math.round(fix.speedMs() * 10));
        cells.add(Double.isNaN(fix.courseDeg()) ? "\\N" : "" + Math.round(fix.courseDeg()) % 360);
        cells.add("" + fix.flags());
        cells.add("" + fix.at().lat());
        cells.add("" + fix.at().lon());
        text.append(String.join("\t", cells)).append('\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

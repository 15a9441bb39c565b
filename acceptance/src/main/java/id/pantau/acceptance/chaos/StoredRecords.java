package id.pantau.acceptance.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventKind;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of trackers from the tables, past the collector. Without the keys of the
 * tables: were a record there twice, it would be given twice.
 */
public final class StoredRecords {
  private static final String FIXES =
      """
      SELECT d.id, f.epoch, f.seq, f.fix_time, ST_Y(f.geom) AS lat, ST_X(f.geom) AS lon, f.mode,
             f.speed_dms, f.course_deg, f.altitude_m, f.hdop_tenths, f.satellites, f.flags
      FROM fix f JOIN device d ON d.no = f.device_no
      """;

  private static final String EVENTS =
      """
      SELECT d.id, e.epoch, e.seq, e.event_time, e.kind, e.details::text AS details,
             ST_Y(e.geom) AS lat, ST_X(e.geom) AS lon
      FROM device_event e JOIN device d ON d.no = e.device_no
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredRecords() {}

  /** All fixes and events in the database. */
  public static List<Seen> read(String jdbcUrl) {
    var records = new ArrayList<Seen>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(FIXES)) {
        while (rows.next()) {
          records.add(new Seen(key(rows), Contents.of(fix(rows))));
        }
      }
      try (ResultSet rows = statement.executeQuery(EVENTS)) {
        while (rows.next()) {
          records.add(new Seen(key(rows), Contents.of(event(rows))));
        }
      }
      return records;
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException("cannot read the records of the database", e);
    }
  }

  /** The one number that a query answers. */
  static long count(String jdbcUrl, String query) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not answer " + query, e);
    }
  }

  private static RecordKey key(ResultSet row) throws SQLException {
    return new RecordKey(
        new DeviceId(row.getString("id")), row.getLong("epoch"), row.getLong("seq"));
  }

  private static Fix fix(ResultSet row) throws SQLException {
    int satellites = row.getInt("satellites");
    boolean counted = !row.wasNull();
    return new Fix(
        row.getObject("fix_time", OffsetDateTime.class).toInstant(),
        new LatLon(row.getDouble("lat"), row.getDouble("lon")),
        row.getInt("mode") == 2 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
        number(row, "speed_dms", 10),
        number(row, "course_deg", 1),
        number(row, "altitude_m", 1),
        number(row, "hdop_tenths", 10),
        counted ? satellites : Fix.UNKNOWN_SATELLITES,
        row.getInt("flags"));
  }

  private static double number(ResultSet row, String column, int perUnit) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value / perUnit;
  }

  private static DeviceEvent event(ResultSet row) throws SQLException, JsonProcessingException {
    String word = row.getString("kind");
    EventKind kind =
        EventKind.find(word)
            .orElseThrow(() -> new IllegalStateException("stored event of kind " + word));
    Map<String, String> details =
        JSON.readValue(row.getString("details"), new TypeReference<Map<String, String>>() {});
    return new DeviceEvent(
        kind, row.getObject("event_time", OffsetDateTime.class).toInstant(), place(row), details);
  }

  private static @Nullable LatLon place(ResultSet row) throws SQLException {
    double lat = row.getDouble("lat");
    return row.wasNull() ? null : new LatLon(lat, row.getDouble("lon"));
  }
}

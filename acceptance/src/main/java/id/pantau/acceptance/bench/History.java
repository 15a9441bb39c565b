package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A large past in the database: some simulated days as trackers record them, repeated for every
 * vehicle and day, stored through the door that ingest uses. A day of a vehicle comes at once, so
 * it lies as a closed day does.
 */
final class History {
  private static final long EPOCH = 7;
  private static final int DEVICES_AT_ONCE = 10;

  private final Backbone backbone;
  private final List<List<Fix>> samples;
  private final ZoneId zone;

  /**
   * @param samples the recorded fixes of a day each
   */
  History(Backbone backbone, List<List<Fix>> samples, ZoneId zone) {
    this.backbone = backbone;
    this.samples = samples;
    this.zone = zone;
  }

  /** Fixes of a day, on average over all vehicles. */
  double fixesADay() {
    return samples.stream().mapToInt(List::size).average().orElseThrow();
  }

  /** For these trackers; the newest positions are those of the last day. */
  void write(List<DeviceId> devices, List<LocalDate> days) {
    InstantSource clock = InstantSource.system();
    try (Db db = Db.open(backbone.database())) {
      Region region = Region.open(db, "lombok-timur", clock);
      var fleet = new Fleet(db, region, clock);
      // Never started: trips and stops are derived when they are asked for.
      var tracks = new Tracks(db, fleet, region, clock, Duration.ZERO);
      int[] numbers = devices.stream().mapToInt(fleet::deviceNo).toArray();
      for (LocalDate day : days) {
        tracks.prepare(List.of(day));
        IntStream.rangeClosed(0, (numbers.length - 1) / DEVICES_AT_ONCE)
            .parallel()
            .forEach(
                group -> {
                  List<ReceivedFix> fixes = new ArrayList<>();
                  int end = Math.min(numbers.length, (group + 1) * DEVICES_AT_ONCE);
                  for (int i = group * DEVICES_AT_ONCE; i < end; i++) {
                    addDay(fixes, numbers[i], day);
                  }
                  db.asService(session -> tracks.append(session, fixes));
                });
      }
    }
    execute("TRUNCATE dirty_day", "VACUUM ANALYZE", "CHECKPOINT");
  }

  private void addDay(List<ReceivedFix> into, int device, LocalDate day) {
    List<Fix> sample = samples.get(device % samples.size());
    Instant start = day.atStartOfDay(zone).toInstant();
    long seq = (day.toEpochDay() << 17) + 1; // more than the seconds of a day
    for (Fix fix : sample) {
      int second = fix.fixTime().atZone(zone).toLocalTime().toSecondOfDay();
      Instant time = start.plusSeconds(second);
      into.add(
          new ReceivedFix(device, EPOCH, seq++, moved(fix, device, time), time.plusSeconds(1)));
    }
  }

  /** To another place for each vehicle, so that no two drive the same line. */
  private static Fix moved(Fix fix, int device, Instant time) {
    return fix.moved(
        time, new LatLon(fix.at().lat() + device / 50 * 1e-4, fix.at().lon() + device % 50 * 1e-4));
  }

  /** An area around a place where a vehicle drives at that hour; its id. */
  int drawArea(double halfDeg, int hour) {
    Fix there =
        samples.stream()
            .flatMap(List::stream)
            .filter(fix -> fix.fixTime().atZone(zone).getHour() == hour && fix.speedMs() > 5)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nobody drives at " + hour));
    try (Connection connection = DriverManager.getConnection(backbone.jdbcUrl());
        var statement =
            connection.prepareStatement(
                """
                INSERT INTO area (kind, code, name, middle, geom)
                SELECT 'geofence', 'geofence:bench', 'Bench', p, ST_Multi(ST_Expand(p, ?))
                FROM (SELECT ST_SetSRID(ST_MakePoint(?, ?), 4326) AS p) AS place RETURNING id
                """)) {
      statement.setDouble(1, halfDeg);
      statement.setDouble(2, there.at().lon());
      statement.setDouble(3, there.at().lat());
      try (var answer = statement.executeQuery()) {
        answer.next();
        return answer.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the area cannot be drawn", e);
    }
  }

  /** So that who asks for these days gets trips and stops as well: they are derived then. */
  void toBeDerived(Map<DeviceId, LocalDate> days) {
    try (Connection connection = DriverManager.getConnection(backbone.jdbcUrl());
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

  private void execute(String... statements) {
    try (Connection connection = DriverManager.getConnection(backbone.jdbcUrl());
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the history cannot be finished", e);
    }
  }
}

package id.pantau.collector.track;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** SQL of days whose positions are deleted by age. */
final class RetireStore {
  private static final Sql LIST_DAYS =
      Sql.of(
          """
          SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = CAST('fix_block' AS regclass) ORDER BY 1 LIMIT 10000
          """);
  private static final Sql BEGIN = Sql.of("SELECT begin_retiring(CAST(:day AS date)) AS begun");
  private static final Sql END = Sql.of("SELECT end_retiring(CAST(:day AS date)) AS bytes");
  private static final Sql LIST_VEHICLES =
      Sql.of(
          """
          SELECT vehicle_id FROM vehicle_day WHERE day = CAST(:day AS date) ORDER BY vehicle_id LIMIT 100000
          """);
  private static final Sql KEEP =
      Sql.of(
          """
          INSERT INTO kept_route (vehicle_id, day, packed) VALUES (:vehicleId, CAST(:day AS date), :packed)
          ON CONFLICT DO NOTHING
          """);
  private static final Sql NOTE =
      Sql.of(
          """
          INSERT INTO retired_day AS known (day, retired_at, bytes, routes, told) VALUES (CAST(:day AS date), :at, :bytes, :routes, false)
          ON CONFLICT (day) DO UPDATE SET bytes = known.bytes + excluded.bytes, told = false
          """);

  private final Session session;

  RetireStore(Session session) {
    this.session = session;
  }

  /** The days of the region that have a partition, the oldest first. */
  List<LocalDate> listDays() {
    return session.list(LIST_DAYS, Map.of()).stream().map(row -> row.getDate("day")).toList();
  }

  /** Whether the day may be retired now; then nothing comes into it until the transaction ends. */
  boolean begin(LocalDate day) {
    return session.get(BEGIN, Map.of("day", day)).getBoolean("begun");
  }

  /** Deletes the positions of the day; how many bytes, empty = somebody is using them. */
  OptionalLong end(LocalDate day) {
    return session.get(END, Map.of("day", day)).findLong("bytes");
  }

  List<Integer> listVehicles(LocalDate day) {
    return session.list(LIST_VEHICLES, Map.of("day", day)).stream()
        .map(row -> row.getInt("vehicle_id"))
        .toList();
  }

  /** What was kept before stays: by now there may be less to keep. */
  boolean keep(int vehicleId, LocalDate day, byte[] packed) {
    return session.change(KEEP, Map.of("vehicleId", vehicleId, "day", day, "packed", packed)) > 0;
  }

  void note(LocalDate day, Instant at, long bytes, int routes) {
    session.change(NOTE, Map.of("day", day, "at", at, "bytes", bytes, "routes", routes));
  }
}

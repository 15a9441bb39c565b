package id.pantau.collector.track;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.region.Area;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** SQL of what people read: the database shows them only what they may see. */
final class DayReader {
  private static final Sql FIND_DAY =
      Sql.of(
          "SELECT * FROM vehicle_day WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)");
  private static final Sql LIST_TRIPS =
      Sql.of(
          "SELECT * FROM trip WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) ORDER BY nr");
  private static final Sql LIST_STOPS =
      Sql.of(
          """
          SELECT *, ST_Y(geom) AS lat, ST_X(geom) AS lon, end_time >= region_day_start(day + 1) AS over_midnight FROM stop
          WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) ORDER BY nr
          """);
  private static final Sql LIST_GAPS =
      Sql.of(
          "SELECT * FROM track_gap WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) ORDER BY nr");
  private static final Sql LIST_HIDDEN =
      Sql.of(
          """
          SELECT from_time, until_time FROM private_time
          WHERE vehicle_id = :vehicleId AND allowed AND from_time < region_day_start(CAST(:day AS date) + 1)
            AND until_time >= region_day_start(CAST(:day AS date)) ORDER BY from_time LIMIT 500
          """);
  private static final Sql LIST_CROSSINGS =
      Sql.of(
          """
          SELECT c.area_id, c.at, c.entered FROM area_crossing c
          WHERE c.vehicle_id = :vehicleId AND c.day = CAST(:day AS date) ORDER BY c.nr
          """);
  private static final Sql LIST_DAYS =
      Sql.of(
          """
          SELECT day, distance_m, trip_count FROM vehicle_day
          WHERE vehicle_id = :vehicleId AND day BETWEEN CAST(:first AS date) AND CAST(:last AS date) ORDER BY day
          """);
  private static final Sql LIST_MILEAGE =
      Sql.of(
          """
          SELECT vehicle_id, day, vehicle_opd_on(vehicle_id, day) AS opd_id, distance_m, trip_count FROM vehicle_day
          WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date) ORDER BY vehicle_id, day
          """);
  private static final Sql TRACK =
      Sql.of("SELECT visible_track(:vehicleId, CAST(:day AS date)) AS packed");

  private static final Sql LIST_AT = Sql.beside(DayReader.class, "list-at.sql");
  private static final Sql TRACK_AROUND =
      Sql.of(
          """
          SELECT visible_track_around(:vehicleId, CAST(:day AS date), CAST(:at AS timestamptz)) AS packed
          """);
  private static final Sql ROUTE_TILE = Sql.beside(DayReader.class, "route-tile.sql");
  private static final Sql ROUTE_SPAN =
      Sql.of(
          """
          SELECT count(*) AS days, count(*) FILTER (WHERE NOT is_drawn) AS undrawn,
                 coalesce(CAST(extract(epoch FROM max(derived_at)) * 1000 AS bigint), 0) AS version FROM vehicle_day
          WHERE vehicle_id = :vehicleId AND day BETWEEN CAST(:from AS date) AND CAST(:to AS date)
          """);
  private static final Sql ROUTE_BOX =
      Sql.of(
          """
          SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
          FROM (SELECT ST_Extent(geom) AS box FROM route_line
                WHERE vehicle_id = :vehicleId AND day BETWEEN CAST(:from AS date) AND CAST(:to AS date)) AS all_lines
          """);

  private static final Sql BLOCKS_NEAR =
      Sql.of(
          """
          SELECT blocks_near(:south, :west, :north, :east, CAST(:from AS timestamptz), CAST(:until AS timestamptz)) AS blocks
          """);
  private static final Sql STOOD_WITHIN =
      Sql.of(
          """
          SELECT * FROM stood_within(:areaId, CAST(:from AS timestamptz), CAST(:until AS timestamptz))
          """);

  /** A tile of two years of a bus has half as many. */
  private static final int MOST_LINES = 20_000;

  /** A fleet is smaller. */
  private static final int MOST_VISITORS = 5_000;

  private final Session session;

  DayReader(Session session) {
    this.session = session;
  }

  VehicleDay getDay(int vehicleId, LocalDate day) {
    Map<String, Object> key = Map.of("vehicleId", vehicleId, "day", day);
    Optional<Row> figures = session.find(FIND_DAY, key);
    return new VehicleDay(
        figures.map(row -> row.getDouble("distance_m")).orElse(0.0),
        figures.map(row -> row.getInt("moving_s")).orElse(0),
        figures.map(row -> row.getInt("stopped_s")).orElse(0),
        figures.map(row -> row.getInstant("first_fix_time")),
        figures.map(row -> row.getInstant("last_fix_time")),
        session.list(LIST_TRIPS, key).stream().map(DayReader::trip).toList(),
        session.list(LIST_STOPS, key).stream().map(DayReader::stop).toList(),
        listGaps(vehicleId, day),
        session.list(LIST_HIDDEN, key).stream()
            .map(row -> new Gap(row.getInstant("from_time"), row.getInstant("until_time")))
            .toList(),
        session.list(LIST_CROSSINGS, key).stream()
            .map(
                row ->
                    new Crossing(
                        row.getInt("area_id"), row.getInstant("at"), row.getBoolean("entered")))
            .toList());
  }

  List<Gap> listGaps(int vehicleId, LocalDate day) {
    return session.list(LIST_GAPS, Map.of("vehicleId", vehicleId, "day", day)).stream()
        .map(row -> new Gap(row.getInstant("from_time"), row.getInstant("to_time")))
        .toList();
  }

  /**
   * The lines of these days in a square of the map, as a vector tile; empty where there is none.
   */
  byte[] getTile(RouteLines.Days days, Tile tile) {
    return session
        .get(
            ROUTE_TILE,
            Map.of(
                "vehicleId", days.vehicleId(),
                "from", days.from(),
                "to", days.to(),
                "z", tile.z(),
                "x", tile.x(),
                "y", tile.y(),
                "limit", MOST_LINES))
        .getBytes("tile");
  }

  RouteSpan getSpan(RouteLines.Days days) {
    Map<String, Object> params =
        Map.of("vehicleId", days.vehicleId(), "from", days.from(), "to", days.to());
    Row row = session.get(ROUTE_SPAN, params);
    Row box = session.get(ROUTE_BOX, params);
    return new RouteSpan(
        row.getInt("days"),
        row.getInt("undrawn"),
        row.getLong("version"),
        box.findDouble("west").isEmpty()
            ? Optional.empty()
            : Optional.of(
                new double[] {
                  Tile.lon(box.getDouble("west")),
                  Tile.lat(box.getDouble("south")),
                  Tile.lon(box.getDouble("east")),
                  Tile.lat(box.getDouble("north"))
                }));
  }

  /**
   * Where these vehicles were at a moment.
   *
   * @param day of the region, in which it lies
   */
  List<PastPosition> listAt(int[] vehicles, LocalDate day, Instant moment) {
    return session.list(LIST_AT, Map.of("vehicles", vehicles, "day", day, "at", moment)).stream()
        .map(row -> pastPosition(row, moment))
        .toList();
  }

  private PastPosition pastPosition(Row row, Instant moment) {
    Instant end = row.getInstant("end_time");
    boolean hidden = row.getBoolean("hidden");
    boolean covers = !hidden && !end.isBefore(moment);
    boolean moved = row.getText("kind").equals("trip");
    Optional<PastPolicy.Place> way =
        covers && moved
            ? trackAround(row.getInt("vehicle_id"), row.getDate("day"), moment)
                .flatMap(track -> PastPolicy.at(track, moment))
            : Optional.empty();
    VehicleState state;
    if (hidden) {
      state = VehicleState.PRIVATE;
    } else if (way.isPresent()) {
      state = VehicleState.MOVING;
    } else if (covers && !moved) {
      state = row.getText("engine").equals("on") ? VehicleState.IDLE : VehicleState.PARKED;
    } else {
      state = VehicleState.SILENT;
    }
    return new PastPosition(
        row.getInt("vehicle_id"),
        state,
        way.map(PastPolicy.Place::at)
            .orElseGet(() -> new LatLon(row.getDouble("lat"), row.getDouble("lon"))),
        covers ? moment : end.isBefore(moment) ? end : moment,
        row.getInstant("start_time"),
        way.flatMap(PastPolicy.Place::speedKmh),
        way.flatMap(PastPolicy.Place::courseDeg),
        way.isPresent() ? Optional.empty() : row.findText("place"));
  }

  private Optional<Track> trackAround(int vehicleId, LocalDate day, Instant moment) {
    return session
        .get(TRACK_AROUND, Map.of("vehicleId", vehicleId, "day", day, "at", moment))
        .findBytes("packed")
        .map(PackedTrack::read);
  }

  List<Visitor> listVisitors(Area area, Instant from, Instant until) {
    var presence = new Presence(area);
    int[] box = presence.boxE6();
    Map<String, Object> within =
        Map.of(
            "south", box[0],
            "west", box[1],
            "north", box[2],
            "east", box[3],
            "from", from,
            "until", until);
    Map<Integer, Visitor> visitors =
        presence.find(session.get(BLOCKS_NEAR, within).getBytes("blocks"));
    for (Row row :
        session.list(STOOD_WITHIN, Map.of("areaId", area.id(), "from", from, "until", until))) {
      var stood =
          new Visitor(
              row.getInt("of_vehicle"),
              row.getInstant("first_time"),
              row.getInstant("last_time"),
              0);
      visitors.merge(stood.vehicleId(), stood, Visitor::and);
    }
    return visitors.values().stream()
        .sorted(Comparator.comparing(Visitor::first).thenComparingInt(Visitor::vehicleId))
        .limit(MOST_VISITORS)
        .toList();
  }

  List<DerivedStop> listStops(int vehicleId, LocalDate day) {
    return session.list(LIST_STOPS, Map.of("vehicleId", vehicleId, "day", day)).stream()
        .map(
            row ->
                new DerivedStop(
                    row.getInstant("start_time"),
                    row.getInstant("end_time"),
                    row.getBoolean("began_before"),
                    row.getBoolean("goes_on"),
                    row.getBoolean("over_midnight"),
                    new LatLon(row.getDouble("lat"), row.getDouble("lon"))))
        .toList();
  }

  Optional<Track> findTrack(int vehicleId, LocalDate day) {
    return session
        .get(TRACK, Map.of("vehicleId", vehicleId, "day", day))
        .findBytes("packed")
        .map(PackedTrack::read);
  }

  List<VehicleDay.Summary> listDays(int vehicleId, YearMonth month) {
    return session
        .list(
            LIST_DAYS,
            Map.of("vehicleId", vehicleId, "first", month.atDay(1), "last", month.atEndOfMonth()))
        .stream()
        .map(
            row ->
                new VehicleDay.Summary(
                    row.getDate("day"), row.getDouble("distance_m"), row.getInt("trip_count")))
        .toList();
  }

  List<Mileage> listMileage(YearMonth month) {
    return session
        .list(LIST_MILEAGE, Map.of("first", month.atDay(1), "last", month.atEndOfMonth()))
        .stream()
        .map(
            row ->
                new Mileage(
                    row.getInt("vehicle_id"),
                    row.getDate("day"),
                    row.getInt("opd_id"),
                    row.getDouble("distance_m"),
                    row.getInt("trip_count")))
        .toList();
  }

  private static VehicleDay.DayTrip trip(Row row) {
    return new VehicleDay.DayTrip(
        row.getInstant("start_time"),
        row.getInstant("end_time"),
        row.getDouble("distance_m"),
        row.getInt("max_speed_dms") / 10.0,
        row.findText("from_place"),
        row.findText("to_place"));
  }

  private static VehicleDay.DayStop stop(Row row) {
    Instant arrive = row.getInstant("start_time");
    Instant end = row.getInstant("end_time");
    return new VehicleDay.DayStop(
        arrive,
        row.getBoolean("goes_on") ? Optional.empty() : Optional.of(end),
        Duration.between(arrive, end).toSeconds(),
        new LatLon(row.getDouble("lat"), row.getDouble("lon")),
        row.findText("place"),
        Stop.Engine.valueOf(row.getText("engine").toUpperCase(Locale.ROOT)));
  }
}

package id.pantau.collector.track;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.track.DayFigures.DayStop;
import id.pantau.collector.track.TrackStore.DeviceDay;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** SQL of what is derived: which days are dirty, and the trips, stops and gaps of a day. */
final class DayStore {
  private static final Sql CLAIM = Sql.beside(DayStore.class, "claim-dirty.sql");
  private static final Sql CLAIM_VEHICLE = Sql.beside(DayStore.class, "claim-vehicle-day.sql");
  private static final Sql FINISH = Sql.beside(DayStore.class, "finish-dirty.sql");
  private static final Sql LIST_VEHICLES =
      Sql.beside(DayStore.class, "list-vehicles-of-device-day.sql");
  private static final Sql MARK_NEIGHBOURS = Sql.beside(DayStore.class, "mark-neighbours.sql");
  private static final Sql SAVE_DAY = Sql.beside(DayStore.class, "save-vehicle-day.sql");
  private static final Sql SAVE_TRIPS = Sql.beside(DayStore.class, "save-trips.sql");
  private static final Sql SAVE_STOPS = Sql.beside(DayStore.class, "save-stops.sql");
  private static final Sql SAVE_GAPS = Sql.beside(DayStore.class, "save-gaps.sql");
  private static final Sql SAVE_CROSSINGS = Sql.beside(DayStore.class, "save-crossings.sql");
  private static final Sql CORRECT_SINCE =
      Sql.of(
          """
          UPDATE latest_position SET since = CAST(:since AS timestamptz)
          WHERE device_no = :deviceNo AND fix_time = CAST(:fixTime AS timestamptz)
          """);
  private static final Sql LOCK =
      Sql.of("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(:vehicleId, :day)) AS locked");
  private static final Sql POSTPONE =
      Sql.of(
          """
          UPDATE dirty_day SET claimed_at = NULL, due_at = CAST(:dueAt AS timestamptz)
          WHERE device_no = :deviceNo AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
          """);
  private static final Sql TRACK =
      Sql.of(
          """
          SELECT packed_track(:vehicleId, CAST(:from AS timestamptz), CAST(:until AS timestamptz)) AS packed
          """);

  /** The day after is derived with the last minutes of this one. */
  private static final Sql IS_RETIRED =
      Sql.of(
          """
          SELECT count(*) AS n FROM retired_day WHERE day IN (CAST(:day AS date), CAST(:day AS date) - 1)
          """);

  /** A vehicle on the road was heard of in the hour before; longer ago is looked for in leaps. */
  private static final Duration FIRST_LOOK = Duration.ofHours(1);

  private final Session session;

  DayStore(Session session) {
    this.session = session;
  }

  /** The fixes around a day that were looked at besides those of the day and its margin. */
  record Neighbours(Optional<Instant> before, Optional<Instant> after) {}

  /**
   * @param now whole microseconds; the claim is known by it
   * @param abandoned claims from before are nobody's
   */
  List<DeviceDay> claim(Instant now, Instant abandoned, int limit) {
    return deviceDays(
        session.list(CLAIM, Map.of("now", now, "abandoned", abandoned, "limit", limit)));
  }

  List<DeviceDay> claim(int vehicleId, LocalDate day, Instant now) {
    return deviceDays(
        session.list(CLAIM_VEHICLE, Map.of("vehicleId", vehicleId, "day", day, "now", now)));
  }

  private static List<DeviceDay> deviceDays(List<Row> rows) {
    return rows.stream()
        .map(row -> new DeviceDay(row.getInt("device_no"), row.getDate("day")))
        .toList();
  }

  /** The day is clean, unless more came since it was claimed; then its blocks can be merged. */
  void finish(DeviceDay day, Instant claimedAt, Instant mergeAt) {
    session.change(
        FINISH,
        Map.of(
            "deviceNo",
            day.deviceNo(),
            "day",
            day.day(),
            "claimedAt",
            claimedAt,
            "mergeAt",
            mergeAt));
  }

  void postpone(DeviceDay day, Instant claimedAt, Instant dueAt) {
    session.change(
        POSTPONE,
        Map.of(
            "deviceNo", day.deviceNo(), "day", day.day(), "claimedAt", claimedAt, "dueAt", dueAt));
  }

  List<Integer> listVehicles(DeviceDay day) {
    return session
        .list(LIST_VEHICLES, Map.of("deviceNo", day.deviceNo(), "day", day.day()))
        .stream()
        .map(row -> row.getInt("vehicle_id"))
        .toList();
  }

  /** One worker at a time derives a day of a vehicle; the lock ends with the transaction. */
  void lock(int vehicleId, LocalDate day) {
    session.get(LOCK, Map.of("vehicleId", vehicleId, "day", Math.toIntExact(day.toEpochDay())));
  }

  /** Whether positions were deleted without which it would be derived wrongly. */
  boolean isRetired(LocalDate day) {
    return session.get(IS_RETIRED, Map.of("day", day)).getLong("n") > 0;
  }

  /** The last fix before a span and the first one after it that are no jumps. */
  Neighbours findNeighbours(int vehicleId, Instant from, Instant until, Duration reach) {
    return new Neighbours(
        findLastBefore(vehicleId, from, from.minus(reach)),
        findFirstFrom(vehicleId, until, until.plus(reach)));
  }

  private Optional<Instant> findLastBefore(int vehicleId, Instant before, Instant earliest) {
    Instant until = before;
    for (Duration step = FIRST_LOOK; until.isAfter(earliest); step = step.multipliedBy(4)) {
      Instant from = until.minus(step).isAfter(earliest) ? until.minus(step) : earliest;
      Track track = getTrack(vehicleId, from, until);
      int[] shown = UsableFixes.shown(track);
      if (shown.length > 0) {
        return Optional.of(track.time(shown[shown.length - 1]));
      }
      until = from;
    }
    return Optional.empty();
  }

  private Optional<Instant> findFirstFrom(int vehicleId, Instant first, Instant latest) {
    Instant from = first;
    for (Duration step = FIRST_LOOK; from.isBefore(latest); step = step.multipliedBy(4)) {
      Instant until = from.plus(step).isBefore(latest) ? from.plus(step) : latest;
      Track track = getTrack(vehicleId, from, until);
      int[] shown = UsableFixes.shown(track);
      if (shown.length > 0) {
        return Optional.of(track.time(shown[0]));
      }
      from = until;
    }
    return Optional.empty();
  }

  Track getTrack(int vehicleId, Instant from, Instant until) {
    Row row = session.get(TRACK, Map.of("vehicleId", vehicleId, "from", from, "until", until));
    return PackedTrack.read(row.getBytes("packed"));
  }

  Track getTrack(int vehicleId, LocalDate day, ZoneId zone) {
    return getTrack(
        vehicleId,
        day.atStartOfDay(zone).toInstant(),
        day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Replaces what was derived of this day. */
  void save(DerivedDay derived, Instant now) {
    Map<String, Object> key = Map.of("vehicleId", derived.vehicleId(), "day", derived.day());
    for (String table : List.of("trip", "stop", "track_gap", "area_crossing", "vehicle_day")) {
      forget(table, key);
    }
    DayFigures figures = derived.figures();
    if (figures.fixCount() == 0) {
      // Of a day that is there, these are made anew by those who made them.
      for (String table : List.of("route_line", "presence")) {
        forget(table, key);
      }
      return;
    }
    var day = new HashMap<String, Object>(key);
    day.put("fixCount", figures.fixCount());
    day.put("first", figures.firstFix());
    day.put("last", figures.lastFix());
    day.put("distanceM", figures.distanceM());
    day.put("movingS", Math.toIntExact(figures.moving().toSeconds()));
    day.put("stoppedS", Math.toIntExact(figures.stopped().toSeconds()));
    day.put("tripCount", figures.trips().size());
    day.put("before", derived.neighbours().before());
    day.put("after", derived.neighbours().after());
    day.put("now", now);
    session.change(SAVE_DAY, day);
    saveTrips(key, figures.trips(), derived.places());
    saveStops(key, figures.stops(), derived.places());
    saveGaps(key, figures.gaps());
    saveCrossings(key, derived.crossings());
  }

  private void forget(String table, Map<String, Object> key) {
    session.change(
        Sql.of(
            "DELETE FROM " + table + " WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)"),
        key);
  }

  private void saveTrips(
      Map<String, Object> key, List<Trip> trips, Function<LatLon, String> places) {
    var params = new HashMap<String, Object>(key);
    params.put("starts", doubles(trips, t -> TrackStore.seconds(t.start())));
    params.put("ends", doubles(trips, t -> TrackStore.seconds(t.end())));
    params.put("distances", doubles(trips, Trip::distanceM));
    params.put(
        "speeds", trips.stream().mapToInt(t -> (int) Math.round(t.maxSpeedMs() * 10)).toArray());
    params.put("fromLats", doubles(trips, t -> t.from().lat()));
    params.put("fromLons", doubles(trips, t -> t.from().lon()));
    params.put("toLats", doubles(trips, t -> t.to().lat()));
    params.put("toLons", doubles(trips, t -> t.to().lon()));
    params.put("fromPlaces", texts(trips, t -> places.apply(t.from())));
    params.put("toPlaces", texts(trips, t -> places.apply(t.to())));
    session.change(SAVE_TRIPS, params);
  }

  private void saveStops(
      Map<String, Object> key, List<DayStop> stops, Function<LatLon, String> places) {
    var params = new HashMap<String, Object>(key);
    params.put("starts", doubles(stops, s -> TrackStore.seconds(s.stop().start())));
    params.put("ends", doubles(stops, s -> TrackStore.seconds(s.stop().end())));
    params.put("beganBefore", booleans(stops, DayStop::beganBefore));
    params.put("goesOn", booleans(stops, DayStop::goesOn));
    params.put("engines", texts(stops, s -> s.stop().engine().name().toLowerCase(Locale.ROOT)));
    params.put("lats", doubles(stops, s -> s.stop().at().lat()));
    params.put("lons", doubles(stops, s -> s.stop().at().lon()));
    params.put("places", texts(stops, s -> places.apply(s.stop().at())));
    session.change(SAVE_STOPS, params);
  }

  private void saveGaps(Map<String, Object> key, List<Gap> gaps) {
    var params = new HashMap<String, Object>(key);
    params.put("froms", doubles(gaps, g -> TrackStore.seconds(g.from())));
    params.put("tos", doubles(gaps, g -> TrackStore.seconds(g.to())));
    session.change(SAVE_GAPS, params);
  }

  private void saveCrossings(Map<String, Object> key, List<Crossing> crossings) {
    var params = new HashMap<String, Object>(key);
    params.put("areas", crossings.stream().mapToInt(Crossing::areaId).toArray());
    params.put("times", doubles(crossings, c -> TrackStore.seconds(c.at())));
    params.put("entered", booleans(crossings, Crossing::entered));
    session.change(SAVE_CROSSINGS, params);
  }

  /** Which fixes of a day its neighbours would see. */
  record Edges(
      Optional<Instant> first,
      Optional<Instant> firstAfterMargin,
      Optional<Instant> lastBeforeMargin,
      Optional<Instant> last) {}

  void markNeighbours(DerivedDay derived, Edges edges, Duration reach, Instant now) {
    session.change(
        MARK_NEIGHBOURS,
        Map.of(
            "vehicleId", derived.vehicleId(),
            "day", derived.day(),
            "first", edges.first(),
            "firstAfterMargin", edges.firstAfterMargin(),
            "lastBeforeMargin", edges.lastBeforeMargin(),
            "last", edges.last(),
            "reach", reach.toSeconds() + " seconds",
            "now", now));
  }

  void correctSince(int deviceNo, Instant fixTime, Instant since) {
    session.change(CORRECT_SINCE, Map.of("deviceNo", deviceNo, "fixTime", fixTime, "since", since));
  }

  private static <T> double[] doubles(List<T> rows, ToDoubleFunction<T> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  private static <T> boolean[] booleans(List<T> rows, Function<T, Boolean> value) {
    boolean[] column = new boolean[rows.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }
}

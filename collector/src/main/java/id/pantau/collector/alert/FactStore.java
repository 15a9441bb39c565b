package id.pantau.collector.alert;

import id.pantau.collector.alert.DayFacts.Car;
import id.pantau.collector.alert.DayFacts.Drive;
import id.pantau.collector.alert.DayFacts.Event;
import id.pantau.collector.alert.DayFacts.Idle;
import id.pantau.collector.alert.DayFacts.Outing;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** SQL of what alerts follow from: for many days of vehicles at once, a statement for each kind. */
final class FactStore {
  private static final double KMH_OF_DMS = 0.36;
  private static final Sql LIST_CARS = Sql.beside(FactStore.class, "list-cars.sql");
  private static final Sql LIST_DRIVES = Sql.beside(FactStore.class, "list-drives.sql");
  private static final Sql LIST_IDLES = Sql.beside(FactStore.class, "list-idles.sql");
  private static final Sql LIST_EVENTS = Sql.beside(FactStore.class, "list-events.sql");
  private static final Sql LIST_CROSSINGS = Sql.beside(FactStore.class, "list-crossings.sql");
  private static final Sql LIST_PERMITS = Sql.beside(FactStore.class, "list-permits.sql");
  private static final Sql LIST_TRACKERS = Sql.beside(FactStore.class, "list-trackers.sql");

  private static final Sql LIST_DAYS =
      Sql.of(
          """
          SELECT vehicle_id, day FROM vehicle_day
          WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date) ORDER BY day DESC, vehicle_id LIMIT :limit
          """);

  private final Session session;

  FactStore(Session session) {
    this.session = session;
  }

  /** A day of a vehicle. */
  record VehicleOnDay(int vehicleId, LocalDate day) {}

  /** What is stored of it. */
  static final class Stored {
    private Optional<Row> car = Optional.empty();
    private final List<Drive> drives = new ArrayList<>();
    private final List<Idle> idles = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Outing> outings = new ArrayList<>();
    private final List<Span> permits = new ArrayList<>();

    /** Empty for a vehicle that nobody ever kept. */
    Optional<Car> car(java.util.function.IntPredicate aroundTheClock) {
      return car.filter(row -> row.findInt("opd_id").isPresent())
          .map(
              row ->
                  new Car(
                      row.getInt("vehicle_id"),
                      row.getText("kind"),
                      row.getInt("opd_id"),
                      aroundTheClock.test(row.getInt("opd_id"))));
    }

    List<Drive> drives() {
      return drives;
    }

    List<Idle> idles() {
      return idles;
    }

    List<Event> events() {
      return events;
    }

    List<Outing> outings() {
      return outings;
    }

    List<Span> permits() {
      return permits;
    }
  }

  Map<VehicleOnDay, Stored> load(Collection<VehicleOnDay> days) {
    var stored = new HashMap<VehicleOnDay, Stored>();
    days.forEach(day -> stored.put(day, new Stored()));
    Map<String, Object> keys = keys(days);
    each(LIST_CARS, keys, stored, (row, day) -> day.car = Optional.of(row));
    each(LIST_DRIVES, keys, stored, (row, day) -> day.drives.add(drive(row)));
    each(LIST_IDLES, keys, stored, (row, day) -> day.idles.add(idle(row)));
    each(LIST_EVENTS, keys, stored, (row, day) -> day.events.add(event(row)));
    each(
        LIST_PERMITS,
        keys,
        stored,
        (row, day) -> day.permits.add(new Span(row.getInstant("since"), row.getInstant("until"))));
    var crossings = new HashMap<VehicleOnDay, List<Row>>();
    for (Row row : session.list(LIST_CROSSINGS, keys)) {
      crossings.computeIfAbsent(key(row), day -> new ArrayList<>()).add(row);
    }
    crossings.forEach((key, rows) -> stored.get(key).outings.addAll(outings(rows)));
    return stored;
  }

  static Map<String, Object> keys(Collection<VehicleOnDay> days) {
    return Map.of(
        "vehicles", days.stream().mapToInt(VehicleOnDay::vehicleId).toArray(),
        "days", days.stream().mapToInt(day -> Math.toIntExact(day.day().toEpochDay())).toArray());
  }

  /** Days of vehicles that something is known of, in order. */
  List<VehicleOnDay> listDays(LocalDate first, LocalDate last, int limit) {
    return session.list(LIST_DAYS, Map.of("first", first, "last", last, "limit", limit)).stream()
        .map(row -> new VehicleOnDay(row.getInt("vehicle_id"), row.getDate("day")))
        .toList();
  }

  List<TrackerState> listTrackers() {
    return session.list(LIST_TRACKERS, Map.of()).stream()
        .map(
            row ->
                new TrackerState(
                    row.getInt("vehicle_id"),
                    row.getText("kind"),
                    row.getInt("opd_id"),
                    row.getInstant("ride_since"),
                    row.findInstant("heard_at"),
                    row.findInstant("position_at"),
                    row.findInstant("standing_since"),
                    row.findDouble("cpu_temperature_c"),
                    row.findLong("journal_bytes_free"),
                    row.findInstant("twin_seen_at")
                        .map(
                            seenAt ->
                                new TrackerState.Twin(
                                    row.getInstant("twin_since"),
                                    seenAt,
                                    row.getText("twin_sign")))))
        .toList();
  }

  private void each(
      Sql sql,
      Map<String, Object> keys,
      Map<VehicleOnDay, Stored> stored,
      BiConsumer<Row, Stored> add) {
    session.list(sql, keys).forEach(row -> add.accept(row, stored.get(key(row))));
  }

  private static VehicleOnDay key(Row row) {
    return new VehicleOnDay(
        row.getInt("vehicle_id"), LocalDate.ofEpochDay(row.getInt("epoch_day")));
  }

  private static Drive drive(Row row) {
    return new Drive(
        row.getInstant("start_time"),
        row.getInstant("end_time"),
        row.getDouble("distance_m"),
        row.getInt("max_speed_dms") * KMH_OF_DMS);
  }

  private static Idle idle(Row row) {
    return new Idle(
        row.getInstant("start_time"),
        row.getInstant("end_time"),
        row.getBoolean("goes_on"),
        new LatLon(row.getDouble("lat"), row.getDouble("lon")));
  }

  private static Event event(Row row) {
    return new Event(
        row.getText("kind"),
        row.getInstant("event_time"),
        row.findDouble("lat").isPresent()
            ? Optional.of(new LatLon(row.getDouble("lat"), row.getDouble("lon")))
            : Optional.empty(),
        number(row, "speed_kmh"),
        number(row, "seconds"),
        number(row, "distance_m"));
  }

  /** Details of events are texts that a tracker wrote. */
  private static OptionalDouble number(Row row, String column) {
    return row.findText(column)
        .filter(text -> text.matches("\\d{1,9}(\\.\\d{1,6})?"))
        .map(text -> OptionalDouble.of(Double.parseDouble(text)))
        .orElse(OptionalDouble.empty());
  }

  /**
   * @param rows crossings since the begin of the day, in order
   */
  private static List<Outing> outings(List<Row> rows) {
    var outings = new ArrayList<Outing>();
    Optional<Instant> left = Optional.empty();
    for (Row row : rows) {
      if (!row.getBoolean("entered") && left.isEmpty()) {
        left = Optional.of(row.getInstant("at"));
      } else if (row.getBoolean("entered") && left.isPresent()) {
        outings.add(new Outing(left.get(), Optional.of(row.getInstant("at"))));
        left = Optional.empty();
      }
    }
    left.ifPresent(time -> outings.add(new Outing(time, Optional.empty())));
    return outings;
  }
}

package id.pantau.collector.presence;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.presence.PresencePolicy.Stay;
import id.pantau.collector.presence.Presences.Figures;
import id.pantau.collector.presence.Presences.Guest;
import id.pantau.collector.presence.Presences.Question;
import id.pantau.collector.track.DerivedStop;
import id.pantau.wire.LatLon;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of presence: days that are to be counted, what was counted, and sums of it. */
final class PresenceStore {
  private static final Sql CLAIM_DUE = Sql.beside(PresenceStore.class, "claim-due.sql");
  private static final Sql LIST_STOPS = Sql.beside(PresenceStore.class, "list-stops.sql");
  private static final Sql FORGET = Sql.beside(PresenceStore.class, "forget.sql");
  private static final Sql SAVE = Sql.beside(PresenceStore.class, "save.sql");
  private static final Sql COUNTED = Sql.beside(PresenceStore.class, "counted.sql");
  private static final Sql SUM_PLACES = Sql.beside(PresenceStore.class, "sum-places.sql");
  private static final Sql LIST_VEHICLES = Sql.beside(PresenceStore.class, "list-vehicles.sql");
  private static final Sql COUNT_DUE =
      Sql.of(
          """
          SELECT count(*) AS n FROM vehicle_day
          WHERE presence_of IS NULL AND day BETWEEN CAST(:from AS date) AND CAST(:to AS date)
          """);

  private final Session session;

  PresenceStore(Session session) {
    this.session = session;
  }

  /** A day of a vehicle. */
  record Key(int vehicleId, LocalDate day) {}

  /**
   * A day that is to be counted.
   *
   * @param opdId the agency that kept the vehicle on it
   * @param service whether it is no car of a person
   */
  record Due(Key key, int opdId, boolean service) {}

  /** Takes some of the days that are to be counted; they are locked until the transaction ends. */
  List<Due> claimDue(int version, int limit) {
    return session.list(CLAIM_DUE, Map.of("version", version, "limit", limit)).stream()
        .map(row -> new Due(key(row), row.getInt("opd_id"), row.getBoolean("service")))
        .toList();
  }

  Map<Key, List<DerivedStop>> listStops(List<Due> days) {
    var stops = new HashMap<Key, List<DerivedStop>>();
    for (Row row : session.list(LIST_STOPS, keys(days))) {
      stops
          .computeIfAbsent(key(row), none -> new ArrayList<>())
          .add(
              new DerivedStop(
                  row.getInstant("start_time"),
                  row.getInstant("end_time"),
                  row.getBoolean("began_before"),
                  row.getBoolean("goes_on"),
                  row.getBoolean("over_midnight"),
                  new LatLon(row.getDouble("lat"), row.getDouble("lon"))));
    }
    return stops;
  }

  /** Replaces what was counted of these days. */
  void save(List<Due> days, Map<Key, List<Stay>> stays, int version) {
    Map<String, Object> keys = keys(days);
    session.change(FORGET, keys);
    record Line(Due due, Stay stay) {}
    List<Line> lines =
        days.stream()
            .flatMap(
                due ->
                    stays.getOrDefault(due.key, List.of()).stream()
                        .map(stay -> new Line(due, stay)))
            .toList();
    var params = new HashMap<String, Object>(keys(lines.stream().map(Line::due).toList()));
    params.put("areas", lines.stream().mapToInt(line -> line.stay.areaId()).toArray());
    params.put("opds", lines.stream().mapToInt(line -> line.due.opdId).toArray());
    params.put("stays", lines.stream().mapToInt(line -> line.stay.count()).toArray());
    params.put("seconds", lines.stream().mapToInt(line -> line.stay.seconds()).toArray());
    session.change(SAVE, params);
    var counted = new HashMap<String, Object>(keys);
    counted.put("version", version);
    session.change(COUNTED, counted);
  }

  /**
   * The sums by the code of a kecamatan, or of the desa of the one that is asked about; under the
   * empty code all of it together.
   */
  Map<String, Figures> sumPlaces(Question question, int codeLength) {
    Map<String, Object> params = params(question);
    params.put("within", question.kecamatan());
    params.put("codeLength", codeLength);
    var sums = new HashMap<String, Figures>();
    for (Row row : session.list(SUM_PLACES, params)) {
      sums.put(
          row.findText("code").orElse(""),
          new Figures(
              row.getInt("vehicles"),
              row.getInt("days"),
              row.getLong("stays"),
              row.getLong("stayed_s"),
              row.findDate("last_day")));
    }
    return sums;
  }

  private static Map<String, Object> params(Question question) {
    var params = new HashMap<String, Object>();
    params.put("from", question.from());
    params.put("to", question.to());
    params.put(
        "opdId",
        question.opdId().isPresent()
            ? Optional.of(question.opdId().getAsInt())
            : Optional.<Integer>empty());
    params.put("use", question.use());
    return params;
  }

  /** Who was in a place, the last one first; one that changed hands has a line with each agency. */
  List<Guest> listVehicles(Question question, String placeCode) {
    Map<String, Object> params = params(question);
    params.put("place", placeCode);
    return session.list(LIST_VEHICLES, params).stream()
        .map(
            row ->
                new Guest(
                    row.getInt("vehicle_id"),
                    row.getInt("opd_id"),
                    row.getInt("days"),
                    row.getLong("stays"),
                    row.getLong("stayed_s"),
                    row.getDate("last_day")))
        .toList();
  }

  /** How many days of vehicles are still to be counted, as far as the reader may see them. */
  long countDue(LocalDate from, LocalDate to) {
    return session.get(COUNT_DUE, Map.of("from", from, "to", to)).getLong("n");
  }

  private static Key key(Row row) {
    return new Key(row.getInt("vehicle_id"), row.getDate("day"));
  }

  private static Map<String, Object> keys(List<Due> days) {
    return Map.of(
        "vehicles", days.stream().mapToInt(due -> due.key.vehicleId).toArray(),
        "days", days.stream().map(due -> due.key.day.toString()).toArray(String[]::new));
  }
}

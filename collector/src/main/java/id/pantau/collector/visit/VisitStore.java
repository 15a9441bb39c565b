package id.pantau.collector.visit;

import id.pantau.collector.activity.PackageKind;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.region.Shape;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** SQL of what is derived: which days are due, by which rules, and what was found in them. */
final class VisitStore {
  private static final Sql CLAIM = Sql.beside(VisitStore.class, "claim-due.sql");
  private static final Sql EXPAND = Sql.beside(VisitStore.class, "expand-changes.sql");
  private static final Sql FIND_COMMON = Sql.beside(VisitStore.class, "find-common-stops.sql");
  private static final Sql LIST_FOUND = Sql.beside(VisitStore.class, "list-found.sql");
  private static final Sql ADD = Sql.beside(VisitStore.class, "add-visit.sql");
  private static final Sql CHANGE = Sql.beside(VisitStore.class, "change-visit.sql");
  private static final Sql NEXT_CHANGE =
      Sql.of("SELECT id FROM visit_change LIMIT 1 FOR UPDATE SKIP LOCKED");
  private static final Sql FINISH =
      Sql.of(
          """
          DELETE FROM visit_due
          WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
          """);
  private static final Sql POSTPONE =
      Sql.of(
          """
          UPDATE visit_due SET claimed_at = NULL, not_before = CAST(:until AS timestamptz)
          WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)
          """);
  private static final Sql FIND_CAR =
      Sql.of(
          """
          SELECT use_class, vehicle_opd_on(id, CAST(:day AS date)) AS opd_id FROM vehicle WHERE id = :vehicleId
          """);
  private static final Sql LOCK =
      Sql.of("SELECT 1 AS one FROM (SELECT pg_advisory_xact_lock(:vehicleId, :day)) AS locked");
  private static final Sql DELETE = Sql.of("DELETE FROM visit WHERE id = :id");
  private static final Sql LOSE = Sql.of("UPDATE visit SET matched = false WHERE id = :id");
  private static final Sql ADD_COMMON =
      Sql.of(
          """
          INSERT INTO common_stop (lat, lon, stop_count, car_count, opd_count, computed_on)
          VALUES (:lat, :lon, :stops, :cars, :opds, CAST(:today AS date)) ON CONFLICT (lat, lon) DO NOTHING
          """);
  private static final Sql NOTE_COMMON =
      Sql.of(
          """
          INSERT INTO visit_change (geom, since, whole) VALUES (ST_SetSRID(ST_MakePoint(:lon, :lat), 4326), '-infinity', true)
          """);

  /** Vehicles are looked at for so long to find out where everybody stops. */
  private static final int COMMON_DAYS = 30;

  private final Session session;

  VisitStore(Session session) {
    this.session = session;
  }

  /** A day of a vehicle that is to be matched. */
  record Due(int vehicleId, LocalDate day) {}

  /** A visit that is stored. */
  record Stored(
      long id, int packageId, Instant arrive, Instant leave, boolean decided, boolean matched) {}

  /** Whose vehicle it was on a day, and whether it is one of a service, which has no holder. */
  record Car(int opdId, boolean service) {}

  /** A cell in which many vehicles stop. */
  record Common(double lat, double lon, int stops, int cars, int opds) {
    LatLon at() {
      return new LatLon(lat, lon);
    }
  }

  /** Turns some of what has changed into days that are due; whether there are more. */
  boolean expandSome(LocalDate earliest) {
    session.change(EXPAND, Map.of("earliest", earliest));
    // Those that another worker has in its hands are not ours.
    return session.find(NEXT_CHANGE, Map.of()).isPresent();
  }

  /**
   * @param now whole microseconds; the claim is known by it
   */
  List<Due> claim(Instant now, Instant abandoned, int limit) {
    return session.list(CLAIM, Map.of("now", now, "abandoned", abandoned, "limit", limit)).stream()
        .map(row -> new Due(row.getInt("vehicle_id"), row.getDate("day")))
        .toList();
  }

  void finish(Due due, Instant claimedAt) {
    session.change(
        FINISH, Map.of("vehicleId", due.vehicleId(), "day", due.day(), "claimedAt", claimedAt));
  }

  void postpone(Due due, Instant until) {
    session.change(
        POSTPONE, Map.of("vehicleId", due.vehicleId(), "day", due.day(), "until", until));
  }

  /** The lock of those who derive trips and stops, so that nobody matches half a day. */
  void lock(Due due) {
    session.get(
        LOCK, Map.of("vehicleId", due.vehicleId(), "day", Math.toIntExact(due.day().toEpochDay())));
  }

  /** Empty for a vehicle without a keeper. */
  Optional<Car> findCar(Due due) {
    return session
        .find(FIND_CAR, Map.of("vehicleId", due.vehicleId(), "day", due.day()))
        .filter(row -> row.findInt("opd_id").isPresent())
        .map(row -> new Car(row.getInt("opd_id"), row.getText("use_class").equals("service")));
  }

  /** How far back, and what is a common stop. */
  record Limits(int backDays, double officeM, double commonM, int stops, int cars, int opds) {}

  Limits limits() {
    Row row = session.get(Sql.of("SELECT * FROM visit_rules"), Map.of());
    return new Limits(
        row.getInt("back_days"),
        row.getInt("office_m"),
        row.getInt("common_m"),
        row.getInt("common_stops"),
        row.getInt("common_cars"),
        row.getInt("common_opds"));
  }

  VisitRules rules() {
    Row row = session.get(Sql.of("SELECT * FROM visit_rules"), Map.of());
    var reach = new EnumMap<PackageKind, Double>(PackageKind.class);
    for (Row kind : session.list(Sql.of("SELECT * FROM visit_reach LIMIT 100"), Map.of())) {
      for (PackageKind known : PackageKind.values()) {
        if (known.word().equals(kind.getText("package_kind"))) {
          reach.put(known, (double) kind.getInt("reach_m"));
        }
      }
    }
    return new VisitRules(
        row.getInt("point_m"),
        row.getInt("line_m"),
        row.getInt("area_m"),
        reach,
        Duration.ofSeconds(row.getInt("shortest_s")),
        row.getDouble("slow_kmh"),
        Duration.ofSeconds(row.getInt("slow_s")),
        row.getInt("slow_m"),
        Duration.ofSeconds(row.getInt("join_s")),
        row.getInt("strong_points"),
        row.getInt("medium_points"));
  }

  List<KnownPlace> listCommonPlaces(double reachM) {
    return session.list(Sql.of("SELECT lat, lon FROM common_stop LIMIT 10000"), Map.of()).stream()
        .map(row -> new LatLon(row.getDouble("lat"), row.getDouble("lon")))
        .map(at -> new KnownPlace(OptionalInt.empty(), Shape.point(at), reachM))
        .toList();
  }

  /** Finds the common stops again; days near those that came or went are due. */
  void refreshCommon(Limits limits, LocalDate today) {
    Map<LatLon, Common> now =
        session
            .list(
                FIND_COMMON,
                Map.of(
                    "from", today.minusDays(COMMON_DAYS),
                    "to", today.minusDays(1),
                    "stops", limits.stops(),
                    "cars", limits.cars(),
                    "opds", limits.opds()))
            .stream()
            .map(
                row ->
                    new Common(
                        row.getDouble("lat"),
                        row.getDouble("lon"),
                        row.getInt("stop_count"),
                        row.getInt("car_count"),
                        row.getInt("opd_count")))
            .collect(Collectors.toMap(Common::at, common -> common, (a, b) -> a));
    for (Row row : session.list(Sql.of("SELECT lat, lon FROM common_stop LIMIT 10000"), Map.of())) {
      var at = new LatLon(row.getDouble("lat"), row.getDouble("lon"));
      if (now.remove(at) == null) {
        Map<String, Double> place = Map.of("lat", at.lat(), "lon", at.lon());
        session.change(Sql.of("DELETE FROM common_stop WHERE lat = :lat AND lon = :lon"), place);
        session.change(NOTE_COMMON, place);
      }
    }
    for (Common fresh : now.values()) {
      session.change(
          ADD_COMMON,
          Map.of(
              "lat", fresh.lat(),
              "lon", fresh.lon(),
              "stops", fresh.stops(),
              "cars", fresh.cars(),
              "opds", fresh.opds(),
              "today", today));
      session.change(NOTE_COMMON, Map.of("lat", fresh.lat(), "lon", fresh.lon()));
    }
  }

  List<Stored> listStored(Due due) {
    return session.list(LIST_FOUND, Map.of("vehicleId", due.vehicleId(), "day", due.day())).stream()
        .map(
            row ->
                new Stored(
                    row.getLong("id"),
                    row.getInt("package_id"),
                    row.getInstant("arrive"),
                    row.getInstant("leave"),
                    !row.getText("state").equals("automatic"),
                    row.getBoolean("matched")))
        .toList();
  }

  void add(Due due, int vehicleOpdId, Match match, Instant now) {
    Map<String, Object> params = params(vehicleOpdId, match, now);
    params.put("vehicleId", due.vehicleId());
    params.put("day", due.day());
    params.put("packageId", match.packageId());
    params.put("opdId", match.opdId());
    session.change(ADD, params);
  }

  void change(long id, int vehicleOpdId, Match match, Instant now) {
    Map<String, Object> params = params(vehicleOpdId, match, now);
    params.put("id", id);
    session.change(CHANGE, params);
  }

  /** The rules do not find it any more; what a person has said of it stays. */
  void lose(Stored stored) {
    if (!stored.decided()) {
      session.change(DELETE, Map.of("id", stored.id()));
    } else if (stored.matched()) {
      session.change(LOSE, Map.of("id", stored.id()));
    }
  }

  private static Map<String, Object> params(int vehicleOpdId, Match match, Instant now) {
    var params = new HashMap<String, Object>();
    params.put("vehicleOpdId", vehicleOpdId);
    params.put("arrive", match.arrive());
    params.put("leave", match.leave());
    params.put("goesOn", match.goesOn());
    params.put("stayS", match.stayS());
    params.put("distanceM", Math.toIntExact(Math.round(match.distanceM())));
    params.put("slowTravel", match.slowTravel());
    params.put("lat", match.at().lat());
    params.put("lon", match.at().lon());
    params.put("level", match.level().word());
    params.put("score", match.score());
    params.put(
        "reasons", match.reasons().stream().map(Reason::word).collect(Collectors.joining(" ")));
    params.put("shared", match.shared());
    params.put("now", now);
    return params;
  }
}

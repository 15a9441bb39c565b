package id.pantau.collector.alert;

import id.pantau.collector.alert.FactStore.VehicleOnDay;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.web.Json;
import id.pantau.wire.LatLon;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of what is derived: which days are due, and what was found in them. */
final class AlertStore {
  private static final Sql CLAIM = Sql.beside(AlertStore.class, "claim-due.sql");
  private static final Sql MARK_EARLIER = Sql.beside(AlertStore.class, "mark-earlier.sql");
  private static final Sql LIST_FOUND = Sql.beside(AlertStore.class, "list-found.sql");
  private static final Sql LIST_GOING_ON = Sql.beside(AlertStore.class, "list-going-on.sql");
  private static final Sql ADD = Sql.beside(AlertStore.class, "add-alert.sql");
  private static final Sql CHANGE = Sql.beside(AlertStore.class, "change-alert.sql");
  private static final Sql RESUME = Sql.beside(AlertStore.class, "resume-alert.sql");
  private static final Sql END = Sql.beside(AlertStore.class, "end-alert.sql");
  private static final Sql ANNOUNCE = Sql.beside(AlertStore.class, "announce.sql");
  private static final Sql FINISH =
      Sql.of(
          """
          DELETE FROM alert_due
          WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
          """);
  private static final Sql POSTPONE =
      Sql.of(
          """
          UPDATE alert_due SET claimed_at = NULL, not_before = CAST(:until AS timestamptz)
          WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) AND claimed_at = CAST(:claimedAt AS timestamptz)
          """);

  /** What trackers are now is judged by one collector at a time. */
  private static final Sql LOCK_TRACKERS =
      Sql.of("SELECT pg_advisory_xact_lock(742520) IS NULL AS done");

  private static final Sql DELETE = Sql.of("DELETE FROM alert WHERE id = :id");
  private static final Sql LOSE =
      Sql.of("UPDATE alert SET found = false, goes_on = false, state = 'done' WHERE id = :id");
  private static final Sql GO_ON =
      Sql.of(
          """
          UPDATE alert SET end_time = greatest(end_time, CAST(:now AS timestamptz)), details = CAST(:details AS jsonb)
          WHERE id = :id AND details <> CAST(:details AS jsonb)
          """);

  private final Session session;

  AlertStore(Session session) {
    this.session = session;
  }

  /** An alert that is stored. */
  record Known(long id, Rule rule, Instant start, Instant end, boolean found, boolean touched) {}

  /** When people are told of it, and until when they may wait with what. */
  record Times(Instant now, Instant announceAt, Instant targetAt, Instant clarifyUntil) {}

  /**
   * @param now whole microseconds; the claim is known by it
   */
  List<VehicleOnDay> claim(Instant now, Instant abandoned, int limit) {
    return session.list(CLAIM, Map.of("now", now, "abandoned", abandoned, "limit", limit)).stream()
        .map(row -> new VehicleOnDay(row.getInt("vehicle_id"), row.getDate("day")))
        .toList();
  }

  void markEarlier(Collection<VehicleOnDay> days) {
    session.change(MARK_EARLIER, FactStore.keys(days));
  }

  void finish(VehicleOnDay due, Instant claimedAt) {
    session.change(
        FINISH, Map.of("vehicleId", due.vehicleId(), "day", due.day(), "claimedAt", claimedAt));
  }

  void postpone(VehicleOnDay due, Instant claimedAt, Instant until) {
    session.change(
        POSTPONE,
        Map.of(
            "vehicleId",
            due.vehicleId(),
            "day",
            due.day(),
            "claimedAt",
            claimedAt,
            "until",
            until));
  }

  List<Known> listFound(VehicleOnDay due) {
    return session.list(LIST_FOUND, Map.of("vehicleId", due.vehicleId(), "day", due.day())).stream()
        .map(
            row ->
                new Known(
                    row.getLong("id"),
                    Rule.find(row.getText("rule")).orElseThrow(),
                    row.getInstant("start_time"),
                    row.getInstant("end_time"),
                    row.getBoolean("found"),
                    row.getBoolean("touched")))
        .toList();
  }

  void lockTrackers() {
    session.get(LOCK_TRACKERS, Map.of());
  }

  /** Those of trackers that have not ended, by rule and vehicle. */
  Map<RuleOfVehicle, Long> listGoingOn() {
    var known = new HashMap<RuleOfVehicle, Long>();
    for (Row row : session.list(LIST_GOING_ON, Map.of())) {
      known.put(
          new RuleOfVehicle(Rule.find(row.getText("rule")).orElseThrow(), row.getInt("vehicle_id")),
          row.getLong("id"));
    }
    return known;
  }

  record RuleOfVehicle(Rule rule, int vehicleId) {}

  void add(VehicleOnDay of, int opdId, RuleVersion by, Placed placed, Times times) {
    Map<String, Object> params = params(by, placed, times.now());
    params.put("rule", by.rule().word());
    params.put("vehicleId", of.vehicleId());
    params.put("opdId", opdId);
    params.put("day", of.day());
    params.put("severity", by.severity().word());
    params.put("ofDevice", by.rule().isOfDevice());
    params.put("announceAt", times.announceAt());
    params.put("targetAt", times.targetAt());
    params.put("clarifyUntil", times.clarifyUntil());
    session.change(ADD, params);
  }

  void change(long id, RuleVersion by, Placed placed, Instant now) {
    Map<String, Object> params = params(by, placed, now);
    params.put("id", id);
    session.change(CHANGE, params);
  }

  /** The rules do not find it any more; what a person has said of it stays. */
  void lose(Known known) {
    if (!known.touched()) {
      session.change(DELETE, Map.of("id", known.id()));
    } else if (known.found()) {
      session.change(LOSE, Map.of("id", known.id()));
    }
  }

  /** Whether there was one that goes on again. */
  boolean resume(int vehicleId, Incident incident, Instant now) {
    return session.change(
            RESUME,
            Map.of(
                "rule",
                incident.rule().word(),
                "vehicleId",
                vehicleId,
                "details",
                json(incident),
                "now",
                now))
        == 1;
  }

  void goOn(long id, Incident incident, Instant now) {
    session.change(GO_ON, Map.of("id", id, "details", json(incident), "now", now));
  }

  void end(long id, Instant now) {
    session.change(END, Map.of("id", id, "now", now));
  }

  /** Those that people are to be told of now; each comes once. */
  List<AlertNews> announce(Instant now) {
    return session.list(ANNOUNCE, Map.of("now", now)).stream()
        .map(
            row ->
                new AlertNews(
                    row.getLong("id"),
                    row.getInt("opd_id"),
                    row.getInt("vehicle_id"),
                    row.getText("rule"),
                    row.getText("severity")))
        .toList();
  }

  /** An incident and what its place is called. */
  record Placed(Incident incident, Optional<String> place) {}

  private static Map<String, Object> params(RuleVersion by, Placed placed, Instant now) {
    Incident incident = placed.incident();
    var params = new HashMap<String, Object>();
    params.put("version", by.version());
    params.put("start", incident.start());
    params.put("end", incident.end());
    params.put("goesOn", incident.goesOn());
    params.put("times", incident.times());
    params.put("details", json(incident));
    params.put("lat", incident.at().map(LatLon::lat));
    params.put("lon", incident.at().map(LatLon::lon));
    params.put("place", placed.place());
    params.put("now", now);
    return params;
  }

  private static String json(Incident incident) {
    return new String(Json.bytes(incident.details()), StandardCharsets.UTF_8);
  }
}

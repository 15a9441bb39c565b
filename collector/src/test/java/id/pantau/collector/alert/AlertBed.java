package id.pantau.collector.alert;

import static id.pantau.collector.visit.Trace.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.Trace;
import id.pantau.collector.web.Problem;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A car with a tracker that is well, and all that makes alerts of what it does. Each test has a car
 * of its own.
 */
abstract class AlertBed {
  /** A Wednesday. */
  static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  static final LatLon DEPOT = new LatLon(-8.65, 116.53);

  static final List<AlertNews> announced = new ArrayList<>();
  static ActivityBed bed;
  static Fleet fleet;
  static Tracks tracks;
  static Alerts alerts;
  static int cars;
  static long seq;

  int car;
  int device;

  @BeforeAll
  static void open() {
    bed = new ActivityBed(TODAY, "12:00");
    fleet = new Fleet(bed.db(), bed.region(), bed);
    tracks = new Tracks(bed.db(), fleet, bed.region(), bed, Duration.ZERO);
    alerts =
        new Alerts(
            bed.db(),
            new Alerts.Sources(bed.region(), tracks, new Audit(bed.db(), bed)),
            bed,
            announced::add);
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  /** Each test has a car of its own, and none of the others is on the road. */
  @BeforeEach
  void car() {
    bed.service(s -> s.change(Sql.of("DELETE FROM ride"), Map.of()));
    announced.clear();
    bed.set(TODAY.minusDays(40), "12:00");
    cars++;
    car =
        fleet.addVehicle(
            new NewVehicle(
                "DR " + cars + " L",
                "Mobil " + cars,
                "car",
                "position",
                bed.opd("dikes"),
                Optional.of("Kepala Dinas"),
                Optional.empty()));
    fleet.startRide(new DeviceId("car-" + cars), car, bed.instant());
    device = fleet.deviceNo(new DeviceId("car-" + cars));
    bed.set(TODAY, "12:00");
    heard();
  }

  /** The tracker says that it is well. */
  void heard() {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO device_health (device_no, received_at, device_time, clock_trusted, agent_version, journal_depth,
                      journal_bytes_free, cpu_temperature_c, satellites, gnss_state, details)
                    VALUES (:device, :now, :now, true, '1', 0, 12000000, 50, 9, 'fix-3d', '{}')
                    ON CONFLICT (device_no) DO UPDATE SET received_at = excluded.received_at
                    """),
                Map.of("device", device, "now", bed.instant())));
  }

  static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(bed.region().zone()).toInstant();
  }

  void drive(Trace trace) {
    var fixes = new ArrayList<ReceivedFix>();
    for (Fix fix : trace.fixes()) {
      fixes.add(new ReceivedFix(device, 7, ++seq, fix, bed.instant()));
    }
    tracks.prepare(tracks.daysOf(fixes));
    bed.service(session -> tracks.append(session, fixes));
    tracks.deriveDue();
  }

  static Trace trip(LocalDate day, String time) {
    return new Trace(at(day, time), DEPOT)
        .drive(from(DEPOT, 25_000, 0), 60)
        .stand(Duration.ofMinutes(15));
  }

  /** A vehicle on the road is judged a minute after it was derived. */
  static void judge() {
    bed.service(
        s ->
            s.change(
                Sql.of("UPDATE alert_due SET not_before = NULL WHERE claimed_at IS NULL"),
                Map.of()));
    alerts.judgeDue();
  }

  void event(String kind, Instant time, String details) {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    """
                    INSERT INTO device_event (device_no, epoch, seq, event_time, received_at, kind, details, geom)
                    VALUES (:device, 7, :seq, :time, :now, :kind, CAST(:details AS jsonb), ST_SetSRID(ST_MakePoint(116.53, -8.65), 4326))
                    """),
                Map.of(
                    "device",
                    device,
                    "seq",
                    ++seq,
                    "time",
                    time,
                    "now",
                    bed.instant(),
                    "kind",
                    kind,
                    "details",
                    details)));
  }

  List<Alert> all(Viewer viewer) {
    return alerts
        .list(
            viewer,
            new Alert.Query(
                Optional.empty(),
                "all",
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.of(car),
                Optional.empty(),
                Optional.empty(),
                100))
        .items();
  }

  Alert only() {
    List<Alert> all = all(bed.leader());
    assertEquals(1, all.size(), all.toString());
    return all.getFirst();
  }

  static Alert act(Viewer viewer, Alert alert, String kind, String choice, String reason) {
    return alerts.act(
        viewer,
        alert.id(),
        new Alerts.Deed(
            kind, Optional.of(choice).filter(c -> !c.isEmpty()), reason, Optional.empty()));
  }

  static void assertRefused(int status, String code, Runnable call) {
    Problem problem = assertThrows(Problem.class, call::run);
    assertEquals(status + " " + code, problem.status() + " " + problem.code());
  }

  static Viewer centre() {
    return bed.person("pusat", Role.CC_OPERATOR, OptionalInt.empty());
  }

  static Viewer admin() {
    return bed.person("admin", Role.ADMIN, OptionalInt.empty());
  }

  String dump() {
    return bed.service(
        s ->
            s
                .list(
                    Sql.of(
                        """
                        SELECT CAST(to_jsonb(a) - 'id' AS text) AS line FROM alert a WHERE vehicle_id = :car ORDER BY start_time, rule
                        """),
                    Map.of("car", car))
                .stream()
                .map(row -> row.getText("line"))
                .collect(Collectors.joining("\n")));
  }

  void again() {
    bed.service(
        s ->
            s.change(
                Sql.of(
                    "INSERT INTO alert_due (vehicle_id, day) SELECT DISTINCT vehicle_id, day FROM alert ON CONFLICT DO NOTHING"),
                Map.of()));
    judge();
  }
}

package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A vehicle of the health agency with a tracker in it, at ten in the morning; each test has a
 * database of its own.
 */
abstract class TrackBed {
  /** 10:00 in Lombok. In the past: partitions far ahead of the database's clock are refused. */
  static final Instant NOW = Instant.parse("2025-11-25T02:00:00Z");

  static final LocalDate TODAY = LocalDate.parse("2025-11-25");
  static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");
  static final long EPOCH = 77;

  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final DbSettings settings = TestDb.freshSettings();
  Db db;
  Region region;
  Fleet fleet;
  Tracks tracks;
  int vehicle;
  int device;

  @BeforeEach
  void open() {
    db = Db.open(settings);
    region = Region.open(db, "lombok-timur", now::get);
    fleet = new Fleet(db, region, now::get);
    tracks = new Tracks(db, fleet, region, now::get, Duration.ZERO);
    now.set(NOW.minus(Duration.ofDays(100)));
    vehicle = vehicleOf("dikes");
    now.set(NOW);
    fleet.startRide(new DeviceId("trk-1"), vehicle, NOW.minus(Duration.ofDays(90)));
    device = fleet.deviceNo(new DeviceId("trk-1"));
  }

  @AfterEach
  void close() {
    db.close();
  }

  int vehicleOf(String opd) {
    int id = region.findOpd(opd).orElseThrow().id();
    return fleet.addVehicle(
        new NewVehicle(
            "DR 1 L", "Mobil", "car", "service", id, Optional.empty(), Optional.empty()));
  }

  Viewer viewer(Role role, String opd) {
    OptionalInt id =
        opd.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(region.findOpd(opd).orElseThrow().id());
    return new Viewer(1, "somebody", "Somebody", role, id, Locale.of("id"));
  }

  Viewer leader() {
    return viewer(Role.LEADER, "");
  }

  static List<ReceivedFix> received(int device, List<Fix> fixes, Instant at) {
    var received = new ArrayList<ReceivedFix>();
    for (int i = 0; i < fixes.size(); i++) {
      received.add(new ReceivedFix(device, EPOCH, i + 1, fixes.get(i), at));
    }
    return received;
  }

  long append(List<ReceivedFix> fixes) {
    tracks.prepare(tracks.daysOf(fixes));
    Tracks.Appended appended = db.asService(session -> tracks.append(session, fixes));
    tracks.show(appended);
    return appended.stored();
  }

  long append(Drive drive) {
    return append(received(device, drive.fixes(), now.get()));
  }

  long count(String from) {
    return db.asService(s -> s.get(Sql.of("SELECT count(*) AS n FROM " + from), Map.of()))
        .getLong("n");
  }

  /** As another journal of the same tracker. */
  List<ReceivedFix> numbered(int journal, List<Fix> fixes) {
    return received(device, fixes, now.get()).stream()
        .map(f -> new ReceivedFix(device, EPOCH + journal, f.seq(), f.fix(), now.get()))
        .toList();
  }
}

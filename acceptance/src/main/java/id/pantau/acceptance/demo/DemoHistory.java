package id.pantau.acceptance.demo;

import id.pantau.acceptance.sim.Recorder;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.Fix;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The days before the demo began, and the time between two demos: what the trackers would have
 * sent, stored through the door that ingest uses.
 */
final class DemoHistory {
  /** So many whole days before today. */
  private static final int DAYS = 3;

  /** A row of a statement is cheap, its plan is not; and a batch must not hold a lock for long. */
  private static final int BATCH = 5_000;

  private static final Duration UNDERWAY = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Sql LAST =
      Sql.of("SELECT device_no, fix_time FROM latest_position ORDER BY device_no");

  private final Db db;
  private final Fleet fleet;
  private final SimFleet simulation;
  private final Tracks tracks;
  private final Instant now;
  private final LocalDate today;

  DemoHistory(Db db, Region region, Fleet fleet, SimFleet simulation, InstantSource clock) {
    this.db = db;
    this.fleet = fleet;
    this.simulation = simulation;
    // Never started: deriving trips and stops is the collector's.
    this.tracks = new Tracks(db, fleet, region, clock, Duration.ZERO);
    this.now = clock.instant();
    this.today = region.today();
  }

  /** Fills in what is missing, on as many threads as there are cores; how many positions. */
  long fill() {
    tracks.prepare(IntStream.rangeClosed(0, DAYS).mapToObj(today::minusDays).toList());
    Instant earliest = today.minusDays(DAYS).atStartOfDay(simulation.zone()).toInstant();
    Map<Integer, Instant> last = lastFixes();
    return simulation.vehicles().parallelStream()
        .mapToLong(
            vehicle -> {
              int deviceNo = fleet.deviceNo(vehicle.device());
              Instant known = last.getOrDefault(deviceNo, Instant.EPOCH).plusSeconds(1);
              Instant from = known.isAfter(earliest) ? known : earliest;
              return store(deviceNo, fixes(vehicle, from));
            })
        .sum();
  }

  private List<Fix> fixes(SimVehicle vehicle, Instant from) {
    Instant until = vehicle.dead() ? diedAt(vehicle) : now;
    return from.isBefore(until)
        ? PastTrack.of(new Recorder(simulation, STEP), vehicle, from, until)
        : List.of();
  }

  /** A broken tracker broke during the working day before yesterday, or the day before that. */
  private Instant diedAt(SimVehicle vehicle) {
    LocalDate day = today.minusDays(1 + vehicle.number() % 2);
    return day.atTime(9 + vehicle.number() % 5, 20).atZone(simulation.zone()).toInstant();
  }

  private long store(int deviceNo, List<Fix> fixes) {
    long epoch = new SecureRandom().nextLong();
    for (int start = 0; start < fixes.size(); start += BATCH) {
      var batch = new ArrayList<ReceivedFix>(BATCH);
      for (int i = start; i < Math.min(fixes.size(), start + BATCH); i++) {
        Fix fix = fixes.get(i);
        batch.add(new ReceivedFix(deviceNo, epoch, i + 1, fix, fix.fixTime().plus(UNDERWAY)));
      }
      db.asService(session -> tracks.append(session, batch));
    }
    return fixes.size();
  }

  private Map<Integer, Instant> lastFixes() {
    var last = new HashMap<Integer, Instant>();
    for (Row row : db.asService(session -> session.list(LAST, Map.of()))) {
      last.put(row.getInt("device_no"), row.getInstant("fix_time"));
    }
    return last;
  }
}

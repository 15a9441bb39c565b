package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import id.pantau.workbench.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How late a large fleet is on many maps: from the publish to the event at a viewer, over TLS, a
 * real broker, the collector as a process of its own and a commit in the database. Every vehicle
 * has its own connection and reports every five seconds; every viewer sees all of them.
 */
final class LiveMeasurement implements Measurement {
  private static final String P50 = "latencyMsP50";
  private static final String P99 = "latencyMsP99";
  private static final String FEW_P99 = "latencyMsP99With20Viewers";
  private static final String RSS = "collectorRssMb";
  private static final int VEHICLES = 2_000;
  private static final int VIEWERS = 500;
  private static final int FEW_VIEWERS = 20;

  /** A person may open thirty streams. */
  private static final int STREAMS_A_PERSON = 25;

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final long EPOCH = 0x11fe_11fe_11fe_11feL;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Duration time;
  private final int vehicles;
  private final int viewers;
  private final boolean asInUse;

  LiveMeasurement(Duration time) {
    this(time, VEHICLES, VIEWERS, Runtime.version().feature() >= StartCache.OLDEST_JAVA);
  }

  /** Smaller, and without the cache that takes half a minute, for a test of this. */
  LiveMeasurement(Duration time, int vehicles, int viewers) {
    this(time, vehicles, viewers, false);
  }

  /**
   * @param asInUse with the cache with which {@code ./pantau up} starts a collector
   */
  private LiveMeasurement(Duration time, int vehicles, int viewers, boolean asInUse) {
    this.asInUse = asInUse;
    this.time = time;
    this.vehicles = vehicles;
    this.viewers = viewers;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(P50, 30.0, P99, 250.0, FEW_P99, 50.0, RSS, 200.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    List<DeviceId> devices =
        IntStream.rangeClosed(1, vehicles).mapToObj(i -> new DeviceId("live-" + i)).toList();
    int people = viewers / STREAMS_A_PERSON + 1;
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, people);
      Enrolment.addVehicles(backbone, devices);
      Path own = folder.resolve("collector");
      int port = FreePorts.next();
      List<String> options = asInUse ? StartCache.make(backbone, own, port).options() : List.of();
      try (var collector = CollectorProcess.start(backbone, own, port, options)) {
        List<ApiClient> leaders =
            IntStream.rangeClosed(1, people)
                .mapToObj(i -> Enrolment.login(collector.address(), i))
                .toList();
        report.say("%d trackers connect", vehicles);
        long start = System.nanoTime();
        List<BareTracker> trackers =
            devices.parallelStream().map(device -> BareTracker.open(device, backbone)).toList();
        report.figure("connectMs", (System.nanoTime() - start) / 1e6, 0);
        try {
          var fleet = new Fleet(trackers);
          report.say("a position every %d s of each", EVERY.toSeconds());
          fleet.drive(time.dividedBy(2), new Watchers(leaders, collector.address(), FEW_VIEWERS));
          var few = fleet.drive(time, new Watchers(leaders, collector.address(), FEW_VIEWERS));
          report.atMost(RSS, Processes.rssMb(collector.pid()), 0);
          var many = fleet.drive(time, new Watchers(leaders, collector.address(), viewers));
          report.figure("vehicles", vehicles, 0);
          report.figure("viewers", viewers, 0);
          report.figure("positions", many.positions, 0);
          report.atMost(P50, many.p50.toMillis(), 0);
          report.atMost(P99, many.p99.toMillis(), 0);
          report.figure("latencyMsP50With20Viewers", few.p50.toMillis(), 0);
          report.atMost(FEW_P99, few.p99.toMillis(), 0);
          report.figure("collectorRssMbWith500Viewers", Processes.rssMb(collector.pid()), 0);
        } finally {
          trackers.parallelStream().forEach(BareTracker::close);
          leaders.forEach(ApiClient::close);
        }
      }
    }
  }

  private record Watchers(List<ApiClient> people, String address, int count) {
    Crowd open() {
      return Crowd.open(people, address, count, CLOCK);
    }
  }

  private record Outcome(long positions, Duration p50, Duration p99) {}

  /** All vehicles, evenly spread over the five seconds. The thread of the caller drives. */
  private static final class Fleet {
    private final List<BareTracker> trackers;
    private long round;

    Fleet(List<BareTracker> trackers) {
      this.trackers = trackers;
    }

    Outcome drive(Duration time, Watchers watchers) throws InterruptedException {
      var never = new CountDownLatch(1);
      try (Crowd crowd = watchers.open()) {
        // The first round is for those that have just come.
        round(never);
        crowd.countFrom(CLOCK.millis());
        long rounds = Math.max(1, time.dividedBy(EVERY));
        for (int i = 0; i < rounds; i++) {
          round(never);
        }
        long positions = rounds * trackers.size();
        long wanted = positions * watchers.count();
        try {
          Await.until("every viewer has seen every position", SOON, () -> crowd.seen() >= wanted);
        } catch (AssertionError late) {
          throw unseen(crowd, wanted, late);
        }
        if (crowd.broken() > 0) {
          throw unseen(crowd, wanted, null);
        }
        return new Outcome(positions, crowd.percentile(0.5), crowd.percentile(0.99));
      }
    }

    private static IllegalStateException unseen(
        Crowd crowd, long wanted, @Nullable AssertionError late) {
      return new IllegalStateException(
          "positions seen by viewers: %d of %d, streams broken: %d"
              .formatted(crowd.seen(), wanted, crowd.broken()),
          late);
    }

    private void round(CountDownLatch never) throws InterruptedException {
      long start = System.nanoTime();
      round++;
      for (int i = 0; i < trackers.size(); i++) {
        long due = start + EVERY.toNanos() * i / trackers.size();
        long early = due - System.nanoTime();
        if (early > 0) {
          never.await(early, TimeUnit.NANOSECONDS);
        }
        send(i);
      }
      never.await(start + EVERY.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void send(int vehicle) {
      var at = new LatLon(-8.70 + round % 100 * 0.000108, 116.40 + vehicle * 0.0001);
      Instant now = Instant.ofEpochMilli(CLOCK.millis());
      var fix = new Fix(now, at, Fix.Mode.FIX_3D, 12, 0, 100, 0.9, 9, 0);
      var batch = new TrackBatch(EPOCH, List.of(new TrackRecord(round, fix)));
      try {
        trackers.get(vehicle).publish(TrackCodec.encode(batch));
      } catch (IOException e) {
        throw new UncheckedIOException("a tracker lost its broker", e);
      }
    }
  }
}

package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/**
 * A network that was away comes back: every vehicle of a large fleet connects in the same moment,
 * brings what it has recorded meanwhile and goes on driving. How soon all of them are in, how soon
 * all of it is committed, and how late the map is then.
 *
 * <p>Real trackers wait a random moment before they connect, and send within a window; these do
 * neither, which is worse. Who is not let in within ten seconds tries again, as they do.
 */
final class ReturnMeasurement implements Measurement {
  private static final String CONNECTED = "connectedS";
  private static final String COMMITTED = "backlogCommittedS";
  private static final String P99 = "latencyMsP99After";
  private static final int VEHICLES = 2_000;

  /** An hour on the road, thinned to a position every fifteen seconds. */
  private static final int BACKLOG = 240;

  /** As trackers send them. */
  private static final int BATCH = 60;

  private static final int VIEWERS = 20;

  /** A tracker's first pause. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long EPOCH = 0x2e70_2e70_2e70_2e70L;
  private static final InstantSource CLOCK = InstantSource.system();

  private final Duration time;

  ReturnMeasurement(Duration time) {
    this.time = time;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(CONNECTED, 30.0, COMMITTED, 30.0, P99, 5_000.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    List<DeviceId> devices =
        IntStream.rangeClosed(1, VEHICLES).mapToObj(i -> new DeviceId("back-" + i)).toList();
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, 1);
      Enrolment.addVehicles(backbone, devices);
      report.say("%d identities are made", VEHICLES);
      List<SSLContext> identities =
          devices.parallelStream().map(device -> BareTracker.identity(device, backbone)).toList();
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"));
          ApiClient leader = Enrolment.login(collector.address(), 1);
          var fleet = new Returning(devices, identities, URI.create(backbone.broker().uri()));
          Crowd crowd = Crowd.open(List.of(leader), collector.address(), VIEWERS, CLOCK)) {
        var table = new FixTable(backbone.jdbcUrl());
        report.say("all of them come back with %d positions each", BACKLOG);
        long start = System.nanoTime();
        fleet.comeBack();
        report.atMost(CONNECTED, secondsSince(start), 1);
        report.figure("attemptsAgain", fleet.again.get(), 0);
        long backlog = (long) VEHICLES * BACKLOG;
        Await.until("all of it is committed", PATIENCE, () -> table.count() >= backlog);
        report.atMost(COMMITTED, secondsSince(start), 1);
        report.figure("vehicles", VEHICLES, 0);
        report.figure("backlogPositions", backlog, 0);
        report.say("they drive on, a position every %d s of each", EVERY.toSeconds());
        crowd.countFrom(CLOCK.millis());
        long rounds = Math.max(1, time.dividedBy(EVERY));
        for (int i = 0; i < rounds; i++) {
          fleet.drive();
        }
        long wanted = rounds * VEHICLES * VIEWERS;
        Await.until("every viewer has seen all", PATIENCE, () -> crowd.seen() >= wanted);
        report.figure("latencyMsP50After", crowd.percentile(0.5).toMillis(), 0);
        report.atMost(P99, crowd.percentile(0.99).toMillis(), 0);
        report.figure("collectorRssMb", Processes.rssMb(collector.pid()), 0);
      }
    }
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** The fleet. The thread of the caller drives. */
  private static final class Returning implements AutoCloseable {
    private final List<DeviceId> devices;
    private final List<SSLContext> identities;
    private final URI broker;
    private final ConcurrentLinkedQueue<BareTracker> opened = new ConcurrentLinkedQueue<>();
    private final BareTracker[] trackers;
    private final Instant since = Instant.ofEpochSecond(CLOCK.millis() / 1_000 - 3_700);
    private final AtomicInteger again = new AtomicInteger();
    private long round;

    Returning(List<DeviceId> devices, List<SSLContext> identities, URI broker) {
      this.devices = devices;
      this.identities = identities;
      this.broker = broker;
      this.trackers = new BareTracker[devices.size()];
    }

    /** Each on a thread of its own: nobody waits for another. Returns when all are connected. */
    void comeBack() throws InterruptedException {
      var connected = new CountDownLatch(trackers.length);
      var fault = new AtomicReference<RuntimeException>();
      for (int i = 0; i < trackers.length; i++) {
        int vehicle = i;
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    BareTracker tracker = comeIn(vehicle);
                    opened.add(tracker);
                    trackers[vehicle] = tracker;
                    connected.countDown();
                    bring(vehicle);
                  } catch (IOException refused) {
                    fault.set(new UncheckedIOException("a tracker is refused", refused));
                    connected.countDown();
                  } catch (UncheckedIOException refused) {
                    fault.set(refused);
                    connected.countDown();
                  }
                });
      }
      if (!connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || fault.get() != null) {
        throw new IllegalStateException("not everybody was let in", fault.get());
      }
    }

    /**
     * Like a tracker: who was not let in in time, because too many were before, tries again after a
     * moment. To leave it to TCP would mean to ask after 1, 3, 7, 15 and 31 s.
     */
    private BareTracker comeIn(int vehicle) throws IOException {
      while (true) {
        try {
          return BareTracker.connected(devices.get(vehicle), identities.get(vehicle), broker);
        } catch (SocketTimeoutException late) {
          again.incrementAndGet();
          LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOMENT.toNanos()));
        }
      }
    }

    private void bring(int vehicle) {
      try {
        for (int first = 0; first < BACKLOG; first += BATCH) {
          int from = first;
          List<TrackRecord> records =
              IntStream.range(from, from + BATCH)
                  .mapToObj(
                      i -> new TrackRecord(i + 1L, fix(vehicle, since.plusSeconds(15L * i), i)))
                  .toList();
          trackers[vehicle].publish(
              Topics.Up.TRACK, TrackCodec.encode(new TrackBatch(EPOCH, records)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a tracker lost its broker", e);
      }
    }

    /** A position of each, evenly spread over the five seconds. */
    void drive() throws InterruptedException {
      var never = new CountDownLatch(1);
      long start = System.nanoTime();
      round++;
      for (int i = 0; i < trackers.length; i++) {
        long early = start + EVERY.toNanos() * i / trackers.length - System.nanoTime();
        if (early > 0) {
          never.await(early, TimeUnit.NANOSECONDS);
        }
        Instant now = Instant.ofEpochMilli(CLOCK.millis());
        var record = new TrackRecord(BACKLOG + round, fix(i, now, BACKLOG + round));
        try {
          trackers[i].publish(TrackCodec.encode(new TrackBatch(EPOCH, List.of(record))));
        } catch (IOException e) {
          throw new UncheckedIOException("a tracker lost its broker", e);
        }
      }
      never.await(start + EVERY.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private static Fix fix(int vehicle, Instant time, long step) {
      var at = new LatLon(-8.70 + step % 300 * 0.000108, 116.40 + vehicle * 0.0001);
      return new Fix(time, at, Fix.Mode.FIX_3D, 12, 0, 100, 0.9, 9, 0);
    }

    @Override
    public void close() {
      opened.forEach(BareTracker::close);
    }
  }
}

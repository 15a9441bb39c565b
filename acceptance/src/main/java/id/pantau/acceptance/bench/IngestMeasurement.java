package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How many positions a second come through: published over MQTT, committed by the collector
 * process, and named to the tracker; beside what PostgreSQL takes of the same rows by COPY.
 *
 * <p>The load, the broker, the collector and the database share the machine. All rows go into a
 * table with its primary key, on both sides.
 */
final class IngestMeasurement implements Measurement {
  private static final String RATE = "endToEndPositionsPerS";
  private static final String RATIO = "ratio";
  private static final String CPU = "cpuMicrosPerPosition";

  /** Connections; each stands for many vehicles. */
  private static final int TRACKERS = 40;

  private static final int BATCH = 10;

  /** So much is prepared for each second; a faster machine is done sooner. */
  private static final int PREPARED_A_SECOND = 120_000;

  /** A machine that has just started is still compiling. */
  private static final int WARM_UP_POSITIONS = 400_000;

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Duration time;

  IngestMeasurement(Duration time) {
    this.time = time;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(RATE, 100_000.0, RATIO, 0.4, CPU, 15.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    List<DeviceId> devices =
        IntStream.rangeClosed(1, TRACKERS).mapToObj(i -> new DeviceId("load-" + i)).toList();
    int positions = Math.toIntExact(time.toSeconds() * PREPARED_A_SECOND);
    report.say(
        "%d connections publish %d positions in messages of %d, for %d s at most",
        TRACKERS, positions, BATCH, time.toSeconds());
    var payloads = new Payloads();
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addVehicles(backbone, devices);
      Flood warmUp;
      Flood flood;
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"))) {
        var pids = List.of(collector.pid(), backbone.postgres().pid());
        warmUp =
            flood(
                time.dividedBy(3),
                devices,
                payloads.next(Math.min(WARM_UP_POSITIONS, positions / 2)),
                backbone,
                pids);
        flood = flood(time, devices, payloads.next(positions), backbone, pids);
      }
      var table = new FixTable(backbone.jdbcUrl());
      long rows = table.count();
      if (rows != warmUp.positions + flood.positions) {
        throw new IllegalStateException(
            rows + " rows, but " + (warmUp.positions + flood.positions) + " positions were named");
      }
      // The collector has ended: PostgreSQL is alone with the copy.
      double copied = table.copyRowsPerSecond(folder.resolve("fix.copy"));
      double rate = flood.positions / (flood.took.toNanos() / 1e9);
      report.figure("positions", flood.positions, 0);
      report.figure("copyRowsPerS", copied, 0);
      report.atLeast(RATE, rate, 0);
      report.atLeast(RATIO, rate / copied, 3);
      report.atMost(CPU, flood.cpu.toNanos() / 1e3 / flood.positions, 1);
      report.figure("diskBytesPerPosition", (double) table.bytes() / rows, 1);
    }
  }

  /**
   * What came through.
   *
   * @param took from the first message to the last name
   * @param cpu of collector and PostgreSQL
   */
  private record Flood(long positions, Duration took, Duration cpu) {}

  private static Flood flood(
      Duration limit,
      List<DeviceId> devices,
      List<List<byte[]>> payloads,
      Backbone backbone,
      List<Long> pids)
      throws InterruptedException {
    List<LoadTracker> trackers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // A third of a second each, nearly all of it asleep in Paho.
      List<Future<LoadTracker>> opening = new ArrayList<>();
      for (int i = 0; i < devices.size(); i++) {
        DeviceId device = devices.get(i);
        List<byte[]> own = payloads.get(i);
        opening.add(threads.submit(() -> LoadTracker.open(device, own, BATCH, backbone)));
      }
      for (Future<LoadTracker> each : opening) {
        trackers.add(each.get());
      }
      Duration cpuBefore = CpuTime.of(pids);
      long start = System.nanoTime();
      long deadline = start + limit.toNanos();
      List<Future<?>> all = new ArrayList<>();
      for (LoadTracker tracker : trackers) {
        all.add(threads.submit(() -> tracker.publishUntil(deadline)));
      }
      for (Future<?> each : all) {
        each.get();
      }
      Await.until(
          "all that was published is named",
          DRAIN_LIMIT,
          LOOK_EVERY,
          () -> trackers.stream().allMatch(t -> t.named() >= t.published()));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Duration cpu = CpuTime.of(pids).minus(cpuBefore);
      return new Flood(trackers.stream().mapToLong(LoadTracker::published).sum(), took, cpu);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load broke off", e.getCause());
    } finally {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        trackers.forEach(tracker -> threads.execute(tracker::close));
      }
    }
  }

  /** Ready messages: what trackers record of simulated drives, one after the other. */
  private static final class Payloads {
    private static final int DRIVES = 4;
    private static final long EPOCH = 0x5eed_5eed_5eed_5eedL;

    /** Far enough back that no position comes to lie in the future. */
    private static final Duration BACK = Duration.ofDays(3);

    private final List<List<Fix>> drives;
    private final Instant start = CLOCK.instant().minus(BACK).truncatedTo(ChronoUnit.SECONDS);
    private int sent; // of each tracker

    Payloads() {
      var simulated = new Drives(DRIVES);
      this.drives =
          simulated.vehicles().stream()
              .map(vehicle -> Drives.recorded(simulated.withIgnition(vehicle)))
              .toList();
    }

    /** So many positions, spread over all trackers. */
    List<List<byte[]>> next(int positions) {
      int each = positions / TRACKERS / BATCH * BATCH;
      List<List<byte[]>> all = new ArrayList<>();
      for (int tracker = 0; tracker < TRACKERS; tracker++) {
        List<byte[]> messages = new ArrayList<>();
        for (int from = sent; from < sent + each; from += BATCH) {
          messages.add(message(tracker, from));
        }
        all.add(messages);
      }
      sent += each;
      return all;
    }

    private byte[] message(int tracker, int from) {
      List<Fix> drive = drives.get(tracker % drives.size());
      List<TrackRecord> records = new ArrayList<>(BATCH);
      for (int i = from; i < from + BATCH; i++) {
        // Every tracker begins elsewhere in its drive, and gives a position a second.
        Fix fix = drive.get((i + tracker * 97) % drive.size());
        records.add(new TrackRecord(i + 1, fix.moved(start.plusSeconds(i), fix.at())));
      }
      return TrackCodec.encode(new TrackBatch(EPOCH, records));
    }
  }
}

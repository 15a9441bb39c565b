package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * A collector runs for months, and its first half minute under load goes half to Java's compiler.
   */
  private static final int WARM_UP_POSITIONS = 2_000_000;

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Duration time;
  private final long past;

  /**
   * @param past so many positions are in the database before; 0 = an empty one
   */
  IngestMeasurement(Duration time, long past) {
    this.time = time;
    this.past = past;
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
      var table = new FixTable(backbone.jdbcUrl());
      if (past > 0) {
        report.say("writing %d positions of other trackers", past);
        QueryMeasurement.writePast(backbone, past);
      }
      long before = table.count();
      long bytesBefore = table.bytes();
      long blocksBefore = table.blocks();
      Flood warmUp;
      Flood flood;
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"))) {
        var pids = new Pids(collector.pid(), backbone.postgres().pid(), backbone.broker().pid());
        warmUp =
            flood(
                time,
                devices,
                payloads.next(Math.min(WARM_UP_POSITIONS, positions)),
                backbone,
                pids);
        flood = flood(time, devices, payloads.next(positions), backbone, pids);
      }
      long rows = table.count() - before;
      if (rows != warmUp.positions + flood.positions) {
        throw new IllegalStateException(
            rows + " rows, but " + (warmUp.positions + flood.positions) + " positions were named");
      }
      // The collector has ended: PostgreSQL is alone with the copy.
      double copied = table.copyRowsPerSecond(devices, folder.resolve("fix.copy"));
      double rate = flood.positions / (flood.took.toNanos() / 1e9);
      report.figure("positionsBefore", before + warmUp.positions, 0);
      report.figure("positions", flood.positions, 0);
      report.figure("copyRowsPerS", copied, 0);
      report.atLeast(RATE, rate, 0);
      report.atLeast(RATIO, rate / copied, 3);
      Costs costs = flood.costs;
      report.atMost(CPU, flood.microsAPosition(costs.collector.plus(costs.postgres)), 1);
      report.figure("cpuMicrosCollector", flood.microsAPosition(costs.collector), 1);
      report.figure("cpuMicrosPostgres", flood.microsAPosition(costs.postgres), 1);
      report.figure("cpuMicrosBroker", flood.microsAPosition(costs.broker), 1);
      report.figure("cpuMicrosLoad", flood.microsAPosition(costs.load), 1);
      report.figure("positionsPerBlock", (double) rows / (table.blocks() - blocksBefore), 1);
      report.figure("diskBytesPerPosition", (double) (table.bytes() - bytesBefore) / rows, 1);
    }
  }

  /**
   * What came through.
   *
   * @param took from the first message to the last name
   * @param costs what everybody computed meanwhile
   */
  private record Flood(long positions, Duration took, Costs costs) {
    double microsAPosition(Duration cpu) {
      return cpu.toNanos() / 1e3 / positions;
    }
  }

  /** Whose computing time counts. */
  private record Pids(long collector, long postgres, long broker) {}

  /** Computing time of each. */
  private record Costs(Duration collector, Duration postgres, Duration broker, Duration load) {
    static Costs now(Pids pids) {
      return new Costs(
          CpuTime.of(List.of(pids.collector)),
          CpuTime.of(List.of(pids.postgres)),
          CpuTime.of(List.of(pids.broker)),
          CpuTime.ofThis());
    }

    Costs minus(Costs before) {
      return new Costs(
          collector.minus(before.collector),
          postgres.minus(before.postgres),
          broker.minus(before.broker),
          load.minus(before.load));
    }
  }

  private static Flood flood(
      Duration limit,
      List<DeviceId> devices,
      List<List<byte[]>> payloads,
      Backbone backbone,
      Pids pids) {
    try (var fleet = LoadFleet.open(devices, payloads, BATCH, backbone)) {
      Costs before = Costs.now(pids);
      long start = System.nanoTime();
      fleet.flood(start + limit.toNanos(), DRAIN_LIMIT);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Flood(fleet.published(), took, Costs.now(pids).minus(before));
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

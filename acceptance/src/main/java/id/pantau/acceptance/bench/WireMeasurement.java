package id.pantau.acceptance.bench;

import id.pantau.acceptance.bench.CountedTrackers.Prices;
import id.pantau.acceptance.bench.CountedTrackers.Traffic;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many bytes a position costs on the wire, and how many megabytes a vehicle a month.
 *
 * <p>Bytes a position: MQTT payloads of whole simulated days, filtered and thinned as the tracker
 * does it. A month: real trackers with their usual settings send to a real broker and collector
 * over counted connections; what connecting, the events of a trip, a health report, a minute of
 * driving and a minute of standing cost is multiplied to a month.
 */
final class WireMeasurement implements Measurement {
  private static final String BATCH_10 = "bytesPerPositionBatch10";
  private static final String BATCH_60 = "bytesPerPositionBatch60";
  private static final String MONTH = "mbPerVehicleMonth";

  private static final int DAYS_A_MONTH = 30;
  private static final double DRIVEN_MIN_A_DAY = 2 * 60;
  private static final double STANDING_MIN_A_DAY = 22 * 60;
  private static final double HEALTH_EVERY_MIN = 5;
  private static final int TRIPS_A_DAY = 4;

  /** At the beginning of a stop it is told every minute. */
  private static final int TOLD_MORE_A_STOP = 4;

  private static final double TOLD_EVERY_MIN = 10;

  /**
   * A ping and its answer, 2 bytes each in a TLS 1.3 record of their own. The counted time is too
   * short to see one, so this is computed; a little too much, because what is told delays the next.
   */
  private static final Traffic PING = new Traffic(2 * (2 + 22), 2);

  private static final double PING_EVERY_MIN = 4;

  /** IPv4 and TCP with time stamps; and each packet with content is answered by one without. */
  private static final double HEADER_BYTES_A_PIECE = 2 * 52;

  private static final int SIMULATED_DAYS = 8;
  private static final int TRACKERS = 60;

  /** So many seconds apart are two live positions; whole periods are counted. */
  private static final int PERIOD_S = 15;

  private final Duration time;

  WireMeasurement(Duration time) {
    this.time = Duration.ofSeconds(time.toSeconds() / PERIOD_S * PERIOD_S);
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(BATCH_10, 12.0, BATCH_60, 9.0, MONTH, 1.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    payloads(report);
    try (Backbone backbone = Backbone.startForTest(folder);
        var collector = CollectorProcess.start(backbone, folder.resolve("collector"));
        var trackers = CountedTrackers.open(TRACKERS, time, folder, backbone)) {
      report.say("%d trackers send for %d s, %s", TRACKERS, time.toSeconds(), collector.address());
      month(report, trackers.measure());
    }
  }

  private static void payloads(Report report) {
    var drives = new Drives(SIMULATED_DAYS);
    List<List<Fix>> days = new ArrayList<>();
    int read = 0;
    for (SimVehicle vehicle : drives.vehicles()) {
      List<Fix> fixes = drives.withIgnition(vehicle);
      read += fixes.size();
      days.add(Drives.recorded(fixes));
    }
    int kept = days.stream().mapToInt(List::size).sum();
    report.say("%d fixes of %d simulated days, %d recorded", read, days.size(), kept);
    report.figure("bytesPerPositionBatch1", bytesAPosition(days, 1), 2);
    report.atMost(BATCH_10, bytesAPosition(days, 10), 2);
    report.atMost(BATCH_60, bytesAPosition(days, 60), 2);
  }

  private static double bytesAPosition(List<List<Fix>> days, int batch) {
    long bytes = 0;
    long positions = 0;
    for (List<Fix> day : days) {
      // Full batches only: the last one of a day says nothing about the size.
      for (int from = 0; from + batch <= day.size(); from += batch) {
        List<TrackRecord> records = new ArrayList<>(batch);
        for (int i = from; i < from + batch; i++) {
          records.add(new TrackRecord(i + 1, day.get(i)));
        }
        // Real epochs are random: one of few digits would be encoded shorter.
        bytes += TrackCodec.encode(new TrackBatch(0x5eed_5eed_5eed_5eedL, records)).length;
        positions += batch;
      }
    }
    return (double) bytes / positions;
  }

  private void month(Report report, Prices prices) {
    double minutes = time.toSeconds() / 60.0;
    Traffic driving = prices.driving().times(1 / minutes);
    Traffic standing = prices.parked().times(1 / minutes / CountedTrackers.PARKED_SPEED_UP);
    Traffic stop = standing.times(TOLD_EVERY_MIN * TOLD_MORE_A_STOP);
    standing = standing.plus(PING.times(1 / PING_EVERY_MIN));
    report.figure("bytesToConnect", prices.connect().bytes(), 0);
    report.figure("bytesPerTripEvents", prices.start().bytes(), 0);
    report.figure("bytesPerHealthReport", prices.health().bytes(), 0);
    report.figure("bytesPerMinuteDriving", driving.bytes(), 0);
    report.figure("bytesPerMinuteParked", standing.bytes(), 1);

    Traffic trip = prices.connect().plus(prices.start()).plus(prices.health());
    Traffic drivenDay =
        driving
            .times(DRIVEN_MIN_A_DAY)
            .plus(prices.health().times(DRIVEN_MIN_A_DAY / HEALTH_EVERY_MIN));
    Traffic switched = drivenDay.plus(trip.times(TRIPS_A_DAY)).times(DAYS_A_MONTH);
    Traffic always =
        drivenDay
            .plus(prices.connect())
            .plus(prices.start().plus(stop).times(TRIPS_A_DAY))
            .plus(standing.times(STANDING_MIN_A_DAY))
            .plus(prices.health().times(STANDING_MIN_A_DAY / HEALTH_EVERY_MIN))
            .times(DAYS_A_MONTH);
    report.say("a month of %d days with %.0f min driven a day:", DAYS_A_MONTH, DRIVEN_MIN_A_DAY);
    report.atMost(MONTH, always.bytes() / 1e6, 3);
    report.figure("mbPerVehicleMonthSwitchedOffWhileParked", switched.bytes() / 1e6, 3);
    report.figure("mbPerVehicleMonthWithTcpIp", withHeaders(always) / 1e6, 3);
  }

  private static double withHeaders(Traffic traffic) {
    return traffic.bytes() + traffic.pieces() * HEADER_BYTES_A_PIECE;
  }
}

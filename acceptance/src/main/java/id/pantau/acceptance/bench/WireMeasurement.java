package id.pantau.acceptance.bench;

import id.pantau.acceptance.bench.CountedDay.Counted;
import id.pantau.acceptance.bench.CountedDay.Supply;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * How many bytes a position costs on the wire, and how many megabytes a vehicle a month.
 *
 * <p>Bytes a position: MQTT payloads of whole simulated days, filtered and thinned as the tracker
 * does it. A month: real trackers with their usual settings live whole days of simulated vehicles
 * over counted connections to a real broker and collector.
 */
final class WireMeasurement implements Measurement {
  private static final String BATCH_10 = "bytesPerPositionBatch10";
  private static final String BATCH_60 = "bytesPerPositionBatch60";
  private static final String MONTH = "mbPerVehicleMonth";

  private static final int DAYS_A_MONTH = 30;
  private static final Duration DRIVEN_A_DAY = Duration.ofHours(2);

  /** A network ends every connection sooner or later; a tracker that stays on has one a day. */
  private static final int CONNECTIONS_A_DAY = 1;

  /** IPv4 and TCP with time stamps; and each packet with content is answered by one without. */
  private static final double HEADER_BYTES_A_PIECE = 2 * 52;

  private static final int SIMULATED_DAYS = 8;

  /** Of vehicles whose trips are as long as is usual; how long they drive a day is scaled. */
  private static final int USUAL_DAYS = 4;

  /** Of vehicles that stop and start most often: what the usual ones do not show. */
  private static final int SHORT_TRIP_DAYS = 2;

  /** Twelve of these are two hours of driving: errands within a town. */
  private static final Duration ERRAND = Duration.ofMinutes(10);

  private static final int ERRAND_DAYS = 3;

  private final int switchedDays;
  private final int shortTripDays;
  private final int errandDays;

  WireMeasurement() {
    this(USUAL_DAYS, SHORT_TRIP_DAYS, ERRAND_DAYS);
  }

  /**
   * With fewer of the days that no limit is for, for a test of this.
   *
   * @param switchedDays how many of the usual days are lived again, switched off while parked
   * @param shortTripDays how many days of short trips
   * @param errandDays how many days of trips of ten minutes
   */
  WireMeasurement(int switchedDays, int shortTripDays, int errandDays) {
    this.switchedDays = switchedDays;
    this.shortTripDays = shortTripDays;
    this.errandDays = errandDays;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(BATCH_10, 12.0, BATCH_60, 9.0, MONTH, 1.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    payloads(report);
    try (Backbone backbone = Backbone.startForTest(folder);
        var collector = CollectorProcess.start(backbone, folder.resolve("collector"))) {
      report.say(
          "%d whole days are lived, %d of them twice, %d of short trips, %d of errands, %s",
          USUAL_DAYS, switchedDays, shortTripDays, errandDays, collector.address());
      month(report, folder, backbone);
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

  private void month(Report report, Path folder, Backbone backbone) throws InterruptedException {
    var drives = new Drives(60);
    List<SimVehicle> vehicles = drives.ofUsualTrips(USUAL_DAYS);
    List<Counted> connected = count(drives, vehicles, Supply.BATTERY, folder, backbone);
    List<Counted> switched =
        count(drives, vehicles.subList(0, switchedDays), Supply.IGNITION, folder, backbone);
    List<Counted> shortTrips =
        count(
            drives,
            drives.ofShortestTrips(shortTripDays),
            Supply.BATTERY,
            folder.resolve("short-trips"),
            backbone);
    List<Counted> errands =
        count(
            drives,
            drives.ofTripsLike(ERRAND, errandDays),
            Supply.BATTERY,
            folder.resolve("errands"),
            backbone);

    double drivenS = mean(connected, Counted::drivenS);
    report.figure("hoursDrivenOnTheCountedDays", drivenS / 3_600, 2);
    report.figure("tripsInTheTimeOfADay", mean(connected, WireMeasurement::trips), 1);
    report.figure(
        "tripsInTheTimeOfADayWithShortTrips", mean(shortTrips, WireMeasurement::trips), 1);
    report.figure("bytesToConnect", mean(connected, day -> day.connect().bytes()), 0);
    report.figure(
        "bytesPerMinuteDriving",
        mean(connected, day -> day.driving().bytes() / day.drivenS() * 60),
        0);
    report.figure(
        "bytesPerHourParked",
        mean(connected, day -> day.parked().bytes() / day.parkedS() * 3_600),
        0);
    report.figure(
        "longestSilenceMin",
        connected.stream().mapToLong(Counted::longestSilenceS).max().orElseThrow() / 60.0,
        0);
    report.say(
        "a month of %d days with %d min driven a day:", DAYS_A_MONTH, DRIVEN_A_DAY.toMinutes());
    Traffic always = month(connected, CONNECTIONS_A_DAY);
    report.atMost(MONTH, always.bytes() / 1e6, 3);
    report.figure(
        "mbPerVehicleMonthWithShortTrips", month(shortTrips, CONNECTIONS_A_DAY).bytes() / 1e6, 3);
    if (!errands.isEmpty()) {
      report.figure("tripsInTheTimeOfADayOfErrands", mean(errands, WireMeasurement::trips), 1);
      report.figure(
          "mbPerVehicleMonthOfErrands", month(errands, CONNECTIONS_A_DAY).bytes() / 1e6, 3);
    }
    report.figure("mbPerVehicleMonthSwitchedOffWhileParked", month(switched, 0).bytes() / 1e6, 3);
    report.figure("mbPerVehicleMonthWithTcpIp", withHeaders(always) / 1e6, 3);
  }

  private static double trips(Counted day) {
    return day.trips() * (double) DRIVEN_A_DAY.toSeconds() / day.drivenS();
  }

  /**
   * @param connections besides those that are in the counted days
   */
  private static Traffic month(List<Counted> days, int connections) {
    Traffic sum = Traffic.NONE;
    for (Counted day : days) {
      sum = sum.plus(day.day(DRIVEN_A_DAY)).plus(day.connect().times(connections));
    }
    return sum.times((double) DAYS_A_MONTH / days.size());
  }

  private static double mean(List<Counted> days, ToDoubleFunction<Counted> figure) {
    return days.stream().mapToDouble(figure).average().orElseThrow();
  }

  private static List<Counted> count(
      Drives drives, List<SimVehicle> vehicles, Supply supply, Path folder, Backbone backbone)
      throws InterruptedException {
    List<Future<Counted>> running = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (SimVehicle vehicle : vehicles) {
        running.add(
            each.submit(() -> CountedDay.count(drives.counted(vehicle, supply, folder, backbone))));
      }
    }
    List<Counted> counted = new ArrayList<>();
    for (Future<Counted> day : running) {
      try {
        counted.add(day.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a day was not counted", e);
      }
    }
    return counted;
  }

  private static double withHeaders(Traffic traffic) {
    return traffic.bytes() + traffic.pieces() * HEADER_BYTES_A_PIECE;
  }
}

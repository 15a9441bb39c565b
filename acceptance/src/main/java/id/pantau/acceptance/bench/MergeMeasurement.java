package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * What a position takes on the disk after its day, and how long a day takes to read, when it came
 * alone or in messages of ten: once as it came, once merged hour by hour and packed at the end as
 * in operation. The room that merging leaves is given to the next hour by VACUUM, here called after
 * each hour, in operation by autovacuum.
 */
final class MergeMeasurement implements Measurement {
  private static final String ALONE = "diskBytesPerPositionAlone";
  private static final String TENS = "diskBytesPerPositionTens";

  private static final int MOST_VEHICLES = 40;
  private static final int SAMPLES = 6;
  private static final long EPOCH = 7;
  private static final int HOURS = 24;
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  private static final String READ =
      "SELECT length(packed_track(?, region_day_start(?), region_day_start(?)))";

  private final int vehicleCount;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  MergeMeasurement() {
    this(MOST_VEHICLES);
  }

  /**
   * @param vehicleCount a few, for a test of this
   */
  MergeMeasurement(int vehicleCount) {
    this.vehicleCount = vehicleCount;
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(ALONE, 60.0, TENS, 60.0);
  }

  /** A day that is written, and how. */
  private record Written(LocalDate day, int batch, boolean isMerged) {}

  @Override
  public void run(Path folder, Report report) {
    List<DeviceId> devices =
        IntStream.rangeClosed(1, vehicleCount).mapToObj(i -> new DeviceId("merge-" + i)).toList();
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, 1);
      List<Integer> vehicles = List.copyOf(Enrolment.addVehicles(backbone, devices).values());
      try (Db db = Db.open(backbone.database());
          Connection owner = DriverManager.getConnection(backbone.jdbcUrl())) {
        InstantSource clock = now::get;
        Region region = Region.open(db, "lombok-timur", clock);
        var fleet = new Fleet(db, region, clock);
        var writer =
            new Writer(
                db,
                new Tracks(db, fleet, region, clock, Duration.ZERO),
                owner,
                devices.stream().map(fleet::deviceNo).toList());
        measure(writer, vehicles, report);
      } catch (SQLException e) {
        throw new IllegalStateException("the days cannot be merged", e);
      }
    }
  }

  private void measure(Writer writer, List<Integer> vehicles, Report report) throws SQLException {
    LocalDate first = InstantSource.system().instant().atZone(ZONE).toLocalDate().minusDays(20);
    for (int batch : List.of(1, 10)) {
      String how = batch == 1 ? "Alone" : "Tens";
      // Not next to each other: what comes near midnight is looked at with both days.
      var loose = new Written(first.plusDays(batch), batch, false);
      var merged = new Written(first.plusDays(batch + 3), batch, true);
      report.say("writing two days of %d vehicles, %d at once", vehicleCount, batch);
      long positions = writer.write(loose);
      report.figure("diskBytesPerPosition" + how + "Unmerged", writer.bytes(loose) / positions, 1);
      report.figure("readDayMs" + how + "Unmerged", writer.readMs(loose, vehicles), 2);
      writer.write(merged);
      report.figure(
          "diskBytesPerPosition" + how + "BeforePacking",
          writer.bytesBefore(merged) / positions,
          1);
      report.figure("positionsMergedPerS" + how, positions / writer.mergingS(), 0);
      report.atMost(batch == 1 ? ALONE : TENS, writer.bytes(merged) / positions, 1);
      report.figure("readDayMs" + how, writer.readMs(merged, vehicles), 2);
    }
  }

  private final class Writer {
    private final Db db;
    private final Tracks tracks;
    private final Connection owner;
    private final List<Integer> devices;
    private final List<List<Fix>> samples;
    private Duration merging = Duration.ZERO;

    Writer(Db db, Tracks tracks, Connection owner, List<Integer> devices) {
      this.db = db;
      this.tracks = tracks;
      this.owner = owner;
      this.devices = devices;
      var drives = new Drives(SAMPLES);
      this.samples =
          drives.vehicles().stream()
              .map(vehicle -> Drives.recorded(drives.withIgnition(vehicle)))
              .toList();
    }

    /** How long merging took since it was asked last. */
    double mergingS() {
      double seconds = merging.toNanos() / 1e9;
      merging = Duration.ZERO;
      return seconds;
    }

    long write(Written how) throws SQLException {
      tracks.prepare(List.of(how.day));
      execute("TRUNCATE loose_day", "TRUNCATE dirty_day");
      long[] seqs = new long[devices.size()];
      Instant midnight = how.day.atStartOfDay(ZONE).toInstant();
      for (int hour = 0; hour < HOURS; hour++) {
        Instant end = midnight.plus(Duration.ofHours(hour + 1));
        now.set(end);
        writeHour(how, hour, seqs);
        tracks.deriveDue();
        if (how.isMerged) {
          // Now the hour before is merged: as much lies there unmerged as ever in operation.
          merge(how, end.plus(Duration.ofMinutes(10)));
        }
      }
      if (how.isMerged) {
        merge(how, midnight.plus(Duration.ofDays(3)));
      }
      long positions = 0;
      for (long seq : seqs) {
        positions += seq;
      }
      return positions;
    }

    private void merge(Written how, Instant at) throws SQLException {
      now.set(at);
      long began = System.nanoTime();
      tracks.mergeDue();
      merging = merging.plusNanos(System.nanoTime() - began);
      execute("VACUUM " + partition(how));
    }

    /** As a fleet sends: a message of each vehicle in turn. */
    private void writeHour(Written how, int hour, long[] seqs) {
      List<List<Fix>> left = new ArrayList<>();
      for (int i = 0; i < devices.size(); i++) {
        left.add(
            samples.get(i % samples.size()).stream()
                .filter(fix -> fix.fixTime().atZone(ZONE).getHour() == hour)
                .toList());
      }
      for (int from = 0; !left.stream().allMatch(List::isEmpty); from += how.batch) {
        List<ReceivedFix> messages = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
          List<Fix> fixes = left.get(i);
          List<Fix> message = fixes.subList(0, Math.min(how.batch, fixes.size()));
          left.set(i, fixes.subList(message.size(), fixes.size()));
          for (Fix fix : message) {
            Instant time =
                how.day.atTime(fix.fixTime().atZone(ZONE).toLocalTime()).atZone(ZONE).toInstant();
            Instant came = time.plusMillis(1_000 + 37L * from % 900);
            messages.add(
                new ReceivedFix(
                    devices.get(i),
                    EPOCH + how.day.toEpochDay(),
                    ++seqs[i],
                    fix.moved(time, fix.at()),
                    came));
          }
        }
        db.asService(session -> tracks.append(session, messages));
      }
    }

    private static String partition(Written how) {
      return "fix_block_" + how.day.toString().replace("-", "");
    }

    double bytes(Written how) throws SQLException {
      try (var statement = owner.createStatement();
          var row =
              statement.executeQuery("SELECT pg_total_relation_size('" + partition(how) + "')")) {
        row.next();
        return row.getLong(1);
      }
    }

    double bytesBefore(Written how) throws SQLException {
      try (var statement = owner.createStatement();
          var row =
              statement.executeQuery(
                  "SELECT bytes_before FROM packed_day WHERE day = '" + how.day + "'")) {
        row.next();
        return row.getLong(1);
      }
    }

    /** The usual time in which the day of a vehicle is read. */
    double readMs(Written how, List<Integer> vehicles) throws SQLException {
      execute("VACUUM ANALYZE " + partition(how));
      List<Double> times = new ArrayList<>();
      try (var statement = owner.prepareStatement(READ)) {
        for (int round = 0; round < 3; round++) {
          for (int vehicle : vehicles) {
            statement.setInt(1, vehicle);
            statement.setObject(2, how.day);
            statement.setObject(3, how.day.plusDays(1));
            long began = System.nanoTime();
            statement.executeQuery().close();
            times.add((System.nanoTime() - began) / 1e6);
          }
        }
      }
      return times.stream().sorted().toList().get(times.size() / 2);
    }

    private void execute(String... statements) throws SQLException {
      try (var statement = owner.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }
  }
}

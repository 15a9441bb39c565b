package id.pantau.acceptance.bench;

import id.pantau.acceptance.bench.Asker.Answers;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How long a person waits for an answer over a large past: a day of a vehicle and the newest
 * position of all, over HTTP, beside the bare statement that reads the same rows.
 *
 * <p>Question and statement take turns in who comes first, because the first one warms the cache
 * for the second.
 */
final class QueryMeasurement implements Measurement {
  static final long MIN_ROWS = 100_000;
  static final long MAX_ROWS = 60_000_000;

  private static final String DAY_MS = "vehicleDayMs";
  private static final String DAY_BYTES = "vehicleDayBytes";
  private static final String LATEST_MS = "latestAllMs";
  private static final String AREA_MS = "areaHourMs";

  /** As large as a desa: 2 km across, on the road that all samples drive. */
  private static final double AREA_HALF_DEG = 0.01;

  /** At this time of day vehicles are on the road. */
  private static final int BUSY_HOUR = 9;

  private static final int MAX_VEHICLES = 2_000;
  private static final int SAMPLES = 6;
  private static final long SEED = 4_04;

  /** Different vehicle-days are asked for, so that not every answer lies in the cache. */
  private static final int ASKED_DAYS = 200;

  private static final String DAY_SQL =
      """
      SELECT hour, records FROM fix_block
      WHERE device_no = (SELECT no FROM device WHERE id = ?) AND hour >= ? AND hour < ?
      """;

  private static final String LATEST_SQL =
      """
      SELECT r.vehicle_id, l.fix_time, ST_Y(l.geom), ST_X(l.geom), l.speed_dms, l.course_deg, l.flags
      FROM latest_position l JOIN ride r ON r.device_no = l.device_no AND upper_inf(r.during)
      ORDER BY r.vehicle_id
      """;

  /** The blocks that have to be read to answer. */
  private static final String AREA_SQL =
      """
      SELECT b.device_no, b.hour, b.records FROM fix_block b, area a
      WHERE a.id = ? AND b.hour >= ? AND b.hour < ?
        AND b.north_e6 >= ST_YMin(a.geom) * 1e6 AND b.south_e6 <= ST_YMax(a.geom) * 1e6
        AND b.east_e6 >= ST_XMin(a.geom) * 1e6 AND b.west_e6 <= ST_XMax(a.geom) * 1e6
      """;

  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  private final Duration time;
  private final long rows;
  private final int vehicleCount;

  QueryMeasurement(Duration time, long rows) {
    this.time = time;
    this.rows = rows;
    this.vehicleCount = vehicleCount(rows);
  }

  @Override
  public Map<String, Double> limits() {
    return Map.of(DAY_MS, 25.0, DAY_BYTES, 60_000.0, LATEST_MS, 10.0, AREA_MS, 60.0);
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    List<DeviceId> devices = devices(vehicleCount);
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, 1);
      Map<DeviceId, Integer> vehicles = Enrolment.addVehicles(backbone, devices);
      var history = new History(backbone, samples(), ZONE);
      List<LocalDate> days = days(rows / (history.fixesADay() * vehicleCount));
      report.say("writing %d days of %d vehicles", days.size(), vehicleCount);
      history.write(devices, days);
      int area = history.drawArea(AREA_HALF_DEG, BUSY_HOUR);
      Map<DeviceId, LocalDate> asked = asked(devices, days);
      history.toBeDerived(asked);
      report.figure("vehicles", vehicleCount, 0);
      report.figure("vehicleDayFixes", history.fixesADay(), 0);
      report.figure("rows", new FixTable(backbone.jdbcUrl()).count(), 0);
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"));
          ApiClient leader = Enrolment.login(collector.address(), 1);
          Connection database = DriverManager.getConnection(backbone.jdbcUrl())) {
        ask(
            new Asker(leader),
            new Questions(vehicles, asked, database, new AreaQuestions(area, days, database)),
            report);
      } catch (SQLException e) {
        throw new IllegalStateException("the bare statements fail", e);
      }
    }
  }

  /** As many positions as a database may hold when others come. */
  static void writePast(Backbone backbone, long rows) {
    int vehicles = vehicleCount(rows);
    List<List<Fix>> samples = samples();
    var history = new History(backbone, samples, ZONE);
    history.write(devices(vehicles), days(rows / (history.fixesADay() * vehicles)));
  }

  /** A small history, for a test of this, has few vehicles. */
  private static int vehicleCount(long rows) {
    return (int) Math.min(MAX_VEHICLES, rows / 1_000);
  }

  private static List<DeviceId> devices(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new DeviceId("past-" + i)).toList();
  }

  private static List<List<Fix>> samples() {
    var simulated = new Drives(SAMPLES);
    return simulated.vehicles().stream()
        .map(vehicle -> Drives.recorded(simulated.withIgnition(vehicle)))
        .toList();
  }

  /** The last ones before yesterday, at least one. */
  private static List<LocalDate> days(double wanted) {
    long count = Math.max(1, Math.round(wanted));
    LocalDate last = InstantSource.system().instant().atZone(ZONE).toLocalDate().minusDays(2);
    return LongStream.range(0, count).mapToObj(i -> last.minusDays(count - 1 - i)).toList();
  }

  private Map<DeviceId, LocalDate> asked(List<DeviceId> devices, List<LocalDate> days) {
    var random = new Random(SEED);
    Map<DeviceId, LocalDate> asked = new LinkedHashMap<>();
    while (asked.size() < Math.min(ASKED_DAYS, vehicleCount)) {
      asked.put(devices.get(random.nextInt(devices.size())), days.get(random.nextInt(days.size())));
    }
    return asked;
  }

  private void ask(Asker asker, Questions questions, Report report) throws SQLException {
    Duration each = time.dividedBy(4);
    // Who asks first has to wait until trips and stops are derived.
    Duration first = asker.once(questions.count(), i -> questions.path(i, "geojson"));
    Answers compact =
        asker.repeat(each, i -> questions.path(i, "compact"), questions::statementOfDay);
    Answers geoJson =
        asker.repeat(each, i -> questions.path(i, "geojson"), questions::statementOfDay);
    Answers latest = asker.repeat(each, i -> "/vehicles/latest", questions::statementOfLatest);
    Answers area = asker.repeat(each, questions.areas()::path, questions.areas()::statement);
    if (latest.rows() != vehicleCount) {
      throw new IllegalStateException(latest.rows() + " newest positions");
    }
    report.figure("vehicleDayFirstTimeMs", Answers.ms(first), 1);
    report.atMost(DAY_MS, compact.medianMs(), 1);
    report.figure("vehicleDayMsP99", compact.p99Ms(), 1);
    report.figure("vehicleDayRatioToSql", compact.ratio(), 2);
    report.atMost(DAY_BYTES, compact.bytes(), 0);
    report.figure("vehicleDayGeoJsonMs", geoJson.medianMs(), 1);
    report.figure("vehicleDayGeoJsonRatioToSql", geoJson.ratio(), 2);
    report.figure("vehicleDayGeoJsonBytes", geoJson.bytes(), 0);
    report.atMost(LATEST_MS, latest.medianMs(), 1);
    report.figure("latestAllMsP99", latest.p99Ms(), 1);
    report.figure("latestAllRatioToSql", latest.ratio(), 2);
    report.figure("latestAllBytes", latest.bytes(), 0);
    report.figure("areaHourBlocks", area.rows(), 0);
    report.atMost(AREA_MS, area.medianMs(), 1);
    report.figure("areaHourMsP99", area.p99Ms(), 1);
    report.figure("areaHourRatioToSql", area.ratio(), 2);
  }

  /** What is asked, by number, over HTTP and of the database. */
  private static final class Questions {
    private final List<DeviceId> devices;
    private final Map<DeviceId, Integer> vehicles;
    private final Map<DeviceId, LocalDate> days;
    private final PreparedStatement day;
    private final PreparedStatement latest;
    private final AreaQuestions areas;

    Questions(
        Map<DeviceId, Integer> vehicles,
        Map<DeviceId, LocalDate> days,
        Connection database,
        AreaQuestions areas)
        throws SQLException {
      this.areas = areas;
      this.devices = List.copyOf(days.keySet());
      this.vehicles = vehicles;
      this.days = days;
      this.day = database.prepareStatement(DAY_SQL);
      this.latest = database.prepareStatement(LATEST_SQL);
    }

    int count() {
      return devices.size();
    }

    AreaQuestions areas() {
      return areas;
    }

    private DeviceId device(int number) {
      return devices.get(number % devices.size());
    }

    String path(int number, String format) {
      DeviceId device = device(number);
      return "/vehicles/%d/days/%s/route?format=%s"
          .formatted(vehicles.get(device), days.get(device), format);
    }

    PreparedStatement statementOfDay(int number) throws SQLException {
      LocalDate date = days.get(device(number));
      day.setString(1, device(number).value());
      day.setObject(2, date.atStartOfDay(ZONE).toOffsetDateTime());
      day.setObject(3, date.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime());
      return day;
    }

    PreparedStatement statementOfLatest(int number) {
      return latest;
    }
  }

  /** Who was in the area in an hour of each day, in turn. */
  private static final class AreaQuestions {
    private final int area;
    private final List<LocalDate> days;
    private final PreparedStatement statement;

    AreaQuestions(int area, List<LocalDate> days, Connection database) throws SQLException {
      this.area = area;
      this.days = days;
      this.statement = database.prepareStatement(AREA_SQL);
    }

    private Instant from(int number) {
      return days.get(number % days.size()).atTime(BUSY_HOUR, 0).atZone(ZONE).toInstant();
    }

    String path(int number) {
      Instant from = from(number);
      return ("/areas/" + area + "/vehicles?from=" + from + "&to=" + from.plus(Duration.ofHours(1)))
          .replace(":", "%3A");
    }

    PreparedStatement statement(int number) throws SQLException {
      statement.setInt(1, area);
      statement.setObject(2, from(number).atOffset(ZoneOffset.UTC));
      statement.setObject(3, from(number).plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC));
      return statement;
    }
  }
}

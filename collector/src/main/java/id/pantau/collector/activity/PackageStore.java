package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads packages and judges them. */
final class PackageStore {
  private static final Sql LIST_PACKAGES = Sql.beside(PackageStore.class, "list-packages.sql");
  private static final Sql LIST_STANDINGS_AT =
      Sql.beside(PackageStore.class, "list-standings-at.sql");
  private static final Sql LIST_UPDATES = Sql.beside(PackageStore.class, "list-updates.sql");
  private static final Sql LIST_ACTUAL_CURVE =
      Sql.beside(PackageStore.class, "list-actual-curve.sql");
  private static final Sql LIST_OBSTACLES = Sql.beside(PackageStore.class, "list-obstacles.sql");
  private static final Sql LIST_OBSTACLE_CODES =
      Sql.beside(PackageStore.class, "list-obstacle-codes.sql");
  private static final Sql LIST_HOMES = Sql.beside(PackageStore.class, "list-homes.sql");
  private static final Sql LIST_PROGRAMME = Sql.beside(PackageStore.class, "list-programme.sql");

  /** A year of daily reports with their corrections; older ones are seen in an export. */
  private static final int MAX_UPDATES = 400;

  private final ZoneId zone;

  PackageStore(ZoneId zone) {
    this.zone = zone;
  }

  /** Which packages to read; nothing set means all that may be seen. */
  record Filter(OptionalInt opdId, OptionalInt packageId, Optional<String> text) {
    static final Filter ALL =
        new Filter(OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

    static Filter ofOpd(int opdId) {
      return new Filter(OptionalInt.of(opdId), OptionalInt.empty(), Optional.empty());
    }

    static Filter ofPackage(int packageId) {
      return new Filter(OptionalInt.empty(), OptionalInt.of(packageId), Optional.empty());
    }
  }

  /** A package as read: how it looks, and what it was judged by. */
  record Found(
      WorkPackage view,
      PackageHistory history,
      Optional<String> officer,
      Optional<String> contractor,
      OptionalLong contractRp) {}

  /** The packages of the year of {@code date} as they stand by the newest reports. */
  List<Found> list(Session session, Filter filter, PackageStatus.Measure measure, LocalDate date) {
    Map<Integer, List<PackageBasics.Pause>> pauses =
        DayBookStore.pauses(session, Map.of("opdIds", Optional.empty()));
    var found = new ArrayList<Found>();
    for (Row row : session.list(LIST_PACKAGES, params(filter, date))) {
      PackageBasics basics = BasicsRow.read(row, pauses.getOrDefault(row.getInt("id"), List.of()));
      NavigableMap<LocalDate, Standing> standings = new TreeMap<>();
      if (row.findText("stage").isPresent()) {
        standings.put(LocalDate.MIN, StandingRow.read(row));
      }
      var history =
          new PackageHistory(
              basics, BasicsRow.readPlan(row, basics), standings, row.findDate("last_date"));
      found.add(
          new Found(
              ViewRow.read(row, history.statusOn(measure, date)),
              history,
              row.findText("officer_role"),
              row.findText("contractor"),
              row.findLong("contract_rp")));
    }
    return found;
  }

  /**
   * How the same packages stood at the end of an earlier day, as reported by now; a package that
   * had not been reported on then stands at nothing.
   */
  Map<Integer, PackageStatus> statusesAt(
      Session session, List<Found> packages, PackageStatus.Measure measure, LocalDate date) {
    Map<Integer, Standing> standings = new HashMap<>();
    Map<String, Object> params =
        Map.of(
            "date", date,
            "opdIds", Optional.empty(),
            "fromYear", date.getYear(),
            "toYear", date.getYear());
    for (Row row : session.list(LIST_STANDINGS_AT, params)) {
      standings.put(row.getInt("package_id"), StandingRow.read(row));
    }
    Map<Integer, PackageStatus> statuses = new HashMap<>();
    for (Found found : packages) {
      int id = found.view().id();
      statuses.put(
          id,
          PackageStatus.judge(
              measure,
              found.history().basics(),
              found.history().plan(),
              PackageStatus.Day.past(date, standings.getOrDefault(id, Standing.NONE))));
    }
    return statuses;
  }

  private Map<String, Object> params(Filter filter, LocalDate date) {
    return Map.of(
        "year", date.getYear(),
        "zone", zone.getId(),
        "opdId", filter.opdId(),
        "packageId", filter.packageId(),
        "pattern", filter.text().map(PackageStore::pattern));
  }

  /** What a person typed, anywhere in the name; % and _ mean themselves. */
  private static String pattern(String text) {
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** Which agency and year a package belongs to. */
  record Home(int packageId, int opdId, int fiscalYear) {}

  /** Whoever asks: so that a refusal can say why. */
  List<Home> listHomes(Session service, List<Integer> packageIds) {
    int[] ids = DayBookStore.ints(packageIds, Integer::intValue);
    return service.list(LIST_HOMES, Map.of("packageIds", ids)).stream()
        .map(row -> new Home(row.getInt("id"), row.getInt("opd_id"), row.getInt("fiscal_year")))
        .toList();
  }

  /** Newest first; a nihil report shows what held on its day. */
  List<Update> listUpdates(Session session, int packageId) {
    List<Row> rows =
        session.list(LIST_UPDATES, Map.of("packageId", packageId, "limit", MAX_UPDATES));
    var updates = new ArrayList<Update>();
    Standing held = Standing.NONE;
    for (Row row : rows.reversed()) {
      Update update = UpdateRow.read(row, held);
      boolean effective = update.supersededBy().isEmpty();
      if (effective && update.kind() == UpdateKind.PROGRESS) {
        held = StandingRow.read(row);
      }
      updates.add(update);
    }
    return updates.reversed();
  }

  List<CurvePoint> listActual(Session session, int packageId) {
    return session.list(LIST_ACTUAL_CURVE, Map.of("packageId", packageId)).stream()
        .map(row -> new CurvePoint(row.getDate("report_date"), row.getDouble("physical_pct")))
        .toList();
  }

  List<Obstacle> listObstacles(Session session, int packageId) {
    return session.list(LIST_OBSTACLES, Map.of("packageId", packageId)).stream()
        .map(
            row ->
                new Obstacle(
                    row.getText("code"),
                    row.getText("text"),
                    row.findText("help_from"),
                    row.getDate("since"),
                    row.findDate("due_date"),
                    row.getBoolean("open")))
        .toList();
  }

  List<ObstacleCode> listObstacleCodes(Session session, String language) {
    return session.list(LIST_OBSTACLE_CODES, Map.of("language", language)).stream()
        .map(row -> new ObstacleCode(row.getText("code"), row.getText("name")))
        .toList();
  }

  /** A node of the tree of codes; {@code parent} is empty at the top. */
  record Code(String code, String name, int level, Optional<String> parent) {}

  List<Code> listCodes(Session session, OptionalInt opdId, int year) {
    return session.list(LIST_PROGRAMME, Map.of("opdId", opdId, "year", year)).stream()
        .map(
            row ->
                new Code(
                    row.getText("code"),
                    row.getText("name"),
                    row.getInt("level"),
                    row.findText("parent_code")))
        .toList();
  }
}

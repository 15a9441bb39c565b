package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** SQL of {@link DayBook}. */
final class DayBookStore {
  private static final Sql LIST_BASICS = Sql.beside(DayBookStore.class, "list-basics.sql");
  private static final Sql LIST_PAUSES = Sql.beside(DayBookStore.class, "list-pauses.sql");
  private static final Sql LIST_STANDINGS_AT =
      Sql.beside(DayBookStore.class, "list-standings-at.sql");
  private static final Sql LIST_STANDINGS_BETWEEN =
      Sql.beside(DayBookStore.class, "list-standings-between.sql");
  private static final Sql LIST_LAST_DATES =
      Sql.of(
          """
          SELECT package_id, last_date FROM package_current WHERE opd_id = ANY (:opdIds)
          """);
  private static final Sql LIST_RULES = Sql.beside(DayBookStore.class, "list-rules.sql");
  private static final Sql WRITE_DUTIES = Sql.beside(DayBookStore.class, "write-duties.sql");
  private static final Sql WRITE_FIGURES = Sql.beside(DayBookStore.class, "write-figures.sql");

  private final ZoneId zone;

  DayBookStore(ZoneId zone) {
    this.zone = zone;
  }

  Measures measures(Session session, WorkingDays workingDays) {
    var rules = new TreeMap<LocalDate, ActivityRules>();
    for (Row row : session.list(LIST_RULES, Map.of())) {
      rules.put(row.getDate("in_force_from"), rulesOf(row));
    }
    return new Measures(rules, workingDays);
  }

  private static ActivityRules rulesOf(Row row) {
    return new ActivityRules(
        new ActivityRules.Thresholds(
            row.getDouble("split_pct"),
            row.getDouble("early_watch_pts"),
            row.getDouble("early_critical_pts"),
            row.getDouble("late_watch_pts"),
            row.getDouble("late_critical_pts")),
        row.getLong("daily_works_above_rp"),
        DayOfWeek.of(row.getInt("weekly_day")),
        row.getInt("operator_days"),
        row.getInt("verifier_days"));
  }

  /** The packages of each agency with all that is needed to judge every day of the span. */
  Map<Integer, List<PackageHistory>> histories(Session session, DayBook.Span span) {
    // A duty is decided by the day before, so the span begins one day earlier.
    LocalDate from = span.from().minusDays(1);
    var params = new HashMap<String, Object>();
    params.put("opdIds", ints(List.copyOf(span.opdIds()), Integer::intValue));
    params.put("fromYear", span.from().getYear());
    params.put("toYear", span.to().getYear());
    params.put("zone", zone.getId());
    params.put("date", from);
    params.put("from", span.from());
    params.put("to", span.to());
    Map<Integer, NavigableMap<LocalDate, Standing>> standings = new HashMap<>();
    for (Sql sql : List.of(LIST_STANDINGS_AT, LIST_STANDINGS_BETWEEN)) {
      for (Row row : session.list(sql, params)) {
        standings
            .computeIfAbsent(row.getInt("package_id"), id -> new TreeMap<>())
            .put(row.getDate("report_date"), StandingRow.read(row));
      }
    }
    Map<Integer, LocalDate> lastReports = new HashMap<>();
    for (Row row : session.list(LIST_LAST_DATES, params)) {
      lastReports.put(row.getInt("package_id"), row.getDate("last_date"));
    }
    Map<Integer, List<PackageBasics.Pause>> pauses = pauses(session, params);
    Map<Integer, List<PackageHistory>> histories = new HashMap<>();
    for (Row row : session.list(LIST_BASICS, params)) {
      int id = row.getInt("id");
      PackageBasics basics = BasicsRow.read(row, pauses.getOrDefault(id, List.of()));
      histories
          .computeIfAbsent(basics.opdId(), opdId -> new ArrayList<>())
          .add(
              new PackageHistory(
                  basics,
                  BasicsRow.readPlan(row, basics),
                  standings.getOrDefault(id, new TreeMap<>()),
                  Optional.ofNullable(lastReports.get(id))));
    }
    return histories;
  }

  /**
   * @param params has {@code opdIds}; null means all that may be seen
   */
  static Map<Integer, List<PackageBasics.Pause>> pauses(Session session, Map<String, ?> params) {
    Map<Integer, List<PackageBasics.Pause>> pauses = new HashMap<>();
    for (Row row : session.list(LIST_PAUSES, params)) {
      pauses
          .computeIfAbsent(row.getInt("package_id"), id -> new ArrayList<>())
          .add(BasicsRow.readPause(row));
    }
    return pauses;
  }

  void writeDuties(Session session, List<DayBook.Duty> duties) {
    if (duties.isEmpty()) {
      return;
    }
    session.change(
        WRITE_DUTIES,
        Map.of(
            "opdIds", ints(duties, DayBook.Duty::opdId),
            "days", ints(duties, duty -> (int) duty.window().date().toEpochDay()),
            "packageIds", ints(duties, DayBook.Duty::packageId),
            "startDays", ints(duties, duty -> (int) duty.window().from().toEpochDay()),
            "cadences", ints(duties, duty -> duty.cadence().ordinal())));
  }

  void writeFigures(Session session, List<DayFigures> figures) {
    if (figures.isEmpty()) {
      return;
    }
    var params = new HashMap<String, Object>();
    params.put("opdIds", ints(figures, DayFigures::opdId));
    params.put("days", ints(figures, day -> (int) day.date().toEpochDay()));
    params.put("working", ints(figures, day -> day.working() ? 1 : 0));
    params.put("packageCounts", ints(figures, DayFigures::packageCount));
    params.put("pagusRp", longs(figures, DayFigures::paguRp));
    params.put("physicalWeights", doubles(figures, DayFigures::physicalWeight));
    params.put("plannedWeights", doubles(figures, DayFigures::plannedWeight));
    params.put("financialsRp", longs(figures, DayFigures::financialRp));
    params.put("plannedCounts", ints(figures, DayFigures::plannedCount));
    params.put("runningCounts", ints(figures, DayFigures::runningCount));
    params.put("finishedCounts", ints(figures, DayFigures::finishedCount));
    params.put("watchCounts", ints(figures, DayFigures::watchCount));
    params.put("criticalCounts", ints(figures, DayFigures::criticalCount));
    params.put("lateCounts", ints(figures, DayFigures::lateCount));
    session.change(WRITE_FIGURES, params);
  }

  static <T> int[] ints(List<T> items, ToIntFunction<T> column) {
    return items.stream().mapToInt(column).toArray();
  }

  private static <T> long[] longs(List<T> items, ToLongFunction<T> column) {
    return items.stream().mapToLong(column).toArray();
  }

  private static <T> double[] doubles(List<T> items, ToDoubleFunction<T> column) {
    return items.stream().mapToDouble(column).toArray();
  }
}

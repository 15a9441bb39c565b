package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** SQL of daily reports, duties and reminders. */
final class ReportStore {
  private static final Sql LOCK_OPD = Sql.beside(ReportStore.class, "lock-opd.sql");
  private static final Sql FIND_BEFORE = Sql.beside(ReportStore.class, "find-report-before.sql");
  private static final Sql FIND_OF_DAY = Sql.beside(ReportStore.class, "find-report-of-day.sql");
  private static final Sql FIND_LOCKS = Sql.beside(ReportStore.class, "find-locks.sql");
  private static final Sql INSERT_UPDATE = Sql.beside(ReportStore.class, "insert-update.sql");
  private static final Sql INSERT_NIHILS = Sql.beside(ReportStore.class, "insert-nihils.sql");
  private static final Sql INSERT_OBSTACLE = Sql.beside(ReportStore.class, "insert-obstacle.sql");
  private static final Sql COUNT_DUTIES = Sql.beside(ReportStore.class, "count-duties.sql");
  private static final Sql LIST_DUTIES = Sql.beside(ReportStore.class, "list-duties.sql");
  private static final Sql LIST_REMINDERS = Sql.beside(ReportStore.class, "list-reminders.sql");
  private static final Sql INSERT_REMINDERS = Sql.beside(ReportStore.class, "insert-reminders.sql");
  private static final Sql LIST_OPENED = Sql.beside(ReportStore.class, "list-opened.sql");
  private static final Sql LIST_REPORT_DAYS = Sql.beside(ReportStore.class, "list-report-days.sql");
  private static final Sql LIST_LAST_REPORTS =
      Sql.beside(ReportStore.class, "list-last-reports.sql");
  private static final Sql LIST_TOTALS = Sql.beside(ReportStore.class, "list-day-totals.sql");
  private static final Sql COUNT_OBSTACLES_OPENED =
      Sql.beside(ReportStore.class, "count-obstacles-opened.sql");
  private static final Sql LIST_CODES = Sql.of("SELECT code FROM obstacle_code LIMIT 100");

  private final ZoneId zone;

  ReportStore(ZoneId zone) {
    this.zone = zone;
  }

  void lockOpd(Session session, int opdId) {
    session.get(LOCK_OPD, Map.of("opdId", opdId));
  }

  /** Where the package stood before the day. */
  Standing standingBefore(Session session, int packageId, LocalDate date) {
    return session
        .find(FIND_BEFORE, Map.of("packageId", packageId, "date", date))
        .map(StandingRow::read)
        .orElse(Standing.NONE);
  }

  /**
   * The version of a day's report that holds.
   *
   * @param standing empty in a nihil report
   */
  record OfDay(long id, int version, UpdateKind kind, Optional<Standing> standing) {}

  Optional<OfDay> findOfDay(Session session, int packageId, LocalDate date) {
    return session
        .find(FIND_OF_DAY, Map.of("packageId", packageId, "date", date))
        .map(
            row ->
                new OfDay(
                    row.getLong("id"),
                    row.getInt("version"),
                    Words.get(UpdateKind.class, UpdateKind::word, row.getText("kind")),
                    row.findText("stage").map(stage -> StandingRow.read(row))));
  }

  CorrectionPolicy.Locks locks(Session session, int opdId, LocalDate date, Instant now) {
    Row row = session.get(FIND_LOCKS, Map.of("opdId", opdId, "date", date, "now", now));
    return new CorrectionPolicy.Locks(row.getBoolean("month_locked"), row.getBoolean("reopened"));
  }

  Set<String> obstacleCodes(Session session) {
    var codes = new HashSet<String>();
    session.list(LIST_CODES, Map.of()).forEach(row -> codes.add(row.getText("code")));
    return codes;
  }

  /**
   * A report that passed every rule.
   *
   * @param standing empty in a nihil report
   * @param replaces the version of the day that it supersedes
   */
  record Entry(
      int packageId,
      int opdId,
      LocalDate date,
      Optional<OfDay> replaces,
      Optional<Standing> standing,
      Optional<String> note,
      Optional<String> correctionReason) {
    UpdateKind kind() {
      return standing.isPresent() ? UpdateKind.PROGRESS : UpdateKind.NIHIL;
    }

    int version() {
      return replaces.map(OfDay::version).orElse(0) + 1;
    }
  }

  /** Returns the id of the new row. */
  long insert(Session session, Entry entry, Viewer author, Instant now) {
    var params = new HashMap<String, Object>();
    params.put("packageId", entry.packageId());
    params.put("opdId", entry.opdId());
    params.put("date", entry.date());
    params.put("version", entry.version());
    params.put("supersedes", entry.replaces().map(OfDay::id));
    params.put("kind", entry.kind().word());
    params.put("physicalPct", entry.standing().map(Standing::physicalPct));
    params.put("financialRp", entry.standing().map(Standing::financialRp));
    params.put("stage", entry.standing().map(standing -> standing.stage().word()));
    params.put("note", entry.note());
    params.put("correctionReason", entry.correctionReason());
    params.putAll(author(author, now));
    return session.get(INSERT_UPDATE, params).getLong("id");
  }

  /** "No change" for what is still due; returns how many. */
  long insertNihils(
      Session session,
      int opdId,
      LocalDate date,
      Optional<int[]> packageIds,
      Viewer author,
      Instant now) {
    var params = new HashMap<String, Object>(author(author, now));
    params.put("opdId", opdId);
    params.put("date", date);
    params.put("packageIds", packageIds);
    return session.change(INSERT_NIHILS, params);
  }

  private static Map<String, Object> author(Viewer author, Instant now) {
    return Map.of(
        "authorId", author.userId(),
        "authorName", author.displayName(),
        "authorRole", author.role().word(),
        "now", now);
  }

  void insertObstacle(
      Session session, Entry entry, long updateId, DraftCheck.CheckedObstacle obstacle) {
    session.change(
        INSERT_OBSTACLE,
        Map.of(
            "packageId", entry.packageId(),
            "opdId", entry.opdId(),
            "updateId", updateId,
            "code", obstacle.code(),
            "text", obstacle.text(),
            "helpFrom", obstacle.helpFrom(),
            "since", entry.date(),
            "dueDate", obstacle.dueDate()));
  }

  DayCount count(Session session, int opdId, LocalDate date) {
    Row row = session.get(COUNT_DUTIES, Map.of("opdId", opdId, "date", date));
    return new DayCount(row.getInt("done_count"), row.getInt("due_count"));
  }

  /** What the list of a day says about each package, by its id. */
  record OnList(
      boolean due, boolean done, Optional<Update> today, Optional<Duties.Previous> previous) {}

  Map<Integer, OnList> listDuties(Session session, int opdId, LocalDate date) {
    Map<Integer, OnList> list = new HashMap<>();
    Map<String, Object> params = Map.of("opdId", opdId, "date", date, "year", date.getYear());
    for (Row row : session.list(LIST_DUTIES, params)) {
      Optional<LocalDate> beforeDate = row.findDate("before_date");
      Standing before =
          beforeDate.isEmpty()
              ? Standing.NONE
              : new Standing(
                  row.getDouble("before_pct"),
                  row.getLong("before_rp"),
                  StandingRow.stage(row.getText("before_stage")));
      list.put(
          row.getInt("package_id"),
          new OnList(
              row.getBoolean("due"),
              row.getBoolean("done"),
              row.findDate("report_date").map(day -> UpdateRow.read(row, before)),
              beforeDate.map(
                  day ->
                      new Duties.Previous(
                          day,
                          before.physicalPct(),
                          before.financialRp(),
                          row.findText("before_note")))));
    }
    return list;
  }

  List<Duties.Reminder> listReminders(Session session, int opdId, LocalDate date) {
    return session.list(LIST_REMINDERS, Map.of("opdId", opdId, "date", date)).stream()
        .map(row -> new Duties.Reminder(row.getInstant("reminded_at"), row.getText("author_name")))
        .toList();
  }

  long insertReminders(
      Session session, Collection<Integer> opdIds, LocalDate date, Viewer author, Instant now) {
    return session.change(
        INSERT_REMINDERS,
        Map.of(
            "opdIds", DayBookStore.ints(List.copyOf(opdIds), Integer::intValue),
            "date", date,
            "now", now,
            "authorId", author.userId(),
            "authorName", author.displayName()));
  }

  /** The last day that was opened, by agency. */
  Map<Integer, LocalDate> listOpened(Session session) {
    Map<Integer, LocalDate> opened = new LinkedHashMap<>();
    for (Row row : session.list(LIST_OPENED, Map.of())) {
      opened.put(row.getInt("opd_id"), row.getDate("last_date"));
    }
    return opened;
  }

  List<ReportDay> listReportDays(
      Session session, LocalDate from, LocalDate to, OptionalInt opdId, LocalTime cutOff) {
    return session
        .list(
            LIST_REPORT_DAYS,
            Map.of(
                "from", from,
                "to", to,
                "opdId", opdId,
                "cutOff", cutOff.toString(),
                "zone", zone.getId()))
        .stream()
        .map(
            row ->
                new ReportDay(
                    row.getInt("opd_id"),
                    row.getDate("date"),
                    row.getInt("due_count"),
                    row.getInt("done_count"),
                    row.getInt("on_time_count")))
        .toList();
  }

  Map<Integer, Instant> listLastReports(Session session, LocalDate date) {
    Map<Integer, Instant> last = new HashMap<>();
    for (Row row : session.list(LIST_LAST_REPORTS, Map.of("date", date))) {
      last.put(row.getInt("opd_id"), row.getInstant("last_at"));
    }
    return last;
  }

  List<DayTotals> listTotals(Session session, Collection<LocalDate> dates, OptionalInt opdId) {
    int[] days = DayBookStore.ints(List.copyOf(dates), date -> (int) date.toEpochDay());
    return session.list(LIST_TOTALS, Map.of("days", days, "opdId", opdId)).stream()
        .map(
            row ->
                new DayTotals(
                    row.getDate("date"),
                    row.getLong("pagu_rp"),
                    row.getDouble("physical_weight"),
                    row.getDouble("planned_weight"),
                    row.getLong("financial_rp")))
        .toList();
  }

  int countObstaclesOpened(Session session, LocalDate after) {
    return session.get(COUNT_OBSTACLES_OPENED, Map.of("date", after)).getInt("opened");
  }
}

package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.region.Opd;
import id.pantau.collector.report.Compliance;
import id.pantau.collector.report.DayState;
import id.pantau.collector.report.Home;
import id.pantau.collector.report.Progress;
import id.pantau.collector.report.Reports;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoActivitiesIT {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final long SEED = 7;

  // One year for all tests: none of them changes what another reads.
  private static ActivityBed bed;
  private static Reports reports;
  private static long loadMs;

  @BeforeAll
  static void load() {
    bed = staffed();
    long start = System.nanoTime();
    DemoActivities.load(bed.db(), bed.region(), bed.instant(), SEED);
    loadMs = (System.nanoTime() - start) / 1_000_000;
    reports = new Reports(bed.activities(), bed.region(), bed);
  }

  private static ActivityBed staffed() {
    var staffed = new ActivityBed(TODAY, "15:10");
    for (Opd opd : staffed.region().listOpds()) {
      staffed.operator(opd.handle());
    }
    return staffed;
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static long count(String sql) {
    return bed.service(s -> s.get(Sql.of(sql), Map.of())).getLong("n");
  }

  /** Everything that was stored, in one number; the order of rows does not matter. */
  private static String sum(ActivityBed of, String table) {
    Row row =
        of.service(
            s ->
                s.get(
                    Sql.of(
                        "SELECT count(*) || ' ' || coalesce(sum(hashtextextended(CAST(t AS text), 0)), 0) AS sum"
                            + " FROM "
                            + table
                            + " t"),
                    Map.of()));
    return row.getText("sum");
  }

  @Test
  void loadsAYearOfReportsForEveryAgencyInSeconds() {
    long packages = count("SELECT count(*) AS n FROM work_package");
    long updates = count("SELECT count(*) AS n FROM package_update");
    System.out.println(
        "demo: " + packages + " packages, " + updates + " reports in " + loadMs + " ms");
    assertTrue(updates > 20_000, updates + " reports");
    assertTrue(loadMs < 30_000, loadMs + " ms");
    assertEquals(55, count("SELECT count(DISTINCT opd_id) AS n FROM work_package"));
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM (
              SELECT count(*) AS c FROM work_package GROUP BY opd_id) AS q WHERE c NOT BETWEEN 6 AND 10
            """));
  }

  @Test
  void everyAgencyOwesSomethingTodayAndSomeHaveNotReported() {
    Compliance today = reports.compliance(bed.leader(), TODAY);
    assertEquals(55, today.totalCount());
    assertEquals(46, today.reportedCount());
    Map<String, Integer> silent =
        today.opds().stream()
            .filter(opd -> opd.state() == ReportState.NONE)
            .collect(
                Collectors.toMap(
                    Compliance.OpdCompliance::shortName, Compliance.OpdCompliance::missedDays));
    assertEquals(
        Map.of(
            "Distan", 2,
            "Disdag", 1,
            "Kec. Sambelia", 1,
            "DPMD", 0,
            "Dispar", 0,
            "Kec. Jerowaru", 0),
        silent);
    assertEquals(
        List.of("Dikbud", "Dikes", "PUPR"),
        today.opds().stream()
            .filter(opd -> opd.state() == ReportState.PARTIAL)
            .map(Compliance.OpdCompliance::shortName)
            .toList());
  }

  @Test
  void theHomeOfALeaderTellsAStory() {
    Home home = reports.home(bed.leader());
    Home.Since since = home.sinceYesterday();
    System.out.println("finished " + since.finished());
    System.out.println("late " + since.becameLate());
    System.out.println("started " + since.started());
    System.out.println(
        since.physicalPct()
            + " of "
            + since.plannedPct()
            + ", "
            + since.physicalChangePts()
            + " since; Rp "
            + since.financialChangeRp()
            + "; obstacles "
            + since.obstaclesOpened());
    home.mostBehind()
        .forEach(p -> System.out.println(p.deviationPts() + " " + p.name() + " " + p.flags()));
    assertTrue(since.finished().size() >= 3, since.finished().toString());
    assertTrue(since.started().size() >= 2, since.started().toString());
    assertFalse(since.becameLate().isEmpty());
    assertTrue(since.physicalChangePts() > 0);
    assertTrue(since.obstaclesOpened() > 0);
    assertEquals(10, home.mostBehind().size());
  }

  @Test
  void fewAreCriticalAndMostAreFine() {
    Progress progress = reports.progress(bed.leader());
    System.out.println(
        progress.states()
            + " "
            + progress.bands()
            + " "
            + progress.physicalPct()
            + "/"
            + progress.plannedPct());
    assertTrue(progress.bands().critical() >= 5 && progress.bands().critical() <= 15);
    assertTrue(progress.bands().watch() >= 5 && progress.bands().watch() <= 40);
    assertTrue(progress.deviationPts() < 0);
    assertEquals(55, progress.opds().size());
  }

  @Test
  void theSameSeedAndMomentGiveTheSameData() {
    try (ActivityBed again = staffed()) {
      DemoActivities.load(again.db(), again.region(), again.instant(), SEED);
      for (String table :
          List.of(
              "work_package", "plan_version", "package_update", "obstacle", "duty", "opd_day")) {
        assertEquals(sum(bed, table), sum(again, table), table);
      }
      String before = sum(again, "package_update");
      DemoActivities.load(again.db(), again.region(), again.instant(), SEED);
      assertEquals(before, sum(again, "package_update"), "the same day is not lived twice");
      goesOnTwoDaysLater(again);
    }
  }

  /** As a demo that is started again: nobody has reported since, and then everybody has. */
  private static void goesOnTwoDaysLater(ActivityBed again) {
    LocalDate friday = TODAY.plusDays(2);
    again.set(friday, "15:10");
    DemoActivities.load(again.db(), again.region(), again.instant(), SEED);
    Reports later = new Reports(again.activities(), again.region(), again);
    Compliance thursday = later.compliance(again.leader(), TODAY.plusDays(1));
    assertTrue(thursday.reportedCount() >= 45, thursday.reportedCount() + " on Thursday");
    assertTrue(later.compliance(again.leader(), friday).reportedCount() >= 40);
    assertEquals(
        0,
        again
            .service(
                s ->
                    s.get(
                        Sql.of("SELECT count(*) AS n FROM package_update WHERE recorded_at > :now"),
                        Map.of("now", again.instant())))
            .getInt("n"));
  }

  @Test
  void keepsTheRulesThatHoldForPeople() {
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM (
              SELECT physical_pct, financial_rp,
                     lag(physical_pct) OVER w AS pct_before, lag(financial_rp) OVER w AS rp_before
              FROM effective_update WHERE kind = 'progress'
              WINDOW w AS (PARTITION BY package_id ORDER BY report_date)) AS q
            WHERE physical_pct < pct_before OR financial_rp < rp_before
            """),
        "nothing falls");
    assertEquals(
        0,
        count(
            "SELECT count(*) AS n FROM package_update WHERE recorded_at > '2026-11-25T15:10:00+08'"),
        "nothing is from the future");
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM package_update u JOIN work_package p ON p.id = u.package_id
            WHERE u.financial_rp > p.pagu_murni_rp
            """),
        "nobody pays more than the pagu");
    assertTrue(count("SELECT count(*) AS n FROM package_update WHERE version = 2") > 3);
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM package_update u
            WHERE NOT EXISTS (
              SELECT 1 FROM duty d WHERE d.package_id = u.package_id AND d.done_at IS NOT NULL
              AND u.report_date BETWEEN d.window_start AND d.date)
            AND u.kind = 'nihil'
            """),
        "nobody says \"no change\" without being asked");
  }

  @Test
  void whatIsDerivedCanBeComputedAgain() {
    String duties = sum(bed, "duty");
    String figures = sum(bed, "opd_day");
    bed.service(
        session -> {
          session.change(Sql.of("DELETE FROM duty"), Map.of());
          session.change(Sql.of("DELETE FROM opd_day"), Map.of());
          WorkingDays workingDays =
              (opdId, date) -> bed.region().calendar().isWorkingDay(opdId, date);
          var store = new DayBookStore(bed.region().zone());
          var opdIds =
              bed.region().listOpds().stream()
                  .map(Opd::id)
                  .collect(Collectors.toCollection(TreeSet::new));
          new DayBook(store, workingDays)
              .open(
                  session,
                  new DayBook.Span(opdIds, LocalDate.of(2026, 1, 1), TODAY),
                  store.measures(session, workingDays));
          return null;
        });
    assertEquals(duties, sum(bed, "duty"));
    assertEquals(figures, sum(bed, "opd_day"));
  }

  @Test
  void theStandingKeptByTheTriggerIsTheOneTheReportsSay() {
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM package_current c
            LEFT JOIN LATERAL (
              SELECT * FROM effective_update e WHERE e.package_id = c.package_id AND e.kind = 'progress'
              ORDER BY e.report_date DESC, e.version DESC LIMIT 1) u ON true
            WHERE (c.physical_pct, c.financial_rp, c.stage, c.progress_date)
              IS DISTINCT FROM (coalesce(u.physical_pct, 0), coalesce(u.financial_rp, 0), coalesce(u.stage, 'planning'), u.report_date)
            """));
  }

  @Test
  void theStoredFiguresOfTodayAreTheOnesShown() {
    Progress progress = reports.progress(bed.leader());
    DayTotals totals =
        bed.activities().listTotals(bed.leader(), List.of(TODAY), OptionalInt.empty()).getFirst();
    assertEquals(progress.paguRp(), totals.paguRp());
    assertEquals(progress.financialRp(), totals.financialRp());
    assertEquals(progress.physicalPct(), Figures.round(totals.physicalPct()));
    assertEquals(
        progress.plannedPct(), Figures.round(totals.plannedWeight() / totals.paguRp()), 0.011);
  }

  @Test
  void worksLieWhereTheirVillageIs() {
    assertEquals(
        0,
        count(
            """
            SELECT count(*) AS n FROM work_package p
            WHERE location IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM area a WHERE a.name IN (p.desa_name, p.kecamatan_name)
              AND ST_DWithin(CAST(p.location AS geography), CAST(a.middle AS geography), 800))
            """));
    assertTrue(
        count("SELECT count(*) AS n FROM work_package WHERE GeometryType(location) = 'LINESTRING'")
            >= 5);
  }

  @Test
  void anInstallationWithoutOperatorsIsRefusedWithAWord() {
    try (var empty = new ActivityBed(TODAY, "15:10")) {
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> DemoActivities.load(empty.db(), empty.region(), empty.instant(), SEED));
      assertTrue(refused.getMessage().contains("has no operator"), refused.getMessage());
    }
  }

  @Test
  void aWeekendOwesNothingInMostOffices() {
    assertEquals(
        DayState.HOLIDAY,
        reports
            .calendar(
                bed.leader(),
                LocalDate.of(2026, 11, 21),
                LocalDate.of(2026, 11, 21),
                OptionalInt.of(bed.opd("dikes")))
            .opds()
            .getFirst()
            .days()
            .getFirst()
            .state());
  }
}

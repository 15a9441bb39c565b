package id.pantau.collector.report;

import static id.pantau.collector.activity.ActivityBed.progress;
import static id.pantau.collector.activity.ActivityBed.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed;
import id.pantau.collector.activity.ActivityBed.Plan;
import id.pantau.collector.activity.Band;
import id.pantau.collector.activity.PackageKind;
import id.pantau.collector.activity.ReportState;
import id.pantau.collector.activity.UpdateDraft;
import id.pantau.collector.report.Compliance.OpdCompliance;
import id.pantau.collector.web.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportsIT {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);

  private ActivityBed bed;
  private Reports reports;

  @BeforeEach
  void open() {
    bed = new ActivityBed(TODAY, "10:00");
    reports = new Reports(bed.activities(), bed.region(), bed);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void report(String opd, int packageId, UpdateDraft draft) {
    bed.activities().report(bed.operator(opd), packageId, draft);
  }

  private OpdCompliance opd(String handle, LocalDate date) {
    return reports.compliance(bed.leader(), date).opds().stream()
        .filter(one -> one.opdId() == bed.opd(handle))
        .findFirst()
        .orElseThrow();
  }

  private DayState square(String handle, LocalDate date) {
    return reports
        .calendar(bed.leader(), date, date, OptionalInt.of(bed.opd(handle)))
        .opds()
        .getFirst()
        .days()
        .getFirst()
        .state();
  }

  @Test
  void countsWhoHasReportedAmongThoseWhoOweSomething() {
    int clinic = bed.give("dikes", Plan.works("Puskesmas A"));
    bed.give("dikes", Plan.works("Puskesmas B"));
    int road = bed.give("pupr", Plan.works("Jalan A"));
    report("dikes", clinic, progress(TODAY, 10));
    report("pupr", road, progress(TODAY, 10));
    Compliance compliance = reports.compliance(bed.leader(), TODAY);
    assertEquals("1 of 2", compliance.reportedCount() + " of " + compliance.totalCount());
    assertTrue(compliance.workingDay());
    assertEquals("17:00", compliance.cutOff());
    assertFalse(compliance.cutOffPassed());
    assertEquals(60, compliance.opds().size());
    assertEquals(ReportState.PARTIAL, opd("dikes", TODAY).state());
    assertEquals("1/2", opd("dikes", TODAY).doneCount() + "/" + opd("dikes", TODAY).dueCount());
    assertEquals(ReportState.COMPLETE, opd("pupr", TODAY).state());
    assertEquals(Optional.of(bed.instant()), opd("pupr", TODAY).lastReportAt());
    assertEquals(ReportState.NOT_DUE, opd("dikbud", TODAY).state());
  }

  @Test
  void aSilenceIsCountedInWorkingDays() {
    bed.set(FRIDAY, "10:00");
    int road = bed.give("pupr", Plan.works("Jalan A"));
    bed.activities().openDays();
    bed.set(TODAY, "10:00");
    // Friday, Monday and Tuesday; nobody asks on Saturday and Sunday.
    assertEquals(3, opd("pupr", TODAY).missedDays());
    assertEquals(Optional.empty(), opd("pupr", TODAY).lastReportAt());
    report("pupr", road, progress(TODAY, 10));
    var reportedAt = bed.instant();
    bed.set(TODAY.plusDays(1), "10:00");
    assertEquals(0, opd("pupr", TODAY.plusDays(1)).missedDays());
    // Silent today is not the same as never heard of.
    assertEquals(Optional.of(reportedAt), opd("pupr", TODAY.plusDays(1)).lastReportAt());
    assertEquals(Optional.empty(), opd("pupr", FRIDAY).lastReportAt());
  }

  @Test
  void aLongSilenceIsCountedToItsBeginning() {
    LocalDate start = LocalDate.of(2026, 10, 26);
    bed.set(start, "10:00");
    bed.give("pupr", Plan.works("Jalan A"));
    bed.activities().openDays();
    bed.set(TODAY, "10:00");
    long workingDays =
        start
            .datesUntil(TODAY)
            .filter(day -> bed.region().calendar().isWorkingDay(bed.opd("pupr"), day))
            .count();
    assertEquals(22, workingDays, "26 October to 24 November, counted by hand");
    assertEquals(22, opd("pupr", TODAY).missedDays());
  }

  @Test
  void theCutOffDividesOnTimeFromLate() {
    int onTime = bed.give("pupr", Plan.works("Jalan A"));
    int late = bed.give("dikes", Plan.works("Puskesmas A"));
    bed.give("dikbud", Plan.works("Sekolah A"));
    assertEquals(DayState.NOT_DUE, square("dikbud", TODAY), "the day is not over");
    bed.set(TODAY, "17:00");
    report("pupr", onTime, progress(TODAY, 1));
    bed.set(TODAY, "17:01");
    report("dikes", late, progress(TODAY, 1));
    assertEquals(DayState.COMPLETE, square("pupr", TODAY));
    assertEquals(DayState.LATE, square("dikes", TODAY));
    assertEquals(DayState.MISSING, square("dikbud", TODAY));
    assertTrue(reports.compliance(bed.leader(), TODAY).cutOffPassed());
  }

  @Test
  void yesterdaysReportOfThisMorningIsLate() {
    int road = bed.give("pupr", Plan.works("Jalan A"));
    bed.activities().openDays();
    bed.set(TODAY.plusDays(1), "07:45");
    assertEquals(DayState.MISSING, square("pupr", TODAY));
    report("pupr", road, progress(TODAY, 1));
    assertEquals(DayState.LATE, square("pupr", TODAY));
  }

  @Test
  void holidaysAndWeekendsAreFree() {
    LocalDate independenceDay = LocalDate.of(2026, 8, 17);
    bed.set(independenceDay, "10:00");
    bed.give("pupr", Plan.works("Jalan A"));
    assertEquals(DayState.HOLIDAY, square("pupr", independenceDay));
    assertEquals(DayState.HOLIDAY, square("pupr", independenceDay.minusDays(1)));
    Compliance compliance = reports.compliance(bed.leader(), independenceDay);
    assertFalse(compliance.workingDay());
    assertEquals(0, compliance.totalCount());
  }

  @Test
  void aCalendarIsAsWideAsAskedAndNoWider() {
    bed.give("pupr", Plan.works("Jalan A"));
    assertEquals(
        35,
        reports
            .calendar(bed.leader(), TODAY.minusDays(34), TODAY, OptionalInt.of(bed.opd("pupr")))
            .opds()
            .getFirst()
            .days()
            .size());
    for (LocalDate from : List.of(TODAY.plusDays(1), TODAY.minusDays(400))) {
      Problem refused =
          assertThrows(
              Problem.class,
              () -> reports.calendar(bed.leader(), from, TODAY, OptionalInt.empty()));
      assertEquals("400 span-wrong", refused.status() + " " + refused.code());
    }
  }

  @Test
  void figuresAreThoseOfAHandCalculation() {
    int big = bed.give("pupr", Plan.works("Jalan besar").pagu(900_000_000));
    int small = bed.give("pupr", Plan.works("Jalan kecil").pagu(100_000_000));
    int idle = bed.give("dikes", Plan.works("Puskesmas").pagu(1_000_000_000));
    report("pupr", big, progress(TODAY, 50));
    report("pupr", small, progress(TODAY, 100));
    report("pupr", big, paid(90_000_000));
    Progress progress = reports.progress(bed.leader());
    assertEquals(3, progress.packageCount());
    assertEquals(2_000_000_000, progress.paguRp());
    // (50 x 900 + 100 x 100 + 0 x 1000) / 2000
    assertEquals(27.5, progress.physicalPct());
    assertEquals(OptionalDouble.of(50), progress.medianPhysicalPct());
    // Two reported today: 83.33 + 8.34 x 25/30 = 90.28; the third was due yesterday: x 24/30 = 90.
    assertEquals(90.14, progress.plannedPct());
    assertEquals(-62.64, progress.deviationPts());
    assertEquals(90_000_000, progress.financialRp());
    assertEquals(4.5, progress.financialPct());
    assertEquals(new Progress.States(1, 2, 0), progress.states());
    assertEquals(new Progress.Bands(1, 0, 2), progress.bands());
    assertEquals(2, progress.opds().size(), "agencies without packages are left out");
    Progress.OpdDetail pupr = reports.opdProgress(bed.leader(), bed.opd("pupr"));
    assertEquals(55, pupr.opd().physicalPct());
    assertEquals(9, pupr.opd().financialPct());
    assertEquals(Band.CRITICAL, pupr.opd().band());
    assertEquals(1, pupr.opd().criticalCount());
    assertEquals(14, pupr.opd().reports14().size());
    assertEquals(DayState.COMPLETE, pupr.opd().reports14().getLast());
    assertEquals(12, pupr.curve().plan().size());
    assertEquals(55, pupr.curve().actual().getLast().pct());
    assertTrue(idle > 0);
  }

  private static UpdateDraft paid(long rp) {
    return ActivityBed.because(
        ActivityBed.paid(TODAY, rp, Optional.empty()), "Termin pertama cair sore ini");
  }

  @Test
  void aCancelledPackageCountsForNothing() {
    int road = bed.give("pupr", Plan.works("Jalan A"));
    bed.give("pupr", Plan.works("Jalan B"));
    report("pupr", road, progress(TODAY, 80));
    bed.asOwner(
        """
        INSERT INTO package_flag (package_id, opd_id, flag, since, reason, set_by, set_at)
        SELECT p.id, p.opd_id, 'cancelled', '2026-11-01', 'Refocusing', u.id, now()
        FROM work_package p, user_account u WHERE p.name = 'Jalan B' AND u.user_name = 'operator.pupr'
        """);
    Progress progress = reports.progress(bed.leader());
    assertEquals(1, progress.packageCount());
    assertEquals(80, progress.physicalPct());
  }

  @Test
  void homeTellsWhatChangedSinceYesterday() {
    LocalDate tuesday = TODAY.minusDays(1);
    LocalDate monday = TODAY.minusDays(2);
    bed.set(monday, "10:00");
    int goods =
        bed.give("pupr", Plan.works("Pengadaan alat").kind(PackageKind.GOODS).pagu(500_000_000));
    int idle = bed.give("pupr", Plan.works("Jalan A").pagu(500_000_000).until(tuesday));
    int fresh = bed.give("dikes", Plan.works("Puskesmas").pagu(1_000_000_000));
    report("pupr", goods, progress(monday, 90));
    report("pupr", idle, progress(monday, 89));
    bed.set(tuesday, "10:00");
    report("pupr", goods, progress(tuesday, 100));
    report("dikes", fresh, progress(tuesday, 10));
    bed.set(TODAY, "10:00");
    Home home = reports.home(bed.leader());
    Home.Since since = home.sinceYesterday();
    assertEquals(
        List.of("Pengadaan alat"), since.finished().stream().map(Home.Changed::name).toList());
    assertEquals(
        List.of("Jalan A"),
        since.becameLate().stream().map(Home.Changed::name).toList(),
        "its last day was yesterday");
    assertEquals(List.of("Puskesmas"), since.started().stream().map(Home.Changed::name).toList());
    // Monday: (90 x 500 + 89 x 500 + 0 x 1000) / 2000 = 44.75; now (100 x 500 + 89 x 500 + 10 x
    // 1000) / 2000 = 52.25
    assertEquals(52.25, since.physicalPct());
    assertEquals(7.5, since.physicalChangePts());
    assertEquals(0, since.financialChangeRp());
    assertEquals("Puskesmas", home.mostBehind().getFirst().name());
    assertEquals(2, home.compliance().missing().size());
  }

  @Test
  void onMondaySinceYesterdayReachesBackToFriday() {
    bed.set(FRIDAY.minusDays(1), "10:00");
    int goods = bed.give("pupr", Plan.works("Pengadaan alat").kind(PackageKind.GOODS));
    bed.activities().openDays();
    bed.set(FRIDAY, "10:00");
    report("pupr", goods, progress(FRIDAY, 100));
    bed.set(FRIDAY.plusDays(3), "06:00");
    assertEquals(1, reports.home(bed.leader()).sinceYesterday().finished().size());
    bed.set(FRIDAY.plusDays(4), "06:00");
    assertEquals(0, reports.home(bed.leader()).sinceYesterday().finished().size());
  }

  @Test
  void aNewYearBeginsAtNothing() {
    int road = bed.give("pupr", Plan.works("Jalan A"));
    report("pupr", road, progress(TODAY, 90));
    bed.set(LocalDate.of(2027, 1, 4), "10:00");
    Home home = reports.home(bed.leader());
    assertEquals(0, home.sinceYesterday().physicalPct());
    assertEquals(0, home.sinceYesterday().physicalChangePts());
    assertEquals(List.of(), home.mostBehind());
    assertEquals(
        90,
        bed.activities().getPackage(bed.leader(), road).workPackage().physicalPct(),
        "the old year is still there to be read");
  }

  @Test
  void theHeadOfAnAgencySeesTheOwnAgencyOnly() {
    int road = bed.give("pupr", Plan.works("Jalan A"));
    bed.give("dikes", Plan.works("Puskesmas"));
    report("pupr", road, progress(TODAY, 40));
    Home home = reports.home(bed.head("pupr"));
    assertEquals(1, home.compliance().totalCount());
    assertEquals(List.of("Jalan A"), home.mostBehind().stream().map(p -> p.name()).toList());
    Progress progress = reports.progress(bed.head("pupr"));
    assertEquals(1, progress.packageCount());
    assertEquals(40, progress.physicalPct());
    Problem refused =
        assertThrows(Problem.class, () -> reports.opdProgress(bed.head("pupr"), bed.opd("dikes")));
    assertEquals("403 other-opd", refused.status() + " " + refused.code());
    assertThrows(
        Problem.class,
        () ->
            reports.calendar(bed.operator("pupr"), TODAY, TODAY, OptionalInt.of(bed.opd("dikes"))));
  }

  @Test
  void anAgencyWithoutPackagesHasNoProgress() {
    Problem refused =
        assertThrows(Problem.class, () -> reports.opdProgress(bed.leader(), bed.opd("dikes")));
    assertEquals("404 no-packages", refused.status() + " " + refused.code());
  }

  @Test
  void anUnknownAgencyCannotBeReminded() {
    Problem refused =
        assertThrows(
            Problem.class, () -> reports.remind(bed.leader(), List.of(bed.opd("pupr"), 9_999)));
    assertEquals("422 fields-wrong", refused.status() + " " + refused.code());
    assertEquals(1, refused.fieldErrors().size());
  }

  @Test
  void aCorrectionOfYesterdayReachesTheCurve() {
    LocalDate sunday = LocalDate.of(2026, 11, 22);
    bed.set(FRIDAY, "10:00");
    int road = bed.give("pupr", Plan.works("Jalan A"));
    report("pupr", road, progress(FRIDAY, 60));
    bed.set(sunday.plusDays(1), "09:00");
    report("pupr", road, ActivityBed.because(progress(FRIDAY, 50), "Salah ketik"));
    Progress progress = reports.progress(bed.leader());
    assertEquals(
        Optional.of(50.0),
        progress.curve().actual().stream()
            .filter(point -> point.date().equals(sunday))
            .map(point -> point.pct())
            .findFirst());
    assertEquals(50, progress.physicalPct());
  }

  @Test
  void aHandedOverBuildingIsFinishedByAWord() {
    int road = bed.give("pupr", Plan.works("Jalan A"));
    bed.set(TODAY.minusDays(1), "10:00");
    report("pupr", road, progress(TODAY.minusDays(1), 100));
    bed.set(TODAY, "10:00");
    assertEquals(new Progress.States(0, 1, 0), reports.progress(bed.leader()).states());
    report("pupr", road, state(TODAY, "finished"));
    assertEquals(new Progress.States(0, 0, 1), reports.progress(bed.leader()).states());
  }
}

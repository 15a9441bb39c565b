package id.pantau.collector.activity;

import static id.pantau.collector.activity.ActivityBed.nihil;
import static id.pantau.collector.activity.ActivityBed.progress;
import static id.pantau.collector.activity.ActivityBed.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed.Plan;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DutiesIT {
  /** A Monday. */
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private static final LocalDate FRIDAY = MONDAY.plusDays(4);

  /** Nothing is planned before the last day, so nobody is behind. */
  private static final String LATE_PLAN = "0,0,0,0,0,0,0,0,0,0,0,100";

  private ActivityBed bed;
  private Viewer operator;

  @BeforeEach
  void open() {
    bed = new ActivityBed(MONDAY, "10:00");
    operator = bed.operator("pupr");
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private int daily(String name) {
    return bed.give("pupr", Plan.works(name));
  }

  /** Small goods that run and are not behind: the weekly class. */
  private int weekly(String name) {
    return bed.give(
        "pupr",
        Plan.works(name)
            .kind(PackageKind.GOODS)
            .priority(false)
            .pagu(50_000_000)
            .monthEnds(LATE_PLAN));
  }

  private Duties duties(LocalDate date) {
    return bed.activities().duties(operator, date);
  }

  private List<String> due(LocalDate date) {
    return duties(date).items().stream()
        .filter(Duties.Item::due)
        .map(item -> item.workPackage().name())
        .sorted()
        .toList();
  }

  private void report(int packageId, UpdateDraft draft) {
    bed.activities().report(operator, packageId, draft);
  }

  private void at(LocalDate date) {
    bed.set(date, "10:00");
  }

  @Test
  void oneTapSaysNihilForAllThatIsLeft() {
    int first = daily("Jalan A");
    daily("Jalan B");
    daily("Jalan C");
    assertEquals(3, duties(MONDAY).dueCount());
    report(first, progress(MONDAY, 30));
    assertEquals(
        new DayCount(3, 3), bed.activities().reportNihil(operator, MONDAY, Optional.empty()));
    Duties after = duties(MONDAY);
    assertTrue(after.items().stream().allMatch(Duties.Item::done));
    assertEquals(
        30,
        bed.activities().getPackage(operator, first).workPackage().physicalPct(),
        "what was reported is left alone");
    assertEquals(
        new ReportChange(bed.opd("pupr"), MONDAY, ReportState.COMPLETE, 3, 3),
        bed.told().getLast());
  }

  @Test
  void aSecondTapChangesNothing() {
    daily("Jalan A");
    bed.activities().reportNihil(operator, MONDAY, Optional.empty());
    assertEquals(
        new DayCount(1, 1), bed.activities().reportNihil(operator, MONDAY, Optional.empty()));
    assertEquals(
        1,
        bed.service(s -> s.get(Sql.of("SELECT count(*) AS n FROM package_update"), Map.of()))
            .getInt("n"));
  }

  @Test
  void nihilForSomeLeavesTheOthersDue() {
    int first = daily("Jalan A");
    daily("Jalan B");
    assertEquals(
        new DayCount(1, 2),
        bed.activities().reportNihil(operator, MONDAY, Optional.of(List.of(first))));
    assertEquals(ReportState.PARTIAL, bed.told().getLast().state());
  }

  @Test
  void nihilIsHeldToTheSameDaysAsAnyReport() {
    daily("Jalan A");
    for (LocalDate date : List.of(MONDAY.plusDays(1), MONDAY.minusDays(5))) {
      Problem problem =
          assertThrows(
              Problem.class, () -> bed.activities().reportNihil(operator, date, Optional.empty()));
      assertEquals(422, problem.status());
    }
  }

  @Test
  void aWeeklyReportIsDueOnFridayUnlessItCameBefore() {
    int early = weekly("Meja");
    int idle = weekly("Kursi");
    report(early, state(MONDAY, "running"));
    report(idle, state(MONDAY, "running"));
    for (LocalDate day = MONDAY; day.isBefore(FRIDAY); day = day.plusDays(1)) {
      at(day);
      assertEquals(List.of(), due(day), day.toString());
    }
    at(FRIDAY);
    assertEquals(List.of("Kursi", "Meja"), due(FRIDAY));
    assertEquals(2, duties(FRIDAY).doneCount(), "Monday's reports do for the week");
    LocalDate nextFriday = FRIDAY.plusWeeks(1);
    at(nextFriday.minusDays(2));
    report(early, progress(nextFriday.minusDays(2), 10));
    at(nextFriday);
    assertEquals("1 of 2", duties(nextFriday).doneCount() + " of " + duties(nextFriday).dueCount());
  }

  @Test
  void whatIsDueOnADayStaysAsItWasWhenTheDayBegan() {
    int road = daily("Jalan A");
    assertEquals(List.of("Jalan A"), due(MONDAY));
    report(road, progress(MONDAY, 100));
    bed.set(MONDAY, "15:00");
    report(road, ActivityBed.because(state(MONDAY, "finished"), "PHO hari ini juga"));
    assertEquals(List.of("Jalan A"), due(MONDAY), "it was due this morning");
    at(MONDAY.plusDays(1));
    assertEquals(List.of(), due(MONDAY.plusDays(1)), "finished work owes nothing");
  }

  @Test
  void criticalWorkIsAskedEveryDay() {
    bed.give(
        "pupr",
        Plan.works("Kursi")
            .kind(PackageKind.GOODS)
            .priority(false)
            .monthEnds("0,0,0,0,0,0,0,0,0,50,60,100"));
    at(MONDAY);
    assertEquals(List.of("Kursi"), due(MONDAY));
  }

  @Test
  void nothingIsDueOnAHoliday() {
    LocalDate independenceDay = LocalDate.of(2026, 8, 17);
    at(independenceDay);
    daily("Jalan A");
    Duties duties = duties(independenceDay);
    assertFalse(duties.workingDay());
    assertEquals(0, duties.dueCount());
    assertEquals(
        new DayCount(0, 0),
        bed.activities().reportNihil(operator, independenceDay, Optional.empty()));
  }

  @Test
  void whoWorksOnAHolidayMaySaySo() {
    LocalDate independenceDay = LocalDate.of(2026, 8, 17);
    at(independenceDay);
    int road = daily("Jalan A");
    report(road, progress(independenceDay, 20));
    assertEquals(20, bed.activities().getPackage(operator, road).workPackage().physicalPct());
  }

  @Test
  void daysOnWhichNobodyAskedAreOpenedLater() {
    daily("Jalan A");
    duties(MONDAY);
    at(FRIDAY);
    bed.activities().openDays();
    assertEquals(
        5,
        bed.service(s -> s.get(Sql.of("SELECT count(DISTINCT date) AS n FROM duty"), Map.of()))
            .getInt("n"));
  }

  @Test
  void theListTellsWhatWasReportedLast() {
    int road = daily("Jalan A");
    report(road, progress(MONDAY, 30));
    at(MONDAY.plusDays(1));
    report(road, nihil(MONDAY.plusDays(1)));
    at(MONDAY.plusDays(2));
    Duties.Item item = duties(MONDAY.plusDays(2)).items().getFirst();
    assertTrue(item.due());
    assertFalse(item.done());
    assertEquals(Optional.empty(), item.today());
    assertEquals(
        Optional.of(new Duties.Previous(MONDAY, 30, 0, Optional.empty())), item.previous());
  }

  @Test
  void whatIsOwedComesFirst() {
    int done = daily("A sudah");
    daily("B belum");
    weekly("C mingguan");
    report(done, progress(MONDAY, 1));
    assertEquals(
        List.of("B belum", "A sudah", "C mingguan"),
        duties(MONDAY).items().stream().map(item -> item.workPackage().name()).toList());
  }

  @Test
  void aReminderIsSeenByTheAgencyAndNotSentToThoseWhoAreDone() {
    int road = daily("Jalan A");
    bed.give("dikes", Plan.works("Puskesmas"));
    List<Integer> both = List.of(bed.opd("pupr"), bed.opd("dikes"), bed.opd("dikbud"));
    report(road, progress(MONDAY, 1));
    assertEquals(1, bed.activities().remind(bed.leader(), both), "only dikes owes something");
    assertEquals(0, bed.activities().remind(bed.leader(), both), "nor twice in ten minutes");
    assertEquals(1, bed.activities().remind(bed.verifier(), both), "another person may");
    assertEquals(List.of(), duties(MONDAY).reminders());
    assertEquals(
        List.of("bupati", "verifikator"),
        bed.activities().duties(bed.operator("dikes"), MONDAY).reminders().stream()
            .map(Duties.Reminder::byName)
            .sorted()
            .toList());
  }

  @Test
  void onlyThoseWhoChaseReportsMayRemind() {
    daily("Jalan A");
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> bed.activities().remind(operator, List.of(bed.opd("pupr"))));
    assertTrue(
        refused.getCause() != null && refused.getCause().getMessage().contains("row-level security")
            || refused.getMessage().contains("row-level security"),
        refused.toString());
  }

  @Test
  void theRevisedBudgetCountsFromItsDay() {
    int road = daily("Jalan A");
    bed.asOwner("UPDATE fiscal_year SET revised_from = '2026-11-25' WHERE year = 2026");
    bed.asOwner("UPDATE work_package SET pagu_perubahan_rp = 1200000000");
    assertEquals(1_000_000_000, bed.activities().getPackage(operator, road).workPackage().paguRp());
    at(MONDAY.plusDays(2));
    assertEquals(1_200_000_000, bed.activities().getPackage(operator, road).workPackage().paguRp());
  }

  @Test
  void aNewBaselineDoesNotChangeWhatWasPlannedBefore() {
    int road = daily("Jalan A");
    bed.asOwner(
        """
        INSERT INTO plan_version (package_id, version, opd_id, budget, in_force_from, reason, physical_pct, financial_rp)
        SELECT package_id, 2, opd_id, 'perubahan', '2026-11-01', 'Adendum', '{0,0,0,0,0,0,0,0,0,0,60,100}', financial_rp
        FROM plan_version
        """);
    List<CurvePoint> plan = bed.activities().getPackage(operator, road).curve().plan();
    assertEquals(83.33, plan.get(9).pct(), "October as it was planned then");
    assertEquals(60, plan.get(10).pct());
  }

  @Test
  void theRegencysOwnThresholdsCount() {
    int road = daily("Jalan A");
    report(road, progress(MONDAY, 88));
    // Planned by 23 November: 83.33 + 8.34 x 23/30 = 89.72; 1.72 points behind.
    assertEquals(Band.ON_TRACK, bed.activities().getPackage(operator, road).workPackage().band());
    bed.asOwner(
        "INSERT INTO activity_rules VALUES ('2026-11-24', 70, 1, 2, 0.5, 1, 200000000, 5, 1, 7, 'Rapat')");
    at(MONDAY.plusDays(1));
    assertEquals(Band.CRITICAL, bed.activities().getPackage(operator, road).workPackage().band());
  }

  @Test
  void aPackageIsNotBehindForDaysOnWhichNobodyAsked() {
    int goods =
        bed.give(
            "pupr", Plan.works("Meja").kind(PackageKind.GOODS).priority(false).pagu(50_000_000));
    bed.asOwner("UPDATE work_package SET cadence_override = 'weekly'");
    at(FRIDAY.minusWeeks(1));
    report(goods, progress(FRIDAY.minusWeeks(1), 88.9));
    // Planned by Friday 20 November: 83.33 + 8.34 x 20/30 = 88.89.
    at(FRIDAY.minusDays(1));
    WorkPackage thursday = bed.activities().getPackage(operator, goods).workPackage();
    assertEquals(88.89, thursday.plannedPct());
    assertEquals(Band.ON_TRACK, thursday.band());
    // The week of silence counts as soon as its Friday is over.
    at(FRIDAY.plusDays(1));
    WorkPackage saturday = bed.activities().getPackage(operator, goods).workPackage();
    assertEquals(90.84, saturday.plannedPct());
  }

  @Test
  void theProgrammeTreeAddsUp() {
    int road = bed.give("pupr", Plan.works("Jalan A").pagu(900_000_000));
    bed.give("pupr", Plan.works("Listrik").code("1.03.01.2.09.0002").pagu(100_000_000));
    report(road, progress(MONDAY, 50));
    ProgrammeNode top = bed.activities().programme(operator, OptionalInt.empty()).getFirst();
    assertEquals("1 urusan 2", top.code() + " " + top.level() + " " + top.packageCount());
    assertEquals(45, top.physicalPct(), "(50 x 900 + 0 x 100) / 1000");
    ProgrammeNode field = top.children().getFirst();
    assertEquals(
        List.of("1.03.01", "1.03.10"), field.children().stream().map(ProgrammeNode::code).toList());
    ProgrammeNode leaf = field.children().get(1).children().getFirst().children().getFirst();
    assertEquals("1.03.10.2.01.0055 sub-kegiatan", leaf.code() + " " + leaf.level());
    assertEquals(50, leaf.physicalPct());
  }

  @Test
  void aLongListGoesOnWhereItEnded() {
    for (int i = 0; i < 7; i++) {
      daily("Jalan " + i);
    }
    PackagePage first = page(Optional.empty());
    PackagePage second = page(first.nextCursor());
    PackagePage third = page(second.nextCursor());
    assertEquals(
        "3 3 1", first.items().size() + " " + second.items().size() + " " + third.items().size());
    assertEquals(Optional.empty(), third.nextCursor());
    assertEquals(400, assertThrows(Problem.class, () -> page(Optional.of("nonsense"))).status());
  }

  private PackagePage page(Optional<String> cursor) {
    return bed.activities()
        .listPackages(
            operator,
            new PackageQuery(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cursor,
                3));
  }

  @Test
  void aSearchTakesWhatAPersonTypedLiterally() {
    daily("Jalan 100% beton");
    daily("Jalan aspal");
    assertEquals(1, search("100%"));
    assertEquals(1, search("BETON"));
    assertEquals(2, search("rehabilitasi jalan"), "the name of the sub-activity");
    assertEquals(0, search("_"));
    assertEquals(0, search("' OR 1=1 --"));
  }

  private int search(String text) {
    return bed.activities()
        .listPackages(
            operator,
            new PackageQuery(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                10))
        .items()
        .size();
  }
}

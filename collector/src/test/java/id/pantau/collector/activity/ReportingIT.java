package id.pantau.collector.activity;

import static id.pantau.collector.activity.ActivityBed.because;
import static id.pantau.collector.activity.ActivityBed.nihil;
import static id.pantau.collector.activity.ActivityBed.paid;
import static id.pantau.collector.activity.ActivityBed.progress;
import static id.pantau.collector.activity.ActivityBed.state;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.activity.ActivityBed.Plan;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.FieldError;
import id.pantau.collector.web.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportingIT {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private static final LocalDate YESTERDAY = TODAY.minusDays(1);

  private ActivityBed bed;
  private Viewer operator;
  private int road;

  @BeforeEach
  void open() {
    bed = new ActivityBed(TODAY, "10:00");
    operator = bed.operator("pupr");
    road = bed.give("pupr", Plan.works("Rehabilitasi ruas jalan Selong"));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private Update report(UpdateDraft draft) {
    return bed.activities().report(operator, road, draft);
  }

  private Problem refused(UpdateDraft draft) {
    return assertThrows(Problem.class, () -> report(draft));
  }

  private WorkPackage road() {
    return bed.activities().getPackage(bed.leader(), road).workPackage();
  }

  private long count(String sql) {
    return bed.service(s -> s.get(Sql.of(sql), Map.of())).getLong("n");
  }

  private long updates() {
    return count("SELECT count(*) AS n FROM package_update");
  }

  private static void assertRefusal(int status, String code, Problem problem) {
    assertEquals(status + " " + code, problem.status() + " " + problem.code());
  }

  private static void assertField(String field, String code, Problem problem) {
    List<String> errors =
        problem.fieldErrors().stream().map(e -> e.field() + " " + e.code()).toList();
    assertTrue(errors.contains(field + " " + code), errors.toString());
  }

  @Test
  void aLeaderSeesWhatAnOperatorReported() {
    Update update = report(progress(TODAY, 41.5));
    assertEquals(1, update.version());
    assertEquals(PackageState.RUNNING, update.state());
    assertEquals("operator.pupr", update.byName());
    WorkPackage seen = road();
    assertEquals(41.5, seen.physicalPct());
    // The plan is even, 25 November is 25/30 of the way from 83.33 to 91.67... by hand: 90.28
    assertEquals(90.28, seen.plannedPct(), 0.01);
    assertEquals(Figures.round(41.5 - seen.plannedPct()), seen.deviationPts());
    assertEquals(Band.CRITICAL, seen.band());
    assertEquals(List.of(Flag.LATE, Flag.CRITICAL), seen.flags());
    assertEquals(TODAY, seen.lastUpdate().orElseThrow().date());
  }

  @Test
  void theListenerHearsOfItAfterTheCommit() {
    report(progress(TODAY, 10));
    assertEquals(
        List.of(new ReportChange(bed.opd("pupr"), TODAY, ReportState.COMPLETE, 1, 1)), bed.told());
  }

  @Test
  void nothingIsToldWhenNothingIsStored() {
    refused(progress(TODAY, 101));
    assertEquals(List.of(), bed.told());
    assertEquals(0, updates());
  }

  @Test
  void anotherAgencysPackageIsRefusedAndNothingIsStored() {
    Viewer other = bed.operator("dikes");
    Problem problem =
        assertThrows(
            Problem.class, () -> bed.activities().report(other, road, progress(TODAY, 50)));
    assertRefusal(403, "other-opd", problem);
    assertEquals(0, updates());
    assertRefusal(
        403,
        "other-opd",
        assertThrows(Problem.class, () -> bed.activities().getPackage(other, road)));
    assertRefusal(
        403,
        "other-opd",
        assertThrows(
            Problem.class,
            () -> bed.activities().reportNihil(other, TODAY, Optional.of(List.of(road)))));
  }

  @Test
  void aLeaderAndAVerifierReadAndDoNotWrite() {
    for (Viewer reader : List.of(bed.leader(), bed.verifier())) {
      Problem problem =
          assertThrows(
              Problem.class, () -> bed.activities().report(reader, road, progress(TODAY, 50)));
      assertRefusal(403, "reads-only", problem);
      assertRefusal(
          403,
          "reads-only",
          assertThrows(
              Problem.class, () -> bed.activities().reportNihil(reader, TODAY, Optional.empty())));
    }
    assertEquals(0, updates());
  }

  @Test
  void aTechnicianSeesNoBusinessData() {
    assertRefusal(
        403,
        "no-business-data",
        assertThrows(Problem.class, () -> bed.activities().overview(bed.technician())));
  }

  @Test
  void theHeadOfTheAgencyMayReportToo() {
    bed.activities().report(bed.head("pupr"), road, progress(TODAY, 12));
    assertEquals(12, road().physicalPct());
  }

  @Test
  void anUnknownPackageIsNotFound() {
    Problem problem =
        assertThrows(
            Problem.class, () -> bed.activities().report(operator, 999_999, progress(TODAY, 50)));
    assertRefusal(404, "no-such-package", problem);
  }

  @Test
  void everyWrongFieldIsNamed() {
    var draft =
        new UpdateDraft(
            Optional.empty(),
            Optional.of("sometimes"),
            Optional.of(Double.NaN),
            Optional.of(-1L),
            Optional.of("x".repeat(DraftCheck.MAX_NOTE + 1)),
            Optional.of("half-done"),
            Optional.of("somewhere"),
            Optional.of(
                new UpdateDraft.ObstacleDraft(
                    Optional.of("aliens"), Optional.empty(), Optional.empty(), Optional.empty())),
            Optional.of("x"),
            Optional.empty());
    Problem problem = refused(draft);
    assertRefusal(422, "fields-wrong", problem);
    assertEquals(
        List.of(
            "date",
            "kind",
            "physicalPct",
            "financialRp",
            "state",
            "stage",
            "note",
            "correctionReason",
            "obstacle.code"),
        problem.fieldErrors().stream().map(FieldError::field).toList());
  }

  @Test
  void progressSaysSomethingAndNihilSaysNothing() {
    var empty =
        new UpdateDraft(
            Optional.of(TODAY),
            Optional.of("progress"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Rapat"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertField("physicalPct", "progress-without-values", refused(empty));
    var full =
        new UpdateDraft(
            Optional.of(TODAY),
            Optional.of("nihil"),
            Optional.of(5.0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertField("kind", "nihil-with-values", refused(full));
  }

  @Test
  void theFutureIsRefused() {
    Problem problem = refused(progress(TODAY.plusDays(1), 50));
    assertRefusal(422, "date-in-future", problem);
    assertField("date", "date-in-future", problem);
  }

  @Test
  void twoWorkingDaysAgoNeedsAVerifierAndLastMonthAReopening() {
    assertRefusal(422, "date-needs-verifier", refused(progress(TODAY.minusDays(2), 50)));
    assertRefusal(422, "date-needs-reopening", refused(progress(TODAY.minusDays(20), 50)));
    assertEquals(0, updates());
  }

  @Test
  void aVerifierOpensADayForAWhile() {
    Viewer verifier = bed.verifier();
    bed.db()
        .as(
            verifier,
            s ->
                s.change(
                    Sql.of(
                        """
                        INSERT INTO reopening (opd_id, from_date, to_date, open_until, reason, opened_by, opened_at)
                        VALUES (:opd, '2026-11-05', '2026-11-05', :until, 'Salah unggah', :user, :now)
                        """),
                    Map.of(
                        "opd", bed.opd("pupr"),
                        "user", verifier.userId(),
                        "now", bed.instant(),
                        "until", bed.instant().plusSeconds(3600))));
    report(progress(LocalDate.of(2026, 11, 5), 30));
    assertEquals(30, road().physicalPct());
    bed.set(TODAY, "12:00");
    assertRefusal(
        422,
        "date-needs-reopening",
        refused(because(progress(LocalDate.of(2026, 11, 5), 31), "Terlambat")));
  }

  @Test
  void aLockedMonthIsShutInJavaAndInTheDatabase() {
    Viewer verifier = bed.verifier();
    bed.db()
        .as(
            verifier,
            s ->
                s.change(
                    Sql.of(
                        """
                        INSERT INTO month_lock (opd_id, month, locked_by, locked_at)
                        VALUES (:opd, '2026-11-01', :user, :now)
                        """),
                    Map.of(
                        "opd", bed.opd("pupr"),
                        "user", verifier.userId(),
                        "now", bed.instant())));
    assertRefusal(422, "month-locked", refused(progress(TODAY, 50)));
    RuntimeException bypass = assertThrows(RuntimeException.class, () -> insertRaw(operator, road));
    assertTrue(messages(bypass).contains("the month is locked"), messages(bypass));
    assertEquals(0, updates());
  }

  @Test
  void anotherYearThanThePackagesIsRefused() {
    bed.set(LocalDate.of(2027, 1, 4), "10:00");
    bed.asOwner("INSERT INTO fiscal_year (year) VALUES (2027)");
    assertRefusal(422, "other-fiscal-year", refused(progress(LocalDate.of(2027, 1, 4), 50)));
  }

  @Test
  void fallingProgressNeedsAReason() {
    bed.set(YESTERDAY, "10:00");
    report(progress(YESTERDAY, 40));
    bed.set(TODAY, "10:00");
    Problem problem = refused(progress(TODAY, 35));
    assertRefusal(409, "needs-correction-reason", problem);
    assertField("physicalPct", "physical-falls", problem);
    assertEquals(40, road().physicalPct());
    Update fallen = report(because(progress(TODAY, 35), "Hasil opname bersama konsultan"));
    assertEquals(35, fallen.physicalPct());
    assertEquals(35, road().physicalPct());
  }

  @Test
  void aCorrectionKeepsWhatLeadersSaw() {
    Update first = report(progress(TODAY, 40));
    assertField("date", "day-is-reported", refused(progress(TODAY, 45)));
    bed.set(TODAY, "14:00");
    Update second = report(because(progress(TODAY, 45), "Salah ketik"));
    assertEquals(2, second.version());
    List<Update> kept = bed.activities().getPackage(bed.leader(), road).updates();
    assertEquals(List.of(45.0, 40.0), kept.stream().map(Update::physicalPct).toList());
    assertEquals(Optional.of(second.id()), kept.get(1).supersededBy());
    assertEquals(Optional.empty(), kept.get(0).supersededBy());
    assertEquals(Optional.of("Salah ketik"), kept.get(0).correctionReason());
    assertEquals(first.at(), kept.get(1).at());
  }

  @Test
  void correctingYesterdayReachesTodaysNihil() {
    bed.set(YESTERDAY, "10:00");
    report(progress(YESTERDAY, 50));
    bed.set(TODAY, "10:00");
    report(nihil(TODAY));
    report(because(progress(YESTERDAY, 45), "Salah ketik"));
    assertEquals(45, road().physicalPct());
    List<Update> updates = bed.activities().getPackage(bed.leader(), road).updates();
    assertEquals(List.of(45.0, 45.0, 50.0), updates.stream().map(Update::physicalPct).toList());
    // The stored figures of both days follow.
    assertEquals(
        2,
        count(
            "SELECT count(*) AS n FROM opd_day WHERE date >= '2026-11-24' AND physical_weight = 45e9"));
  }

  @Test
  void takingBackProgressByNihilNeedsAReasonAndRestoresWhatWas() {
    bed.set(YESTERDAY, "10:00");
    report(progress(YESTERDAY, 30));
    bed.set(TODAY, "10:00");
    report(progress(TODAY, 50));
    assertRefusal(409, "needs-correction-reason", refused(nihil(TODAY)));
    Update back = report(because(nihil(TODAY), "Kegiatan lain yang maju"));
    assertEquals(30, back.physicalPct());
    assertEquals(30, road().physicalPct());
  }

  @Test
  void whatACorrectionLeavesOutStaysAsReportedThatDay() {
    report(progress(TODAY, 40));
    Update paid =
        report(because(paid(TODAY, 100_000_000, Optional.empty()), "SP2D terbit sore ini"));
    assertEquals(40, paid.physicalPct());
    assertEquals(100_000_000, paid.financialRp());
    Update further = report(because(progress(TODAY, 42), "Opname sore"));
    assertEquals(100_000_000, further.financialRp());
  }

  @Test
  void progressAfterAMorningsNihilNeedsNoReason() {
    report(nihil(TODAY));
    Update update = report(progress(TODAY, 20));
    assertEquals(2, update.version());
    assertEquals(20, road().physicalPct());
  }

  @Test
  void aSurprisingAmountMustBeRepeatedToBeMeant() {
    Problem problem = refused(paid(TODAY, 21_600_000_000L, Optional.empty()));
    assertRefusal(422, "confirm-amount", problem);
    assertEquals(
        "Rp 21,6 miliar",
        problem.fieldErrors().getFirst().messageArgs()[0],
        "the question names the amount in words");
    assertRefusal(
        422, "confirm-amount", refused(paid(TODAY, 21_600_000_000L, Optional.of(21_600_000L))));
    assertEquals(0, updates());
    Update meant = report(paid(TODAY, 21_600_000_000L, Optional.of(21_600_000_000L)));
    assertEquals(21_600_000_000L, meant.financialRp());
  }

  @Test
  void finishedNeedsHundredPerCent() {
    assertField("state", "finished-below-hundred", refused(state(TODAY, "finished")));
    bed.set(YESTERDAY, "10:00");
    report(progress(YESTERDAY, 100));
    assertEquals(Stage.HANDOVER, road().stage());
    bed.set(TODAY, "10:00");
    report(state(TODAY, "finished"));
    assertEquals(PackageState.FINISHED, road().state());
    assertEquals(Band.ON_TRACK, road().band());
  }

  @Test
  void anObstacleIsKeptWithItsReport() {
    var draft =
        new UpdateDraft(
            Optional.of(TODAY),
            Optional.of("nihil"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("Menunggu alat"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new UpdateDraft.ObstacleDraft(
                    Optional.of("material"),
                    Optional.of("Aspal belum datang"),
                    Optional.of("Sekda"),
                    Optional.of(TODAY.plusDays(7)))),
            Optional.empty(),
            Optional.empty());
    report(draft);
    assertEquals(
        List.of(
            new Obstacle(
                "material",
                "Aspal belum datang",
                Optional.of("Sekda"),
                TODAY,
                Optional.of(TODAY.plusDays(7)),
                true)),
        bed.activities().getPackage(bed.leader(), road).obstacles());
  }

  @Test
  void anObstacleDueBeforeItsReportIsRefused() {
    var draft =
        new UpdateDraft(
            Optional.of(TODAY),
            Optional.of("nihil"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                new UpdateDraft.ObstacleDraft(
                    Optional.of("land"),
                    Optional.of("Sengketa"),
                    Optional.empty(),
                    Optional.of(YESTERDAY))),
            Optional.empty(),
            Optional.empty());
    assertField("obstacle.dueDate", "before-the-report", refused(draft));
    assertEquals(0, updates());
  }

  @Test
  void ofTwoOperatorsAtOnceOneIsAskedForAReason() throws Exception {
    bed.activities().openDays();
    Viewer second = bed.head("pupr");
    var start = new CountDownLatch(1);
    List<Future<Update>> both = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Viewer who : List.of(operator, second)) {
        both.add(
            threads.submit(
                () -> {
                  start.await();
                  return bed.activities().report(who, road, progress(TODAY, 33));
                }));
      }
      start.countDown();
    }
    int stored = 0;
    int asked = 0;
    for (Future<Update> one : both) {
      if (one.state() == Future.State.SUCCESS) {
        stored++;
      } else if (one.exceptionNow() instanceof Problem problem) {
        assertRefusal(409, "needs-correction-reason", problem);
        asked++;
      }
    }
    assertEquals("1 1", stored + " " + asked);
    assertEquals(1, updates());
  }

  @Test
  void rowLevelSecurityRefusesWhenTheJavaChecksAreBypassed() {
    for (Viewer intruder : List.of(bed.operator("dikes"), bed.leader(), bed.verifier())) {
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> insertRaw(intruder, road));
      assertTrue(messages(refused).contains("row-level security"), messages(refused));
    }
    assertEquals(0, updates());
    assertEquals(1, insertRaw(operator, road));
  }

  @Test
  void rowLevelSecurityHidesOtherAgencies() {
    report(progress(TODAY, 10));
    for (String table :
        List.of(
            "work_package",
            "package_update",
            "package_current",
            "duty",
            "opd_day",
            "plan_version")) {
      Sql all = Sql.of("SELECT count(*) AS n FROM " + table + " WHERE opd_id = :opd");
      Map<String, Object> pupr = Map.of("opd", bed.opd("pupr"));
      assertEquals(0, bed.db().as(bed.operator("dikes"), s -> s.get(all, pupr)).getInt("n"), table);
      assertEquals(0, bed.db().as(bed.technician(), s -> s.get(all, pupr)).getInt("n"), table);
      assertTrue(bed.db().as(bed.leader(), s -> s.get(all, pupr)).getInt("n") > 0, table);
      assertTrue(bed.db().as(operator, s -> s.get(all, pupr)).getInt("n") > 0, table);
    }
  }

  @Test
  void nobodyWritesInAnotherPersonsName() {
    Viewer head = bed.head("pupr");
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> bed.db().as(operator, s -> s.change(rawInsert(), raw(head, road, TODAY))));
    assertTrue(messages(refused).contains("row-level security"), messages(refused));
  }

  @Test
  void aReportIsNeverChangedNotEvenByTheOwner() {
    report(progress(TODAY, 10));
    for (String sql :
        List.of(
            "UPDATE package_update SET physical_pct = 99",
            "DELETE FROM package_update",
            "TRUNCATE package_update CASCADE")) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> bed.asOwner(sql));
      assertTrue(refused.getMessage().contains("append only"), refused.getMessage());
    }
    assertEquals(10, road().physicalPct());
  }

  @Test
  void theDatabaseRefusesACorrectionWithoutReason() {
    Update first = report(progress(TODAY, 10));
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                bed.asOwner(
                    """
                    INSERT INTO package_update (package_id, opd_id, report_date, version, supersedes, kind, author_id,
                                                author_name, author_role, recorded_at)
                    SELECT package_id, opd_id, report_date, 2, %d, 'nihil', author_id, author_name, author_role, recorded_at
                    FROM package_update
                    """
                        .formatted(first.id())));
    assertTrue(refused.getMessage().contains("needs a reason"), refused.getMessage());
  }

  private static Sql rawInsert() {
    return Sql.of(
        """
        INSERT INTO package_update (package_id, opd_id, report_date, version, kind, author_id, author_name, author_role, recorded_at)
        SELECT id, opd_id, :date, 1, 'nihil', :user, 'x', 'x', :now FROM (
          SELECT CAST(:package AS int) AS id, CAST(:opd AS int) AS opd_id) AS p
        """);
  }

  private Map<String, Object> raw(Viewer author, int packageId, LocalDate date) {
    return Map.of(
        "date", date,
        "user", author.userId(),
        "now", bed.instant(),
        "package", packageId,
        "opd", bed.opd("pupr"));
  }

  private long insertRaw(Viewer viewer, int packageId) {
    return bed.db().as(viewer, s -> s.change(rawInsert(), raw(viewer, packageId, TODAY)));
  }

  private static String messages(Throwable failure) {
    var text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append(" | ");
    }
    return text.toString();
  }

  @Test
  void aRefusalLeavesNoTrace() {
    report(progress(TODAY, 10));
    refused(progress(TODAY, 5));
    assertEquals(1, updates());
    assertFalse(bed.told().size() > 1);
  }
}

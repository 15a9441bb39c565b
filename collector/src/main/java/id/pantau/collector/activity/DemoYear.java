package id.pantau.collector.activity;

import id.pantau.collector.activity.ProgressPolicy.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Lives through a year of one agency, day by day, by the rules that hold for people: what is due
 * decides what is reported, and what is reported decides what is due next.
 */
final class DemoYear {
  private static final int PROCUREMENT_DAYS = 30;
  private static final double STEP_PTS = 1;
  private static final double CORRECTED_SHARE = 0.004;
  private static final double TYPING_ERROR_PTS = 7;

  private final Setting setting;
  private final RandomGenerator random;
  private final List<Report> reports = new ArrayList<>();

  /**
   * Where and when.
   *
   * @param firstDay from which reports are wanted
   * @param now the moment up to which reports exist
   */
  record Setting(
      ZoneId zone,
      LocalDate firstDay,
      Instant now,
      Measures measures,
      WorkingDays workingDays,
      DemoHabits habits) {
    LocalDate today() {
      return now.atZone(zone).toLocalDate();
    }
  }

  /** One version of a report; {@code standing} is empty in a nihil report. */
  record Report(
      int packageId,
      LocalDate date,
      int version,
      Optional<Standing> standing,
      int note,
      Instant at) {}

  /** A package on its way through the year. */
  private static final class Walker {
    final PackageBasics basics;
    final DemoPackage of;
    final DemoStory story;
    final PlanHistory plan;
    Standing standing;

    Walker(Entry entry) {
      this.basics = entry.basics();
      this.of = entry.of();
      this.story = entry.story();
      this.plan = entry.of().plan();
      this.standing = entry.from();
    }

    PackageStatus after(PackageStatus.Measure measure, LocalDate date) {
      return PackageStatus.judge(measure, basics, plan, PackageStatus.Day.past(date, standing));
    }
  }

  DemoYear(Setting setting, RandomGenerator random) {
    this.setting = setting;
    this.random = random;
  }

  /** A package that was stored, its story, and where it stands when the year begins. */
  record Entry(PackageBasics basics, DemoPackage of, DemoStory story, Standing from) {}

  /** The reports of one agency, oldest first. */
  List<Report> live(int opdId, List<Entry> entries) {
    List<Walker> walkers = entries.stream().map(Walker::new).toList();
    LocalDate today = setting.today();
    for (LocalDate day = setting.firstDay(); !day.isAfter(today); day = day.plusDays(1)) {
      if (setting.workingDays().isWorkingDay(opdId, day)) {
        workday(opdId, day, walkers);
      }
    }
    return reports;
  }

  private void workday(int opdId, LocalDate day, List<Walker> walkers) {
    List<Walker> onDesk = walkers.stream().filter(walker -> isOnDesk(opdId, day, walker)).toList();
    int willing = setting.habits().willing(opdId, day, onDesk.size(), random);
    Instant at = setting.habits().begins(day, setting, random);
    for (Walker walker : onDesk.subList(0, willing)) {
      report(day, walker, at);
      at = setting.habits().next(at, setting, random);
    }
  }

  /** Due, or something happens that nobody would leave for later. */
  private boolean isOnDesk(int opdId, LocalDate day, Walker walker) {
    PackageStatus.Measure measure = setting.measures().at(day);
    PackageStatus before = walker.after(measure, day.minusDays(1));
    if (!before.isOpen() || day.isBefore(walker.basics.knownFrom())) {
      return false;
    }
    boolean due = measure.dueDays().dueOn(opdId, before.cadence(), day).isPresent();
    return due || happens(day, walker);
  }

  private boolean happens(LocalDate day, Walker walker) {
    Stage stage = walker.standing.stage();
    double pct = walker.story.pctOn(day);
    return switch (stage) {
      case PLANNING -> isProcured(day, walker);
      case PROCUREMENT -> pct >= STEP_PTS;
      case RUNNING -> pct >= 100;
      case HANDOVER -> walker.story.finishedOn(day);
      case FINISHED -> false;
    };
  }

  private static boolean isProcured(LocalDate day, Walker walker) {
    return !day.isBefore(walker.of.start().minusDays(PROCUREMENT_DAYS));
  }

  private void report(LocalDate day, Walker walker, Instant at) {
    Standing before = walker.standing;
    ProgressPolicy.Entry entry = entry(day, walker);
    Verdict verdict = ProgressPolicy.judge(walker.of.kind(), before, Optional.empty(), entry);
    if (!(verdict instanceof Verdict.Accepted(Standing after))) {
      throw new IllegalStateException(walker.of + " on " + day + ": " + verdict);
    }
    int id = walker.basics.id();
    if (after.equals(before)) {
      reports.add(new Report(id, day, 1, Optional.empty(), DemoNotes.NONE, at));
      return;
    }
    int note = DemoNotes.pick(walker.of.kind(), before, after, random);
    boolean mistyped =
        random.nextDouble() < CORRECTED_SHARE && after.physicalPct() + TYPING_ERROR_PTS < 100;
    if (mistyped) {
      var wrong =
          new Standing(after.physicalPct() + TYPING_ERROR_PTS, after.financialRp(), after.stage());
      reports.add(new Report(id, day, 1, Optional.of(wrong), note, at));
    }
    reports.add(new Report(id, day, mistyped ? 2 : 1, Optional.of(after), note, at));
    walker.standing = after;
  }

  private ProgressPolicy.Entry entry(LocalDate day, Walker walker) {
    Standing before = walker.standing;
    double pct = walker.story.pctOn(day);
    boolean moved = pct >= before.physicalPct() + STEP_PTS || pct >= 100;
    double physicalPct = moved ? pct : before.physicalPct();
    long paidRp = Math.max(before.financialRp(), walker.story.paidRp(physicalPct));
    return new ProgressPolicy.Entry(
        OptionalDouble.of(physicalPct),
        OptionalLong.of(paidRp),
        Optional.empty(),
        stage(day, walker, physicalPct));
  }

  private static Optional<Stage> stage(LocalDate day, Walker walker, double physicalPct) {
    Stage stage = walker.standing.stage();
    if (physicalPct >= 100 && walker.story.finishedOn(day)) {
      return Optional.of(Stage.FINISHED);
    }
    if (stage == Stage.PLANNING && physicalPct < STEP_PTS && isProcured(day, walker)) {
      return Optional.of(Stage.PROCUREMENT);
    }
    return Optional.empty();
  }

  /** For the clock of a report. */
  static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return day.atTime(time).atZone(zone).toInstant();
  }
}

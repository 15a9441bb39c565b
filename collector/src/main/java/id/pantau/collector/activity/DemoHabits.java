package id.pantau.collector.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How reliably each agency reports, and at which hour. */
final class DemoHabits {
  private static final double FORGETS = 0.012;
  private static final double OFTEN_FORGETS = 0.07;
  private static final double HALF_DONE = 0.02;
  private static final double AFTER_CUT_OFF = 0.035;

  /** By handle: on how many working days before today nothing came, and today neither. */
  private static final Map<String, Integer> SILENT =
      Map.of(
          "distan", 2,
          "kec-sambelia", 1,
          "disdag", 1,
          "dpmd", 0,
          "dispar", 0,
          "kec-jerowaru", 0);

  /** Today half done: somebody can log in and finish it. */
  private static final Set<String> HALF_TODAY = Set.of("dikes", "pupr", "dikbud");

  private static final LocalTime USUAL_FROM = LocalTime.of(13, 0);
  private static final int USUAL_SPAN_S = 3 * 3600;
  private static final LocalTime LATE_FROM = LocalTime.of(17, 10);
  private static final int LATE_SPAN_S = 3 * 3600;

  private final Map<Integer, String> handles;
  private final WorkingDays workingDays;
  private final LocalDate today;

  DemoHabits(Map<Integer, String> handles, WorkingDays workingDays, LocalDate today) {
    this.handles = Map.copyOf(handles);
    this.workingDays = workingDays;
    this.today = today;
  }

  /** How many of the packages on the desk are reported that day. */
  int willing(int opdId, LocalDate day, int onDesk, RandomGenerator random) {
    String handle = handles.getOrDefault(opdId, "");
    int back = workingDaysBack(opdId, day);
    boolean silentOnes = SILENT.containsKey(handle);
    if (silentOnes && back <= SILENT.get(handle)) {
      return 0;
    }
    if (day.equals(today)) {
      return HALF_TODAY.contains(handle) ? (onDesk + 1) / 2 : onDesk;
    }
    // The days a demo is looked at first: told above, not by chance.
    if (back <= 3) {
      return onDesk;
    }
    if (random.nextDouble() < (silentOnes ? OFTEN_FORGETS : FORGETS)) {
      return 0;
    }
    return random.nextDouble() < HALF_DONE ? onDesk / 2 : onDesk;
  }

  /** 0 = today, 1 = the working day before it, …; counted no further than needed. */
  private int workingDaysBack(int opdId, LocalDate day) {
    int back = 0;
    for (LocalDate one = today; one.isAfter(day) && back < 5; one = one.minusDays(1)) {
      if (workingDays.isWorkingDay(opdId, one)) {
        back++;
      }
    }
    return back;
  }

  /** When somebody sits down to report. */
  Instant begins(LocalDate day, DemoYear.Setting setting, RandomGenerator random) {
    boolean late = random.nextDouble() < AFTER_CUT_OFF;
    LocalTime from = late ? LATE_FROM : USUAL_FROM;
    int afterS = random.nextInt(late ? LATE_SPAN_S : USUAL_SPAN_S);
    if (!day.equals(setting.today())) {
      return DemoYear.at(day, from, setting.zone()).plusSeconds(afterS);
    }
    // Today: somewhere in the last hour and a half of what has passed of the day.
    Instant midnight = DemoYear.at(day, LocalTime.MIDNIGHT, setting.zone());
    long passedS = setting.now().getEpochSecond() - midnight.getEpochSecond();
    long workedS = Math.min(passedS, LocalTime.of(16, 30).toSecondOfDay());
    long startS = Math.max(workedS / 4, workedS - 3 * 1800);
    return midnight.plusSeconds(startS + (long) ((workedS - startS) * 0.8 * random.nextDouble()));
  }

  /** When the next package is reported. */
  Instant next(Instant at, DemoYear.Setting setting, RandomGenerator random) {
    Instant next = at.plusSeconds(20 + random.nextInt(40));
    return next.isAfter(setting.now()) ? at : next;
  }
}

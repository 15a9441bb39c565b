package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.LatePolicy.Late;
import id.pantau.collector.activity.LatePolicy.Promises;
import id.pantau.collector.activity.LatePolicy.Reason;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatePolicyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final Promises PROMISES =
      new Promises(
          Optional.of(LocalDate.of(2026, 3, 1)),
          Optional.of(LocalDate.of(2026, 4, 1)),
          Optional.of(LocalDate.of(2026, 11, 20)));

  private static Optional<Late> late(LocalDate date, PackageState state, boolean contracted) {
    return LatePolicy.judge(date, state, contracted, PROMISES, Band.ON_TRACK);
  }

  @Test
  void notFinishedAfterItsLastDay() {
    assertEquals(
        Optional.of(new Late(Reason.NOT_FINISHED, 3)), late(TODAY, PackageState.RUNNING, true));
    assertEquals(Optional.empty(), late(LocalDate.of(2026, 11, 20), PackageState.RUNNING, true));
    assertEquals(Optional.empty(), late(TODAY, PackageState.FINISHED, true));
  }

  @Test
  void notStartedAfterItsFirstDay() {
    LocalDate date = LocalDate.of(2026, 4, 11);
    assertEquals(
        Optional.of(new Late(Reason.NOT_STARTED, 10)), late(date, PackageState.PLANNED, true));
    assertEquals(Optional.empty(), late(date, PackageState.RUNNING, true));
  }

  @Test
  void withoutContractAfterThePlannedTender() {
    LocalDate date = LocalDate.of(2026, 3, 3);
    assertEquals(
        Optional.of(new Late(Reason.NO_CONTRACT, 2)), late(date, PackageState.PLANNED, false));
    assertEquals(Optional.empty(), late(date, PackageState.PLANNED, true));
  }

  @Test
  void aCriticalBandIsLateWithoutADate() {
    assertEquals(
        Optional.of(new Late(Reason.BEHIND_PLAN, 0)),
        LatePolicy.judge(TODAY, PackageState.RUNNING, true, Promises.NONE, Band.CRITICAL));
    assertEquals(
        Optional.empty(),
        LatePolicy.judge(TODAY, PackageState.RUNNING, true, Promises.NONE, Band.WATCH));
  }
}

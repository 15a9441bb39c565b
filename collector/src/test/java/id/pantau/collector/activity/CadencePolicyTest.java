package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CadencePolicyTest {
  private static final long BIG_RP = 200_000_001;
  private static final long SMALL_RP = 200_000_000;

  private static Cadence of(
      boolean priority,
      boolean routine,
      PackageKind kind,
      PackageState state,
      long pagu,
      Band band) {
    return CadencePolicy.judge(
        ActivityRules.STANDARD,
        new CadencePolicy.Facts(priority, routine, false, kind, state, pagu, band));
  }

  private static Cadence ordinary(PackageKind kind, PackageState state, long paguRp) {
    return of(false, false, kind, state, paguRp, Band.ON_TRACK);
  }

  @Test
  void bigConstructionIsDailyWhileItRuns() {
    assertEquals(Cadence.DAILY, ordinary(PackageKind.CONSTRUCTION, PackageState.RUNNING, BIG_RP));
    assertEquals(Cadence.MONTHLY, ordinary(PackageKind.CONSTRUCTION, PackageState.PLANNED, BIG_RP));
  }

  @Test
  void smallConstructionAndBigGoodsAreWeekly() {
    assertEquals(
        Cadence.WEEKLY, ordinary(PackageKind.CONSTRUCTION, PackageState.RUNNING, SMALL_RP));
    assertEquals(Cadence.WEEKLY, ordinary(PackageKind.GOODS, PackageState.RUNNING, BIG_RP));
  }

  @Test
  void priorityAndCriticalAreDailyWhateverElseTheyAre() {
    assertEquals(
        Cadence.DAILY,
        of(true, true, PackageKind.SERVICES, PackageState.PLANNED, 1, Band.ON_TRACK));
    assertEquals(
        Cadence.DAILY,
        of(false, true, PackageKind.SERVICES, PackageState.RUNNING, 1, Band.CRITICAL));
    assertEquals(
        Cadence.WEEKLY,
        of(false, false, PackageKind.SERVICES, PackageState.RUNNING, 1, Band.WATCH));
  }

  @Test
  void routineSupportIsMonthly() {
    assertEquals(
        Cadence.MONTHLY,
        of(false, true, PackageKind.SERVICES, PackageState.RUNNING, BIG_RP, Band.ON_TRACK));
  }

  @Test
  void whatRestsIsNotAskedEveryDay() {
    assertEquals(
        Cadence.MONTHLY,
        CadencePolicy.judge(
            ActivityRules.STANDARD,
            new CadencePolicy.Facts(
                true,
                false,
                true,
                PackageKind.CONSTRUCTION,
                PackageState.RUNNING,
                BIG_RP,
                Band.CRITICAL)));
  }
}

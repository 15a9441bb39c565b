package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.activity.ProgressPolicy.Backward;
import id.pantau.collector.activity.ProgressPolicy.Entry;
import id.pantau.collector.activity.ProgressPolicy.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressPolicyTest {
  private static final Standing RUNNING = new Standing(40, 100, Stage.RUNNING);

  private static Entry physical(double pct) {
    return new Entry(
        OptionalDouble.of(pct), OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  private static Entry state(PackageState state) {
    return new Entry(
        OptionalDouble.empty(), OptionalLong.empty(), Optional.of(state), Optional.empty());
  }

  private static Verdict judge(Standing before, Entry entry) {
    return ProgressPolicy.judge(PackageKind.CONSTRUCTION, before, Optional.empty(), entry);
  }

  private static Verdict accepted(double physicalPct, long financialRp, Stage stage) {
    return new Verdict.Accepted(new Standing(physicalPct, financialRp, stage));
  }

  @Test
  void whatIsLeftOutStaysAsItWas() {
    assertEquals(accepted(45, 100, Stage.RUNNING), judge(RUNNING, physical(45)));
    assertEquals(
        accepted(40, 150, Stage.RUNNING),
        judge(
            RUNNING,
            new Entry(
                OptionalDouble.empty(), OptionalLong.of(150), Optional.empty(), Optional.empty())));
  }

  @Test
  void theFirstProgressStartsTheWork() {
    assertEquals(accepted(5, 0, Stage.RUNNING), judge(Standing.NONE, physical(5)));
  }

  @Test
  void aBuildingAtHundredIsHandedOverFirst() {
    assertEquals(accepted(100, 100, Stage.HANDOVER), judge(RUNNING, physical(100)));
    var handover = new Standing(100, 100, Stage.HANDOVER);
    assertEquals(accepted(100, 100, Stage.FINISHED), judge(handover, state(PackageState.FINISHED)));
  }

  @Test
  void goodsAtHundredAreFinished() {
    assertEquals(
        accepted(100, 100, Stage.FINISHED),
        ProgressPolicy.judge(PackageKind.GOODS, RUNNING, Optional.empty(), physical(100)));
  }

  @Test
  void aPaymentAfterTheEndKeepsItFinished() {
    var finished = new Standing(100, 100, Stage.FINISHED);
    assertEquals(
        accepted(100, 200, Stage.FINISHED),
        judge(
            finished,
            new Entry(
                OptionalDouble.empty(), OptionalLong.of(200), Optional.empty(), Optional.empty())));
  }

  @Test
  void fallingNeedsAReason() {
    assertEquals(
        new Verdict.NeedsReason(new Standing(39, 100, Stage.RUNNING), Backward.PHYSICAL_FALLS),
        judge(RUNNING, physical(39)));
    assertEquals(
        new Verdict.NeedsReason(new Standing(40, 99, Stage.RUNNING), Backward.FINANCIAL_FALLS),
        judge(
            RUNNING,
            new Entry(
                OptionalDouble.empty(), OptionalLong.of(99), Optional.empty(), Optional.empty())));
    assertEquals(
        new Verdict.NeedsReason(new Standing(40, 100, Stage.PROCUREMENT), Backward.STATE_GOES_BACK),
        judge(RUNNING, state(PackageState.PLANNED)));
  }

  @Test
  void aSecondProgressReportOfADayNeedsAReason() {
    assertEquals(
        new Verdict.NeedsReason(new Standing(45, 100, Stage.RUNNING), Backward.DAY_IS_REPORTED),
        ProgressPolicy.judge(
            PackageKind.CONSTRUCTION, RUNNING, Optional.of(UpdateKind.PROGRESS), physical(45)));
  }

  @Test
  void progressAfterANihilOfTheSameDayNeedsNone() {
    assertEquals(
        accepted(45, 100, Stage.RUNNING),
        ProgressPolicy.judge(
            PackageKind.CONSTRUCTION, RUNNING, Optional.of(UpdateKind.NIHIL), physical(45)));
  }

  @Test
  void finishedBelowHundredIsRefused() {
    assertEquals(new Verdict.NotFinished(40), judge(RUNNING, state(PackageState.FINISHED)));
  }

  @Test
  void stateAndStageMustAgree() {
    assertEquals(
        new Verdict.Contradiction(),
        judge(
            RUNNING,
            new Entry(
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.of(PackageState.RUNNING),
                Optional.of(Stage.PLANNING))));
  }

  @Test
  void aStageMayMoveWithoutAPercentage() {
    assertEquals(
        accepted(0, 0, Stage.PROCUREMENT),
        judge(
            Standing.NONE,
            new Entry(
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(Stage.PROCUREMENT))));
  }
}

package id.pantau.collector.activity;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a progress report makes of a package, and when it needs a reason. */
final class ProgressPolicy {
  private ProgressPolicy() {}

  /** What a person entered; what is left out stays as it was. */
  record Entry(
      OptionalDouble physicalPct,
      OptionalLong financialRp,
      Optional<PackageState> state,
      Optional<Stage> stage) {
    boolean isEmpty() {
      return physicalPct.isEmpty() && financialRp.isEmpty() && state.isEmpty() && stage.isEmpty();
    }
  }

  /** Why a correction reason is asked for. */
  enum Backward {
    PHYSICAL_FALLS,
    FINANCIAL_FALLS,
    STATE_GOES_BACK,
    /** The day has a report already, and somebody may have read it. */
    DAY_IS_REPORTED
  }

  sealed interface Verdict {
    record Accepted(Standing after) implements Verdict {}

    record NeedsReason(Standing after, Backward why) implements Verdict {}

    /** The state does not fit the percentage. */
    record NotFinished(double physicalPct) implements Verdict {}

    /** State and stage contradict each other. */
    record Contradiction() implements Verdict {}
  }

  /**
   * @param before the standing that the report changes: the one of the day's report that it
   *     replaces, or the one before the day
   * @param sameDay the report that the day has already, if any
   */
  static Verdict judge(
      PackageKind kind, Standing before, Optional<UpdateKind> sameDay, Entry entry) {
    double physicalPct = entry.physicalPct().orElse(before.physicalPct());
    if (entry.stage().isPresent()
        && entry.state().isPresent()
        && entry.stage().get().state() != entry.state().get()) {
      return new Verdict.Contradiction();
    }
    Stage stage = entry.stage().orElseGet(() -> stageOf(kind, before, physicalPct, entry.state()));
    if (stage == Stage.FINISHED && physicalPct < 100) {
      return new Verdict.NotFinished(physicalPct);
    }
    var after = new Standing(physicalPct, entry.financialRp().orElse(before.financialRp()), stage);
    return backward(before, after, sameDay)
        .<Verdict>map(why -> new Verdict.NeedsReason(after, why))
        .orElseGet(() -> new Verdict.Accepted(after));
  }

  private static Optional<Backward> backward(
      Standing before, Standing after, Optional<UpdateKind> sameDay) {
    if (after.physicalPct() < before.physicalPct()) {
      return Optional.of(Backward.PHYSICAL_FALLS);
    }
    if (after.financialRp() < before.financialRp()) {
      return Optional.of(Backward.FINANCIAL_FALLS);
    }
    if (after.state().compareTo(before.state()) < 0) {
      return Optional.of(Backward.STATE_GOES_BACK);
    }
    // "No change" in the morning and progress in the afternoon takes nothing back.
    return sameDay
        .filter(kind -> kind == UpdateKind.PROGRESS)
        .map(kind -> Backward.DAY_IS_REPORTED);
  }

  /** The stage that fits the state a person named, or the one the percentage implies. */
  private static Stage stageOf(
      PackageKind kind, Standing before, double physicalPct, Optional<PackageState> named) {
    if (named.isPresent()) {
      return switch (named.get()) {
        case PLANNED -> before.state() == PackageState.PLANNED ? before.stage() : Stage.PROCUREMENT;
        case RUNNING -> handedOver(kind, physicalPct) ? Stage.HANDOVER : Stage.RUNNING;
        case FINISHED -> Stage.FINISHED;
      };
    }
    if (physicalPct >= 100) {
      boolean alreadyFinished = before.stage() == Stage.FINISHED;
      return handedOver(kind, physicalPct) && !alreadyFinished ? Stage.HANDOVER : Stage.FINISHED;
    }
    if (before.stage() == Stage.FINISHED) {
      return Stage.RUNNING;
    }
    boolean starts = before.state() == PackageState.PLANNED && physicalPct > before.physicalPct();
    return starts ? Stage.RUNNING : before.stage();
  }

  /** Only what is built is handed over (PHO) before it is finished. */
  private static boolean handedOver(PackageKind kind, double physicalPct) {
    return kind == PackageKind.CONSTRUCTION && physicalPct >= 100;
  }
}

package id.pantau.collector.activity;

/** How often a package must be reported on, when nobody has decided otherwise. */
final class CadencePolicy {
  private CadencePolicy() {}

  /**
   * What decides.
   *
   * @param routine it belongs to a Program Penunjang (salaries, paper, electricity)
   * @param rests it is postponed, terminated or waiting for a new tender
   */
  record Facts(
      boolean priority,
      boolean routine,
      boolean rests,
      PackageKind kind,
      PackageState state,
      long paguRp,
      Band band) {}

  static Cadence judge(ActivityRules rules, Facts facts) {
    if (facts.rests()) {
      return Cadence.MONTHLY;
    }
    if (facts.priority() || facts.band() == Band.CRITICAL) {
      return Cadence.DAILY;
    }
    boolean running = facts.state() == PackageState.RUNNING;
    boolean bigWorks =
        facts.kind() == PackageKind.CONSTRUCTION && facts.paguRp() > rules.dailyWorksAboveRp();
    if (running && bigWorks) {
      return Cadence.DAILY;
    }
    return running && !facts.routine() ? Cadence.WEEKLY : Cadence.MONTHLY;
  }
}

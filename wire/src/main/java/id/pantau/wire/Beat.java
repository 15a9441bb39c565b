package id.pantau.wire;

/**
 * Between two {@link Health} reports: the tracker lives, and nothing else of that report has
 * changed.
 *
 * @param journalDepth records not yet acknowledged
 * @param cpuTemperatureC degrees Celsius, to a tenth; NaN when unknown
 * @param satellites used in the last solution, 0 when none
 */
public record Beat(long journalDepth, double cpuTemperatureC, int satellites) {
  public Beat {
    if (journalDepth < 0 || satellites < 0) {
      throw new IllegalArgumentException("depth " + journalDepth + ", satellites " + satellites);
    }
    if (Math.abs(cpuTemperatureC) > 1_000) {
      throw new IllegalArgumentException("cpuTemperatureC " + cpuTemperatureC);
    }
  }
}

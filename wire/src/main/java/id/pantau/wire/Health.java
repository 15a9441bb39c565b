package id.pantau.wire;

import java.time.Instant;
import java.util.Map;

/**
 * The state of a tracker, sent every 5 minutes; the newest replaces the older.
 *
 * @param time the tracker's own clock; {@code clockTrusted} says whether it was set from satellites
 * @param journalDepth records not yet acknowledged
 * @param journalBytesFree room left before the quota
 * @param cpuTemperatureC degrees Celsius, NaN when unknown
 * @param satellites used in the last solution, 0 when none
 * @param gnssState one of {@code no-port no-data no-fix fix-2d fix-3d}
 * @param details more readings, keys in kebab-case with the unit at the end
 */
public record Health(
    Instant time,
    String agentVersion,
    long journalDepth,
    long journalBytesFree,
    double cpuTemperatureC,
    int satellites,
    String gnssState,
    boolean clockTrusted,
    Map<String, String> details) {
  public Health {
    details = Map.copyOf(details);
  }
}

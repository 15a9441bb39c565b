package id.pantau.agent.driving;

import java.time.Duration;

/**
 * When something is worth telling. Whether it was allowed is decided by people and by the
 * collector, which knows duties and holidays.
 *
 * @param overspeedKmh faster than this, 20 to 250 km/h
 * @param overspeedAfter for so long without a pause
 * @param idlingAfter standing with the ignition on for so long
 * @param brakingMs2 slowing down by so much, m/s², 1 to 10
 * @param accelerationMs2 gaining speed by so much, m/s², 1 to 10
 * @param fenceM leaving the parking place by so much with the ignition off, 30 to 1000 m
 * @param tripEndAfter standing for so long ends a trip; an ignition switched off ends it at once
 */
public record DrivingSettings(
    double overspeedKmh,
    Duration overspeedAfter,
    Duration idlingAfter,
    double brakingMs2,
    double accelerationMs2,
    double fenceM,
    Duration tripEndAfter) {
  /**
   * 100 km/h is the highest limit on any Indonesian road (PP 79/2013); braking 0.35 g and
   * accelerating 0.25 g are what trackers without an accelerometer are usually set to.
   */
  public static final DrivingSettings DEFAULT =
      new DrivingSettings(
          100, Duration.ofSeconds(5), Duration.ofMinutes(5), 3.4, 2.5, 75, Duration.ofMinutes(3));

  public DrivingSettings {
    requireRange("overspeed-kmh", overspeedKmh, 20, 250);
    requireRange("overspeed-after", overspeedAfter.toSeconds(), 1, 300);
    requireRange("idling-after", idlingAfter.toSeconds(), 60, 7_200);
    requireRange("braking-ms2", brakingMs2, 1, 10);
    requireRange("acceleration-ms2", accelerationMs2, 1, 10);
    requireRange("fence-m", fenceM, 30, 1_000);
    requireRange("trip-end-after", tripEndAfter.toSeconds(), 30, 3_600);
  }

  private static void requireRange(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s %s is not %s to %s".formatted(name, value, (long) min, (long) max));
    }
  }
}

package id.pantau.acceptance.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault comes when. The same seed, the same plan; what it meets is never the same. */
final class FaultPlan {
  private static final Duration LONGEST_OUTAGE = Duration.ofMillis(1_200);
  private static final double MINUTE_MS = 60_000;

  /**
   * One fault.
   *
   * @param at after the beginning
   * @param outage from the death to the revival
   * @param dice which vehicle it is, a number to be divided; not negative
   */
  record Planned(Fault fault, Duration at, Duration outage, int dice) {}

  private FaultPlan() {}

  /**
   * The faults of one place in order of time; of every kind at least one.
   *
   * @param time how long the chaos lasts
   */
  static List<Planned> of(Fault.Place place, Duration time, long seed) {
    var random = new Random(seed * Fault.Place.values().length + place.ordinal());
    var kinds = new ArrayList<Fault>();
    for (Fault fault : Fault.values()) {
      if (fault.place() == place) {
        long count = Math.max(1, Math.round(fault.perMinute() * time.toMillis() / MINUTE_MS));
        kinds.addAll(Collections.nCopies((int) count, fault));
      }
    }
    Collections.shuffle(kinds, random);
    // One in each of as many equal stretches of time: never long nothing, never all at once.
    double stretchMs = time.toMillis() / (double) kinds.size();
    var plan = new ArrayList<Planned>();
    for (int i = 0; i < kinds.size(); i++) {
      plan.add(
          new Planned(
              kinds.get(i),
              Duration.ofMillis((long) ((i + random.nextDouble()) * stretchMs)),
              Duration.ofMillis(random.nextLong(LONGEST_OUTAGE.toMillis())),
              random.nextInt(Integer.MAX_VALUE)));
    }
    return List.copyOf(plan);
  }
}

package id.pantau.acceptance.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one vehicle is during 24 hours: standing and driving in turn.
 *
 * <p>Immutable. Times are seconds since the start of the plan ({@link SimVehicle#dayStartS}).
 */
final class DayPlan {
  static final double DAY_S = 86_400;

  sealed interface Leg {
    double fromS();

    double toS();
  }

  /**
   * @param idling whether the engine runs all the time
   * @param afterRunS how long it runs after the arrival
   * @param warmUpS how long it runs before the departure
   */
  record Stand(
      Spot spot, double fromS, double toS, boolean idling, double afterRunS, double warmUpS)
      implements Leg {
    boolean ignitionOn(double second) {
      return idling || second < fromS + afterRunS || second >= toS - warmUpS;
    }
  }

  record Driving(Drive drive, double fromS) implements Leg {
    @Override
    public double toS() {
      return fromS + drive.durationS();
    }
  }

  private final List<Leg> legs;

  DayPlan(List<Leg> legs) {
    this.legs = List.copyOf(legs);
    double at = 0;
    for (Leg leg : legs) {
      if (Math.abs(leg.fromS() - at) > 0.01 || leg.toS() < leg.fromS()) {
        throw new IllegalArgumentException("legs do not follow each other at " + at + " s");
      }
      at = leg.toS();
    }
    if (at < DAY_S - 0.01) {
      throw new IllegalArgumentException("the plan ends at " + at + " s");
    }
  }

  Leg legAt(double second) {
    int low = 0;
    int high = legs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (legs.get(middle).fromS() <= second) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return legs.get(low);
  }

  List<Leg> legs() {
    return legs;
  }

  /** The drives of the day with their times. */
  List<Driving> drives() {
    var drives = new ArrayList<Driving>();
    for (Leg leg : legs) {
      if (leg instanceof Driving driving) {
        drives.add(driving);
      }
    }
    return drives;
  }
}

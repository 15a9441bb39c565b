package id.pantau.acceptance.sim;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A believable satellite receiver: errors that wander instead of jumping, reflections between
 * houses, nothing under a roof, and some time to find itself again.
 *
 * <p>A pure function of the moment, like the vehicle it rides in; any thread may ask.
 */
public final class Receiver {
  /** It gives up a position after this long without sky: it goes on by dead reckoning that long. */
  private static final int COASTING_S = 3;

  /** Longest search after the sky came back. */
  private static final int LONGEST_SEARCH_S = 34;

  /** Slow errors: clocks and orbits of the satellites, and the air. */
  private static final double SLOW_PERIOD_S = 340;

  private static final double SLOW_M = 1.1;
  private static final double FAST_PERIOD_S = 18;
  private static final double FAST_M = 0.45;
  private static final double REFLECTION_PERIOD_S = 26;
  private static final double HEIGHT_FACTOR = 1.9;
  private static final double SPEED_NOISE_MS = 0.06;

  /** Below this a receiver gives no course: it would be the direction of its own noise. */
  private static final double COURSE_FROM_MS = 0.5;

  private static final double GEOID_M = 38;

  private final Function<Instant, VehicleState> truth;
  private final Chance chance;

  /**
   * @param truth what is true of the vehicle at a moment
   * @param chance the receiver's own luck
   */
  public Receiver(Function<Instant, VehicleState> truth, Chance chance) {
    this.truth = truth;
    this.chance = chance;
  }

  /** The receiver of a vehicle of the fleet. */
  public static Receiver in(SimFleet fleet, SimVehicle vehicle) {
    return new Receiver(
        time -> fleet.at(vehicle, time), new Chance(vehicle.number()).of("receiver"));
  }

  /** The separation of sea level and ellipsoid on Lombok, metres (EGM96, about). */
  static double geoidM() {
    return GEOID_M;
  }

  /**
   * @param time a whole second
   */
  public Reading at(Instant time) {
    VehicleState state = truth.apply(time);
    long second = time.getEpochSecond();
    List<Reading.Satellite> inView = satellites(second, state.skyShare());
    OptionalInt blindFor = secondsSince(time, true);
    if (state.skyShare() == 0) {
      OptionalInt sawBefore = secondsSince(time, false);
      boolean coasts = sawBefore.isPresent() && sawBefore.getAsInt() <= COASTING_S;
      return coasts ? solved(time, state, inView, true) : new Reading.Searching(time, inView, true);
    }
    if (blindFor.isPresent() && blindFor.getAsInt() < searchS(second - blindFor.getAsInt())) {
      return new Reading.Searching(time, inView, blindFor.getAsInt() > 2);
    }
    return solved(time, state, inView, false);
  }

  /** How long ago the sky was last hidden (or seen), within the longest search. */
  private OptionalInt secondsSince(Instant time, boolean hidden) {
    for (int ago = 1; ago <= LONGEST_SEARCH_S; ago++) {
      if (truth.apply(time.minusSeconds(ago)).skyShare() == 0 == hidden) {
        return OptionalInt.of(ago);
      }
    }
    return OptionalInt.empty();
  }

  /** Mostly a hot start of seconds; sometimes the orbits are stale and it takes half a minute. */
  private int searchS(long since) {
    Chance search = chance.of("search", since);
    return search.happens(0, 0.25)
        ? (int) search.between(1, 20, LONGEST_SEARCH_S)
        : (int) search.between(1, 2, 9);
  }

  private Reading.Solved solved(
      Instant time, VehicleState state, List<Reading.Satellite> inView, boolean coasting) {
    double second = time.getEpochSecond();
    List<Integer> used =
        inView.stream()
            .filter(satellite -> satellite.snrDb() >= 20)
            .map(Reading.Satellite::number)
            .limit(12)
            .toList();
    int count = Math.max(coasting ? 3 : 4, used.size());
    double hdop = Math.clamp(7.2 / count + 0.18 * (1 - state.skyShare()) * 4, 0.6, 12);
    // Reflections: nothing in the open, several metres between houses, at times much more.
    double reflections = (1 - state.skyShare()) * 5.5;
    double burst = Math.max(0, chance.of("burst").wander(second, 90) - 1.9) * 14 * reflections / 5;
    LatLon at =
        moved(
            state.at(),
            error("east", second, reflections + burst),
            error("north", second, reflections + burst));
    double height = HEIGHT_FACTOR * error("up", second, reflections);
    double speed =
        Math.abs(
            state.speedMs()
                + SPEED_NOISE_MS * (1 + reflections / 3) * chance.of("v").normal((long) second));
    double course =
        speed < COURSE_FROM_MS
            ? Double.NaN
            : wrapped(
                state.courseDeg()
                    + Math.toDegrees(0.12 / speed) * chance.of("c").normal((long) second));
    var fix =
        new Fix(
            time,
            at,
            count < 4 ? Fix.Mode.FIX_2D : Fix.Mode.FIX_3D,
            speed,
            course,
            state.altitudeM() + height,
            hdop,
            count,
            0);
    return new Reading.Solved(time, inView, fix, hdop * 1.75, hdop * 1.4, used);
  }

  private double error(String axis, double second, double reflectionsM) {
    Chance own = chance.of(axis);
    return SLOW_M * own.of("slow").wander(second, SLOW_PERIOD_S)
        + FAST_M * own.of("fast").wander(second, FAST_PERIOD_S)
        + reflectionsM * 0.6 * own.of("reflections").wander(second, REFLECTION_PERIOD_S);
  }

  private static LatLon moved(LatLon at, double eastM, double northM) {
    return Plane.toLatLon(Plane.of(at).plus(eastM, northM));
  }

  private static double wrapped(double degrees) {
    double positive = (degrees % 360 + 360) % 360;
    return positive < 360 ? positive : 0;
  }

  /** The sky turns once in half a day; what is low or behind houses is not heard. */
  private List<Reading.Satellite> satellites(long second, double skyShare) {
    var seen = new ArrayList<Reading.Satellite>();
    for (int i = 0; i < 26; i++) {
      int number = i < 16 ? 1 + 2 * i : 65 + 2 * (i - 16);
      double phase = 2 * Math.PI * (second / 43_080.0 + chance.of("orbit", number).unit(0));
      double elevation = 82 * Math.sin(phase);
      if (elevation < 5) {
        continue;
      }
      double azimuth = (Math.toDegrees(phase) * 1.3 + 37 * i) % 360;
      double mask = 90 * (1 - skyShare) * 0.55;
      double snr = elevation < mask ? 0 : 26 + elevation / 5 + 2.5 * noise(number, second);
      seen.add(
          new Reading.Satellite(
              number,
              (int) elevation,
              (int) azimuth,
              skyShare == 0 || snr < 12 ? 0 : (int) Math.min(snr, 50)));
    }
    return seen;
  }

  private double noise(int number, long second) {
    return chance.of("snr", number).wander(second, 12);
  }
}

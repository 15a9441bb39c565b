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

  private static final int ORBITS = 26;

  /** Cover is looked for in steps of this many seconds: nothing hides the sky for less. */
  private static final int LOOK_STEP_S = 3;

  private final Function<Instant, VehicleState> truth;
  private final Cover cover;
  private final Chance chance;
  private final Chance speedNoise;
  private final Chance courseNoise;
  private final Chance bursts;
  private final Axis east;
  private final Axis north;
  private final Axis up;
  private final double[] phases = new double[ORBITS];
  private final Chance[] signals = new Chance[ORBITS];

  /** The errors along one direction. */
  private record Axis(Chance slow, Chance fast, Chance reflections) {
    static Axis of(Chance chance) {
      return new Axis(chance.of("slow"), chance.of("fast"), chance.of("reflections"));
    }

    double errorM(double second, double reflectionsM) {
      return SLOW_M * slow.wander(second, SLOW_PERIOD_S)
          + FAST_M * fast.wander(second, FAST_PERIOD_S)
          + (reflectionsM == 0
              ? 0
              : reflectionsM * 0.6 * reflections.wander(second, REFLECTION_PERIOD_S));
    }
  }

  /**
   * @param truth what is true of the vehicle at a moment
   * @param chance the receiver's own luck
   */
  public Receiver(Function<Instant, VehicleState> truth, Chance chance) {
    this.truth = truth;
    this.cover = new Cover(second -> truth.apply(Instant.ofEpochSecond(second)).skyShare() == 0);
    this.chance = chance;
    this.speedNoise = chance.of("v");
    this.courseNoise = chance.of("c");
    this.bursts = chance.of("burst");
    this.east = Axis.of(chance.of("east"));
    this.north = Axis.of(chance.of("north"));
    this.up = Axis.of(chance.of("up"));
    for (int i = 0; i < ORBITS; i++) {
      phases[i] = chance.of("orbit", i).unit(0);
      signals[i] = chance.of("snr", i);
    }
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
    if (state.skyShare() == 0) {
      return sawSkyWithin(second, COASTING_S)
          ? solved(time, state, inView, true)
          : new Reading.Searching(time, inView, true);
    }
    OptionalInt blindFor = secondsSinceCover(second);
    if (blindFor.isPresent() && blindFor.getAsInt() < searchS(second - blindFor.getAsInt())) {
      return new Reading.Searching(time, inView, blindFor.getAsInt() > 2);
    }
    return solved(time, state, inView, false);
  }

  private boolean sawSkyWithin(long second, int seconds) {
    for (int ago = 1; ago <= seconds; ago++) {
      if (!cover.hides(second - ago)) {
        return true;
      }
    }
    return false;
  }

  /** How long ago the sky was last hidden, within the longest search. */
  private OptionalInt secondsSinceCover(long second) {
    for (int ago = LOOK_STEP_S; ago < LONGEST_SEARCH_S + LOOK_STEP_S; ago += LOOK_STEP_S) {
      if (cover.hides(second - ago)) {
        int exactly = ago;
        while (cover.hides(second - (exactly - 1))) {
          exactly--;
        }
        return OptionalInt.of(exactly);
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
    double burst = Math.max(0, bursts.wander(second, 90) - 1.9) * 14 * reflections / 5;
    LatLon at =
        moved(
            state.at(),
            east.errorM(second, reflections + burst),
            north.errorM(second, reflections + burst));
    double height = HEIGHT_FACTOR * up.errorM(second, reflections);
    double speed =
        Math.abs(
            state.speedMs()
                + SPEED_NOISE_MS * (1 + reflections / 3) * speedNoise.normal((long) second));
    double course =
        speed < COURSE_FROM_MS
            ? Double.NaN
            : wrapped(
                state.courseDeg()
                    + Math.toDegrees(0.12 / speed) * courseNoise.normal((long) second));
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
    for (int i = 0; i < ORBITS; i++) {
      double phase = 2 * Math.PI * (second / 43_080.0 + phases[i]);
      double elevation = 82 * Math.sin(phase);
      if (elevation < 5) {
        continue;
      }
      double azimuth = (Math.toDegrees(phase) * 1.3 + 37 * i) % 360;
      double mask = 90 * (1 - skyShare) * 0.55;
      double snr = elevation < mask ? 0 : 26 + elevation / 5 + 2.5 * signals[i].wander(second, 12);
      seen.add(
          new Reading.Satellite(
              i < 16 ? 1 + 2 * i : 65 + 2 * (i - 16),
              (int) elevation,
              (int) azimuth,
              skyShare == 0 || snr < 12 ? 0 : (int) Math.min(snr, 50)));
    }
    return seen;
  }
}

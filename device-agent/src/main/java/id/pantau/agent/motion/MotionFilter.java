package id.pantau.agent.motion;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a parked vehicle stand still and marks impossible jumps. Nothing is deleted but the
 * wandering of a receiver at rest. One thread.
 *
 * <p>Parked begins after half a minute within a small circle and without speed (a tenth of that
 * with the ignition off), and gives the mean place, marked HELD, once a minute; who has stood for
 * long gives it every hour, and at once when the ignition changes. It ends when three fixes in a
 * row drive away; these three come out too, behind the last moment of standing.
 */
public final class MotionFilter {
  private static final Duration DWELL = Duration.ofSeconds(30);
  private static final Duration DWELL_IGNITION_OFF = Duration.ofSeconds(5);
  private static final Duration HELD_EVERY = Duration.ofSeconds(60);

  /** Long enough to be a stop for everybody who reads the track. */
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(5);

  /**
   * Vehicles stand for most of the day: a position a minute would be three of four bytes of a
   * month. That the tracker lives is told by other means.
   */
  private static final Duration SETTLED_EVERY = Duration.ofHours(1);

  /** Receivers at rest say up to 0.5 m/s; a walking pace is 1.4. */
  private static final double STANDING_MS = 1.0;

  private static final double STANDING_RADIUS_M = 25;
  private static final double LEAVING_MS = 1.5;
  private static final double LEAVING_M = 10;

  /** Farther than a receiver wanders among houses without noticing any speed. */
  private static final double LEAVING_WITHOUT_SPEED_M = 60;

  private static final int LEAVING_FIXES = 3;

  /** 250 km/h: no vehicle of a regency. */
  private static final double IMPOSSIBLE_MS = 70;

  private static final double IMPOSSIBLE_M = 100;

  /** So many fixes at the new place, and the old one was the mistake. */
  private static final int BELIEVE_AFTER = 3;

  private final Ring recent = new Ring();
  private final List<Fix> leaving = new ArrayList<>();

  private @Nullable Fix last;
  private @Nullable Fix jumped;
  private int jumps;

  /** Where the vehicle is parked; null while it moves. */
  private @Nullable LatLon held;

  private Instant heldSince = Instant.MIN;
  private Instant heldTold = Instant.MIN;
  private int toldFlags;
  private @Nullable Fix lastHeld;

  /** What to do with the next fix: in order, to be recorded or thinned. */
  public List<Fix> accept(Fix fix) {
    if (isJump(fix)) {
      return List.of(fix.withFlag(Fix.FLAG_JUMP));
    }
    last = fix;
    LatLon place = held;
    return place == null ? moving(fix) : parked(fix, place);
  }

  /** Whether the vehicle stands. */
  public boolean isParked() {
    return held != null;
  }

  /** Whether it has stood for so long that nothing new is expected of it. */
  public boolean isSettled(Instant now) {
    return held != null && !now.isBefore(heldSince.plus(SETTLED_AFTER));
  }

  /** Where it stands; empty while it moves. */
  public Optional<LatLon> findParkingPlace() {
    return Optional.ofNullable(held);
  }

  /** The newest moment of standing, if it was not given out yet; it is from now on. */
  public Optional<Fix> findUntold() {
    Fix standing = lastHeld;
    if (held == null || standing == null) {
      return Optional.empty();
    }
    heldTold = standing.fixTime();
    lastHeld = null;
    return Optional.of(standing);
  }

  /** Forgets everything, as after a change of the date. */
  public void reset() {
    recent.clear();
    leaving.clear();
    last = null;
    jumped = null;
    held = null;
  }

  private boolean isJump(Fix fix) {
    Fix before = last;
    if (before == null || isPossible(before, fix)) {
      jumps = 0;
      jumped = null;
      return false;
    }
    jumps = jumped != null && isPossible(jumped, fix) ? jumps + 1 : 1;
    jumped = fix;
    if (jumps < BELIEVE_AFTER) {
      return true;
    }
    jumps = 0;
    jumped = null;
    recent.clear();
    held = null;
    leaving.clear();
    return false;
  }

  private static boolean isPossible(Fix from, Fix to) {
    double seconds = Duration.between(from.fixTime(), to.fixTime()).toMillis() / 1e3;
    double metres = from.at().distanceM(to.at());
    return metres <= IMPOSSIBLE_M || metres <= IMPOSSIBLE_MS * seconds;
  }

  private List<Fix> moving(Fix fix) {
    Duration dwell = isIgnitionOff(fix) ? DWELL_IGNITION_OFF : DWELL;
    recent.add(fix);
    recent.keep(dwell);
    if (recent.spans(dwell) && recent.maxSpeedMs() < STANDING_MS) {
      LatLon mean = recent.mean();
      if (recent.radiusM(mean) <= STANDING_RADIUS_M) {
        held = mean;
        recent.clear();
        heldSince = fix.fixTime();
        return told(standing(fix, mean));
      }
    }
    return List.of(fix);
  }

  private List<Fix> parked(Fix fix, LatLon place) {
    if (isLeaving(fix, place)) {
      leaving.add(fix);
      if (leaving.size() < LEAVING_FIXES) {
        return List.of();
      }
      List<Fix> out = new ArrayList<>();
      if (lastHeld != null) {
        out.add(lastHeld); // the last moment of the stop
      }
      out.addAll(leaving);
      leaving.clear();
      held = null;
      return out;
    }
    leaving.clear();
    Fix standing = standing(fix, place);
    Instant settledAt = heldSince.plus(SETTLED_AFTER);
    Duration every = fix.fixTime().isBefore(settledAt) ? HELD_EVERY : SETTLED_EVERY;
    boolean changed = toldFlags != standing.flags();
    if (changed || !fix.fixTime().isBefore(heldTold.plus(every))) {
      return told(standing);
    }
    lastHeld = standing;
    return List.of();
  }

  private List<Fix> told(Fix standing) {
    heldTold = standing.fixTime();
    toldFlags = standing.flags();
    lastHeld = null;
    return List.of(standing);
  }

  private static boolean isLeaving(Fix fix, LatLon place) {
    double metres = fix.at().distanceM(place);
    boolean driving = fix.speedMs() >= LEAVING_MS && metres > LEAVING_M; // false for NaN
    return driving || metres > LEAVING_WITHOUT_SPEED_M;
  }

  private static Fix standing(Fix fix, LatLon place) {
    return new Fix(
        fix.fixTime(),
        place,
        fix.mode(),
        0,
        Double.NaN,
        fix.altitudeM(),
        fix.hdop(),
        fix.satellites(),
        fix.flags() | Fix.FLAG_HELD);
  }

  private static boolean isIgnitionOff(Fix fix) {
    return fix.has(Fix.FLAG_IGNITION_KNOWN) && !fix.has(Fix.FLAG_IGNITION_ON);
  }
}

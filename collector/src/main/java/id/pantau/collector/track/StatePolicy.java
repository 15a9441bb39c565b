package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;

/** Says what a vehicle is doing, from its newest position and from when it was last heard. */
final class StatePolicy {
  /** A moving tracker speaks every 15 s; after this we do not know where it is. */
  static final Duration MOVING_SILENT_AFTER = Duration.ofMinutes(5);

  /** A parked tracker says every half hour that it lives; one of these may get lost. */
  static final Duration STANDING_SILENT_AFTER = Duration.ofMinutes(70);

  /** Shorter than this it may be a traffic light. */
  static final Duration PARKED_AFTER = Duration.ofMillis(StayFinder.SHORTEST_MS);

  private StatePolicy() {}

  record Judgement(VehicleState state, Instant since) {}

  /**
   * @param heardAt when the tracker last said anything
   */
  static Judgement judge(Newest newest, Instant heardAt, Instant now) {
    if (!newest.standing()) {
      Instant lostAt = newest.receivedAt().plus(MOVING_SILENT_AFTER);
      return lostAt.isBefore(now)
          ? new Judgement(VehicleState.SILENT, newest.receivedAt())
          : new Judgement(VehicleState.MOVING, newest.since());
    }
    if (heardAt.plus(STANDING_SILENT_AFTER).isBefore(now)) {
      return new Judgement(VehicleState.SILENT, heardAt);
    }
    return new Judgement(
        isParked(newest, now) ? VehicleState.PARKED : VehicleState.IDLE, newest.since());
  }

  private static boolean isParked(Newest newest, Instant now) {
    if (newest.fix().has(Fix.FLAG_IGNITION_KNOWN)) {
      return !newest.fix().has(Fix.FLAG_IGNITION_ON);
    }
    return !newest.since().plus(PARKED_AFTER).isAfter(now);
  }
}

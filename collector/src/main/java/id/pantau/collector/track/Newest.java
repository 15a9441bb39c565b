package id.pantau.collector.track;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.StraightOn;
import java.time.Instant;

/**
 * The newest position of a tracker.
 *
 * @param standing whether it stands
 * @param since since when it stands, or moves
 * @param batchFrom the oldest fix that came together with it
 */
record Newest(
    int deviceNo,
    long epoch,
    long seq,
    Fix fix,
    Instant receivedAt,
    boolean standing,
    Instant since,
    Instant batchFrom) {

  Newest withSince(Instant other) {
    return new Newest(deviceNo, epoch, seq, fix, receivedAt, standing, other, batchFrom);
  }

  /** Whether it is no record; those are numbered from 1. */
  boolean isPreview() {
    return seq == 0;
  }

  /** The same a step later, on a straight line. */
  Newest straightOn() {
    return new Newest(
        deviceNo, epoch, seq, StraightOn.after(fix), receivedAt, standing, since, batchFrom);
  }

  LatLon at() {
    return fix.at();
  }

  /** Tenths of a metre per second, or {@link Track#UNKNOWN}. */
  int speedDms() {
    return Double.isNaN(fix.speedMs())
        ? Track.UNKNOWN
        : Math.toIntExact(Math.round(fix.speedMs() * 10));
  }

  /** Degrees, or {@link Track#UNKNOWN}. */
  int courseDeg() {
    return Double.isNaN(fix.courseDeg())
        ? Track.UNKNOWN
        : Math.toIntExact(Math.round(fix.courseDeg()) % 360);
  }
}

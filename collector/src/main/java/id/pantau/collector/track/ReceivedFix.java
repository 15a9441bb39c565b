package id.pantau.collector.track;

import id.pantau.wire.Fix;
import java.time.Instant;

/**
 * A record of a tracker as it is stored.
 *
 * @param deviceNo the tracker, by its number in the fleet
 * @param epoch the journal that numbered it
 * @param receivedAt by the clock of the server
 */
public record ReceivedFix(int deviceNo, long epoch, long seq, Fix fix, Instant receivedAt) {
  long timeMs() {
    return fix.fixTime().toEpochMilli();
  }

  /** When its hour of UTC begins. */
  long hourMs() {
    return FixBlock.hourOf(timeMs());
  }

  ReceivedFix withFix(Fix other) {
    return new ReceivedFix(deviceNo, epoch, seq, other, receivedAt);
  }

  boolean isPrivate() {
    return fix.has(Fix.FLAG_PRIVATE);
  }
}

package id.pantau.agent.nmea;

import id.pantau.agent.nmea.Sentence.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Learns with which sentence a receiver ends its cycle, so that an epoch can be told at once
 * instead of when the next one begins. One thread.
 */
final class CycleEnd {
  /** Three, so that a sentence lost on a bad line twice in a row is not taken for the habit. */
  private static final int ALIKE_IN_A_ROW = 3;

  private @Nullable Kind kind;
  private int count;
  private int alike;

  /** An epoch ended, by a pause or by the next time of day: this is what it ended with. */
  void learn(Kind last, int countInEpoch) {
    if (last == kind && countInEpoch == count) {
      alike = Math.min(alike + 1, ALIKE_IN_A_ROW);
    } else {
      kind = last;
      count = countInEpoch;
      alike = 1;
    }
  }

  /** Something came after the end: it was not the end. */
  void forget() {
    kind = null;
    alike = 0;
  }

  boolean isEnd(Kind last, int countInEpoch) {
    return alike >= ALIKE_IN_A_ROW && last == kind && countInEpoch == count;
  }
}

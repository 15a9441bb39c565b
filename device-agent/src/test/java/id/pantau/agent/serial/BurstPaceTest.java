package id.pantau.agent.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often a line is read whose receiver speaks once a second, in a time of the test's own. */
class BurstPaceTest {
  /** A UART of 9600 baud hands over ten bytes at once. */
  private static final long PIECE_NANOS = 10_416_667;

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final Duration USUAL = Duration.ofMillis(270);
  private static final int LEARNT_AFTER = 20;
  private static final int SECONDS = 100;

  private final BurstPace pace = new BurstPace();
  private int reads;
  private Duration latest = Duration.ZERO;
  private Duration allLate = Duration.ZERO;

  /**
   * A burst at the beginning of a second.
   *
   * @param whole so long it takes; all that a fix needs is there after the usual time
   * @param isPauseAwaited whether nobody knows when a fix is complete
   */
  private void burst(int second, Duration whole, boolean isPauseAwaited) {
    long begin = second * SECOND_NANOS;
    long pieces = whole.toNanos() / PIECE_NANOS;
    long needed = USUAL.toNanos() / PIECE_NANOS;
    long now = begin;
    long read = 0;
    while (read < pieces) {
      long there = Math.min(pieces, (now - begin) / PIECE_NANOS);
      boolean waitedFor = there == read;
      if (waitedFor) {
        there++;
        now = begin + there * PIECE_NANOS;
      }
      if (second >= LEARNT_AFTER) {
        reads++;
        if (read < needed && there >= needed) {
          Duration late = Duration.ofNanos(now - begin - needed * PIECE_NANOS);
          allLate = allLate.plus(late);
          latest = late.compareTo(latest) > 0 ? late : latest;
        }
      }
      read = there;
      boolean complete = !isPauseAwaited && read >= needed;
      now += pace.afterRead(waitedFor, complete, now).toNanos();
    }
    if (isPauseAwaited) {
      pace.untilPause(now);
    }
  }

  @Test
  void aBurstThatIsKnownIsReadInTwoPiecesAndSoonerThanInSteps() {
    for (int second = 0; second < LEARNT_AFTER + SECONDS; second++) {
      burst(second, USUAL, false);
    }
    assertTrue(reads <= SECONDS * 5 / 2, reads + " reads in a hundred seconds");
    assertTrue(latest.compareTo(BurstPace.GATHER) <= 0, latest.toString());
    Duration mean = allLate.dividedBy(SECONDS);
    assertTrue(mean.compareTo(BurstPace.GATHER.dividedBy(2)) <= 0, mean.toString());
  }

  @Test
  void theFixDoesNotWaitForWhatComesOnlyNowAndThen() {
    for (int second = 0; second < LEARNT_AFTER + SECONDS; second++) {
      burst(second, second % 5 == 0 ? Duration.ofMillis(700) : USUAL, false);
    }
    assertTrue(latest.compareTo(BurstPace.GATHER) <= 0, latest.toString());
    Duration mean = allLate.dividedBy(SECONDS);
    assertTrue(mean.compareTo(BurstPace.GATHER.dividedBy(2)) <= 0, mean.toString());
  }

  @Test
  void whileAPauseMustShowThatItWasAllTheLineIsReadInSteps() {
    for (int second = 0; second < LEARNT_AFTER; second++) {
      burst(second, USUAL, true);
    }
    assertEquals(BurstPace.GATHER, pace.afterRead(true, false, LEARNT_AFTER * SECOND_NANOS));
  }

  @Test
  void aReceiverThatNeverPausesIsReadInSteps() {
    long now = 0;
    pace.afterRead(true, false, now);
    for (int i = 0; i < 10; i++) {
      now += BurstPace.GATHER.toNanos();
      pace.afterRead(false, true, now);
    }
    now += BurstPace.GATHER.toNanos();
    assertEquals(BurstPace.GATHER, pace.afterRead(false, true, now));
  }

  @Test
  void aPauseIsWaitedForToItsEnd() {
    pace.afterRead(true, false, 0);
    assertEquals(Duration.ofMillis(100), pace.untilPause(20_000_000));
    assertEquals(Duration.ZERO, pace.untilPause(500_000_000));
  }
}

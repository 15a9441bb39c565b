package id.pantau.agent.serial;

import java.time.Duration;

/**
 * When to read on after something came. A receiver speaks in bursts; who wakes for each piece of
 * one spends more on waking than on reading. So after its beginning so long is waited as earlier
 * ones took to say a fix, if it shows without a pause that they have. One thread; times are those
 * of {@link System#nanoTime}.
 */
final class BurstPace {
  /**
   * So long is waited for more where nothing better is known, and the pause after which a burst is
   * over. The kernel keeps what comes meanwhile, 11 kB at the fastest rate.
   */
  static final Duration GATHER = Duration.ofMillis(120);

  /** Four in five shall be there when we look. */
  private static final Duration LONGER = Duration.ofMillis(30);

  private static final Duration SHORTER = Duration.ofMillis(7);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMillis(800);

  private enum State {
    /** Between two bursts. */
    QUIET,
    /** Its first piece is there. */
    BEGUN,
    /** What it says of a fix is there. */
    WHOLE,
    /** It goes on. */
    LONG
  }

  private State state = State.QUIET;
  private Duration expected = GATHER;
  private boolean neededPause = true;
  private boolean needsPause;
  private long lastNanos;

  /**
   * Something was read.
   *
   * @param waitedFor false when it was there already
   * @param complete whether what came so far needs neither more nor a pause to be understood
   * @return how long to let more come before the line is read again; the reading itself waits too
   */
  Duration afterRead(boolean waitedFor, boolean complete, long nanos) {
    boolean begins = state == State.QUIET || waitedFor && nanos - lastNanos >= GATHER.toNanos();
    lastNanos = nanos;
    if (begins) {
      if (state == State.BEGUN) {
        learn(true); // It was a single piece.
      }
      neededPause = state == State.QUIET || needsPause;
      needsPause = false;
      state = State.BEGUN;
      return neededPause ? GATHER : expected;
    }
    if (state == State.BEGUN) {
      learn(complete);
      state = complete && !waitedFor ? State.WHOLE : State.LONG;
      return state == State.WHOLE ? Duration.ZERO : GATHER;
    }
    state = State.LONG;
    return GATHER;
  }

  private void learn(boolean wasEnough) {
    if (neededPause) {
      return; // It was not tried.
    }
    if (wasEnough) {
      Duration less = expected.minus(SHORTER);
      expected = less.compareTo(SHORTEST) < 0 ? SHORTEST : less;
    } else {
      expected = shorter(expected.plus(LONGER), LONGEST);
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /**
   * Nothing more has come, and somebody must know how long: they cannot tell else that it was all.
   *
   * @return how much of {@link #GATHER} is left to wait
   */
  Duration untilPause(long nanos) {
    needsPause = true;
    return Duration.ofNanos(Math.max(0, GATHER.toNanos() - (nanos - lastNanos)));
  }
}

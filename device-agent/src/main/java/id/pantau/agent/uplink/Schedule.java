package id.pantau.agent.uplink;

import id.pantau.wire.Topics;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * When what may go: decides nothing but times. Only the thread of the uplink, but for {@link
 * #liveEvery(Duration)} and {@link #rest}, which any thread may call.
 *
 * <p>To a collector that understands it records wait for each other; how long follows from whether
 * somebody looks and whether the vehicle rests.
 */
final class Schedule {
  /** While somebody looks, the line behind the vehicle grows as often as this. */
  private static final Duration WATCHED_BATCH_AFTER = Duration.ofSeconds(15);

  /** Of a vehicle that rests, nothing new is told: it stands there still. */
  private static final Duration RESTING_BATCH_AFTER = Duration.ofHours(6);

  /** When nothing that is confirmed went for so long, the next preview is: is anybody there? */
  private static final Duration PROBE_EVERY = Duration.ofMinutes(3);

  /** Every second beat of a parked vehicle. */
  private static final Duration RESTING_PROBE_EVERY = Duration.ofMinutes(45);

  private static final Duration WATCHED_PROBE_EVERY = Duration.ofSeconds(15);

  /**
   * What may be answered later goes again when the message that asks was not answered either, or
   * when there was none; at most so long after it should have been there.
   */
  private static final Duration LATER_PATIENCE = Duration.ofMinutes(1);

  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(10);

  /** Everything that it waits for wakes it; this is for what nobody thought of. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

  private final Backoff resend =
      Backoff.steady(Duration.ofSeconds(15), Duration.ofMinutes(5), ThreadLocalRandom.current());

  private final Duration usualLiveEvery;
  private final Duration usualBatchAfter;
  private final OtherEnd otherEnd;
  private final LongSupplier ticks;
  private volatile Duration liveEvery;
  private volatile boolean resting;

  private boolean waiting;
  private long waitingSinceNanos;
  private long lastLiveNanos;
  private boolean liveHeldBack;
  private long lastConfirmedNanos;

  Schedule(UplinkSettings settings, Duration liveEvery, OtherEnd otherEnd) {
    this.usualLiveEvery = liveEvery;
    this.liveEvery = liveEvery;
    this.usualBatchAfter = settings.batchAfter();
    this.ticks = settings.ticks();
    this.otherEnd = otherEnd;
  }

  /** How often the newest position goes out at most. */
  void liveEvery(Duration time) {
    liveEvery = time;
  }

  /** Whether the vehicle has stood for long; returns whether that is news. */
  boolean rest(boolean yes) {
    boolean news = resting != yes;
    resting = yes;
    return news;
  }

  /** There is a connection: a backlog goes at once, and the newest position first of all. */
  void begin() {
    sendAllNow();
    long now = ticks.getAsLong();
    lastLiveNanos = now - liveEvery.toNanos();
    lastConfirmedNanos = now;
  }

  /** A backlog of any length counts as having waited for as long as anything may. */
  void sendAllNow() {
    waiting = true;
    waitingSinceNanos = ticks.getAsLong() - RESTING_BATCH_AFTER.toNanos();
  }

  /** What waits already begins to wait anew, together with what comes. */
  void depart() {
    waitingSinceNanos = ticks.getAsLong();
  }

  /** A record is there that may wait for others. */
  void startWaiting() {
    if (!waiting) {
      waiting = true;
      waitingSinceNanos = ticks.getAsLong();
    }
  }

  void nothingWaits() {
    waiting = false;
  }

  /** Whether what waits has waited long enough. */
  boolean isBatchDue() {
    return ticks.getAsLong() - waitingSinceNanos >= batchAfter().toNanos();
  }

  private Duration batchAfter() {
    if (!otherEnd.isSparing()) {
      return usualBatchAfter;
    }
    if (isWatched()) {
      return shorter(usualBatchAfter, WATCHED_BATCH_AFTER);
    }
    return resting ? RESTING_BATCH_AFTER : usualBatchAfter;
  }

  private boolean isWatched() {
    return liveEvery.compareTo(usualLiveEvery) < 0;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Whether the newest position may go; if not, it is held back and wakes us when it may. */
  boolean mayShow() {
    liveHeldBack = ticks.getAsLong() - lastLiveNanos < livePauseNanos();
    return !liveHeldBack;
  }

  /** There is no position that would be held back. */
  void nothingToShow() {
    liveHeldBack = false;
  }

  void shown() {
    lastLiveNanos = ticks.getAsLong();
  }

  /** A fifth less than what is wanted: the fixes do not come to the millisecond. */
  private long livePauseNanos() {
    return liveEvery.toNanos() / 5 * 4;
  }

  /** Whether it is time to have something confirmed. */
  boolean isProbeDue() {
    Duration every =
        isWatched() ? WATCHED_PROBE_EVERY : resting ? RESTING_PROBE_EVERY : PROBE_EVERY;
    return ticks.getAsLong() - lastConfirmedNanos >= every.toNanos();
  }

  /** Something has gone that the broker confirms. */
  void probed() {
    lastConfirmedNanos = ticks.getAsLong();
  }

  /** When a batch that goes now should have been named. */
  long dueNanos(Flight.Batch batch) {
    Duration patience;
    if (batch.lane() == Topics.Up.LIVE) {
      patience = LIVE_PATIENCE;
    } else if (batch.isAnsweredLater()) {
      patience = usualBatchAfter.plus(shorter(usualBatchAfter, LATER_PATIENCE));
    } else {
      patience = resend.after(batch.attempts() + 1);
    }
    return ticks.getAsLong() + patience.toNanos();
  }

  /** So long nothing becomes due. */
  long pauseNanos(Flight flight) {
    long now = ticks.getAsLong();
    long pause = LONGEST_PAUSE.toNanos();
    pause = Math.min(pause, flight.nextDueNanos(now).orElse(pause));
    if (waiting) {
      pause = Math.min(pause, waitingSinceNanos + batchAfter().toNanos() - now);
    }
    if (liveHeldBack) {
      pause = Math.min(pause, lastLiveNanos + livePauseNanos() - now);
    }
    return Math.max(pause, SHORTEST_PAUSE.toNanos());
  }
}

package id.pantau.agent;

import id.pantau.agent.journal.Journal;
import id.pantau.agent.motion.TrackThinner;
import id.pantau.wire.DeviceEvent;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What of the fixes becomes a record, and when records are committed: ten together or after ten
 * seconds, at once when somebody waits for them. Only the thread of the tracker.
 */
final class Recording {
  /** A card that refuses is asked again once a second. */
  private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  private final TrackerSettings settings;
  private final LongSupplier ticks;
  private final Journal journal;
  private final @Nullable TrackThinner thinner;

  private long firstPendingNanos;
  private boolean urgent;
  private long retryNanos;
  private boolean refused;

  Recording(TrackerSettings settings, Journal journal) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.journal = journal;
    this.thinner = settings.thinning().map(TrackThinner::new).orElse(null);
    this.firstPendingNanos = ticks.getAsLong();
  }

  /**
   * Takes a fix that was judged.
   *
   * @return whether it is an end of a stop: it is always kept, and the line ends there
   */
  boolean accept(Fix fix) {
    if (thinner == null || fix.has(Fix.FLAG_JUMP)) {
      record(List.of(fix));
      return false;
    }
    record(thinner.accept(fix));
    boolean ends = fix.has(Fix.FLAG_HELD);
    if (ends) {
      record(thinner.cut());
    }
    return ends;
  }

  /** Records what the thinner keeps back: the line ends there. */
  void cut() {
    if (thinner != null) {
      record(thinner.cut());
    }
  }

  /** The time of the satellites begins anew. */
  void reset() {
    cut();
    if (thinner != null) {
      thinner.reset();
    }
  }

  void record(List<Fix> kept) {
    for (Fix fix : kept) {
      beforePending();
      journal.append(fix);
    }
  }

  void append(DeviceEvent event) {
    beforePending();
    journal.append(event);
    urgent = true;
  }

  private void beforePending() {
    if (journal.pending() == 0) {
      firstPendingNanos = ticks.getAsLong();
    }
  }

  /** What is not committed yet is wanted now. */
  void hurry() {
    urgent |= journal.pending() > 0;
  }

  /** What is taken in from now on shall not hold up what is wanted. */
  boolean isUrgent() {
    return urgent;
  }

  /**
   * Commits what is due.
   *
   * @return whether nothing that was wanted waits for the card
   */
  boolean commitIfDue() {
    long now = ticks.getAsLong();
    int pending = journal.pending();
    if (pending == 0) {
      urgent = false;
      return true;
    }
    boolean due =
        urgent
            || pending >= settings.journal().commitRecords()
            || now - firstPendingNanos >= settings.journal().commitAfter().toNanos();
    if (!due || refused && now - retryNanos < 0) {
      return false;
    }
    refused = !journal.commit();
    retryNanos = ticks.getAsLong() + RETRY_EVERY.toNanos();
    urgent = refused && urgent;
    return !refused;
  }

  /** So long nothing becomes due by itself. */
  long waitNanos(Duration longest) {
    if (refused) {
      return Math.max(1, retryNanos - ticks.getAsLong());
    }
    if (journal.pending() == 0) {
      return longest.toNanos();
    }
    long due = firstPendingNanos + settings.journal().commitAfter().toNanos();
    return Math.clamp(due - ticks.getAsLong(), 1, longest.toNanos());
  }

  /** Records and commits what is known. */
  void end() {
    cut();
    journal.commit();
  }
}

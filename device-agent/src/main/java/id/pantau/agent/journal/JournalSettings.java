package id.pantau.agent.journal;

import java.time.Duration;

/**
 * How the journal uses the card.
 *
 * @param commitRecords so many positions are committed together
 * @param commitAfter no record waits longer for its commit; events do not wait at all
 * @param segmentBytes size of a file
 * @param quotaBytes all files together; beyond it the oldest go, and a gap record says which
 * @param ringBytes so much of what the collector has named already is kept, in case that is lost
 *     there: 4 MiB are a day of one record a second
 */
public record JournalSettings(
    int commitRecords, Duration commitAfter, int segmentBytes, long quotaBytes, long ringBytes) {
  /** 10 positions or 10 s: what a power cut may cost; 0.6 kB written a position. */
  public static final JournalSettings DEFAULT =
      new JournalSettings(
          10, Duration.ofSeconds(10), 256 * 1024, 256L * 1024 * 1024, 4L * 1024 * 1024);

  /** An event may have 7 kB. */
  static final int MIN_SEGMENT_BYTES = 16 * 1024;

  public JournalSettings {
    if (commitRecords < 1 || commitRecords > 1_000) {
      throw new IllegalArgumentException("commitRecords " + commitRecords + " is not 1 to 1000");
    }
    if (commitAfter.isNegative()) {
      throw new IllegalArgumentException("commitAfter " + commitAfter);
    }
    if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes > 64 * 1024 * 1024) {
      throw new IllegalArgumentException("segmentBytes " + segmentBytes);
    }
    if (quotaBytes < 4L * segmentBytes) {
      throw new IllegalArgumentException("quotaBytes " + quotaBytes + " is under four segments");
    }
    if (ringBytes < 0) {
      throw new IllegalArgumentException("ringBytes " + ringBytes);
    }
  }

  public JournalSettings committing(int records, Duration after) {
    return new JournalSettings(records, after, segmentBytes, quotaBytes, ringBytes);
  }

  public JournalSettings sized(int segment, long quota) {
    return new JournalSettings(commitRecords, commitAfter, segment, quota, ringBytes);
  }

  public JournalSettings keeping(long ring) {
    return new JournalSettings(commitRecords, commitAfter, segmentBytes, quotaBytes, ring);
  }
}

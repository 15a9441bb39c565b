package id.pantau.wire;

/**
 * A fix with its number in the journal of the tracker that made it.
 *
 * @param seq counts up from 1 within one journal (epoch) and is shared with events, so it may skip
 */
public record TrackRecord(long seq, Fix fix) {
  public TrackRecord {
    if (seq < 1) {
      throw new IllegalArgumentException("seq " + seq);
    }
  }
}

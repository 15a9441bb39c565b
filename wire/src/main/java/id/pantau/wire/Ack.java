package id.pantau.wire;

import java.util.List;

/**
 * The collector names records that it has committed; only these may the tracker delete.
 *
 * @param epoch the journal they belong to; an ack for another epoch means nothing
 * @param ranges 1 to {@link #MAX_RANGES}
 */
public record Ack(long epoch, List<SeqRange> ranges) {
  public static final int MAX_RANGES = 1_024;

  public Ack {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MAX_RANGES) {
      throw new IllegalArgumentException("ranges " + ranges.size());
    }
  }
}

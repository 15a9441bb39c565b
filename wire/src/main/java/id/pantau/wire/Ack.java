package id.pantau.wire;

import java.util.List;

/**
 * The collector names records that it has committed; only these may the tracker delete.
 *
 * @param epoch the journal they belong to; an ack for another epoch means nothing
 * @param ranges 1 to {@link #MAX_RANGES}
 * @param dialect what the collector understands: {@link #FIRST_DIALECT} or a higher one
 */
public record Ack(long epoch, List<SeqRange> ranges, int dialect) {
  public static final int MAX_RANGES = 1_024;

  /** Records, events, health; every message of records is answered at once. */
  public static final int FIRST_DIALECT = 1;

  /** Also previews and beats, and it answers later when a message allows it. */
  public static final int SPARING_DIALECT = 2;

  public Ack {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MAX_RANGES) {
      throw new IllegalArgumentException("ranges " + ranges.size());
    }
    if (dialect < FIRST_DIALECT) {
      throw new IllegalArgumentException("dialect " + dialect);
    }
  }

  /** Of a collector of the first dialect. */
  public Ack(long epoch, List<SeqRange> ranges) {
    this(epoch, ranges, FIRST_DIALECT);
  }
}

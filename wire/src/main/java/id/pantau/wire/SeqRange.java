package id.pantau.wire;

/**
 * The records {@code first} to {@code last} of a journal, both included.
 *
 * @param first at least 1
 * @param last at least {@code first}
 */
public record SeqRange(long first, long last) {
  public SeqRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("range " + first + ".." + last);
    }
  }

  public boolean contains(long seq) {
    return first <= seq && seq <= last;
  }
}

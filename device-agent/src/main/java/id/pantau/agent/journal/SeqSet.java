package id.pantau.agent.journal;

import id.pantau.wire.SeqRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A set of record numbers, kept as ranges. Not for two threads at once. */
public final class SeqSet {
  private final NavigableMap<Long, Long> ranges = new TreeMap<>();
  private long size;

  public void add(long first, long last) {
    if (last < first) {
      throw new IllegalArgumentException("range " + first + ".." + last);
    }
    remove(first, last);
    long from = first;
    long until = last;
    Map.Entry<Long, Long> before = ranges.lowerEntry(first);
    if (before != null && before.getValue() == first - 1) {
      from = before.getKey();
    }
    Long after = last == Long.MAX_VALUE ? null : ranges.remove(last + 1);
    if (after != null) {
      until = after;
    }
    ranges.put(from, until);
    size += last - first + 1;
  }

  public void remove(long first, long last) {
    Map.Entry<Long, Long> before = ranges.floorEntry(first);
    if (before != null && before.getValue() >= first) {
      cut(before.getKey(), before.getValue(), first, last);
    }
    Map.Entry<Long, Long> next = ranges.ceilingEntry(first);
    while (next != null && next.getKey() <= last) {
      cut(next.getKey(), next.getValue(), first, last);
      next = ranges.ceilingEntry(first);
    }
  }

  private void cut(long from, long until, long first, long last) {
    ranges.remove(from);
    size -= Math.min(until, last) - Math.max(from, first) + 1;
    if (from < first) {
      ranges.put(from, first - 1);
    }
    if (until > last) {
      ranges.put(last + 1, until);
    }
  }

  public boolean contains(long seq) {
    Map.Entry<Long, Long> range = ranges.floorEntry(seq);
    return range != null && range.getValue() >= seq;
  }

  public boolean intersects(long first, long last) {
    OptionalLong next = next(first);
    return next.isPresent() && next.getAsLong() <= last;
  }

  /** How many numbers of this range are in the set. */
  public long count(long first, long last) {
    long count = 0;
    Map.Entry<Long, Long> before = ranges.lowerEntry(first);
    if (before != null && before.getValue() >= first) {
      count += Math.min(before.getValue(), last) - first + 1;
    }
    for (Map.Entry<Long, Long> range : ranges.tailMap(first).entrySet()) {
      if (range.getKey() > last) {
        break;
      }
      count += Math.min(range.getValue(), last) - range.getKey() + 1;
    }
    return count;
  }

  /** The smallest number that is at least {@code from}. */
  public OptionalLong next(long from) {
    if (contains(from)) {
      return OptionalLong.of(from);
    }
    Long next = ranges.ceilingKey(from);
    return next == null ? OptionalLong.empty() : OptionalLong.of(next);
  }

  public long size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int rangeCount() {
    return ranges.size();
  }

  public List<SeqRange> ranges() {
    List<SeqRange> all = new ArrayList<>();
    ranges.forEach((first, last) -> all.add(new SeqRange(first, last)));
    return all;
  }

  public void clear() {
    ranges.clear();
    size = 0;
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}

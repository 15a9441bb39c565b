package id.pantau.collector.ingest;

import id.pantau.wire.SeqRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers of records in any order and with repetitions, told as ranges. One thread. */
final class SeqCollector {
  private long[] seqs = new long[16];
  private int size;

  void add(long seq) {
    if (size == seqs.length) {
      seqs = Arrays.copyOf(seqs, size * 2);
    }
    seqs[size++] = seq;
  }

  void addAll(SeqCollector other) {
    for (int i = 0; i < other.size; i++) {
      add(other.seqs[i]);
    }
  }

  int size() {
    return size;
  }

  /** Rising and apart from each other; at least one number must have been added. */
  List<SeqRange> ranges() {
    Arrays.sort(seqs, 0, size);
    var ranges = new ArrayList<SeqRange>();
    long first = seqs[0];
    long last = first;
    for (int i = 1; i < size; i++) {
      if (seqs[i] > last + 1) {
        ranges.add(new SeqRange(first, last));
        first = seqs[i];
      }
      last = seqs[i];
    }
    ranges.add(new SeqRange(first, last));
    return ranges;
  }
}

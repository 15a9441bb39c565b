package id.pantau.collector.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts records into blocks. */
final class FixBlocks {
  /** A block is read whole: more would make a glance at a minute cost an hour at 10 Hz. */
  static final int MAX_RECORDS = 4_096;

  private static final Comparator<ReceivedFix> BLOCK_ORDER =
      Comparator.comparingInt(ReceivedFix::deviceNo)
          .thenComparingLong(ReceivedFix::epoch)
          .thenComparingLong(ReceivedFix::hourMs)
          .thenComparing(ReceivedFix::isPrivate)
          .thenComparingLong(ReceivedFix::timeMs)
          .thenComparingLong(ReceivedFix::seq);

  private FixBlocks() {}

  /** In the order of their keys, so that two writers never wait for each other in a circle. */
  static List<FixBlock> of(List<ReceivedFix> fixes) {
    List<ReceivedFix> sorted = new ArrayList<>(fixes);
    sorted.sort(BLOCK_ORDER);
    List<FixBlock> blocks = new ArrayList<>();
    int from = 0;
    long minSeq = 0;
    long maxSeq = 0;
    for (int i = 0; i < sorted.size(); i++) {
      ReceivedFix next = sorted.get(i);
      boolean together =
          i > from
              && i - from < MAX_RECORDS
              && sameBlock(sorted.get(from), next)
              && Math.max(maxSeq, next.seq()) - Math.min(minSeq, next.seq()) < Integer.MAX_VALUE;
      if (!together && i > from) {
        blocks.add(FixBlock.of(sorted.subList(from, i)));
        from = i;
      }
      minSeq = together ? Math.min(minSeq, next.seq()) : next.seq();
      maxSeq = together ? Math.max(maxSeq, next.seq()) : next.seq();
    }
    if (from < sorted.size()) {
      blocks.add(FixBlock.of(sorted.subList(from, sorted.size())));
    }
    return blocks;
  }

  private static boolean sameBlock(ReceivedFix a, ReceivedFix b) {
    return a.deviceNo() == b.deviceNo()
        && a.epoch() == b.epoch()
        && a.hourMs() == b.hourMs()
        && a.isPrivate() == b.isPrivate();
  }
}

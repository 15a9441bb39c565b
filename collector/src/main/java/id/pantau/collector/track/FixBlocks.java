package id.pantau.collector.track;

import java.util.ArrayList;
import java.util.List;

/** Cuts records into blocks. */
final class FixBlocks {
  /** A block is read whole: more would make a glance at a minute cost an hour at 10 Hz. */
  static final int MAX_RECORDS = 4_096;

  private FixBlocks() {}

  /** In the order of their keys, so that two writers never wait for each other in a circle. */
  static List<FixBlock> of(List<ReceivedFix> fixes) {
    List<ReceivedFix> sorted = new ArrayList<>(fixes);
    sorted.sort(FixBlocks::inBlockOrder);
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

  /** By hand, as this is asked a dozen times for each position that comes. */
  private static int inBlockOrder(ReceivedFix a, ReceivedFix b) {
    int order = Integer.compare(a.deviceNo(), b.deviceNo());
    if (order == 0) {
      order = Long.compare(a.epoch(), b.epoch());
    }
    if (order == 0) {
      order = Long.compare(a.hourMs(), b.hourMs());
    }
    if (order == 0) {
      order = Boolean.compare(a.isPrivate(), b.isPrivate());
    }
    if (order == 0) {
      order = Long.compare(a.timeMs(), b.timeMs());
    }
    return order == 0 ? Long.compare(a.seq(), b.seq()) : order;
  }

  private static boolean sameBlock(ReceivedFix a, ReceivedFix b) {
    return a.deviceNo() == b.deviceNo()
        && a.epoch() == b.epoch()
        && a.hourMs() == b.hourMs()
        && a.isPrivate() == b.isPrivate();
  }
}

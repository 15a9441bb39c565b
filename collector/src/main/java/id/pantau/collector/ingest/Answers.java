package id.pantau.collector.ingest;

import id.pantau.wire.Ack;
import id.pantau.wire.DeviceId;
import id.pantau.wire.SeqRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is committed and not told to its tracker yet, because the tracker said that this may wait
 * for its next message. Lost at an end of the collector: the tracker asks again. Owned by the
 * pipeline's thread.
 */
final class Answers {
  /** More trackers than this that wait are told at once. */
  static final int MAX_WAITING = 10_000;

  /** A tracker that never asks is told all the same when so many of its records wait. */
  static final int MAX_RECORDS = 1_000;

  private final Map<Batch.Journal, SeqCollector> waiting = new HashMap<>();

  /** An acknowledgement and whom it is for. */
  record DeviceAck(DeviceId device, Ack ack) {}

  /** The acknowledgements that this batch, which is committed, makes due. */
  List<DeviceAck> after(Batch committed) {
    List<DeviceAck> acks = new ArrayList<>();
    committed
        .named()
        .forEach(
            (journal, numbers) -> {
              SeqCollector all = waiting.remove(journal);
              if (all == null) {
                all = numbers;
              } else {
                all.addAll(numbers);
              }
              if (committed.isAsking(journal)
                  || all.size() > MAX_RECORDS
                  || waiting.size() >= MAX_WAITING) {
                addAcks(acks, journal, all.ranges());
              } else {
                waiting.put(journal, all);
              }
            });
    return acks;
  }

  private static void addAcks(List<DeviceAck> to, Batch.Journal journal, List<SeqRange> ranges) {
    for (int from = 0; from < ranges.size(); from += Ack.MAX_RANGES) {
      int until = Math.min(ranges.size(), from + Ack.MAX_RANGES);
      to.add(
          new DeviceAck(
              journal.device(),
              new Ack(journal.epoch(), ranges.subList(from, until), Ack.SPARING_DIALECT)));
    }
  }
}

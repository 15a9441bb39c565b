package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DeviceId;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxQueueTest {
  private static final Duration NO_WAIT = Duration.ZERO;

  private static Message message(int bytes) {
    return new Message("t", new byte[bytes], Instant.EPOCH, () -> {});
  }

  @Test
  void holdsNoMoreThanItsLimits() throws InterruptedException {
    var many = new InboxQueue();
    for (int i = 0; i < InboxQueue.MAX_MESSAGES; i++) {
      assertTrue(many.offer(message(1), NO_WAIT));
    }
    assertFalse(many.offer(message(1), NO_WAIT));
    many.take(NO_WAIT);
    assertTrue(many.offer(message(1), NO_WAIT));

    var large = new InboxQueue();
    int count = 0;
    while (large.offer(message(200_000), NO_WAIT)) {
      count++;
    }
    assertTrue(count * 200_000L <= InboxQueue.MAX_KILOBYTES * 1_024L, count + " of 200 kB");
    assertTrue(count > 100, count + " of 200 kB");
    while (!large.take(NO_WAIT).isEmpty()) {
      count--;
    }
    assertTrue(large.offer(message(200_000), NO_WAIT), "room is given back");
  }

  @Test
  void aMessageLargerThanTheWholeQueueStillGoesThrough() throws InterruptedException {
    var queue = new InboxQueue();
    assertTrue(queue.offer(message(InboxQueue.MAX_KILOBYTES * 1_024 + 5_000), NO_WAIT));
    assertEquals(1, queue.take(NO_WAIT).size());
  }

  @Test
  void aBatchHasALimitInMessagesAndInBytes() throws InterruptedException {
    var queue = new InboxQueue();
    for (int i = 0; i < 3 * InboxQueue.BATCH_MESSAGES; i++) {
      queue.offer(message(10), NO_WAIT);
    }
    assertEquals(InboxQueue.BATCH_MESSAGES, queue.take(NO_WAIT).size());
    var large = new InboxQueue();
    for (int i = 0; i < 10; i++) {
      large.offer(message(100_000), NO_WAIT);
    }
    assertEquals(3, large.take(NO_WAIT).size());
  }

  @Test
  void allThatOneTrackerSaysGoesOneWayAndTrackersAreShared() {
    Set<Integer> lanes =
        IntStream.range(0, 50)
            .mapToObj(i -> new DeviceId("trk-" + i))
            .map(
                device -> {
                  Set<Integer> ways =
                      List.of(Topics.Up.values()).stream()
                          .map(up -> Lanes.laneOf(Topics.up(device, up), 2))
                          .collect(Collectors.toSet());
                  assertEquals(1, ways.size());
                  return ways.iterator().next();
                })
            .collect(Collectors.toSet());
    assertEquals(Set.of(0, 1), lanes);
    assertEquals(0, Lanes.laneOf("", 1));
    assertEquals(0, Lanes.laneOf("/", 1));
  }

  @Test
  void numbersBecomeRanges() {
    var seqs = new SeqCollector();
    for (long seq : new long[] {7, 3, 4, 4, 5, 100, 8, 7}) {
      seqs.add(seq);
    }
    for (long seq = 200; seq < 300; seq++) {
      seqs.add(seq);
    }
    assertEquals(
        List.of(
            new SeqRange(3, 5), new SeqRange(7, 8), new SeqRange(100, 100), new SeqRange(200, 299)),
        seqs.ranges());
  }
}

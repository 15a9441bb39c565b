package id.pantau.collector.ingest;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One queue a writer. All that a tracker says goes the same way, so its rows have one writer and
 * what it says keeps its order.
 */
final class Lanes {
  private final List<InboxQueue> queues;

  Lanes(int count) {
    this.queues = IntStream.range(0, count).mapToObj(i -> new InboxQueue()).toList();
  }

  /** Waits for room in the lane of the message's tracker, at most for the limit. */
  boolean offer(Message message, Duration limit) throws InterruptedException {
    return queues.get(laneOf(message.topic(), queues.size())).offer(message, limit);
  }

  List<InboxQueue> queues() {
    return queues;
  }

  /** How many messages wait. */
  int depth() {
    return queues.stream().mapToInt(InboxQueue::depth).sum();
  }

  /** By all of the topic but its last level, which is the same for all that a tracker says. */
  static int laneOf(String topic, int count) {
    int end = topic.lastIndexOf('/');
    return Math.floorMod(topic.substring(0, Math.max(0, end)).hashCode(), count);
  }
}

package id.pantau.collector.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Messages between the connection and the pipeline, limited in number and in bytes. A full queue
 * makes the connection wait, which holds the broker back; nothing is dropped. Safe for all threads.
 */
final class InboxQueue {
  static final int MAX_MESSAGES = 20_000;
  static final int MAX_KILOBYTES = 64 * 1024;

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(MAX_MESSAGES);
  private final Semaphore kilobytes = new Semaphore(MAX_KILOBYTES);

  /** Waits for room. */
  void put(Message message) throws InterruptedException {
    kilobytes.acquire(size(message));
    queue.put(message);
  }

  /**
   * What is there, in order of arrival: waits for the first at most for the limit.
   *
   * @param most messages at most
   */
  List<Message> take(int most, Duration limit) throws InterruptedException {
    Message first = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return List.of();
    }
    List<Message> taken = new ArrayList<>();
    taken.add(first);
    queue.drainTo(taken, most - 1);
    kilobytes.release(taken.stream().mapToInt(InboxQueue::size).sum());
    return taken;
  }

  int depth() {
    return queue.size();
  }

  /** Never more than there is in all, or an oversized message would wait for ever. */
  private static int size(Message message) {
    return Math.min(MAX_KILOBYTES, message.payload().length / 1024 + 1);
  }
}

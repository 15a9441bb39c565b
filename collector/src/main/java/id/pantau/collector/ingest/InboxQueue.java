package id.pantau.collector.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Messages between the connection and one lane of the pipeline, limited in number and in bytes. A
 * full queue makes the connection wait, which holds the broker back; nothing is dropped. Safe for
 * all threads.
 */
final class InboxQueue {
  /**
   * Five times what the broker hands out without an acknowledgement: while the database is away the
   * queue does not fill, and the connection stays alive.
   */
  static final int MAX_MESSAGES = 10_000;

  static final int MAX_KILOBYTES = 32 * 1024;

  /** Beyond some hundred messages a larger batch gains nothing and makes everybody wait longer. */
  static final int BATCH_MESSAGES = 1_000;

  /** About 25 000 positions: more would be a transaction of seconds and of a hundred megabytes. */
  static final int BATCH_BYTES = 256 * 1024;

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(MAX_MESSAGES);
  private final Semaphore kilobytes = new Semaphore(MAX_KILOBYTES);

  /**
   * Waits for room, at most for the limit.
   *
   * @return whether the message is in
   */
  boolean offer(Message message, Duration limit) throws InterruptedException {
    int size = size(message);
    if (!kilobytes.tryAcquire(size, limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    boolean in = queue.offer(message, limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!in) {
      kilobytes.release(size);
    }
    return in;
  }

  /**
   * What is there, in order of arrival, up to the size of a batch: waits for the first at most for
   * the limit.
   */
  List<Message> take(Duration limit) throws InterruptedException {
    Message next = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    List<Message> taken = new ArrayList<>();
    int bytes = 0;
    while (next != null) {
      taken.add(next);
      bytes += next.bytes();
      kilobytes.release(size(next));
      boolean full = taken.size() >= BATCH_MESSAGES || bytes >= BATCH_BYTES;
      next = full ? null : queue.poll();
    }
    return taken;
  }

  int depth() {
    return queue.size();
  }

  /** Never more than there is in all, or an oversized message would wait for ever. */
  private static int size(Message message) {
    return Math.min(MAX_KILOBYTES, message.bytes() / 1024 + 1);
  }
}

package id.pantau.acceptance.chain;

import id.pantau.workbench.PseudoSerial;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A receiver that writes one epoch after the other into its line, on a thread of its own. */
public final class SerialFeed implements AutoCloseable {
  private final PseudoSerial line;
  private final IntFunction<byte[]> epochs;
  private final Duration period;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "serial feed");
  private volatile int written;

  private SerialFeed(PseudoSerial line, IntFunction<byte[]> epochs, Duration period) {
    this.line = line;
    this.epochs = epochs;
    this.period = period;
  }

  /**
   * Begins to write.
   *
   * @param epochs the sentences of the n-th epoch, from 0
   * @param period from one to the next; a receiver takes a second
   */
  public static SerialFeed start(PseudoSerial line, IntFunction<byte[]> epochs, Duration period) {
    var feed = new SerialFeed(line, epochs, period);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** How many epochs are in the line or through it. */
  public int written() {
    return written;
  }

  private void run() {
    try {
      while (!stop.await(period.toNanos(), TimeUnit.NANOSECONDS)) {
        line.write(epochs.apply(written));
        written++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (UncheckedIOException unplugged) {
      // The line is gone, and with it the receiver.
      return;
    }
  }

  /** The receiver falls silent after the epoch that it is writing. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

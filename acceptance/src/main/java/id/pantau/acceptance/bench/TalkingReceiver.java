package id.pantau.acceptance.bench;

import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.acceptance.sim.Receiver;
import id.pantau.workbench.PseudoSerial;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A receiver that says at each full second where it is, at the pace of 9600 baud. Its own thread.
 *
 * <p>What it says while the line is off is lost, as on a UART that nobody has opened; what it says
 * while the line is on waits for a reader, because the line is made of software.
 */
final class TalkingReceiver implements AutoCloseable {
  private static final int BYTES_A_SECOND = 960;

  /** What a UART of this rate hands over at once, about. */
  private static final int CHUNK_BYTES = 10;

  private final PseudoSerial line;
  private final Receiver receiver;
  private final InstantSource clock;
  private final ReentrantLock plug = new ReentrantLock();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "talking receiver");
  private boolean on;

  private TalkingReceiver(PseudoSerial line, Receiver receiver, InstantSource clock) {
    this.line = line;
    this.receiver = receiver;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Begins to talk into a line that is off. */
  static TalkingReceiver start(PseudoSerial line, Receiver receiver, InstantSource clock) {
    var talking = new TalkingReceiver(line, receiver, clock);
    talking.thread.start();
    return talking;
  }

  Path device() {
    return line.devicePath();
  }

  /** A new line, on which nothing was ever said, switched off. */
  void replug() {
    plug.lock();
    try {
      on = false;
      line.replug();
    } finally {
      plug.unlock();
    }
  }

  /** From now on what is said comes out of the line. */
  void switchOn() {
    plug.lock();
    try {
      on = true;
    } finally {
      plug.unlock();
    }
  }

  private void run() {
    try {
      while (stop.getCount() > 0) {
        Instant second = Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1);
        byte[] words = NmeaWriter.write(receiver.at(second));
        long untilMs = second.toEpochMilli() - clock.millis();
        if (stop.await(untilMs, TimeUnit.MILLISECONDS)) {
          return;
        }
        say(words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(byte[] words) {
    long start = System.nanoTime();
    for (int from = 0; from < words.length; from += CHUNK_BYTES) {
      int until = Math.min(words.length, from + CHUNK_BYTES);
      long due = start + until * 1_000_000_000L / BYTES_A_SECOND;
      long rest;
      while ((rest = due - System.nanoTime()) > 0 && stop.getCount() > 0) {
        LockSupport.parkNanos(rest);
      }
      write(Arrays.copyOfRange(words, from, until));
    }
  }

  private void write(byte[] some) {
    plug.lock();
    try {
      if (on) {
        line.write(some);
      }
    } finally {
      plug.unlock();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.close();
  }
}

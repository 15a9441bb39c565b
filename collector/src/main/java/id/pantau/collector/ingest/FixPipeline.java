package id.pantau.collector.ingest;

import id.pantau.collector.db.DataRefused;
import id.pantau.collector.db.DatabaseAway;
import id.pantau.collector.track.Tracks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes what has come while the last commit ran, stores it in one transaction, and only then tells
 * the trackers, the broker and the screens. One thread, {@code ingest-<lane>}; batches form by
 * themselves, and in a flood it waits a moment for larger ones.
 *
 * <p>A database that is away, or cannot write, is waited for: nothing is acknowledged, the queue
 * fills, and the broker is held back. Only a message with a value that can never be stored becomes
 * a dead letter, so that it blocks nobody.
 */
final class FixPipeline {
  private static final Logger LOG = System.getLogger(FixPipeline.class.getName());
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration COMPLAIN_EVERY = Duration.ofSeconds(30);

  /**
   * After a batch of so many, more come at once, and a transaction costs the same for a few and for
   * hundreds: they are given a moment to come. Two thousand vehicles on the road send one or two in
   * the time of a commit and are not kept waiting.
   */
  private static final int BUSY_MESSAGES = 16;

  /** So many are worth a transaction. */
  private static final int ENOUGH_MESSAGES = 250;

  private static final Duration GATHERING = Duration.ofMillis(10);

  /**
   * So long a batch may wait for a slow broker to take its acknowledgements; then they are left.
   */
  private static final Duration ACKS_LIMIT = Duration.ofSeconds(1);

  private final Ingest.Targets targets;
  private final BatchWriter writer;
  private final InboxQueue queue;
  private final MqttInbox inbox;
  private final IngestCounts counts;
  private final InstantSource clock;
  private final Previews previews = new Previews();
  private final Answers answers = new Answers();
  private volatile boolean ending;
  private volatile @Nullable Instant stalledSince;
  private long complainedAtNanos = System.nanoTime() - COMPLAIN_EVERY.toNanos();

  FixPipeline(
      Ingest.Targets targets,
      InboxQueue queue,
      MqttInbox inbox,
      IngestCounts counts,
      InstantSource clock) {
    this.targets = targets;
    this.writer = new BatchWriter(targets);
    this.queue = queue;
    this.inbox = inbox;
    this.counts = counts;
    this.clock = clock;
  }

  /** Until {@link #end}; what is not stored by then stays with the broker. */
  void run() {
    try {
      while (!ending) {
        List<Message> messages = queue.take(IDLE);
        if (!messages.isEmpty()) {
          storeAndGoOn(messages);
        }
        if (messages.size() >= BUSY_MESSAGES && queue.depth() < ENOUGH_MESSAGES) {
          Thread.sleep(GATHERING);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A fault of ours after a commit costs the answers to one batch, never the writer. */
  private void storeAndGoOn(List<Message> messages) throws InterruptedException {
    try {
      store(messages);
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "a batch is stored but not answered", fault);
    }
  }

  void end() {
    ending = true;
  }

  /** Since when nothing could be stored; empty while all is well. */
  Optional<Instant> stalledSince() {
    return Optional.ofNullable(stalledSince);
  }

  /** Stores all of them, sooner or later. */
  private void store(List<Message> messages) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!ending) {
      try {
        finish(commit(batchOf(messages)));
        stalledSince = null;
        return;
      } catch (Unstorable refused) {
        separate(messages, refused);
        return;
      } catch (CannotWrite failure) {
        complain(failure);
      }
      TimeUnit.MILLISECONDS.sleep(withJitter(pause));
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Half and half again, until the one that cannot be stored is alone. */
  private void separate(List<Message> messages, Unstorable refused) throws InterruptedException {
    if (messages.size() > 1) {
      int middle = messages.size() / 2;
      store(messages.subList(0, middle));
      store(messages.subList(middle, messages.size()));
    } else {
      bury(messages.getFirst(), refused);
    }
  }

  private void bury(Message message, Unstorable refused) throws InterruptedException {
    // The letter itself says why; a tracker that repeats it must not fill the log.
    LOG.log(Level.DEBUG, "dead letter topic=" + message.topic(), refused);
    Duration pause = FIRST_PAUSE;
    while (!ending) {
      try {
        Batch dead = new Batch(targets.fleet(), previews);
        dead.addDead(message, "cannot be stored: " + rootMessage(refused));
        finish(commit(dead));
        return;
      } catch (Unstorable | CannotWrite failure) {
        complain(failure);
      }
      TimeUnit.MILLISECONDS.sleep(withJitter(pause));
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** A value in it can never be stored. */
  private static final class Unstorable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unstorable(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Nothing can be stored now. */
  private static final class CannotWrite extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotWrite(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private Batch batchOf(List<Message> messages) {
    try {
      Batch batch = new Batch(targets.fleet(), previews);
      messages.forEach(batch::add);
      return batch;
    } catch (RuntimeException failure) {
      throw judged(failure);
    }
  }

  private record Committed(Batch batch, Tracks.Appended appended) {}

  private Committed commit(Batch batch) {
    if (!batch.isStored()) {
      return new Committed(batch, Tracks.Appended.NOTHING);
    }
    try {
      return new Committed(batch, writer.commit(batch));
    } catch (RuntimeException failure) {
      throw judged(failure);
    }
  }

  /** When in doubt the failure may pass: what is waited for is not lost. */
  private static RuntimeException judged(RuntimeException failure) {
    return switch (failure) {
      case DataRefused data -> new Unstorable(data);
      case IllegalArgumentException ours -> new Unstorable(ours);
      case ArithmeticException ours -> new Unstorable(ours);
      case DateTimeException ours -> new Unstorable(ours);
      default -> new CannotWrite(failure);
    };
  }

  /** After the commit, and in this order. */
  private void finish(Committed committed) throws InterruptedException {
    Batch batch = committed.batch;
    tellTrackers(batch);
    batch.messages().forEach(Message::acknowledge);
    inbox.flush();
    batch.requests().forEach(each -> targets.renewals().ask(each.device(), each.request()));
    Instant now = clock.instant();
    writer.tellScreens(batch, committed.appended, now);
    counts.committed(
        batch,
        committed.appended.stored(),
        Duration.between(batch.messages().getFirst().receivedAt(), now));
  }

  private void tellTrackers(Batch batch) throws InterruptedException {
    long untilNanos = System.nanoTime() + ACKS_LIMIT.toNanos();
    for (Answers.DeviceAck each : answers.after(batch)) {
      long leftNanos = Math.max(0, untilNanos - System.nanoTime());
      if (!inbox.tell(each.device(), each.ack(), Duration.ofNanos(leftNanos))) {
        counts.ackNotSent();
      }
    }
  }

  private void complain(RuntimeException failure) {
    if (stalledSince == null) {
      stalledSince = clock.instant();
    }
    long now = System.nanoTime();
    if (now - complainedAtNanos >= COMPLAIN_EVERY.toNanos()) {
      complainedAtNanos = now;
      LOG.log(
          failure.getCause() instanceof DatabaseAway away && !away.isOutOfRoom()
              ? Level.WARNING
              : Level.ERROR,
          "cannot store, trying for ever reason=" + rootMessage(failure),
          failure);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static long withJitter(Duration pause) {
    return ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}

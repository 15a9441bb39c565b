package id.pantau.collector.ingest;

import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.live.LivePosition;
import id.pantau.collector.track.Tracks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Takes what has come while the last commit ran, stores it in one transaction, and only then tells
 * the trackers, the screens and the broker. One thread, {@code ingest}; batches form by themselves.
 *
 * <p>A database that is away is waited for: nothing is acknowledged, the queue fills, and the
 * broker is held back. A message that alone cannot be stored, while the database is well, becomes a
 * dead letter, so that it blocks nobody.
 */
final class FixPipeline {
  private static final Logger LOG = System.getLogger(FixPipeline.class.getName());

  /** Beyond some hundred messages a larger batch gains nothing and makes everybody wait longer. */
  private static final int MAX_MESSAGES = 1_000;

  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration COMPLAIN_EVERY = Duration.ofSeconds(30);

  private final Db db;
  private final Fleet fleet;
  private final Tracks tracks;
  private final LiveFeed live;
  private final MqttInbox inbox;
  private final IngestCounts counts;
  private volatile boolean ending;
  private long complainedAtNanos = System.nanoTime() - COMPLAIN_EVERY.toNanos();

  FixPipeline(
      Db db, Fleet fleet, Tracks tracks, LiveFeed live, MqttInbox inbox, IngestCounts counts) {
    this.db = db;
    this.fleet = fleet;
    this.tracks = tracks;
    this.live = live;
    this.inbox = inbox;
    this.counts = counts;
  }

  /** Until {@link #end}; what is not stored by then stays with the broker. */
  void run() {
    try {
      while (!ending) {
        List<Message> messages = inbox.queue().take(MAX_MESSAGES, IDLE);
        if (!messages.isEmpty()) {
          store(messages);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void end() {
    ending = true;
  }

  /** Stores all of them, sooner or later. */
  private void store(List<Message> messages) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!ending) {
      try {
        finish(commit(batchOf(messages)));
        return;
      } catch (RuntimeException failure) {
        complain(failure);
        if (db.isReachable() && messages.size() > 1) {
          // One of them cannot be stored: each on its own, so that the others are not held up.
          for (Message message : messages) {
            store(List.of(message));
          }
          return;
        }
        if (db.isReachable() && isTheMessagesFault(messages.getFirst(), failure)) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(withJitter(pause));
      pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Tries once more, and if the database is well and still refuses it, buries the message. */
  private boolean isTheMessagesFault(Message message, RuntimeException first)
      throws InterruptedException {
    try {
      TimeUnit.MILLISECONDS.sleep(withJitter(FIRST_PAUSE));
      finish(commit(batchOf(List.of(message))));
      return true;
    } catch (RuntimeException again) {
      if (!db.isReachable()) {
        return false;
      }
    }
    try {
      Batch dead = new Batch(fleet);
      dead.addDead(message, "cannot be stored: " + rootMessage(first));
      finish(commit(dead));
      return true;
    } catch (RuntimeException notEvenThat) {
      complain(notEvenThat);
      return false;
    }
  }

  private Batch batchOf(List<Message> messages) {
    Batch batch = new Batch(fleet);
    messages.forEach(batch::add);
    return batch;
  }

  private record Committed(Batch batch, Tracks.Appended appended) {}

  private Committed commit(Batch batch) {
    Set<LocalDate> days =
        batch.fixes().stream()
            .map(fix -> tracks.dayOf(fix.fix().fixTime()))
            .collect(Collectors.toSet());
    tracks.prepare(days, false);
    try {
      return new Committed(
          batch,
          db.asService(
              session -> {
                Tracks.Appended appended = tracks.append(session, batch.fixes());
                var store = new IngestStore(session);
                batch.events().forEach(store::add);
                batch.healths().forEach(store::raise);
                batch.deadLetters().forEach(store::add);
                return appended;
              }));
    } catch (RuntimeException failure) {
      // Perhaps a partition that we remember is not there any more: look again next time.
      tracks.forgetPartitions(days);
      throw failure;
    }
  }

  /** After the commit, and in this order. */
  private void finish(Committed committed) throws InterruptedException {
    Batch batch = committed.batch;
    tracks.show(committed.appended);
    batch.heard().forEach(device -> tracks.heard(device, batch.messages().getLast().receivedAt()));
    tellTrackers(batch);
    live.publish(
        committed.appended.raisedDevices().stream()
            .flatMap(device -> tracks.findPosition(device).stream())
            .map(LivePosition::of)
            .toList());
    batch.messages().forEach(Message::acknowledge);
    counts.committed(batch, committed.appended.stored());
  }

  private void tellTrackers(Batch batch) throws InterruptedException {
    for (Batch.DeviceAck each : batch.acks()) {
      if (!inbox.tell(each.device(), each.ack())) {
        counts.ackNotSent();
      }
    }
  }

  private void complain(RuntimeException failure) {
    long now = System.nanoTime();
    if (now - complainedAtNanos >= COMPLAIN_EVERY.toNanos()) {
      complainedAtNanos = now;
      LOG.log(
          Level.WARNING, "cannot store, trying for ever reason=" + rootMessage(failure), failure);
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

package id.pantau.collector.ingest;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection to the broker for ever: the thread {@code mqtt-supervisor} makes a new one
 * whenever there is none. Safe for all threads.
 */
final class MqttInbox implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MqttInbox.class.getName());

  /** Half a second after a break we are back: a local broker needs no more patience than that. */
  private static final Duration CHECK_EVERY = Duration.ofMillis(500);

  /** The same failure is logged once in this time. */
  private static final Duration COMPLAIN_EVERY = Duration.ofSeconds(30);

  private final BrokerAccess broker;
  private final Lanes lanes;
  private final IngestCounts counts;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread supervisor =
      Thread.ofPlatform().name("mqtt-supervisor").daemon().unstarted(this::supervise);
  private volatile @Nullable MqttLink link;
  private boolean connectedBefore;
  private long complainedAtNanos = System.nanoTime() - COMPLAIN_EVERY.toNanos();

  MqttInbox(BrokerAccess broker, Lanes lanes, IngestCounts counts, InstantSource clock) {
    this.broker = broker;
    this.lanes = lanes;
    this.counts = counts;
    this.clock = clock;
  }

  void start() {
    supervisor.start();
  }

  boolean isConnected() {
    MqttLink now = link;
    return now != null && now.isConnected();
  }

  /**
   * Tells a tracker what is committed, at the next {@link #flush}.
   *
   * @param limit how long it may wait for the broker to take it
   * @return whether it is under way
   */
  boolean tell(DeviceId device, Ack ack, Duration limit) throws InterruptedException {
    MqttLink now = link;
    return now != null
        && now.send(Topics.down(device, Topics.Down.ACK), AckCodec.encode(ack), false, limit);
  }

  /** Sends what was told and acknowledged since, in that order, as one piece. */
  void flush() {
    MqttLink now = link;
    if (now != null) {
      now.flush();
    }
  }

  /**
   * Tells a tracker anything.
   *
   * @param retained whether the broker keeps it for a tracker that is away
   * @param limit how long it may wait for the broker to take it
   * @return whether it is under way
   */
  boolean tell(String topic, byte[] payload, boolean retained, Duration limit)
      throws InterruptedException {
    MqttLink now = link;
    if (now == null || !now.send(topic, payload, retained, limit)) {
      return false;
    }
    now.flush();
    return true;
  }

  @Override
  public void close() {
    ending.countDown();
    supervisor.interrupt(); // it may wait for a broker that does not answer
    try {
      supervisor.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    MqttLink last = link;
    if (last != null) {
      last.close();
    }
  }

  private void supervise() {
    try {
      do {
        MqttLink now = link;
        if (now == null || !now.isConnected()) {
          reconnect();
        } else {
          now.watch();
        }
      } while (!ending.await(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reconnect() throws InterruptedException {
    MqttLink broken = link;
    if (broken != null) {
      LOG.log(
          Level.WARNING,
          "broker lost, connecting again reason=" + broken.findEnd().orElse("unknown"));
      broken.close();
      link = null;
    }
    try {
      MqttLink fresh = new MqttLink(broker, lanes, clock);
      // Before it is connected: what comes at once can be answered at once.
      link = fresh;
      fresh.connect();
      connected(fresh);
    } catch (IOException away) {
      MqttLink failed = link;
      if (failed != null) {
        failed.close();
        link = null;
      }
      complain(away);
    }
  }

  private void connected(MqttLink fresh) {
    LOG.log(Level.INFO, "broker connected session-present=" + fresh.wasSessionPresent());
    counts.connected();
    // One of a group has none to lose.
    if (connectedBefore && !fresh.wasSessionPresent() && broker.group().isEmpty()) {
      counts.sessionLost();
      LOG.log(Level.WARNING, "the broker has lost our session; trackers will send again");
    }
    connectedBefore = true;
  }

  private void complain(IOException away) {
    long now = System.nanoTime();
    if (now - complainedAtNanos >= COMPLAIN_EVERY.toNanos()) {
      complainedAtNanos = now;
      LOG.log(Level.WARNING, "no broker, trying for ever reason=" + away.getMessage());
    }
  }
}

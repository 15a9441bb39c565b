package id.pantau.collector.ingest;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Topics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
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

  private final Supplier<MqttLink> connect;
  private final InboxQueue queue;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread supervisor =
      Thread.ofPlatform().name("mqtt-supervisor").daemon().unstarted(this::supervise);
  private volatile @Nullable MqttLink link;
  private volatile boolean connectedBefore;
  private long complainedAtNanos;

  /** Why there is no connection. */
  private static final class BrokerAway extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerAway(MqttException cause) {
      super(cause.getMessage(), cause);
    }
  }

  MqttInbox(String uri, SSLContext tls, InboxQueue queue, InstantSource clock) {
    this.queue = queue;
    this.connect =
        () -> {
          try {
            return new MqttLink(uri, tls, queue, clock);
          } catch (MqttException e) {
            throw new BrokerAway(e);
          }
        };
    this.complainedAtNanos = System.nanoTime() - COMPLAIN_EVERY.toNanos();
  }

  void start() {
    supervisor.start();
  }

  boolean isConnected() {
    MqttLink now = link;
    return now != null && now.isConnected();
  }

  InboxQueue queue() {
    return queue;
  }

  /**
   * Tells a tracker what is committed.
   *
   * @return whether it is under way
   */
  boolean tell(DeviceId device, Ack ack) throws InterruptedException {
    MqttLink now = link;
    return now != null && now.send(Topics.down(device, Topics.Down.ACK), AckCodec.encode(ack));
  }

  @Override
  public void close() {
    ending.countDown();
    // Paho's thread may wait for room in the queue, and the supervisor for Paho.
    supervisor.interrupt();
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
        if (!isConnected()) {
          reconnect();
        }
      } while (!ending.await(CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reconnect() {
    MqttLink broken = link;
    link = null;
    if (broken != null) {
      LOG.log(Level.WARNING, "broker lost, connecting again");
      broken.close();
    }
    try {
      MqttLink fresh = connect.get();
      link = fresh;
      LOG.log(Level.INFO, "broker connected session-present=" + fresh.wasSessionPresent());
      if (connectedBefore && !fresh.wasSessionPresent()) {
        LOG.log(Level.WARNING, "the broker has lost our session; trackers will send again");
      }
      connectedBefore = true;
    } catch (BrokerAway away) {
      long now = System.nanoTime();
      if (now - complainedAtNanos >= COMPLAIN_EVERY.toNanos()) {
        complainedAtNanos = now;
        LOG.log(Level.WARNING, "no broker, trying for ever reason=" + away.getMessage());
      }
    }
  }
}

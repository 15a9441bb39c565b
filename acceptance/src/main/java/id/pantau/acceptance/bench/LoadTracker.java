package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.workbench.Credentials;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * A tracker reduced to what costs the sender least: it publishes ready payloads as fast as the
 * collector names them, with a window as a tracker has one.
 */
final class LoadTracker implements AutoCloseable {
  private static final int AT_LEAST_ONCE = 1;
  private static final long ANSWER_MS = 10_000;

  /** Twice what a tracker allows itself, because one of these stands for many. */
  private static final int WINDOW_MESSAGES = 16;

  private final MqttAsyncClient client;
  private final String topic;
  private final List<byte[]> payloads;
  private final int recordsAPayload;
  private final Semaphore window = new Semaphore(WINDOW_MESSAGES);
  private final AtomicLong named = new AtomicLong();
  private long published; // only the thread that publishes

  private LoadTracker(
      MqttAsyncClient client, DeviceId device, List<byte[]> payloads, int recordsAPayload) {
    this.client = client;
    this.topic = Topics.up(device, Topics.Up.TRACK);
    this.payloads = payloads;
    this.recordsAPayload = recordsAPayload;
  }

  /**
   * Connects.
   *
   * @param payloads each of so many records
   */
  static LoadTracker open(
      DeviceId device, List<byte[]> payloads, int recordsAPayload, Backbone backbone) {
    Credentials own = backbone.authority().device(device);
    try {
      var client =
          new MqttAsyncClient(backbone.broker().uri(), device.value(), new MemoryPersistence());
      var tracker = new LoadTracker(client, device, payloads, recordsAPayload);
      client.setCallback(tracker.new Receiver());
      var options = new MqttConnectionOptions();
      options.setCleanStart(true);
      options.setAutomaticReconnect(false);
      options.setSocketFactory(
          MutualTls.context(
                  backbone.authority().certificateFile(), own.certificateFile(), own.keyFile())
              .getSocketFactory());
      client.connect(options).waitForCompletion(ANSWER_MS);
      client
          .subscribe(Topics.down(device, Topics.Down.ACK), AT_LEAST_ONCE)
          .waitForCompletion(ANSWER_MS);
      return tracker;
    } catch (MqttException e) {
      throw new IllegalStateException("a load tracker cannot connect", e);
    }
  }

  /** Publishes all payloads, or those for which the time is enough. */
  void publishUntil(long deadlineNanos) {
    try {
      for (byte[] payload : payloads) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0 || !window.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return;
        }
        client.publish(topic, payload, AT_LEAST_ONCE, false);
        published += recordsAPayload;
      }
    } catch (MqttException e) {
      throw new IllegalStateException("a load tracker cannot publish", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After {@link #publishUntil}. */
  long published() {
    return published;
  }

  /** How many records the collector has named as committed. */
  long named() {
    return named.get();
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(ANSWER_MS);
      }
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("a load tracker does not end", e);
    }
  }

  /** On a thread of Paho. */
  private final class Receiver implements MqttCallback {
    @Override
    public void messageArrived(String from, MqttMessage message) {
      if (AckCodec.decode(message.getPayload()) instanceof Decoded.Good<Ack>(Ack ack)) {
        long records = 0;
        for (SeqRange range : ack.ranges()) {
          records += range.last() - range.first() + 1;
        }
        named.addAndGet(records);
        window.release((int) (records / recordsAPayload));
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      // Nothing is named any more then, and the measurement says so.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      // As above.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // The collector's word counts, not the broker's.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // open subscribes.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // Not used.
    }
  }
}

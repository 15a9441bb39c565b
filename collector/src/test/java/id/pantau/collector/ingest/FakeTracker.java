package id.pantau.collector.ingest;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A tracker that sends what a test tells it, and remembers which records were named to it. */
final class FakeTracker implements AutoCloseable {
  static final long EPOCH = 0x5eed;
  private static final long ANSWER_MS = 5_000;
  private static final Duration SOON = Duration.ofSeconds(20);

  private final DeviceId device;
  private final PrivateBroker broker;
  private final CertificateAuthority authority;
  private final NavigableSet<Long> named = new ConcurrentSkipListSet<>();
  private final AtomicInteger acks = new AtomicInteger();
  private volatile int dialect;
  private MqttAsyncClient client;

  FakeTracker(String id, PrivateBroker broker, CertificateAuthority authority) {
    this.device = new DeviceId(id);
    this.broker = broker;
    this.authority = authority;
    connect();
  }

  DeviceId device() {
    return device;
  }

  /** Connects, also after the broker was killed. */
  void connect() {
    if (client != null) {
      close();
    }
    Await.until("the tracker connects", SOON, this::tryToConnect);
  }

  private boolean tryToConnect() {
    try {
      client = new MqttAsyncClient(broker.uri(), device.value(), new MemoryPersistence());
      client.setCallback(new Listener());
      var options = new MqttConnectionOptions();
      options.setSocketFactory(authority.sslContext(authority.device(device)).getSocketFactory());
      options.setAutomaticReconnect(false);
      client.connect(options).waitForCompletion(ANSWER_MS);
      client.subscribe(Topics.allDown(device), 1).waitForCompletion(ANSWER_MS);
      return true;
    } catch (MqttException notYet) {
      return false;
    }
  }

  /** A second of a drive to the north-east. */
  static Fix fix(Instant time) {
    long second = time.getEpochSecond() % 3_600;
    return new Fix(
        time,
        new LatLon(-8.65 + second * 1e-5, 116.53 + second * 1e-5),
        Fix.Mode.FIX_3D,
        11.5,
        45,
        120,
        0.9,
        9,
        0);
  }

  /**
   * The records of these numbers; each a second after the one before, beginning at {@code start}.
   */
  static TrackBatch batch(Instant start, long first, int count) {
    return new TrackBatch(
        EPOCH,
        IntStream.range(0, count)
            .mapToObj(i -> new TrackRecord(first + i, fix(start.plusSeconds(first + i))))
            .toList());
  }

  void send(TrackBatch batch) {
    send(Topics.Up.TRACK, TrackCodec.encode(batch));
  }

  void send(Topics.Up lane, byte[] payload) {
    publish(Topics.up(device, lane), payload);
  }

  /** Whether the broker said it took it; it also says so when it drops it by its access list. */
  boolean publish(String topic, byte[] payload) {
    return publish(topic, payload, 1);
  }

  /** As a map's position travels: nobody confirms it. */
  void preview(byte[] payload) {
    publish(Topics.up(device, Topics.Up.PREVIEW), payload, 0);
  }

  private boolean publish(String topic, byte[] payload, int qos) {
    try {
      client.publish(topic, payload, qos, false).waitForCompletion(ANSWER_MS);
      return true;
    } catch (MqttException refused) {
      return false;
    }
  }

  boolean wasTold(long first, long last) {
    return named.subSet(first, true, last, true).size() == last - first + 1;
  }

  /** How many acknowledgements came. */
  int acks() {
    return acks.get();
  }

  /** What the last acknowledgement says that the collector understands. */
  int dialect() {
    return dialect;
  }

  void awaitTold(long first, long last) {
    Await.until(
        "records " + first + " to " + last + " are named", SOON, () -> wasTold(first, last));
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 100, false);
      client.close(true);
    } catch (MqttException alreadyGone) {
      // what we wanted
    }
  }

  private final class Listener implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (AckCodec.decode(message.getPayload()) instanceof Decoded.Good<Ack>(Ack ack)
          && ack.epoch() == EPOCH) {
        dialect = ack.dialect();
        acks.incrementAndGet();
        for (SeqRange range : List.copyOf(ack.ranges())) {
          for (long seq = range.first(); seq <= range.last(); seq++) {
            named.add(seq);
          }
        }
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}

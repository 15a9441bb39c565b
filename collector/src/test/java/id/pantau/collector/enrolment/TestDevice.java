package id.pantau.collector.enrolment;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.PrivateBroker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A tracker at the broker, with the identity that a test gives it. */
final class TestDevice implements AutoCloseable {
  static final long EPOCH = 0xbeef;
  private static final long ANSWER_MS = 5_000;

  private final DeviceId device;
  private final Set<Long> named = ConcurrentHashMap.newKeySet();
  private final List<byte[]> answers = new CopyOnWriteArrayList<>();
  private final MqttAsyncClient client;
  private volatile long lostAtNanos;

  /**
   * Connects.
   *
   * @throws MqttException when the broker refuses
   */
  TestDevice(DeviceId device, PrivateBroker broker, SSLContext tls) throws MqttException {
    this.device = device;
    this.client = new MqttAsyncClient(broker.uri(), device.value(), new MemoryPersistence());
    client.setCallback(new Listener());
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setAutomaticReconnect(false);
    try {
      client.connect(options).waitForCompletion(ANSWER_MS);
      client.subscribe(Topics.allDown(device), 1).waitForCompletion(ANSWER_MS);
    } catch (MqttException refused) {
      client.close(true);
      throw refused;
    }
  }

  void send(long seq, Instant time) throws MqttException {
    var fix =
        new Fix(
            time.truncatedTo(ChronoUnit.MILLIS),
            new LatLon(-8.65, 116.53),
            Fix.Mode.FIX_3D,
            11.5,
            45,
            120,
            0.9,
            9,
            0);
    var batch = new TrackBatch(EPOCH, List.of(new TrackRecord(seq, fix)));
    client
        .publish(Topics.up(device, Topics.Up.TRACK), TrackCodec.encode(batch), 1, false)
        .waitForCompletion(ANSWER_MS);
  }

  void ask(byte[] request) throws MqttException {
    client
        .publish(Topics.up(device, Topics.Up.CSR), request, 1, false)
        .waitForCompletion(ANSWER_MS);
  }

  /** What came on the lane of certificates. */
  List<byte[]> answers() {
    return answers;
  }

  boolean wasNamed(long seq) {
    return named.contains(seq);
  }

  boolean isConnected() {
    return client.isConnected();
  }

  /** When its connection went. */
  long lostAtNanos() {
    return lostAtNanos;
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
      if (topic.endsWith("/certificate")) {
        answers.add(message.getPayload());
        return;
      }
      if (AckCodec.decode(message.getPayload()) instanceof Decoded.Good<Ack>(Ack ack)) {
        ack.ranges()
            .forEach(
                range -> {
                  for (long seq = range.first(); seq <= range.last(); seq++) {
                    named.add(seq);
                  }
                });
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lostAtNanos = System.nanoTime();
    }

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

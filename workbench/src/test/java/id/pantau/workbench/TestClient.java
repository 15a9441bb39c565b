package id.pantau.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
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

/** A plain MQTT 5 client that remembers what came as "topic=payload". */
final class TestClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final long SESSION_SECONDS = 3600;

  private final MqttAsyncClient client;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private TestClient(MqttAsyncClient client) {
    this.client = client;
  }

  /** A client whose session ends with the connection. */
  static TestClient connect(PrivateBroker broker, SSLContext tls, String clientId)
      throws MqttException {
    return connect(broker, clientId, options(tls));
  }

  /** A client for which the broker keeps what comes while it is away. */
  static TestClient lasting(PrivateBroker broker, SSLContext tls, String clientId)
      throws MqttException {
    var options = options(tls);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_SECONDS);
    return connect(broker, clientId, options);
  }

  /** A client that claims to be somebody, with a user name beside its certificate. */
  static TestClient claiming(PrivateBroker broker, SSLContext tls, String name)
      throws MqttException {
    var options = options(tls);
    options.setUserName(name);
    options.setPassword("x".getBytes(UTF_8));
    return connect(broker, name, options);
  }

  private static MqttConnectionOptions options(SSLContext tls) {
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setAutomaticReconnect(false);
    return options;
  }

  private static TestClient connect(
      PrivateBroker broker, String clientId, MqttConnectionOptions options) throws MqttException {
    var made = new TestClient(new MqttAsyncClient(broker.uri(), clientId, new MemoryPersistence()));
    made.client.setCallback(made.new Inbox());
    try {
      made.client.connect(options).waitForCompletion(LIMIT.toMillis());
    } catch (MqttException refused) {
      made.client.close(true);
      throw refused;
    }
    return made;
  }

  boolean isConnected() {
    return client.isConnected();
  }

  List<String> messages() {
    return messages;
  }

  void awaitMessages(List<String> expected) {
    try {
      Await.until("these arrive: " + expected, LIMIT, () -> messages.equals(expected));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + ", but there is " + messages, e);
    }
  }

  void subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(filter, 1);
    token.waitForCompletion(LIMIT.toMillis());
    if (token.getReasonCodes()[0] > 2) {
      throw new MqttException(token.getReasonCodes()[0]);
    }
  }

  void subscribeMaybeRefused(String filter) {
    try {
      client.subscribe(filter, 1).waitForCompletion(LIMIT.toMillis());
    } catch (MqttException refused) {
      // Refused or accepted without effect: both are a wall. The test looks at what arrives.
    }
  }

  void publish(String topic, String payload) throws MqttException {
    int reason = reasonOfPublish(topic, payload);
    // 0x10: stored, though nobody listens at the moment.
    if (reason != 0 && reason != 0x10) {
      throw new MqttException(reason);
    }
  }

  /** The broker's answer: 0 or 0x10 for yes, 0x87 for not authorised. */
  int reasonOfPublish(String topic, String payload) throws MqttException {
    try {
      IMqttToken token = client.publish(topic, payload.getBytes(UTF_8), 1, false);
      token.waitForCompletion(LIMIT.toMillis());
      return token.getReasonCodes()[0];
    } catch (MqttException refused) {
      return refused.getReasonCode();
    }
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(LIMIT.toMillis());
    }
    client.close(true);
  }

  private final class Inbox implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      messages.add(topic + "=" + new String(message.getPayload(), UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}

package id.pantau.collector.ingest;

import id.pantau.wire.Topics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to the broker, used once: when it breaks another is made, so that a packet number
 * can never mean a message of an earlier connection.
 *
 * <p>Paho is a bare transport here: acknowledgements by hand, no automatic reconnect, no store. Its
 * thread only puts into the queue; an exception there would end the connection without a word.
 */
final class MqttLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MqttLink.class.getName());
  private static final long ANSWER_MS = 5_000;
  private static final int QOS_AT_LEAST_ONCE = 1;

  /** A day without us and the broker forgets what it kept; the trackers have kept it as well. */
  private static final long SESSION_EXPIRY_S = Duration.ofDays(1).toSeconds();

  private static final int RECEIVE_MAXIMUM = 2_000;

  /** A queue that is full keeps Paho from reading the answer to its ping for as long. */
  private static final int KEEP_ALIVE_S = 60;

  /** Acknowledgements under way to trackers; more would overrun what the broker takes. */
  private static final int OUTGOING_WINDOW = 500;

  /** So often a receiver that waits for room looks whether its connection is still wanted. */
  private static final Duration ROOM_LOOK = Duration.ofMillis(200);

  private final MqttAsyncClient client;
  private final Lanes lanes;
  private final InstantSource clock;
  private final Semaphore window = new Semaphore(OUTGOING_WINDOW);
  private volatile boolean closing;
  private volatile boolean sessionPresent;

  /**
   * Not connected yet.
   *
   * @throws MqttException when the address is none
   */
  MqttLink(String uri, Lanes lanes, InstantSource clock) throws MqttException {
    this.lanes = lanes;
    this.clock = clock;
    // The broker puts the CN of our certificate in the place of this name.
    this.client = new MqttAsyncClient(uri, "collector", new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Receiver());
  }

  /**
   * Connects and, if the broker has forgotten us, subscribes. Messages may come before it returns.
   *
   * @throws MqttException when the broker is away or refuses us
   */
  void connect(SSLContext tls) throws MqttException {
    IMqttToken connected = client.connect(options(tls));
    connected.waitForCompletion(ANSWER_MS);
    sessionPresent = connected.getSessionPresent();
    if (!sessionPresent) {
      // Also after a crash of the broker that lost our session: connected, and deaf for ever.
      client.subscribe(Topics.allUp(), QOS_AT_LEAST_ONCE).waitForCompletion(ANSWER_MS);
    }
  }

  /** Whether the broker still had our session, with what came while we were away. */
  boolean wasSessionPresent() {
    return sessionPresent;
  }

  boolean isConnected() {
    return client.isConnected();
  }

  /**
   * Sends without waiting for the answer, but at most for the limit for room to send. What cannot
   * be sent is left out: a tracker that hears nothing sends its records again, and is told then.
   *
   * @param retained whether the broker keeps it for whoever subscribes later
   * @return whether it is under way
   */
  boolean send(String topic, byte[] payload, boolean retained, Duration limit)
      throws InterruptedException {
    if (!client.isConnected() || !window.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      client.publish(topic, payload, QOS_AT_LEAST_ONCE, retained, null, new Sent());
      return true;
    } catch (MqttException e) {
      window.release();
      LOG.log(Level.DEBUG, "not sent", e);
      return false;
    }
  }

  @Override
  public void close() {
    closing = true; // first: Paho waits for its receiver to return, and that may wait for room
    try {
      if (client.isConnected()) {
        client.disconnect(ANSWER_MS).waitForCompletion(ANSWER_MS);
      }
      client.close(true);
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "connection did not end in good order", e);
    }
  }

  private MqttConnectionOptions options(SSLContext tls) {
    var options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    // Also the first time: mosquitto 2.0 does not keep sessions that began clean.
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY_S);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_S);
    options.setConnectionTimeout((int) (ANSWER_MS / 1_000));
    return options;
  }

  private void acknowledge(int packet) {
    try {
      client.messageArrivedComplete(packet, QOS_AT_LEAST_ONCE);
    } catch (MqttException | NullPointerException gone) {
      // The connection is gone: the broker hands the message out again, and its records are known.
      // A client that is being closed at this moment has no callback any more, and Paho looks into
      // it all the same.
      LOG.log(Level.DEBUG, "broker not told", gone);
    }
  }

  /** On Paho's callback thread. */
  private final class Receiver implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      int packet = message.getId();
      boolean expectsAnswer = message.getQos() > 0;
      var taken =
          new Message(
              topic,
              message.getPayload(),
              clock.instant(),
              () -> {
                if (expectsAnswer) {
                  acknowledge(packet);
                }
              });
      try {
        boolean in = false;
        while (!in && !closing) {
          in = lanes.offer(taken, ROOM_LOOK);
        }
        // Not in: the connection is over, and unacknowledged it comes again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      LOG.log(Level.DEBUG, "disconnected reason={0}", response.getReasonString());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      LOG.log(Level.DEBUG, "mqtt error", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Sent counts them.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // The supervisor subscribes; a blocking call here would stop the receiver.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // We do not use enhanced authentication.
    }
  }

  private final class Sent implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      window.release();
    }
  }
}

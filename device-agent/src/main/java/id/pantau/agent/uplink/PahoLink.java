package id.pantau.agent.uplink;

import id.pantau.wire.Topics;
import java.io.EOFException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
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
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/**
 * MQTT 5 by Eclipse Paho, without its reconnecting, its buffer and its persistence: each of them
 * was measured to lose messages. A new client for every connection, so nothing of an old one is
 * left.
 */
final class PahoLink implements Link {
  private static final int QOS_AT_MOST_ONCE = 0;
  private static final int QOS_AT_LEAST_ONCE = 1;

  /**
   * Longer than a tracker is ever silent, so that no ping is needed: a beat costs 20 bytes more and
   * says more. That a connection is dead shows at the first message that nobody confirms.
   */
  private static final int KEEP_ALIVE_S = 35 * 60;

  private static final long ANSWER_MS = 10_000;

  /** Of a broker that would not have us an hour later either. */
  private static final Set<Integer> REFUSALS =
      Set.of(
          MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION,
          MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID,
          MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
          MqttReturnCode.RETURN_CODE_BANNED,
          MqttReturnCode.RETURN_CODE_BAD_AUTHENTICATION);

  private static final long CLOSE_MS = 1_000;

  /** MQTT 5: what holds when the broker does not say. */
  private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

  private static final long DEFAULT_MAX_PACKET_BYTES = 256 * 1024;

  private final UplinkSettings settings;
  private final AtomicBoolean wantsNewerTls;
  private final PahoThreads threads;
  private @Nullable MqttAsyncClient client;
  private @Nullable Confirmations confirmations;

  /**
   * @param wantsNewerTls whether the broker has refused {@link SparingSockets}; lives longer than
   *     this connection
   */
  PahoLink(UplinkSettings settings, AtomicBoolean wantsNewerTls) {
    this.settings = settings;
    this.wantsNewerTls = wantsNewerTls;
    this.threads = new PahoThreads(settings.device());
  }

  @Override
  public Limits open(Listener listener) throws LinkException {
    try {
      // Before the client is made: what is wrong with the files is said, and no thread is left.
      MqttConnectionOptions options = options();
      var made =
          new MqttAsyncClient(
              settings.mqttUri(),
              settings.device().value(),
              new MemoryPersistence(),
              null, // its usual pings
              threads);
      client = made;
      confirmations = new Confirmations(listener);
      made.setCallback(new Receiver(listener));
      IMqttToken connected = made.connect(options);
      connected.waitForCompletion(ANSWER_MS);
      made.subscribe(topics(), qualities()).waitForCompletion(ANSWER_MS);
      return limits(connected);
    } catch (MqttException e) {
      if (isAboutVersion(e)) {
        wantsNewerTls.set(true);
      }
      throw new LinkException(fault(e), reason(e), e);
    } catch (RuntimeException e) {
      throw new LinkException(Fault.ABSENT, e.getMessage() + "", e);
    }
  }

  /** RFC 5246, section 7.2.2: the alert of a server that takes no such version. */
  private static boolean isAboutVersion(MqttException e) {
    return e.getCause() instanceof SSLHandshakeException tls
        && (tls.getMessage() + "").contains("protocol_version");
  }

  private static Fault fault(MqttException e) {
    if (REFUSALS.contains(e.getReasonCode())) {
      return Fault.REFUSED;
    }
    return isHangUp(e.getCause()) ? Fault.BROKEN : Fault.ABSENT;
  }

  /**
   * A broker that does not like our certificate says so by an alert and hangs up; which of the two
   * we see is chance. Who never reached anybody sees neither.
   */
  private static boolean isHangUp(@Nullable Throwable cause) {
    return cause instanceof SSLException
        || cause instanceof EOFException
        || cause instanceof SocketException broken
            && (broken.getMessage() + "").matches("Connection reset.*|Broken pipe.*");
  }

  private String[] topics() {
    return Arrays.stream(Topics.Down.values())
        .map(lane -> Topics.down(settings.device(), lane))
        .toArray(String[]::new);
  }

  /** An ack that gets lost costs a resend; to confirm every one would cost a packet for each. */
  private static int[] qualities() {
    return Arrays.stream(Topics.Down.values())
        .mapToInt(lane -> lane == Topics.Down.ACK ? QOS_AT_MOST_ONCE : QOS_AT_LEAST_ONCE)
        .toArray();
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    Optional<Supplier<SSLContext>> tls = settings.tls();
    tls.map(context -> context.get().getSocketFactory())
        .map(usual -> wantsNewerTls.get() ? usual : new SparingSockets(usual))
        .ifPresent(options::setSocketFactory);
    options.setHttpsHostnameVerificationEnabled(true);
    // The queue is ours: nothing need wait for us at the broker.
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(KEEP_ALIVE_S);
    options.setConnectionTimeout((int) (ANSWER_MS / 1_000));
    return options;
  }

  private static Limits limits(IMqttToken connected) {
    MqttProperties said = connected.getResponseProperties();
    Integer receive = said == null ? null : said.getReceiveMaximum();
    Long packet = said == null ? null : said.getMaximumPacketSize();
    return new Limits(
        receive == null ? DEFAULT_RECEIVE_MAXIMUM : receive,
        packet == null ? DEFAULT_MAX_PACKET_BYTES : packet);
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.toString() : e.getReasonCode() + ": " + cause;
  }

  @Override
  public void publish(String topic, byte[] payload, boolean confirmed) throws LinkException {
    MqttAsyncClient open = client;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    try {
      // Paho names a topic once a connection and then by its alias, as far as the broker takes it.
      if (confirmed) {
        open.publish(topic, payload, QOS_AT_LEAST_ONCE, false, null, confirmations);
      } else {
        open.publish(topic, payload, QOS_AT_MOST_ONCE, false);
      }
    } catch (MqttException e) {
      throw new LinkException(Fault.BROKEN, reason(e), e);
    }
  }

  @Override
  public void close() {
    MqttAsyncClient open = client;
    client = null;
    if (open != null) {
      close(open);
    }
    threads.shutdownNow();
  }

  private static void close(MqttAsyncClient open) {
    try {
      if (open.isConnected()) {
        open.disconnect(CLOSE_MS).waitForCompletion(CLOSE_MS);
      }
    } catch (MqttException e) {
      System.getLogger(PahoLink.class.getName())
          .log(System.Logger.Level.DEBUG, "connection did not end in good order", e);
    }
    try {
      open.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      System.getLogger(PahoLink.class.getName())
          .log(System.Logger.Level.DEBUG, "connection was not open", e);
    }
    try {
      open.close(true);
    } catch (MqttException e) {
      System.getLogger(PahoLink.class.getName())
          .log(System.Logger.Level.DEBUG, "client did not close", e);
    }
  }

  /** On a thread of Paho. */
  private record Confirmations(Listener listener) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      listener.confirmed();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      listener.confirmed(); // Its slot is free; the record is sent again when no ack comes.
    }
  }

  /** On a thread of Paho; throws nothing, or Paho would cut the connection. */
  private record Receiver(Listener listener) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      listener.message(topic, message.getPayload());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      if (response.getReturnCode() == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER) {
        listener.displaced();
        return;
      }
      MqttException cause = response.getException();
      listener.lost(cause == null ? "code " + response.getReturnCode() : reason(cause));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      listener.lost(reason(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Confirmations counts them.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      // open subscribes; a blocking call here would stop the receiver.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
      // We do not use enhanced authentication.
    }
  }
}

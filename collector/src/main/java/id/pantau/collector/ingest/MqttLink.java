package id.pantau.collector.ingest;

import id.pantau.collector.mqtt.MqttConnection;
import id.pantau.collector.mqtt.Packet;
import id.pantau.collector.mqtt.PacketCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One connection to the broker as ingest uses it: what comes goes into the lanes, and is
 * acknowledged by hand. Safe for all threads.
 */
final class MqttLink implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private static final int RECEIVE_MAXIMUM = 2_000;
  private static final int KEEP_ALIVE_S = 60;

  /** So often a receiver that waits for room looks whether its connection is still wanted. */
  private static final Duration ROOM_LOOK = Duration.ofMillis(200);

  /**
   * The broker puts the CN of our certificate in the place of this name. The session is kept also
   * the first time: mosquitto 2.0 does not keep sessions that began clean. And it is kept for ever:
   * one that expires breaks mosquitto 2.0 when it is told of a revocation while we are away
   * (decision 0040).
   */
  private static final PacketCodec.Greeting ALONE =
      new PacketCodec.Greeting(
          "collector", false, KEEP_ALIVE_S, PacketCodec.NEVER_EXPIRES, RECEIVE_MAXIMUM);

  /**
   * One of a group leaves no session behind: the broker would go on giving it its share, and nobody
   * would have it until it came back. What it had not acknowledged the trackers send again.
   */
  private static final PacketCodec.Greeting OF_A_GROUP =
      new PacketCodec.Greeting("collector", true, KEEP_ALIVE_S, 0, RECEIVE_MAXIMUM);

  private final BrokerAccess broker;
  private final MqttConnection connection;
  private final Lanes lanes;
  private final InstantSource clock;
  private volatile boolean closing;
  private volatile boolean sessionPresent;
  private volatile boolean subscribed;

  /** Not connected yet. */
  MqttLink(BrokerAccess broker, Lanes lanes, InstantSource clock) {
    this.broker = broker;
    this.connection =
        new MqttConnection(
            address(broker.uri()), broker.group().isEmpty() ? ALONE : OF_A_GROUP, this::receive);
    this.lanes = lanes;
    this.clock = clock;
  }

  private static InetSocketAddress address(String uri) {
    URI at = URI.create(uri);
    if (at.getHost() == null || at.getPort() < 0) {
      throw new IllegalArgumentException("not ssl://host:port: " + uri);
    }
    // An address of IPv6 is in brackets there, and without them in a certificate.
    return new InetSocketAddress(at.getHost().replaceAll("[\\[\\]]", ""), at.getPort());
  }

  /**
   * Connects and subscribes. Messages may come before it returns.
   *
   * @throws IOException when the broker is away or refuses us
   */
  void connect() throws IOException, InterruptedException {
    sessionPresent = connection.connect(broker.tls(), ANSWER_LIMIT);
    // Each time: a session that the broker still has may be one of a life of ours that was cut off
    // before it had subscribed, and we would be connected, and deaf for ever.
    for (String topic : broker.topics()) {
      connection.subscribe(topic, ANSWER_LIMIT);
    }
    subscribed = true;
  }

  /** Whether the broker still had our session, with what came while we were away. */
  boolean wasSessionPresent() {
    return sessionPresent;
  }

  /** Whether all that trackers say from now on comes here. */
  boolean isConnected() {
    return subscribed && connection.isOpen();
  }

  /** Why it is not connected any more. */
  Optional<String> findEnd() {
    return connection.findEnd();
  }

  /** To be called every second or so. */
  void watch() {
    connection.watch();
  }

  /**
   * Gathers a message for the next {@link #flush}, and waits at most for the limit for room to send
   * it. What cannot be sent is left out: a tracker that hears nothing sends its records again, and
   * is told then.
   *
   * @param retained whether the broker keeps it for whoever subscribes later
   * @return whether it is under way
   */
  boolean send(String topic, byte[] payload, boolean retained, Duration limit)
      throws InterruptedException {
    return connection.publish(topic, payload, retained, limit);
  }

  /** Writes what was gathered since, acknowledgements as well. */
  void flush() {
    connection.flush();
  }

  @Override
  public void close() {
    closing = true; // first: the reader may wait for room
    connection.close();
  }

  /** On the connection's thread. */
  private void receive(Packet.Delivery message) throws InterruptedException {
    int id = message.id();
    // If the connection is gone by then, the broker hands it out again, and its records are known.
    Runnable acknowledgement = id == 0 ? () -> {} : () -> connection.confirm(id);
    var taken = new Message(message.topic(), message.payload(), clock.instant(), acknowledgement);
    boolean in = false;
    while (!in && !closing) {
      in = lanes.offer(taken, ROOM_LOOK);
    }
    // Not in: the connection is over, and unacknowledged it comes again.
  }
}

package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import id.pantau.wire.Topics;
import id.pantau.workbench.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A tracker that costs next to nothing, so that two thousand of them fit beside what they load: one
 * TLS connection with its own certificate, MQTT 5 (OASIS, 2019) by hand, no reader but one that
 * throws away. It publishes at least once and does not wait for the answer. One thread publishes.
 */
final class BareTracker implements AutoCloseable {
  private static final int CONNECT = 0x10;
  private static final int PUBLISH_QOS_1 = 0x32;
  private static final int CONNACK = 0x20;
  private static final int CLEAN_START = 0x02;

  /** As the tracker's own: who is not let in by then begins anew. */
  private static final int ANSWER_MS = 10_000;

  private final SSLSocket socket;
  private final OutputStream out;
  private final DeviceId device;
  private int packetId;

  private BareTracker(SSLSocket socket, DeviceId device) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.device = device;
  }

  /** Connects, and reads on a virtual thread of its own from then on. */
  static BareTracker open(DeviceId device, Backbone backbone) {
    return open(device, identity(device, backbone), URI.create(backbone.broker().uri()));
  }

  /** Its key and certificate, made before it is to be quick. */
  static SSLContext identity(DeviceId device, Backbone backbone) {
    Credentials own = backbone.authority().device(device);
    return MutualTls.context(
        backbone.authority().certificateFile(), own.certificateFile(), own.keyFile());
  }

  /** As {@link #open(DeviceId, Backbone)}, with what was made before. */
  static BareTracker open(DeviceId device, SSLContext identity, URI broker) {
    try {
      return connected(device, identity, broker);
    } catch (IOException e) {
      throw new UncheckedIOException("a bare tracker cannot connect", e);
    }
  }

  /**
   * Connects.
   *
   * @throws SocketTimeoutException when it is not let in within the time that a tracker waits
   */
  static BareTracker connected(DeviceId device, SSLContext identity, URI broker)
      throws IOException {
    var way = new Socket();
    try {
      way.setTcpNoDelay(true);
      way.connect(new InetSocketAddress(broker.getHost(), broker.getPort()), ANSWER_MS);
      var socket =
          (SSLSocket)
              identity
                  .getSocketFactory()
                  .createSocket(way, broker.getHost(), broker.getPort(), true);
      socket.setSoTimeout(ANSWER_MS);
      var tracker = new BareTracker(socket, device);
      tracker.connect(device);
      socket.setSoTimeout(0);
      Thread.ofVirtual().start(tracker::throwAway);
      return tracker;
    } catch (IOException e) {
      way.close();
      throw e;
    }
  }

  private void connect(DeviceId device) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var body = new DataOutputStream(bytes);
    body.writeUTF("MQTT");
    body.writeByte(5);
    body.writeByte(CLEAN_START);
    body.writeShort(0); // no keep-alive: the load keeps it alive
    body.writeByte(0); // no properties
    body.writeUTF(device.value());
    send(CONNECT, bytes.toByteArray());
    InputStream in = socket.getInputStream();
    byte[] head = in.readNBytes(2);
    byte[] answer = in.readNBytes(head[1]);
    if (head[0] != CONNACK || answer[1] != 0) {
      throw new IOException("the broker refuses with " + answer[1]);
    }
  }

  /** Publishes a payload on the live lane. */
  void publish(byte[] payload) throws IOException {
    publish(Topics.Up.LIVE, payload);
  }

  /** Publishes a payload on this lane. */
  void publish(Topics.Up lane, byte[] payload) throws IOException {
    byte[] topic = Topics.up(device, lane).getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream(payload.length + topic.length + 8);
    var body = new DataOutputStream(bytes);
    body.writeShort(topic.length);
    body.write(topic);
    packetId = packetId % 0xffff + 1;
    body.writeShort(packetId);
    body.writeByte(0); // no properties
    body.write(payload);
    send(PUBLISH_QOS_1, bytes.toByteArray());
  }

  private void send(int type, byte[] body) throws IOException {
    var packet = new ByteArrayOutputStream(body.length + 4);
    packet.write(type);
    int left = body.length;
    do {
      packet.write(left > 127 ? left % 128 | 128 : left);
      left /= 128;
    } while (left > 0);
    packet.write(body);
    out.write(packet.toByteArray());
    out.flush();
  }

  private void throwAway() {
    byte[] buffer = new byte[512];
    try {
      InputStream in = socket.getInputStream();
      while (in.read(buffer) >= 0) {
        // What the broker says is of no interest here.
      }
    } catch (IOException closed) {
      // By us, or the broker ended: then publishing fails and says so.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a bare tracker does not end", e);
    }
  }
}

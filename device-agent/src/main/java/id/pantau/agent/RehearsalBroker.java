package id.pantau.agent;

import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.EventCodec;
import id.pantau.wire.NumberedEvent;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * As much of an MQTT 5 broker and of a collector as a rehearsal needs: one tracker connects with
 * its certificate, everything it says is confirmed and every record named. Its own thread.
 */
final class RehearsalBroker implements AutoCloseable {
  // MQTT 5.0, section 2.1.2; the low bits of PUBLISH hold the quality of service.
  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int SUBSCRIBE = 8;
  private static final int PINGREQ = 12;
  private static final int DISCONNECT = 14;

  private static final int MAX_PACKET = 1 << 20;

  private final SSLServerSocket server;
  private final DeviceId device;
  private final CountDownLatch named;
  private final Thread thread = new Thread(this::run, "rehearsal-broker");

  private RehearsalBroker(SSLServerSocket server, DeviceId device, int records) {
    this.server = server;
    this.device = device;
    this.named = new CountDownLatch(records);
    thread.setDaemon(true);
  }

  /**
   * Listens at a free port of this machine only.
   *
   * @param records after so many the tracker has shown what it can
   */
  static RehearsalBroker open(SSLContext tls, DeviceId device, int records) throws IOException {
    var server =
        (SSLServerSocket)
            tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(true);
    // Else it would take AES, and the ciphers that brokers take would not be in the archive.
    SSLParameters parameters = server.getSSLParameters();
    parameters.setUseCipherSuitesOrder(false);
    server.setSSLParameters(parameters);
    var broker = new RehearsalBroker(server, device, records);
    broker.thread.start();
    return broker;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Whether so many records were named within the time. */
  boolean awaitRecords(int seconds) throws InterruptedException {
    return named.await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket tracker = server.accept()) {
        serve(
            new DataInputStream(tracker.getInputStream()),
            new DataOutputStream(tracker.getOutputStream()));
      } catch (IOException ended) { // The tracker, or the rehearsal: both know it themselves.
        continue;
      }
    }
  }

  private void serve(DataInputStream in, DataOutputStream out) throws IOException {
    for (int head = in.read(); head >= 0; head = in.read()) {
      byte[] body = in.readNBytes(length(in));
      switch (head >> 4) {
        case CONNECT -> out.write(new byte[] {0x20, 3, 0, 0, 0});
        case SUBSCRIBE -> out.write(new byte[] {(byte) 0x90, 4, body[0], body[1], 0, 1});
        case PUBLISH -> published(body, out);
        case PINGREQ -> out.write(new byte[] {(byte) 0xd0, 0});
        case DISCONNECT -> {
          return;
        }
        default -> throw new IOException("a rehearsal has no packet of kind " + (head >> 4));
      }
      out.flush();
    }
  }

  /** MQTT 5.0, section 1.5.5. */
  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      int digit = in.read();
      if (digit < 0) {
        throw new EOFException();
      }
      length |= (digit & 0x7f) << shift;
      if (digit < 0x80) {
        break;
      }
    }
    if (length > MAX_PACKET) {
      throw new IOException("a packet of " + length + " bytes");
    }
    return length;
  }

  private void published(byte[] body, DataOutputStream out) throws IOException {
    int topicLength = (body[0] & 0xff) << 8 | body[1] & 0xff;
    String topic = new String(body, 2, topicLength, StandardCharsets.UTF_8);
    int at = 2 + topicLength;
    out.write(new byte[] {0x40, 2, body[at], body[at + 1]});
    int properties = body[at + 2]; // The tracker sends none, so their length is one digit.
    int from = at + 3 + properties;
    byte[] payload = java.util.Arrays.copyOfRange(body, from, body.length);
    if (topic.equals(Topics.up(device, Topics.Up.EVENT))) {
      NumberedEvent event = good(EventCodec.decode(payload));
      name(event.epoch(), List.of(new SeqRange(event.seq(), event.seq())), out);
    } else if (!topic.equals(Topics.up(device, Topics.Up.HEALTH))) {
      TrackBatch batch = good(TrackCodec.decode(payload));
      List<SeqRange> ranges =
          batch.records().stream().map(each -> new SeqRange(each.seq(), each.seq())).toList();
      name(batch.epoch(), ranges, out);
    }
  }

  private void name(long epoch, List<SeqRange> ranges, DataOutputStream out) throws IOException {
    byte[] topic = Topics.down(device, Topics.Down.ACK).getBytes(StandardCharsets.UTF_8);
    var packet = new ByteArrayOutputStream();
    var data = new DataOutputStream(packet);
    data.writeShort(topic.length);
    data.write(topic);
    data.writeByte(0);
    data.write(AckCodec.encode(new Ack(epoch, ranges)));
    out.write(PUBLISH << 4);
    for (int rest = packet.size(); ; rest >>= 7) {
      out.write(rest < 0x80 ? rest : rest & 0x7f | 0x80);
      if (rest < 0x80) {
        break;
      }
    }
    packet.writeTo(out);
    ranges.forEach(range -> named.countDown());
  }

  private static <T> T good(Decoded<T> decoded) {
    return switch (decoded) {
      case Decoded.Good<T>(T value) -> value;
      case Decoded.Bad<T>(String reason) ->
          throw new UncheckedIOException(new IOException("the tracker sends " + reason));
    };
  }
}

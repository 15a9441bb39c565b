package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.collector.mqtt.Packet;
import id.pantau.collector.mqtt.PacketCodec;
import id.pantau.collector.mqtt.TlsChannel;
import id.pantau.wire.Ack;
import id.pantau.wire.AckCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.wire.SeqRange;
import id.pantau.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Trackers that cost the sender next to nothing: one thread publishes ready packets for all of
 * them, as fast as the collector names their records, each within a window as a tracker has one.
 * Owned by the thread that opened it.
 */
final class LoadFleet implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final long LOOK_MS = 5;

  /** More comes meanwhile, and is then heard and answered at once: half the system calls. */
  private static final Duration REST = Duration.ofMillis(1);

  /** Twice what a tracker allows itself, because one of these stands for many. */
  private static final int WINDOW_MESSAGES = 16;

  private static final int LAST_ID = 0xffff;

  private final Selector selector;
  private final List<LoadTracker> trackers = new ArrayList<>();
  private final int recordsAPayload;

  private LoadFleet(Selector selector, int recordsAPayload) {
    this.selector = selector;
    this.recordsAPayload = recordsAPayload;
  }

  /**
   * Connects all of them.
   *
   * @param payloads of each device, each of so many records
   */
  static LoadFleet open(
      List<DeviceId> devices, List<List<byte[]>> payloads, int recordsAPayload, Backbone backbone) {
    try {
      var fleet = new LoadFleet(Selector.open(), recordsAPayload);
      for (int i = 0; i < devices.size(); i++) {
        fleet.add(devices.get(i), payloads.get(i), backbone);
      }
      return fleet;
    } catch (IOException e) {
      throw new UncheckedIOException("a load tracker cannot connect", e);
    }
  }

  private void add(DeviceId device, List<byte[]> payloads, Backbone backbone) throws IOException {
    URI broker = URI.create(backbone.broker().uri());
    var channel =
        TlsChannel.connect(
            new InetSocketAddress(broker.getHost(), broker.getPort()),
            BareTracker.identity(device, backbone),
            ANSWER_LIMIT);
    var greeting = new PacketCodec.Greeting(device.value(), true, 0, 0, WINDOW_MESSAGES);
    channel.write(ByteBuffer.wrap(PacketCodec.connect(greeting)));
    if (!(next(channel) instanceof Packet.Welcome welcome) || welcome.reason() >= Packet.REFUSED) {
      throw new IOException("the broker does not let it in");
    }
    byte[] asking = PacketCodec.subscribe(LAST_ID, Topics.down(device, Topics.Down.ACK));
    channel.write(ByteBuffer.wrap(asking));
    if (!(next(channel) instanceof Packet.Subscribed answer) || answer.reason() >= Packet.REFUSED) {
      throw new IOException("the broker does not let it subscribe");
    }
    var tracker = new LoadTracker(channel, packets(device, payloads));
    tracker.key = channel.register(selector, tracker);
    trackers.add(tracker);
  }

  private static Packet next(TlsChannel channel) throws IOException {
    while (true) {
      Optional<Packet> packet = PacketCodec.read(channel.read());
      if (packet.isPresent()) {
        return packet.get();
      }
    }
  }

  private static List<byte[]> packets(DeviceId device, List<byte[]> payloads) {
    byte[] topic = Topics.up(device, Topics.Up.TRACK).getBytes(StandardCharsets.UTF_8);
    List<byte[]> packets = new ArrayList<>();
    for (byte[] payload : payloads) {
      var packet = ByteBuffer.allocate(PacketCodec.maxBytes(topic.length, payload.length));
      PacketCodec.publish(packet, topic, payload, packets.size() % (LAST_ID - 1) + 1, false);
      byte[] bytes = new byte[packet.flip().remaining()];
      packet.get(bytes);
      packets.add(bytes);
    }
    return packets;
  }

  /**
   * Publishes all payloads, or those for which the time is enough, and waits until their records
   * are named.
   *
   * @param limit for the names of those that were published last
   */
  void flood(long deadlineNanos, Duration limit) {
    try {
      for (LoadTracker tracker : trackers) {
        tracker.publish(true);
      }
      while (isWaiting(deadlineNanos)) {
        long now = System.nanoTime();
        if (now - deadlineNanos > limit.toNanos()) {
          throw new IllegalStateException(
              named() + " of " + published() + " positions were named in time");
        }
        LockSupport.parkNanos(now + REST.toNanos() - System.nanoTime());
        selector.select(LOOK_MS);
        for (SelectionKey key : selector.selectedKeys()) {
          var tracker = (LoadTracker) key.attachment();
          tracker.hear();
          tracker.publish(now - deadlineNanos < 0);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a load tracker is cut off", e);
    }
  }

  private boolean isWaiting(long deadlineNanos) {
    boolean over = System.nanoTime() - deadlineNanos >= 0;
    return trackers.stream()
        .anyMatch(t -> t.underWay > 0 || !over && t.published < t.packets.size());
  }

  /** How many records were published. */
  long published() {
    return trackers.stream().mapToLong(t -> t.published).sum() * recordsAPayload;
  }

  /** How many records the collector has named as committed. */
  long named() {
    return trackers.stream().mapToLong(t -> t.named).sum();
  }

  @Override
  public void close() {
    try {
      for (LoadTracker tracker : trackers) {
        tracker.channel.write(ByteBuffer.wrap(PacketCodec.disconnect()));
        tracker.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a load tracker does not end", e);
    }
  }

  private final class LoadTracker {
    final TlsChannel channel;
    final List<byte[]> packets;
    final ByteBuffer out = ByteBuffer.allocate(64 * 1024);
    SelectionKey key;
    int published;
    int underWay;
    long named;

    LoadTracker(TlsChannel channel, List<byte[]> packets) {
      this.channel = channel;
      this.packets = packets;
    }

    /** Until nothing is there any more. */
    void hear() throws IOException {
      while (true) {
        ByteBuffer in = channel.read();
        Optional<Packet> next = PacketCodec.read(in);
        if (next.isEmpty()) {
          return;
        }
        while (next.isPresent()) {
          if (next.get() instanceof Packet.Delivery message) {
            name(message);
          } // the collector's word counts, not the broker's
          next = PacketCodec.read(in);
        }
      }
    }

    private void name(Packet.Delivery message) {
      if (AckCodec.decode(message.payload()) instanceof Decoded.Good<Ack>(Ack ack)) {
        long records = 0;
        for (SeqRange range : ack.ranges()) {
          records += range.last() - range.first() + 1;
        }
        named += records;
        underWay -= (int) (records / recordsAPayload);
      }
      if (message.id() != 0) {
        PacketCodec.confirm(out, message.id());
      }
    }

    /** What the window leaves room for, and the confirmations, as one piece. */
    void publish(boolean more) throws IOException {
      while (more && underWay < WINDOW_MESSAGES && published < packets.size()) {
        out.put(packets.get(published++));
        underWay++;
      }
      boolean done = channel.write(out.flip());
      out.clear();
      key.interestOps(done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }
}

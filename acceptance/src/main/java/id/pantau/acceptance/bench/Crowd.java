package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Many viewers of the live stream that cost next to nothing: one thread reads all of them, and of
 * each position only when its fix was made. Whoever made it at the moment of sending learns so how
 * late it came.
 */
final class Crowd implements AutoCloseable {
  private static final int LATEST_MS = 60_000;

  /** The rows are [vehicle, lat, lon, km/h, degrees, state, fix time, since]. */
  private static final int FIX_TIME_AT = 6;

  private static final int ROW_NUMBERS = 8;

  private final Selector selector;
  private final InstantSource clock;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Thread reader = Thread.ofPlatform().name("crowd").unstarted(this::read);
  private final int[] latencies = new int[LATEST_MS + 1];
  private long countedFromMs = Long.MAX_VALUE;
  private int broken;
  private volatile boolean ending;

  private Crowd(InstantSource clock) throws IOException {
    this.selector = Selector.open();
    this.clock = clock;
  }

  /** Opens so many streams, shared out over these people. */
  static Crowd open(List<ApiClient> people, String address, int viewers, InstantSource clock) {
    try {
      var crowd = new Crowd(clock);
      List<String> cookies = people.stream().map(ApiClient::cookies).toList();
      URI server = URI.create(address);
      for (int i = 0; i < viewers; i++) {
        crowd.add(server, cookies.get(i % cookies.size()));
      }
      crowd.reader.start();
      return crowd;
    } catch (IOException e) {
      throw new UncheckedIOException("a viewer cannot connect", e);
    }
  }

  private void add(URI server, String cookies) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    String request =
        "GET /api/v1/stream HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n"
            .formatted(server.getHost(), server.getPort(), cookies);
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Rows());
    channels.add(channel);
  }

  /** Positions of fixes that are made from now on count. */
  synchronized void countFrom(long fixTimeMs) {
    countedFromMs = fixTimeMs;
  }

  /** How many positions came that count. */
  synchronized long seen() {
    long all = 0;
    for (int count : latencies) {
      all += count;
    }
    return all;
  }

  /** So large a share of what came was at least as soon. */
  synchronized Duration percentile(double share) {
    long wanted = (long) Math.ceil(share * seen());
    long soFar = 0;
    for (int ms = 0; ms <= LATEST_MS; ms++) {
      soFar += latencies[ms];
      if (soFar >= wanted) {
        return Duration.ofMillis(ms);
      }
    }
    throw new IllegalStateException("nothing came");
  }

  /** How many streams ended before we did. */
  synchronized int broken() {
    return broken;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try {
      while (!ending) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          read((SocketChannel) key.channel(), (Rows) key.attachment(), buffer);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the crowd cannot read", e);
    }
  }

  private void read(SocketChannel channel, Rows rows, ByteBuffer buffer) throws IOException {
    buffer.clear();
    int count = channel.read(buffer);
    if (count < 0) {
      channel.close();
      synchronized (this) {
        broken++;
      }
      return;
    }
    long nowMs = clock.millis();
    buffer.flip();
    synchronized (this) {
      while (buffer.hasRemaining()) {
        rows.take(buffer.get(), nowMs);
      }
    }
  }

  /** Finds the rows in one stream, wherever a packet begins and ends. */
  private final class Rows {
    private int number = -1; // of the row; -1 = outside of one
    private long value;

    void take(byte next, long nowMs) {
      if (next == '[') {
        number = 0;
        value = 0;
      } else if (number < 0) {
        return;
      } else if (next == ',') {
        if (number == FIX_TIME_AT) {
          seen(value, nowMs);
        }
        number++;
        value = 0;
      } else if (next == ']' || number >= ROW_NUMBERS) {
        number = -1;
      } else if (next >= '0' && next <= '9') {
        value = value * 10 + next - '0';
      }
    }

    private void seen(long fixTimeMs, long nowMs) {
      if (fixTimeMs >= countedFromMs) {
        latencies[(int) Math.clamp(nowMs - fixTimeMs, 0, LATEST_MS)]++;
      }
    }
  }

  @Override
  public void close() {
    ending = true;
    try {
      reader.join();
      for (SocketChannel channel : channels) {
        channel.close();
      }
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("the crowd does not end", e);
    }
  }
}

package id.pantau.collector.live;

import id.pantau.collector.live.LatestApi.PositionJson;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.Packed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The newest positions as JSON. One that has not changed is written once for all who ask, and a
 * page of them that has not changed is compressed once. Safe for all threads.
 *
 * <p>What is shared is what was written, never who may see it: each answer is put together from the
 * positions of its viewer.
 */
final class LatestItems {
  /** So many positions are compressed together: fewer take more room, more change sooner. */
  static final int PAGE = 50;

  /** About 3 kB each: a fleet of 2,000 as 25 different viewers see it. The oldest go first. */
  private static final int MAX_PAGES = 1_000;

  /** RFC 1952: deflate, no name, no time, unknown system. */
  private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  /** As large as the fleet. */
  private final Map<Integer, Item> items = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();

  private final Map<PageKey, Part> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PageKey, Part> eldest) {
          return size() > MAX_PAGES;
        }
      };

  /** Equal only to itself: what was written anew is another one. */
  private static final class Item {
    private final PositionJson position;
    private final byte[] json;

    Item(PositionJson position) {
      this.position = position;
      this.json = Json.bytes(position);
    }
  }

  private record PageKey(boolean isFirst, List<Item> items) {}

  /**
   * @param deflated the text, compressed so that it can follow anything
   */
  private record Part(byte[] text, byte[] deflated) {
    static Part of(byte[] text) {
      return new Part(text, LatestItems.deflated(text, Deflater.SYNC_FLUSH));
    }
  }

  /**
   * An answer.
   *
   * @param head a JSON object with at least one member, to which {@code items} are added
   */
  Packed answer(Object head, List<PositionJson> positions) {
    List<Item> found = items(positions);
    List<Part> parts = new ArrayList<>();
    String open = new String(Json.bytes(head), StandardCharsets.UTF_8);
    parts.add(Part.of(bytes(open.substring(0, open.length() - 1) + ",\"items\":[")));
    for (int i = 0; i < found.size(); i += PAGE) {
      parts.add(page(i == 0, found.subList(i, Math.min(found.size(), i + PAGE))));
    }
    return new Answer(parts, bytes("]}"));
  }

  private List<Item> items(List<PositionJson> positions) {
    List<Item> found = new ArrayList<>(positions.size());
    for (PositionJson position : positions) {
      Item known = items.get(position.vehicleId());
      if (known == null || !known.position.equals(position)) {
        known = new Item(position);
        items.put(position.vehicleId(), known);
      }
      found.add(known);
    }
    return found;
  }

  private Part page(boolean isFirst, List<Item> of) {
    var key = new PageKey(isFirst, List.copyOf(of));
    Part page;
    lock.lock();
    try {
      page = pages.get(key);
    } finally {
      lock.unlock();
    }
    if (page == null) {
      page = Part.of(joined(isFirst, of));
      lock.lock();
      try {
        pages.put(key, page);
      } finally {
        lock.unlock();
      }
    }
    return page;
  }

  private static byte[] joined(boolean isFirst, List<Item> of) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < of.size(); i++) {
      if (!isFirst || i > 0) {
        out.write(',');
      }
      out.writeBytes(of.get(i).json);
    }
    return out.toByteArray();
  }

  private record Answer(List<Part> parts, byte[] end) implements Packed {
    @Override
    public byte[] plain() {
      var out = new ByteArrayOutputStream();
      parts.forEach(part -> out.writeBytes(part.text));
      out.writeBytes(end);
      return out.toByteArray();
    }

    @Override
    public byte[] gzip() {
      var out = new ByteArrayOutputStream();
      var sum = new CRC32();
      int size = end.length;
      out.writeBytes(GZIP_HEAD);
      for (Part part : parts) {
        out.writeBytes(part.deflated);
        sum.update(part.text);
        size += part.text.length;
      }
      out.writeBytes(LatestItems.deflated(end, Deflater.NO_FLUSH));
      sum.update(end);
      out.writeBytes(
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt((int) sum.getValue())
              .putInt(size)
              .array());
      return out.toByteArray();
    }
  }

  /**
   * @param flush {@code SYNC_FLUSH}: it ends on a whole byte and more may follow; {@code NO_FLUSH}:
   *     this is the last
   */
  private static byte[] deflated(byte[] text, int flush) {
    var deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(text);
      if (flush == Deflater.NO_FLUSH) {
        deflater.finish();
      }
      var out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8_192];
      int n;
      do {
        n = deflater.deflate(buffer, 0, buffer.length, flush);
        out.write(buffer, 0, n);
      } while (n == buffer.length);
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

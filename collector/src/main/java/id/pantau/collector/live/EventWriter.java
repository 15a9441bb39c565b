package id.pantau.collector.live;

import id.pantau.collector.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes server-sent events (WHATWG HTML, "Server-sent events"). Owned by the thread that serves
 * the stream.
 */
final class EventWriter {
  private static final byte[] END = bytes("\n\n");

  private final OutputStream out;
  private final String logName;

  EventWriter(OutputStream out, String logName) {
    this.out = out;
    this.logName = logName;
  }

  /** Tells the browser how long to wait after a break; also pushes the headers out at once. */
  void begin() throws IOException {
    write("retry: 4000\n\n");
    out.flush();
  }

  void snapshot(long number, Instant now, PositionRows positions) throws IOException {
    event(
        "snapshot",
        number,
        bytes("{\"serverTime\":\"" + now + "\",\"positions\":"),
        positions.json(),
        bytes("}"));
    out.flush();
  }

  void news(long number, PositionRows positions, List<LiveNews> told) throws IOException {
    for (LiveNews news : told) {
      event(news.event(), number, Json.bytes(news));
    }
    if (!positions.isEmpty()) {
      event("pos", number, positions.json());
    }
    out.flush();
  }

  void heartbeat(long number, Instant now) throws IOException {
    event("hb", number, Json.bytes(Map.of("serverTime", now)));
    out.flush();
  }

  void reset() throws IOException {
    write("event: reset\ndata: {}\n\n");
  }

  /** In one piece: each write is a packet of its own to a viewer. */
  private void event(String name, long number, byte[]... data) throws IOException {
    byte[] head = bytes("id: " + logName + "-" + number + "\nevent: " + name + "\ndata: ");
    int length = head.length + END.length;
    for (byte[] part : data) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length).put(head);
    for (byte[] part : data) {
      all.put(part);
    }
    out.write(all.put(END).array());
  }

  private void write(String text) throws IOException {
    out.write(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package id.pantau.collector.live;

import id.pantau.collector.web.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes server-sent events (WHATWG HTML, "Server-sent events"). Owned by the thread that serves
 * the stream.
 */
final class EventWriter {
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

  void snapshot(long number, Instant now, List<PositionRow> positions) throws IOException {
    event(
        "snapshot",
        number,
        "{\"serverTime\":\"" + now + "\",\"positions\":" + array(positions) + "}");
    out.flush();
  }

  void news(long number, List<PositionRow> positions, List<LiveReport> reports) throws IOException {
    for (LiveReport report : reports) {
      event("report", number, new String(Json.bytes(report), StandardCharsets.UTF_8));
    }
    if (!positions.isEmpty()) {
      event("pos", number, array(positions));
    }
    out.flush();
  }

  void heartbeat(long number, Instant now) throws IOException {
    event("hb", number, new String(Json.bytes(Map.of("serverTime", now)), StandardCharsets.UTF_8));
    out.flush();
  }

  void reset() throws IOException {
    write("event: reset\ndata: {}\n\n");
  }

  private void event(String name, long number, String data) throws IOException {
    write("id: " + logName + "-" + number + "\nevent: " + name + "\ndata: " + data + "\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String array(List<PositionRow> rows) {
    return rows.stream().map(PositionRow::json).collect(Collectors.joining(",", "[", "]"));
  }
}

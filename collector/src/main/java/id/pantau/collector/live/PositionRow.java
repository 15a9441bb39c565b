package id.pantau.collector.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A position with its text in the stream, written once and sent to every viewer.
 *
 * <p>An array of eight numbers, because positions are most of what is sent: vehicle, latitude,
 * longitude, km/h, degrees, code of the state, fix time and beginning of the state in ms since
 * 1970.
 */
record PositionRow(LivePosition position, String json) {

  static PositionRow of(LivePosition p) {
    var json = new StringBuilder(80).append('[').append(p.vehicleId());
    degrees(json.append(','), p.at().lat());
    degrees(json.append(','), p.at().lon());
    json.append(',').append(p.speedKmh()).append(',').append(p.courseDeg());
    json.append(',').append(p.state().code());
    json.append(',').append(p.fixTime().toEpochMilli());
    json.append(',').append(p.stateSince().toEpochMilli()).append(']');
    return new PositionRow(p, json.toString());
  }

  /** The JSON of all of them. */
  static byte[] array(List<PositionRow> rows) {
    return rows.stream()
        .map(PositionRow::json)
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  int vehicleId() {
    return position.vehicleId();
  }

  /**
   * With the six decimals that the tracker sends, 0.11 m; several times faster than a formatter.
   */
  private static void degrees(StringBuilder json, double value) {
    long millionths = Math.round(Math.abs(value) * 1e6);
    if (value < 0 && millionths > 0) {
      json.append('-');
    }
    json.append(millionths / 1_000_000).append('.');
    String decimals = Long.toString(millionths % 1_000_000);
    json.repeat("0", 6 - decimals.length()).append(decimals);
  }
}

package id.pantau.collector.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Positions as they are sent, written once for every viewer: a JSON array of rows {@code [vehicle,
 * latitude, longitude, km/h, degrees, code of the state, fix time, beginning of the state]}, both
 * times in ms since 1970. Numbers without names, because positions are most of what is sent; bytes,
 * because the log keeps five minutes of them. Immutable.
 */
final class PositionRows {
  static final PositionRows NONE = of(List.of());

  private final byte[] json;
  private final int[] vehicles;

  /** Where each row ends in the JSON; the next begins after a comma. */
  private final int[] ends;

  private PositionRows(byte[] json, int[] vehicles, int[] ends) {
    this.json = json;
    this.vehicles = vehicles;
    this.ends = ends;
  }

  /**
   * @param positions at most one of each vehicle
   */
  static PositionRows of(Collection<LivePosition> positions) {
    var json = new StringBuilder(2 + 80 * positions.size()).append('[');
    int[] vehicles = new int[positions.size()];
    int[] ends = new int[positions.size()];
    int row = 0;
    for (LivePosition position : positions) {
      append(row == 0 ? json : json.append(','), position);
      vehicles[row] = position.vehicleId();
      ends[row++] = json.length();
    }
    byte[] bytes = json.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    return new PositionRows(bytes, vehicles, ends);
  }

  /** The last row of each vehicle in these, which follow each other in time. */
  static PositionRows newest(List<PositionRows> inOrder) {
    if (inOrder.size() == 1) {
      return inOrder.getFirst();
    }
    Map<Integer, PositionRows> last = new HashMap<>();
    int bytes = 2;
    for (PositionRows each : inOrder) {
      bytes += each.json.length;
      for (int vehicle : each.vehicles) {
        last.put(vehicle, each);
      }
    }
    var picked = new Picked(last.size(), bytes);
    for (PositionRows each : inOrder) {
      picked.add(each, row -> last.get(each.vehicles[row]) == each);
    }
    return picked.rows();
  }

  /** Only those of these vehicles. */
  PositionRows only(BitSet shown) {
    int count = 0;
    for (int vehicle : vehicles) {
      count += shown.get(vehicle) ? 1 : 0;
    }
    if (count == vehicles.length) {
      return this; // most viewers may see all of it
    }
    var picked = new Picked(count, json.length);
    picked.add(this, row -> shown.get(vehicles[row]));
    return picked.rows();
  }

  int count() {
    return vehicles.length;
  }

  boolean isEmpty() {
    return vehicles.length == 0;
  }

  /** In ASCII; not to be written to. */
  byte[] json() {
    return json;
  }

  private static void append(StringBuilder json, LivePosition p) {
    json.append('[').append(p.vehicleId());
    degrees(json.append(','), p.at().lat());
    degrees(json.append(','), p.at().lon());
    json.append(',').append(p.speedKmh()).append(',').append(p.courseDeg());
    json.append(',').append(p.state().code());
    json.append(',').append(p.fixTime().toEpochMilli());
    json.append(',').append(p.stateSince().toEpochMilli()).append(']');
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

  /** Some rows of others, as they are gathered. */
  private static final class Picked {
    private final byte[] json;
    private final int[] vehicles;
    private final int[] ends;
    private int length = 1;
    private int count;

    /**
     * @param rows exactly as many as will be added
     * @param maxBytes no fewer than the JSON of them will have
     */
    Picked(int rows, int maxBytes) {
      this.json = new byte[maxBytes];
      this.json[0] = '[';
      this.vehicles = new int[rows];
      this.ends = new int[rows];
    }

    void add(PositionRows from, IntPredicate wanted) {
      for (int row = 0; row < from.vehicles.length; row++) {
        if (wanted.test(row)) {
          if (count > 0) {
            json[length++] = ',';
          }
          int start = row == 0 ? 1 : from.ends[row - 1] + 1;
          System.arraycopy(from.json, start, json, length, from.ends[row] - start);
          length += from.ends[row] - start;
          vehicles[count] = from.vehicles[row];
          ends[count++] = length;
        }
      }
    }

    PositionRows rows() {
      json[length++] = ']';
      return new PositionRows(Arrays.copyOf(json, length), vehicles, ends);
    }
  }
}

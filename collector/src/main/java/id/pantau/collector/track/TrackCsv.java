package id.pantau.collector.track;

import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a track from a CSV file with the header {@code
 * time,lat,lon[,speed_ms,course,alt,hdop,sats,fix,acc_m]}; an empty cell means unknown.
 */
final class TrackCsv {
  private static final double MAX_SPEED_MS = 200;

  /** A phone that takes its position from mobile masts says so by an accuracy like this. */
  private static final double POOR_ACCURACY_M = 100;

  private TrackCsv() {}

  /**
   * The fixes in the order of their times.
   *
   * @throws IllegalArgumentException naming the line that is no fix
   */
  static Track read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    Map<String, Integer> columns = columns(file, lines.getFirst());
    var fixes = new ArrayList<Fix>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        fixes.add(fix(file, i + 1, new Cells(columns, lines.get(i).split(",", -1))));
      }
    }
    fixes.sort(Comparator.comparing(Fix::fixTime));
    Track.Builder track = Track.builder();
    fixes.forEach(track::add);
    return track.build();
  }

  private static Map<String, Integer> columns(Path file, String header) {
    String[] names = header.strip().split(",");
    var columns = new HashMap<String, Integer>();
    for (int i = 0; i < names.length; i++) {
      columns.put(names[i].strip(), i);
    }
    for (String needed : List.of("time", "lat", "lon")) {
      if (!columns.containsKey(needed)) {
        throw new IllegalArgumentException(file + " has no column " + needed);
      }
    }
    return columns;
  }

  private static Fix fix(Path file, int line, Cells cells) {
    try {
      double speedMs = cells.number("speed_ms");
      double courseDeg = cells.number("course");
      return new Fix(
          Instant.parse(cells.text("time")).truncatedTo(ChronoUnit.MILLIS),
          new LatLon(Double.parseDouble(cells.text("lat")), Double.parseDouble(cells.text("lon"))),
          Fix.Mode.FIX_3D,
          // Phones write -1 for unknown.
          speedMs >= 0 && speedMs <= MAX_SPEED_MS ? speedMs : Double.NaN,
          courseDeg >= 0 ? courseDeg % 360 : Double.NaN,
          Double.NaN,
          Double.NaN,
          Fix.UNKNOWN_SATELLITES,
          cells.number("acc_m") > POOR_ACCURACY_M ? Fix.FLAG_JUMP : 0);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " line " + line + ": " + e.getMessage(), e);
    }
  }

  private record Cells(Map<String, Integer> columns, String[] values) {
    String text(String column) {
      Integer index = columns.get(column);
      return index == null || index >= values.length ? "" : values[index].strip();
    }

    double number(String column) {
      String text = text(column);
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
  }
}

package id.pantau.agent.tool;

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
import java.util.List;

/**
 * Reads where and when out of a track CSV, {@code time,lat,lon[,...]}; further columns are left.
 */
final class TrackFile {
  private TrackFile() {}

  /**
   * The fixes in the order of their times, one a moment.
   *
   * @throws IllegalArgumentException naming the line that is no fix
   */
  static List<Fix> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().startsWith("time,lat,lon")) {
      throw new IllegalArgumentException(file + " does not begin with time,lat,lon");
    }
    List<Fix> fixes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        fixes.add(fix(file, i + 1, lines.get(i).split(",", -1)));
      }
    }
    fixes.sort(Comparator.comparing(Fix::fixTime));
    for (int i = fixes.size() - 1; i > 0; i--) {
      if (fixes.get(i).fixTime().equals(fixes.get(i - 1).fixTime())) {
        fixes.remove(i);
      }
    }
    return fixes;
  }

  private static Fix fix(Path file, int line, String[] cells) {
    try {
      return new Fix(
          Instant.parse(cells[0]).truncatedTo(ChronoUnit.MILLIS),
          new LatLon(Double.parseDouble(cells[1]), Double.parseDouble(cells[2])),
          Fix.Mode.FIX_3D,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Fix.UNKNOWN_SATELLITES,
          0);
    } catch (DateTimeParseException
        | IllegalArgumentException
        | ArrayIndexOutOfBoundsException notAFix) {
      throw new IllegalArgumentException(file + " line " + line + ": " + notAFix.getMessage());
    }
  }
}

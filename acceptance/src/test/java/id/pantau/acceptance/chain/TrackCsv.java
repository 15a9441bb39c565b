package id.pantau.acceptance.chain;

import id.pantau.acceptance.sim.Reading;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A real track of a vehicle as readings of a receiver: the path and the times are real, what the
 * track does not say is left out or taken from its neighbours.
 */
final class TrackCsv {
  private static final List<Integer> SATELLITES = List.of(1, 3, 5, 7, 9, 11, 13, 15);

  private TrackCsv() {}

  /** The readings in order of time, whole centiseconds, each time once. */
  static List<Reading.Solved> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      String header = "time,lat,lon,speed_ms,course,alt,hdop,sats,fix,acc_m";
      if (!lines.get(0).equals(header)) {
        throw new IllegalArgumentException(file + " does not begin with " + header);
      }
      var readings = new ArrayList<Reading.Solved>();
      for (String line : lines.subList(1, lines.size())) {
        Reading.Solved before = readings.isEmpty() ? null : readings.get(readings.size() - 1);
        Reading.Solved now = reading(line.split(",", -1), before);
        if (before == null || now.time().isAfter(before.time())) {
          readings.add(now);
        }
      }
      return readings;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Reading.Solved reading(
      String[] cells, Reading.@org.jspecify.annotations.Nullable Solved before) {
    // NMEA carries hundredths of a second.
    Instant time = Instant.parse(cells[0]).truncatedTo(ChronoUnit.MILLIS);
    time = time.minusMillis(time.toEpochMilli() % 10);
    var at = new LatLon(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
    double speed = number(cells[3], Double.NaN);
    double course = number(cells[4], Double.NaN) % 360;
    if (before != null && (Double.isNaN(speed) || Double.isNaN(course))) {
      double seconds = Duration.between(before.time(), time).toMillis() / 1_000.0;
      double metres = before.fix().at().distanceM(at);
      speed = seconds > 0 && seconds <= 5 ? Math.min(metres / seconds, 60) : 0;
      course = metres > 0.5 ? before.fix().at().bearingDeg(at) : Double.NaN;
    }
    var fix =
        new Fix(
            time,
            at,
            Fix.Mode.FIX_3D,
            Double.isNaN(speed) ? 0 : speed,
            course,
            number(cells[5], 0),
            number(cells[6], 1.0),
            SATELLITES.size(),
            0);
    return new Reading.Solved(time, List.of(), fix, 1.8, 1.5, SATELLITES);
  }

  private static double number(String cell, double unknown) {
    return cell.isEmpty() ? unknown : Double.parseDouble(cell);
  }
}

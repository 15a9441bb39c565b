package id.pantau.acceptance.sim;

import static org.junit.jupiter.api.Assumptions.abort;

import id.pantau.wire.LatLon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simplified outline of Lombok Timur, to see whether something lies on land. */
final class RegencyOutline {
  private static final Pattern PAIR =
      Pattern.compile("\\[\\s*(-?\\d+(?:\\.\\d+)?)\\s*,\\s*(-?\\d+(?:\\.\\d+)?)\\s*]");

  private final List<double[]> ring;

  private RegencyOutline(List<double[]> ring) {
    this.ring = ring;
  }

  /** Reads it from the shared data; skips the test where there is none. */
  static RegencyOutline loadOrSkip() {
    Path file = SharedData.fileOrSkip("region/kabupaten-lombok-timur.geojson");
    try {
      // The mainland is by far the longest ring; the others are islets without roads.
      List<double[]> longest = List.of();
      for (String ring : Files.readString(file).split("]\\s*]\\s*]")) {
        var points = new ArrayList<double[]>();
        for (Matcher pair = PAIR.matcher(ring); pair.find(); ) {
          points.add(
              new double[] {Double.parseDouble(pair.group(1)), Double.parseDouble(pair.group(2))});
        }
        if (points.size() > longest.size()) {
          longest = points;
        }
      }
      if (longest.size() < 50) {
        abort("no outline with a mainland in " + file);
      }
      return new RegencyOutline(longest);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  boolean contains(LatLon at) {
    boolean inside = false;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      double[] a = ring.get(i);
      double[] b = ring.get(j);
      if (a[1] > at.lat() != b[1] > at.lat()
          && at.lon() < (b[0] - a[0]) * (at.lat() - a[1]) / (b[1] - a[1]) + a[0]) {
        inside = !inside;
      }
    }
    return inside;
  }
}

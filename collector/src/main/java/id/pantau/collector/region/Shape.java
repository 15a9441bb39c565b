package id.pantau.collector.region;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.web.Json;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Points, lines or areas on the map, and how far something is from them. Immutable.
 *
 * <p>Distances are measured in the plane that touches the Earth at the place that is asked about:
 * exact to a thousandth within 20 km, which is further than anybody asks.
 */
public final class Shape {
  /** What it consists of. */
  public enum Kind {
    POINT,
    LINE,
    AREA
  }

  /** Metres in a degree of latitude, on the sphere of {@link LatLon}. */
  private static final double METRES_PER_DEGREE = Math.PI * 6_371_008.8 / 180;

  private final Kind kind;

  /** Points, the bends of lines, or rings; longitude before latitude, as GeoJSON has them. */
  private final List<double[]> parts;

  private final double west;
  private final double south;
  private final double east;
  private final double north;

  private Shape(Kind kind, List<double[]> parts) {
    double w = Double.POSITIVE_INFINITY;
    double s = Double.POSITIVE_INFINITY;
    double e = Double.NEGATIVE_INFINITY;
    double n = Double.NEGATIVE_INFINITY;
    for (double[] part : parts) {
      for (int i = 0; i < part.length; i += 2) {
        w = Math.min(w, part[i]);
        e = Math.max(e, part[i]);
        s = Math.min(s, part[i + 1]);
        n = Math.max(n, part[i + 1]);
      }
    }
    this.kind = kind;
    this.parts = List.copyOf(parts);
    this.west = w;
    this.south = s;
    this.east = e;
    this.north = n;
  }

  public static Shape point(LatLon at) {
    return new Shape(Kind.POINT, List.of(new double[] {at.lon(), at.lat()}));
  }

  /** Reads what PostGIS wrote. */
  public static Shape ofGeoJson(String text) {
    try {
      return of(Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException("PostGIS wrote no GeoJSON", e);
    }
  }

  /**
   * Reads a geometry of GeoJSON: points, lines and polygons, single or many.
   *
   * @throws IllegalArgumentException when it is none, or a place is not on the Earth
   */
  public static Shape of(JsonNode geometry) {
    JsonNode coordinates = geometry.path("coordinates");
    var parts = new ArrayList<double[]>();
    Kind kind =
        switch (geometry.path("type").asText()) {
          case "Point" -> {
            parts.add(places(List.of(coordinates)));
            yield Kind.POINT;
          }
          case "MultiPoint" -> {
            coordinates.forEach(point -> parts.add(places(List.of(point))));
            yield Kind.POINT;
          }
          case "LineString" -> {
            parts.add(line(coordinates));
            yield Kind.LINE;
          }
          case "MultiLineString" -> {
            coordinates.forEach(line -> parts.add(line(line)));
            yield Kind.LINE;
          }
          case "Polygon" -> {
            coordinates.forEach(ring -> parts.add(ring(ring)));
            yield Kind.AREA;
          }
          case "MultiPolygon" -> {
            coordinates.forEach(polygon -> polygon.forEach(ring -> parts.add(ring(ring))));
            yield Kind.AREA;
          }
          default -> throw new IllegalArgumentException("no geometry: " + geometry.path("type"));
        };
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an empty geometry");
    }
    return new Shape(kind, parts);
  }

  private static double[] line(JsonNode coordinates) {
    double[] line = places(coordinates);
    if (line.length < 4) {
      throw new IllegalArgumentException("a line of fewer than two places");
    }
    return line;
  }

  private static double[] ring(JsonNode coordinates) {
    double[] ring = places(coordinates);
    int last = ring.length - 2;
    if (ring.length < 8 || ring[0] != ring[last] || ring[1] != ring[last + 1]) {
      throw new IllegalArgumentException("a ring that is not closed");
    }
    return ring;
  }

  private static double[] places(Iterable<JsonNode> coordinates) {
    var places = new ArrayList<LatLon>();
    for (JsonNode place : coordinates) {
      if (!place.path(0).isNumber() || !place.path(1).isNumber()) {
        throw new IllegalArgumentException("not a place: " + place);
      }
      places.add(new LatLon(place.get(1).asDouble(), place.get(0).asDouble()));
    }
    double[] flat = new double[places.size() * 2];
    for (int i = 0; i < places.size(); i++) {
      flat[2 * i] = places.get(i).lon();
      flat[2 * i + 1] = places.get(i).lat();
    }
    return flat;
  }

  public Kind kind() {
    return kind;
  }

  public double west() {
    return west;
  }

  public double south() {
    return south;
  }

  public double east() {
    return east;
  }

  public double north() {
    return north;
  }

  /** Whether a place is within a rectangle around it that is wider by so many metres. */
  public boolean isNear(LatLon at, double marginM) {
    double dLat = marginM / METRES_PER_DEGREE;
    double dLon = dLat / Math.cos(Math.toRadians(at.lat()));
    return at.lat() >= south - dLat
        && at.lat() <= north + dLat
        && at.lon() >= west - dLon
        && at.lon() <= east + dLon;
  }

  /** Whether a place lies within an area; never within points or lines. */
  public boolean contains(LatLon at) {
    if (kind != Kind.AREA || !isNear(at, 0)) {
      return false;
    }
    boolean inside = false; // holes take away again what their outer ring gave
    for (double[] ring : parts) {
      for (int i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        boolean crosses = ring[i + 1] > at.lat() != ring[j + 1] > at.lat();
        if (crosses
            && at.lon()
                < ring[i]
                    + (ring[j] - ring[i])
                        * (at.lat() - ring[i + 1])
                        / (ring[j + 1] - ring[i + 1])) {
          inside = !inside;
        }
      }
    }
    return inside;
  }

  /** Metres to the nearest of it; 0 within an area. */
  public double distanceM(LatLon at) {
    return contains(at) ? 0 : nearest(at).distanceM();
  }

  /**
   * The nearest place on it.
   *
   * @param alongM how far along the line (or ring) that is from its beginning, metres; several
   *     lines follow each other without a gap
   */
  public record Nearest(double distanceM, double alongM) {}

  /** The nearest place on a line, a ring or among points. */
  public Nearest nearest(LatLon at) {
    double lonM = METRES_PER_DEGREE * Math.cos(Math.toRadians(at.lat()));
    double best = Double.POSITIVE_INFINITY;
    double bestAlongM = 0;
    double alongM = 0;
    for (double[] part : parts) {
      double x = (part[0] - at.lon()) * lonM;
      double y = (part[1] - at.lat()) * METRES_PER_DEGREE;
      if (Math.hypot(x, y) < best) {
        best = Math.hypot(x, y);
        bestAlongM = alongM;
      }
      for (int i = 2; i < part.length; i += 2) {
        double nextX = (part[i] - at.lon()) * lonM;
        double nextY = (part[i + 1] - at.lat()) * METRES_PER_DEGREE;
        double lengthM = Math.hypot(nextX - x, nextY - y);
        double share =
            lengthM == 0 ? 0 : -(x * (nextX - x) + y * (nextY - y)) / (lengthM * lengthM);
        double within = Math.clamp(share, 0, 1);
        double distanceM = Math.hypot(x + (nextX - x) * within, y + (nextY - y) * within);
        if (distanceM < best) {
          best = distanceM;
          bestAlongM = alongM + lengthM * within;
        }
        alongM += lengthM;
        x = nextX;
        y = nextY;
      }
    }
    return new Nearest(best, bestAlongM);
  }
}

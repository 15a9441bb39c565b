package id.pantau.collector.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.LatLon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AreaIndexTest {
  private static final double METRES_PER_DEGREE = 111_195;

  /** A ring of so many places around a middle. */
  private static String ring(double lat, double lon, double radiusDeg, int places) {
    var text = new StringBuilder("[");
    for (int i = 0; i <= places; i++) {
      double angle = 2 * Math.PI * (i % places) / places;
      text.append(i == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "[%.7f,%.7f]",
                  lon + radiusDeg * Math.cos(angle),
                  lat + radiusDeg * Math.sin(angle)));
    }
    return text.append("]").toString();
  }

  private static Area area(int id, String kind, int bufferM, String... rings) {
    Shape shape =
        Shape.ofGeoJson("{\"type\":\"Polygon\",\"coordinates\":[" + String.join(",", rings) + "]}");
    return new Area(
        id,
        0,
        kind,
        "c-" + id,
        "Area " + id,
        OptionalInt.empty(),
        bufferM,
        new LatLon((shape.south() + shape.north()) / 2, (shape.west() + shape.east()) / 2),
        Optional.of(shape));
  }

  private static List<Integer> at(AreaIndex index, double lat, double lon) {
    return index.at(new LatLon(lat, lon)).stream().map(Area::id).toList();
  }

  @Test
  void aHoleIsOutsideAndTheSmallerAreaComesFirst() {
    var index =
        new AreaIndex(
            List.of(
                area(1, "kecamatan", 0, ring(-8.6, 116.5, 0.1, 40), ring(-8.6, 116.5, 0.01, 20)),
                area(2, "desa", 0, ring(-8.6, 116.55, 0.02, 30))));
    assertEquals(List.of(2, 1), at(index, -8.6, 116.55));
    assertEquals(List.of(1), at(index, -8.65, 116.5));
    assertEquals(List.of(), at(index, -8.6, 116.5));
    assertEquals(List.of(), at(index, -8.6, 116.7));
  }

  @Test
  void aBufferReachesOutside() {
    var index = new AreaIndex(List.of(area(1, "regency", 1_000, ring(-8.6, 116.5, 0.1, 400))));
    assertEquals(List.of(1), at(index, -8.6 + 0.1 + 950 / METRES_PER_DEGREE, 116.5));
    assertEquals(List.of(), at(index, -8.6 + 0.1 + 1_100 / METRES_PER_DEGREE, 116.5));
  }

  @Test
  void anOfficeWithoutOutlineReachesAHundredMetres() {
    var office =
        new Area(
            7,
            0,
            "office",
            "office:x",
            "Kantor",
            OptionalInt.of(3),
            0,
            new LatLon(-8.6, 116.5),
            Optional.empty());
    var index = new AreaIndex(List.of(office));
    assertEquals(List.of(7), at(index, -8.6 + 90 / METRES_PER_DEGREE, 116.5));
    assertEquals(List.of(), at(index, -8.6 + 110 / METRES_PER_DEGREE, 116.5));
  }

  /** 21 kecamatan and 254 desa of 500 places each, which is finer than any official file. */
  @Test
  void isAskedInLessThanAMillisecond() {
    var random = new Random(52_03);
    var areas = new ArrayList<Area>();
    for (int i = 0; i < 275; i++) {
      double radius = i < 21 ? 0.06 : 0.02;
      double lat = -8.9 + random.nextDouble() * 0.6;
      double lon = 116.4 + random.nextDouble() * 0.35;
      areas.add(area(i, i < 21 ? "kecamatan" : "desa", 0, ring(lat, lon, radius, 500)));
    }
    var index = new AreaIndex(areas);
    int found = 0;
    int asked = 5_000;
    long began = System.nanoTime();
    for (int i = 0; i < asked; i++) {
      found +=
          at(index, -8.9 + random.nextDouble() * 0.6, 116.4 + random.nextDouble() * 0.35).size();
    }
    double ms = (System.nanoTime() - began) / 1e6 / asked;
    System.out.printf(Locale.ROOT, "areaAtMs=%.4f%n", ms);
    assertTrue(found > asked, "areas were found");
    assertTrue(ms < 1, ms + " ms");
  }
}

package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns {@code desa@kecamatan} into a place on the map, a pair of them into a line. */
final class DemoPlaces {
  private static final Sql LIST_AREAS =
      Sql.of(
          """
          SELECT kind, code, name, ST_Y(middle) AS lat, ST_X(middle) AS lon FROM area ORDER BY code LIMIT 5000
          """);

  /** Works are near the middle of their village, not all on top of each other: about 300 m. */
  private static final double SPREAD_DEG = 0.003;

  private static final int BENDS = 9;

  private final Map<String, Spot> spots = new HashMap<>();
  private final Map<String, List<String>> desas = new HashMap<>();

  private record Spot(double lat, double lon, String desa, String kecamatan) {}

  /** Where something is, as the database takes it. */
  record Placed(String wkt, Optional<String> desa, String kecamatan) {}

  DemoPlaces(Session session) {
    List<Row> areas = session.list(LIST_AREAS, Map.of());
    Map<String, String> kecamatanByCode = new HashMap<>();
    for (Row row : areas) {
      if (row.getText("kind").equals("kecamatan")) {
        String name = row.getText("name");
        kecamatanByCode.put(row.getText("code"), name);
        spots.put("@" + name, new Spot(row.getDouble("lat"), row.getDouble("lon"), "", name));
      }
    }
    for (Row row : areas) {
      String kecamatan = kecamatanByCode.get(row.getText("code").substring(0, "52.03.01".length()));
      if (!row.getText("kind").equals("kecamatan") && kecamatan != null) {
        String desa = row.getText("name");
        spots.put(
            desa + "@" + kecamatan,
            new Spot(row.getDouble("lat"), row.getDouble("lon"), desa, kecamatan));
        desas.computeIfAbsent(kecamatan, name -> new ArrayList<>()).add(desa);
      }
    }
  }

  Map<String, List<String>> desas() {
    return desas;
  }

  Placed place(String text, RandomGenerator random) {
    String[] ends = text.split(">");
    Spot from = get(ends[0]);
    Optional<String> desa = Optional.of(from.desa()).filter(name -> !name.isEmpty());
    String wkt = ends.length == 1 ? point(from, random) : line(from, get(ends[1]), random);
    return new Placed(wkt, desa, from.kecamatan());
  }

  private Spot get(String name) {
    Spot spot = spots.get(name);
    if (spot == null) {
      throw new IllegalStateException("no such place: " + name);
    }
    return spot;
  }

  private static String point(Spot at, RandomGenerator random) {
    return String.format(
        Locale.ROOT,
        "POINT(%.6f %.6f)",
        at.lon() + SPREAD_DEG * (2 * random.nextDouble() - 1),
        at.lat() + SPREAD_DEG * (2 * random.nextDouble() - 1));
  }

  /** A road has bends; the straight line between two towns would look drawn with a ruler. */
  private static String line(Spot from, Spot to, RandomGenerator random) {
    double swing = 0.08 * (2 * random.nextDouble() - 1);
    double dLat = to.lat() - from.lat();
    double dLon = to.lon() - from.lon();
    var points = new ArrayList<String>();
    for (int i = 0; i <= BENDS; i++) {
      double share = i / (double) BENDS;
      double aside = swing * Math.sin(Math.PI * 2 * share);
      points.add(
          String.format(
              Locale.ROOT,
              "%.6f %.6f",
              from.lon() + dLon * share - dLat * aside,
              from.lat() + dLat * share + dLon * aside));
    }
    return "LINESTRING(" + String.join(",", points) + ")";
  }
}

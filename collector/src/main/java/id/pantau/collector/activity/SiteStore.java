package id.pantau.collector.activity;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.region.Shape;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads where packages are, and where their progress jumped. */
final class SiteStore {
  private static final Sql LIST_SHAPES =
      Sql.of(
          """
          SELECT id, ST_AsGeoJSON(location, 7) AS shape FROM work_package
          WHERE fiscal_year = :year AND location IS NOT NULL
          """);
  private static final Sql LIST_JUMPS = Sql.beside(SiteStore.class, "list-jumps.sql");

  private SiteStore() {}

  /** By package; one whose work has no place is not there. */
  static Map<Integer, Shape> shapes(Session session, int year) {
    var shapes = new HashMap<Integer, Shape>();
    for (Row row : session.list(LIST_SHAPES, Map.of("year", year))) {
      shapes.put(row.getInt("id"), Shape.ofGeoJson(row.getText("shape")));
    }
    return shapes;
  }

  static List<ProgressJump> jumps(Session session, LocalDate since, double points) {
    return session.list(LIST_JUMPS, Map.of("since", since, "points", points)).stream()
        .map(
            row ->
                new ProgressJump(
                    row.getInt("package_id"),
                    row.getDate("report_date"),
                    row.getDouble("from_pct"),
                    row.getDouble("to_pct")))
        .toList();
  }
}

package id.pantau.collector.region;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Fills an empty database with the facts of a region, from the files in a folder of its name. */
final class RegionSeed {
  /** Agencies exist at least since the first budget year that anybody will import. */
  private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

  private static final Sql ADD_REGION = Sql.beside(RegionSeed.class, "add-region.sql");
  private static final Sql ADD_OPD = Sql.beside(RegionSeed.class, "add-opd.sql");
  private static final Sql ADD_AREA = Sql.beside(RegionSeed.class, "add-area.sql");
  private static final Sql ADD_HOURS =
      Sql.of(
          """
          INSERT INTO work_hours (hours, profile, weekday, opens, closes)
          VALUES (:hours, :profile, :weekday, CAST(:opens AS time), CAST(:closes AS time))
          """);
  private static final Sql ADD_PROFILE =
      Sql.of(
          """
          INSERT INTO work_profile (profile, first_day, last_day) VALUES (:profile, :first, :last)
          """);
  private static final Sql ADD_HOLIDAY =
      Sql.of("INSERT INTO holiday (day, kind, name) VALUES (:day, :kind, :name)");

  private final Session session;
  private final String folder;

  private RegionSeed(Session session, String folder) {
    this.session = session;
    this.folder = folder;
  }

  /** Does nothing when the database knows its region already. */
  static void plant(Session session, String folder) {
    if (session.find(Sql.of("SELECT name FROM region"), Map.of()).isEmpty()) {
      new RegionSeed(session, folder).plantAll();
    }
  }

  private void plantAll() {
    for (Map<String, String> row : Table.read(folder + "/region.csv")) {
      session.change(ADD_REGION, numbers(row, "west", "south", "east", "north", "lat", "lon"));
    }
    for (Map<String, String> row : Table.read(folder + "/opd.csv")) {
      var params = new java.util.HashMap<String, Object>(row);
      params.put("since", SINCE);
      params.put(
          "parent", "rsud".equals(row.get("kind")) ? Optional.of("dikes") : Optional.empty());
      session.change(ADD_OPD, params);
    }
    for (Map<String, String> row : Table.read(folder + "/areas.csv")) {
      session.change(ADD_AREA, numbers(row, "lat", "lon"));
    }
    for (Map<String, String> row : Table.read(folder + "/hours.csv")) {
      plantHours(row);
    }
    for (Map<String, String> row : Table.read(folder + "/profiles.csv")) {
      session.change(
          ADD_PROFILE,
          Map.of(
              "profile", word(row, "profile"),
              "first", LocalDate.parse(word(row, "first")),
              "last", LocalDate.parse(word(row, "last"))));
    }
    for (Map<String, String> row : Table.read(folder + "/holidays.csv")) {
      session.change(
          ADD_HOLIDAY,
          Map.of(
              "day", LocalDate.parse(word(row, "day")),
              "kind", word(row, "kind"),
              "name", word(row, "name")));
    }
  }

  private void plantHours(Map<String, String> row) {
    for (String weekday : word(row, "weekdays").split(" ")) {
      session.change(
          ADD_HOURS,
          Map.of(
              "hours", word(row, "hours"),
              "profile", word(row, "profile"),
              "weekday", Integer.parseInt(weekday),
              "opens", word(row, "opens"),
              "closes", word(row, "closes")));
    }
  }

  private static String word(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("seed without column " + column);
    }
    return value;
  }

  private static Map<String, Object> numbers(Map<String, String> row, String... columns) {
    var params = new java.util.HashMap<String, Object>(row);
    for (String column : columns) {
      params.put(column, Double.parseDouble(word(row, column)));
    }
    return params;
  }
}

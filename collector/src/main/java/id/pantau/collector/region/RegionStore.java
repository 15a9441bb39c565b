package id.pantau.collector.region;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.wire.LatLon;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Reads what the region is. */
final class RegionStore {
  private static final Sql LIST_MAP_FEATURES =
      Sql.beside(RegionStore.class, "list-map-features.sql");
  private static final Sql LIST_AREAS = Sql.beside(RegionStore.class, "list-areas.sql");
  private static final Sql PUT_AREA = Sql.beside(RegionStore.class, "put-area.sql");
  private static final Sql DELETE_AREA =
      Sql.of(
          "DELETE FROM area WHERE id = :id AND kind IN ('geofence', 'island', 'common-stop', 'office')");
  private static final Sql LIST_OUTLINES = Sql.beside(RegionStore.class, "list-outlines.sql");
  private static final Sql AREAS_VERSION = Sql.of("SELECT version FROM area_version");
  private static final Sql CHANGE_AREA = Sql.beside(RegionStore.class, "change-area.sql");
  private static final Sql PREVIEW_AREA = Sql.beside(RegionStore.class, "preview-area.sql");
  private static final Sql LOCK_AREA = Sql.of("SELECT version FROM area WHERE id = :id FOR UPDATE");
  private static final Sql FIND_CODE = Sql.of("SELECT id FROM area WHERE code = :code");
  private static final Sql FIND_PICTURE =
      Sql.of(
          "SELECT ST_AsGeoJSON(geom, 6) AS outline, changed_by, changed_at FROM area WHERE id = :id");

  /** To about ten metres: all of them together are shown on a map. */
  private static final Sql LIST_COARSE =
      Sql.of(
          """
          SELECT id, ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(geom, 0.0001)), 5) AS outline FROM area
          WHERE geom IS NOT NULL ORDER BY id LIMIT 20000
          """);

  private static final Sql LIST_STOPPING =
      Sql.of(
          """
          SELECT name, opd_id, ST_AsGeoJSON(coalesce(geom, middle), 7) AS shape FROM area
          WHERE kind IN ('office', 'common-stop') ORDER BY id LIMIT 20000
          """);
  private static final Sql PUT_STOPPING = Sql.beside(RegionStore.class, "put-stopping-place.sql");
  private static final Sql ADD_MAP_FEATURE =
      Sql.of(
          """
          INSERT INTO map_feature (source, kind, class, name, geom)
          VALUES (:source, :kind, :class, :name, ST_SetSRID(ST_GeomFromGeoJSON(:geometry), 4326))
          """);

  private final Session session;

  RegionStore(Session session) {
    this.session = session;
  }

  RegionInfo getRegion() {
    Row row = session.get(Sql.of("SELECT * FROM region"), Map.of());
    return new RegionInfo(
        row.getText("name"),
        row.getText("short_name"),
        ZoneId.of(row.getText("time_zone")),
        row.getText("zone_abbreviation"),
        row.getDouble("west"),
        row.getDouble("south"),
        row.getDouble("east"),
        row.getDouble("north"),
        new LatLon(row.getDouble("center_lat"), row.getDouble("center_lon")),
        row.getTime("cut_off"),
        row.getTime("grace_until"),
        row.getText("map_base"),
        row.findText("map_url"),
        row.getText("map_attribution"));
  }

  List<Opd> listOpds() {
    return session.list(Sql.of("SELECT * FROM opd ORDER BY id LIMIT 1000"), Map.of()).stream()
        .map(
            row ->
                new Opd(
                    row.getInt("id"),
                    row.getText("code"),
                    row.getText("handle"),
                    row.getText("name"),
                    row.getText("short_name"),
                    row.getText("kind"),
                    row.getText("hours"),
                    row.getDate("valid_from"),
                    row.findDate("valid_to"),
                    row.findInt("successor_id")))
        .toList();
  }

  int getAreasVersion() {
    return session.get(AREAS_VERSION, Map.of()).getInt("version");
  }

  List<Area> listAreas() {
    return session.list(LIST_AREAS, Map.of()).stream()
        .map(
            row ->
                new Area(
                    row.getInt("id"),
                    row.getInt("version"),
                    row.getText("kind"),
                    row.getText("code"),
                    row.getText("name"),
                    row.findInt("opd_id"),
                    row.getInt("buffer_m"),
                    new LatLon(row.getDouble("lat"), row.getDouble("lon")),
                    row.findText("outline").map(Shape::ofGeoJson)))
        .toList();
  }

  /**
   * Draws an area, or draws it anew.
   *
   * @param rings a MultiLineString of GeoJSON
   * @return false when the rings enclose nothing, or the code belongs to another kind
   */
  boolean putArea(String kind, String code, Drawn drawn, int bufferM, Changed changed) {
    return session.change(
            PUT_AREA,
            Map.of(
                "kind", kind,
                "code", code,
                "name", drawn.name(),
                "bufferM", bufferM,
                "rings", drawn.rings(),
                "by", changed.by(),
                "at", changed.at()))
        == 1;
  }

  /** Who changes something, and when. */
  record Changed(String by, Instant at) {}

  boolean deleteArea(int id) {
    return session.change(DELETE_AREA, Map.of("id", id)) == 1;
  }

  List<Row> listOutlines(Optional<String> within) {
    return session.list(LIST_OUTLINES, Map.of("within", within));
  }

  /** The version it has, and keeps until the end for everybody else; empty when there is none. */
  OptionalInt lockArea(int id) {
    return session
        .find(LOCK_AREA, Map.of("id", id))
        .map(row -> OptionalInt.of(row.getInt("version")))
        .orElse(OptionalInt.empty());
  }

  OptionalInt findCode(String code) {
    return session
        .find(FIND_CODE, Map.of("code", code))
        .map(row -> OptionalInt.of(row.getInt("id")))
        .orElse(OptionalInt.empty());
  }

  /**
   * @param rings a MultiLineString of GeoJSON; empty keeps the outline
   * @return false when the rings enclose nothing
   */
  boolean changeArea(int id, AreaPlan.Change area, Optional<String> rings, Changed changed) {
    return session.change(
            CHANGE_AREA,
            Map.of(
                "id", id,
                "kind", area.kind(),
                "code", area.code(),
                "name", area.name(),
                "bufferM", area.bufferM(),
                "rings", rings,
                "by", changed.by(),
                "at", changed.at()))
        == 1;
  }

  /** What rings would become; empty when they enclose nothing. */
  Optional<AreaPreview> preview(AreaPlan.Put put, OptionalInt replaces) {
    return session
        .find(PREVIEW_AREA, Map.of("rings", put.drawn().rings()))
        .map(
            row ->
                new AreaPreview(
                    put.kind(),
                    put.drawn().name(),
                    replaces,
                    row.getBoolean("outside"),
                    row.getText("outline")));
  }

  Optional<AreaPicture> findPicture(int id) {
    return session
        .find(FIND_PICTURE, Map.of("id", id))
        .map(
            row ->
                new AreaPicture(
                    row.findText("outline"),
                    row.findText("changed_by"),
                    row.findInstant("changed_at")));
  }

  /** Of those that have one, by id. */
  Map<Integer, String> coarseOutlines() {
    return session.list(LIST_COARSE, Map.of()).stream()
        .collect(Collectors.toMap(row -> row.getInt("id"), row -> row.getText("outline")));
  }

  List<StoppingPlace> listStoppingPlaces() {
    return session.list(LIST_STOPPING, Map.of()).stream()
        .map(
            row ->
                new StoppingPlace(
                    row.getText("name"),
                    row.findInt("opd_id"),
                    Shape.ofGeoJson(row.getText("shape"))))
        .toList();
  }

  void putStoppingPlace(String code, String name, OptionalInt opdId, LatLon at) {
    session.change(
        PUT_STOPPING,
        Map.of("code", code, "name", name, "opdId", opdId, "lat", at.lat(), "lon", at.lon()));
  }

  WorkCalendar calendar(List<Opd> opds) {
    var hoursOfOpd = new HashMap<Integer, String>();
    opds.forEach(opd -> hoursOfOpd.put(opd.id(), opd.hours()));
    var week = new HashMap<WorkCalendar.WeekKey, WorkCalendar.Hours>();
    for (Row row : session.list(Sql.of("SELECT * FROM work_hours LIMIT 1000"), Map.of())) {
      week.put(
          new WorkCalendar.WeekKey(
              row.getText("hours"), row.getText("profile"), DayOfWeek.of(row.getInt("weekday"))),
          new WorkCalendar.Hours(row.getTime("opens"), row.getTime("closes")));
    }
    var holidays = new HashMap<LocalDate, String>();
    for (Row row : session.list(Sql.of("SELECT day, name FROM holiday LIMIT 5000"), Map.of())) {
      holidays.put(row.getDate("day"), row.getText("name"));
    }
    return new WorkCalendar(
        new WorkCalendar.Tables(
            Map.copyOf(hoursOfOpd),
            Map.copyOf(week),
            session.list(Sql.of("SELECT * FROM work_profile LIMIT 1000"), Map.of()).stream()
                .map(
                    row ->
                        new WorkCalendar.Profile(
                            row.getText("profile"),
                            row.getDate("first_day"),
                            row.getDate("last_day")))
                .toList(),
            Map.copyOf(holidays),
            session.list(Sql.of("SELECT * FROM work_exception LIMIT 10000"), Map.of()).stream()
                .map(
                    row ->
                        new WorkCalendar.Exception(
                            row.getDate("day"),
                            boxed(row.findInt("opd_id")),
                            row.getBoolean("working")))
                .toList()));
  }

  List<Row> listMapFeatures() {
    return session.list(LIST_MAP_FEATURES, Map.of());
  }

  void replaceMapFeatures(String source, List<MapFeature> features) {
    session.change(
        Sql.of("DELETE FROM map_feature WHERE source = :source"), Map.of("source", source));
    for (MapFeature feature : features) {
      session.change(
          ADD_MAP_FEATURE,
          Map.of(
              "source", source,
              "kind", feature.kind(),
              "class", feature.featureClass(),
              "name", feature.name(),
              "geometry", feature.geometryJson()));
    }
  }

  private static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }
}

package id.pantau.collector.region;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.web.Problem;
import id.pantau.wire.LatLon;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The region this installation serves. What it says was read when it was opened or last {@link
 * #reload}ed; safe for all threads.
 */
public final class Region {
  /** Beyond this from the middle of every known place a position has no name. */
  private static final double NEAR_M = 4_000;

  private final Db db;
  private final InstantSource clock;
  private volatile State state;

  private record State(
      int version,
      RegionInfo info,
      List<Opd> opds,
      Map<Integer, Opd> opdById,
      WorkCalendar calendar,
      List<Area> areas,
      AreaIndex index,
      Map<String, String> kecamatanByCode,
      Map<String, List<Row>> outlines) {}

  private Region(Db db, InstantSource clock, State state) {
    this.db = db;
    this.clock = clock;
    this.state = state;
  }

  /**
   * Plants the seed if the database is empty, then reads the region.
   *
   * @param seed the name of a seed, e.g. {@code lombok-timur}
   */
  public static Region open(Db db, String seed, InstantSource clock) {
    db.doAsService(session -> RegionSeed.plant(session, seed));
    return new Region(db, clock, read(db));
  }

  /** Reads everything again, after an administrator's change. */
  public void reload() {
    state = read(db);
  }

  public RegionInfo info() {
    return state.info;
  }

  public ZoneId zone() {
    return state.info.zone();
  }

  /** The day it is in the region now. */
  public LocalDate today() {
    return clock.instant().atZone(zone()).toLocalDate();
  }

  /** A part of a day. */
  public record Span(Instant from, Instant until) {}

  public Span wholeDay(LocalDate day) {
    return new Span(
        day.atStartOfDay(zone()).toInstant(), day.plusDays(1).atStartOfDay(zone()).toInstant());
  }

  /** When an agency works on a day: an empty span when it does not. */
  public Span onDuty(int opdId, LocalDate day) {
    Optional<WorkCalendar.Hours> hours = calendar().findHours(opdId, day);
    Span whole = wholeDay(day);
    if (hours.isEmpty() || !calendar().isWorkingDay(opdId, day)) {
      return new Span(whole.from, whole.from);
    }
    LocalTime opens = hours.get().opens();
    LocalTime closes = hours.get().closes();
    // 24:00 comes as 00:00.
    return new Span(
        day.atTime(opens).atZone(zone()).toInstant(),
        closes.isAfter(opens) ? day.atTime(closes).atZone(zone()).toInstant() : whole.until);
  }

  public LocalTime cutOff() {
    return state.info.cutOff();
  }

  public WorkCalendar calendar() {
    return state.calendar;
  }

  /** All agencies that ever were. */
  public List<Opd> listOpds() {
    return state.opds;
  }

  /**
   * The agency with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Opd getOpd(int id) {
    return findOpd(id).orElseThrow(() -> new IllegalArgumentException("no opd " + id));
  }

  public Optional<Opd> findOpd(int id) {
    return Optional.ofNullable(state.opdById.get(id));
  }

  /** The agency with this handle, e.g. {@code dikes}. */
  public Optional<Opd> findOpd(String handle) {
    return state.opds.stream().filter(opd -> opd.handle().equals(handle)).findFirst();
  }

  /**
   * The name of where that is: the office, geofence, island or desa it lies in, with its kecamatan;
   * where no outline says more, the nearest desa within {@value #NEAR_M} m.
   */
  public Optional<Place> placeOf(LatLon at) {
    State now = state;
    Optional<Place> inside =
        now.index.at(at).stream()
            .filter(area -> !area.kind().equals("regency") && !area.kind().equals("kecamatan"))
            .findFirst()
            .map(area -> new Place(name(now, area), area.middle().distanceM(at)));
    return inside.isPresent() ? inside : nearestDesa(now, at);
  }

  private static Optional<Place> nearestDesa(State now, LatLon at) {
    return nearest(now, at, "")
        .map(area -> new Place(name(now, area), area.middle().distanceM(at)))
        .filter(place -> place.distanceM() <= NEAR_M);
  }

  private static Optional<Area> nearest(State now, LatLon at, String codeBegins) {
    return now.areas.stream()
        .filter(area -> area.isDesa() && area.code().startsWith(codeBegins))
        .min(Comparator.comparingDouble(area -> area.middle().distanceM(at)));
  }

  /**
   * The desa that a place lies in. Where no outline of a desa says so, the nearest of the kecamatan
   * it lies in; where none was loaded either, the nearest of all within {@value #NEAR_M} m.
   */
  public Optional<Area> desaOf(LatLon at) {
    State now = state;
    List<Area> around = now.index.at(at);
    Optional<Area> desa = around.stream().filter(Area::isDesa).findFirst();
    if (desa.isPresent()) {
      return desa;
    }
    return around.stream()
        .filter(area -> area.kind().equals("kecamatan"))
        .findFirst()
        .map(kecamatan -> nearest(now, at, kecamatan.code() + "."))
        .orElseGet(
            () -> nearest(now, at, "").filter(area -> area.middle().distanceM(at) <= NEAR_M));
  }

  /** Grows with every change of the areas that this one has read: what was derived from them. */
  public int areasVersion() {
    return state.version;
  }

  /** All areas, by code. */
  public List<Area> listAreas() {
    return state.areas;
  }

  public Optional<Area> findArea(int id) {
    return state.areas.stream().filter(area -> area.id() == id).findFirst();
  }

  /** The areas that a place belongs to, the smallest first; answered from memory. */
  public List<Area> areasAt(LatLon at) {
    return state.index.at(at);
  }

  /**
   * The outlines of all kecamatan, or of the desa of one; those that were not loaded as well. They
   * take PostGIS a quarter of a second, so they are kept until the areas change.
   *
   * @param within the code of a kecamatan that there is: so few are kept
   */
  List<Row> listOutlines(Optional<String> within) {
    return state.outlines.computeIfAbsent(
        within.orElse(""),
        first -> db.asService(session -> new RegionStore(session).listOutlines(within)));
  }

  /** How an area looks, and who made it so. */
  Optional<AreaPicture> findPicture(int id) {
    return db.asService(session -> new RegionStore(session).findPicture(id));
  }

  /** The outlines of all areas that have one, by id, as GeoJSON coarse enough for a map. */
  Map<Integer, String> coarseOutlines() {
    return db.asService(session -> new RegionStore(session).coarseOutlines());
  }

  /**
   * Removes what somebody drew; false for what belongs to the state.
   *
   * @throws Problem 404 when it is gone, 409 when somebody has changed it meanwhile
   */
  boolean removeArea(int id, int basedOn) {
    boolean removed =
        db.asService(
            session -> {
              var store = new RegionStore(session);
              requireVersion(store, id, basedOn);
              return store.deleteArea(id);
            });
    reload();
    return removed;
  }

  /**
   * Changes an area.
   *
   * @param drawn empty keeps its outline
   * @throws Problem 404 when it is gone, 409 when somebody has changed it meanwhile or another area
   *     has its name, 422 when the drawing encloses nothing
   */
  void changeArea(AreaSeen seen, AreaPlan.Change area, Optional<Drawn> drawn, String by) {
    var changed = new RegionStore.Changed(by, clock.instant());
    db.doAsService(
        session -> {
          var store = new RegionStore(session);
          requireVersion(store, seen.id(), seen.version());
          requireFree(store, OptionalInt.of(seen.id()), area.code(), area.name());
          if (!store.changeArea(seen.id(), area, drawn.map(Drawn::rings), changed)) {
            throw Problem.of(422, "area-encloses-nothing", area.name());
          }
        });
    reload();
  }

  private static void requireVersion(RegionStore store, int id, int basedOn) {
    int version = store.lockArea(id).orElseThrow(() -> Problem.of(404, "no-such-area"));
    if (version != basedOn) {
      throw Problem.of(409, "area-changed-meanwhile");
    }
  }

  private static void requireFree(RegionStore store, OptionalInt own, String code, String name) {
    OptionalInt holder = store.findCode(code);
    if (holder.isPresent() && !holder.equals(own)) {
      throw Problem.of(409, "area-name-taken", name);
    }
  }

  /**
   * What areas would become; nothing is kept.
   *
   * @throws Problem 422 with the name of the first that cannot be drawn
   */
  List<AreaPreview> preview(List<AreaPlan.Put> areas) {
    return db.asService(
        session -> {
          var store = new RegionStore(session);
          return areas.stream()
              .map(
                  area ->
                      store
                          .preview(area, store.findCode(area.code()))
                          .orElseThrow(() -> enclosesNothing(area)))
              .toList();
        });
  }

  private static Problem enclosesNothing(AreaPlan.Put area) {
    return Problem.of(422, "area-encloses-nothing", area.drawn().name());
  }

  /**
   * Draws an area that is not there yet.
   *
   * @throws Problem 409 when one of this kind has the name, 422 when it encloses nothing
   */
  void addArea(AreaPlan.Put area, String by) {
    putAreas(List.of(area), by, true);
  }

  /**
   * Draws areas, all of them or none; those that are there already anew.
   *
   * @throws Problem 422 with the name of the first that cannot be drawn
   */
  void putAreas(List<AreaPlan.Put> areas, String by) {
    putAreas(areas, by, false);
  }

  private void putAreas(List<AreaPlan.Put> areas, String by, boolean onlyNew) {
    var changed = new RegionStore.Changed(by, clock.instant());
    db.doAsService(
        session -> {
          var store = new RegionStore(session);
          for (AreaPlan.Put area : areas) {
            if (onlyNew) {
              requireFree(store, OptionalInt.empty(), area.code(), area.drawn().name());
            }
            if (!store.putArea(area.kind(), area.code(), area.drawn(), area.bufferM(), changed)) {
              throw enclosesNothing(area);
            }
          }
        });
    reload();
  }

  /** The offices and common stops there are now, also those that another collector added. */
  public List<StoppingPlace> listStoppingPlaces() {
    return db.asService(session -> new RegionStore(session).listStoppingPlaces());
  }

  /**
   * Registers a place where vehicles stand for other reasons than work; again for the same code
   * moves it.
   *
   * @param opdId the agency whose office it is; empty for a common stop
   */
  public void putStoppingPlace(String code, String name, OptionalInt opdId, LatLon at) {
    db.doAsService(session -> new RegionStore(session).putStoppingPlace(code, name, opdId, at));
    reload();
  }

  /** Replaces everything that this source has put on the built-in map. */
  public void replaceMapFeatures(String source, List<MapFeature> features) {
    db.doAsService(session -> new RegionStore(session).replaceMapFeatures(source, features));
  }

  List<Row> listMapFeatures() {
    return db.asService(session -> new RegionStore(session).listMapFeatures());
  }

  private static String name(State state, Area area) {
    int length = "52.03.01".length();
    String kecamatan =
        area.code().length() < length
            ? null
            : state.kecamatanByCode.get(area.code().substring(0, length));
    return kecamatan == null || kecamatan.equals(area.name())
        ? area.name()
        : area.name() + ", " + kecamatan;
  }

  private static State read(Db db) {
    return db.asService(
        session -> {
          var store = new RegionStore(session);
          // First: what changes between the two is then seen as newer than this, never as older.
          int version = store.getAreasVersion();
          List<Opd> opds = store.listOpds();
          List<Area> areas = store.listAreas();
          return new State(
              version,
              store.getRegion(),
              opds,
              opds.stream().collect(Collectors.toMap(Opd::id, Function.identity())),
              store.calendar(opds),
              areas,
              new AreaIndex(areas),
              areas.stream()
                  .filter(area -> area.kind().equals("kecamatan"))
                  .collect(Collectors.toMap(Area::code, Area::name)),
              new ConcurrentHashMap<>());
        });
  }
}

package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Worker;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Area;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Viewer;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where vehicles are and were. Safe for all threads; one thread of its own derives trips and stops
 * of what has come, and makes tomorrow's partitions, another merges the blocks of hours gone by.
 */
public final class Tracks implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tracks.class.getName());

  /** A tracker on the road sends all the time; its day is derived again at most this often. */
  public static final Duration DERIVE_AFTER = Duration.ofSeconds(30);

  private static final Duration AHEAD_EVERY = Duration.ofHours(1);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** 2,000 newest positions are read in 6 ms. */
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(500);

  private static final Duration FAULT_PAUSE = Duration.ofSeconds(5);

  private final Db db;
  private final Fleet fleet;
  private final Region region;
  private final InstantSource clock;
  private final Partitions partitions;
  private final Appender appender;
  private final Board board = new Board();
  private final Positions positions;
  private final PlaceNames places;
  private final Deriver deriver;
  private final RouteLines lines;
  private final Merger merger;
  private final Retirer retirer;
  private final Worker worker = new Worker("derive days", FAULT_PAUSE, this::work);
  private final Worker follower = new Worker("follow other collectors", FAULT_PAUSE, this::follow);
  private Instant aheadAt = Instant.MIN; // only the worker

  public Tracks(Db db, Fleet fleet, Region region, InstantSource clock, Duration deriveAfter) {
    this.db = db;
    this.fleet = fleet;
    this.region = region;
    this.clock = clock;
    this.partitions = new Partitions(db, region);
    this.appender = new Appender(fleet, region, clock, deriveAfter);
    this.positions = new Positions(board, fleet, clock);
    this.places = new PlaceNames(region);
    this.deriver = new Deriver(db, fleet, region, clock, board);
    this.lines = new RouteLines(db);
    this.merger = new Merger(db, region, clock);
    this.retirer = new Retirer(db, region, clock);
  }

  /** Reads the newest positions and begins to derive. */
  public void start() {
    positions.restore(db);
    worker.start(Duration.ZERO);
    merger.start();
  }

  /** Shows also what other collectors store, at most half a second later than they do. */
  public void followOthers() {
    follower.start(FOLLOW_EVERY);
  }

  /** The day of the region in which a moment lies. */
  public LocalDate dayOf(Instant time) {
    return time.atZone(region.zone()).toLocalDate();
  }

  /** The days whose partitions these fixes need: those in which their hours begin. */
  public Set<LocalDate> daysOf(Collection<ReceivedFix> fixes) {
    return partitions.daysOf(fixes);
  }

  /** Makes the partitions for these days of the region, in transactions of its own. */
  public void prepare(Collection<LocalDate> days) {
    partitions.prepare(days);
  }

  /**
   * Something failed: perhaps one of these partitions is not there. Looks again when asked next.
   */
  public void forgetPartitions(Collection<LocalDate> days) {
    partitions.forget(days);
  }

  /**
   * What an append did; hand it to {@link #show} once it is committed.
   *
   * @param stored how many fixes were new; the others were there already
   */
  public static final class Appended {
    /** Of nothing. */
    public static final Appended NOTHING = new Appended(0, List.of(), List.of());

    private final long stored;
    private final List<Newest> raised;
    private final List<PrivateMode.Spell> hidden;

    Appended(long stored, List<Newest> raised, List<PrivateMode.Spell> hidden) {
      this.stored = stored;
      this.raised = raised;
      this.hidden = hidden;
    }

    public long stored() {
      return stored;
    }

    /** The trackers that have a newer position now. */
    public List<Integer> raisedDevices() {
      return raised.stream().map(Newest::deviceNo).toList();
    }
  }

  /**
   * Stores fixes within a transaction of the caller: any number, in any order, any of them again.
   */
  public Appended append(Session session, Collection<ReceivedFix> fixes) {
    return appender.append(session, fixes);
  }

  /** Shows what has been committed to those who ask for the newest positions. */
  public void show(Appended committed) {
    board.show(committed.raised);
    committed.hidden.forEach(spell -> board.hide(spell.deviceNo(), spell.from(), spell.until()));
  }

  /**
   * Shows where a vehicle is before its record comes; nothing is stored.
   *
   * @return whether that is newer than what was shown
   */
  public boolean preview(int deviceNo, Fix fix, Instant receivedAt) {
    return board.preview(deviceNo, fix, receivedAt);
  }

  /** A tracker said something, whatever it was. */
  public void heard(int deviceNo, Instant at) {
    board.heard(deviceNo, at);
  }

  /** The name of a place, exact to 100 m, as people say it; empty where there is none near. */
  public Optional<String> findPlace(LatLon at) {
    return places.find(at);
  }

  /** The newest position of every vehicle that has one. */
  public List<VehiclePosition> listPositions() {
    return positions.list();
  }

  /** The newest position of the vehicle that this tracker rides in. */
  public Optional<VehiclePosition> findPosition(int deviceNo) {
    return positions.find(deviceNo);
  }

  /** The newest positions of the vehicles that this viewer may see. */
  public List<VehiclePosition> listPositions(Viewer viewer) {
    Set<Integer> visible = visibleVehicles(viewer);
    return listPositions().stream()
        .filter(position -> visible.contains(position.vehicleId()))
        .toList();
  }

  /** The vehicles whose positions this viewer may see. */
  public Set<Integer> visibleVehicles(Viewer viewer) {
    return viewer.seesRoutes() ? fleet.listVehicleIds(viewer) : Set.of();
  }

  /** A day of a vehicle, derived from all fixes that are stored now. */
  public VehicleDay getDay(Viewer viewer, int vehicleId, LocalDate day) {
    deriver.deriveIfDirty(vehicleId, day);
    return db.as(viewer, session -> new DayReader(session).getDay(vehicleId, day));
  }

  /** The fixes of a day of a vehicle, without those of private time; empty when not allowed. */
  public Optional<Track> findTrack(Viewer viewer, int vehicleId, LocalDate day) {
    return db.as(viewer, session -> new DayReader(session).findTrack(vehicleId, day));
  }

  /** The days of a month on which the vehicle was heard of. */
  public List<VehicleDay.Summary> listDays(Viewer viewer, int vehicleId, YearMonth month) {
    return db.as(viewer, session -> new DayReader(session).listDays(vehicleId, month));
  }

  /** Draws what is not drawn yet of these days, some at least, and tells what there is. */
  public RouteSpan prepareRoutes(Viewer viewer, int vehicleId, LocalDate from, LocalDate to) {
    var days = new RouteLines.Days(vehicleId, from, to);
    lines.draw(days);
    return db.as(viewer, session -> new DayReader(session).getSpan(days));
  }

  /** The routes of these days in a square of the map, thinned to what can be seen. */
  byte[] getTile(Viewer viewer, RouteLines.Days days, Tile tile) {
    lines.draw(days);
    return db.as(viewer, session -> new DayReader(session).getTile(days, tile));
  }

  /**
   * Where everyone was at a moment in the past, of the vehicles that this viewer may see now and
   * might see then. One of which nothing was heard in three days before it is left out.
   */
  public List<PastPosition> listAt(Viewer viewer, Instant moment) {
    int[] vehicles =
        visibleVehicles(viewer).stream().mapToInt(Integer::intValue).sorted().toArray();
    return db.as(viewer, session -> new DayReader(session).listAt(vehicles, dayOf(moment), moment));
  }

  /** The kilometres of every vehicle that this viewer may see, day by day of a month. */
  public List<Mileage> listMileage(Viewer viewer, YearMonth month) {
    return db.as(viewer, session -> new DayReader(session).listMileage(month));
  }

  /**
   * Which vehicles were in an area between two moments, as far as this viewer may see them; those
   * that came first first. A vehicle of the last half minute may be missing: it is derived first.
   */
  public List<Visitor> listVisitors(Viewer viewer, Area area, Instant from, Instant until) {
    if (!viewer.seesRoutes()) {
      return List.of();
    }
    return db.as(viewer, session -> new DayReader(session).listVisitors(area, from, until));
  }

  /** The stops of a day as they were derived last, for who derives from them in turn. */
  public List<DerivedStop> listStops(Session service, int vehicleId, LocalDate day) {
    return new DayReader(service).listStops(vehicleId, day);
  }

  /** The fixes of a day without those of private time, for who derives from them. */
  public Track getTrack(Session service, int vehicleId, LocalDate day) {
    return new DayStore(service).getTrack(vehicleId, day, region.zone());
  }

  /** Derives all that is due now; for tests and tools that cannot wait for the worker. */
  public void deriveDue() {
    while (deriver.deriveSome() > 0) {
      LOG.log(System.Logger.Level.DEBUG, "derived some days");
    }
  }

  /** Merges and packs all that is due now; for tests and tools that cannot wait for the worker. */
  public void mergeDue() {
    merger.mergeDue();
  }

  /** The days of the region of which positions may be stored, the oldest first. */
  public List<LocalDate> listStoredDays() {
    return retirer.listStoredDays();
  }

  /**
   * Deletes the positions of a day, and keeps a thinned route of each vehicle; trips, stops and
   * figures stay as they were derived.
   *
   * @return whether it was done: not while the day is held, in use, or not yet derived
   */
  public boolean retire(LocalDate day) {
    boolean retired = retirer.retire(day);
    partitions.forget(List.of(day));
    return retired;
  }

  @Override
  public void close() {
    follower.close();
    merger.close();
    worker.close();
  }

  private Duration follow() {
    positions.follow(db);
    return FOLLOW_EVERY;
  }

  private Duration work() {
    if (!clock.instant().isBefore(aheadAt)) {
      partitions.prepareAhead();
      aheadAt = clock.instant().plus(AHEAD_EVERY);
    }
    return deriver.deriveSome() > 0 ? Duration.ZERO : LOOK_EVERY;
  }
}

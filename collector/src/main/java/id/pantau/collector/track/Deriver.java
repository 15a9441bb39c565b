package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Place;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.DayStore.Edges;
import id.pantau.collector.track.DayStore.Neighbours;
import id.pantau.collector.track.TrackStore.DeviceDay;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Derives trips and stops again for exactly the days of the vehicles that new fixes touched.
 *
 * <p>What it writes is a pure function of the stored fixes: those of the day, of a margin around it
 * and one more on either side. So it does not matter when they came. Several may run at once, also
 * in other collectors.
 */
final class Deriver {
  private static final System.Logger LOG = System.getLogger(Deriver.class.getName());

  /**
   * Fixes this near to midnight count for both days, so that a stop across it is seen from both.
   */
  static final Duration MARGIN = Duration.ofMinutes(10);

  /** How far before and after a day the next fix is looked for. */
  private static final Duration REACH = Duration.ofDays(3);

  /** A worker that has not finished a day by then has died. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(5);

  /** A day that could not be derived is tried again then, and does not block the others. */
  private static final Duration POSTPONED_BY = Duration.ofMinutes(5);

  private static final int CLAIM_LIMIT = 16;

  private final Db db;
  private final Fleet fleet;
  private final Region region;
  private final InstantSource clock;
  private final Board board;

  Deriver(Db db, Fleet fleet, Region region, InstantSource clock, Board board) {
    this.db = db;
    this.fleet = fleet;
    this.region = region;
    this.clock = clock;
    this.board = board;
  }

  /**
   * Derives some of what is due.
   *
   * @return how many days of trackers it took; 0 = nothing is due
   */
  int deriveSome() {
    Instant now = micros(clock.instant());
    List<DeviceDay> claimed =
        db.asService(
            session -> new DayStore(session).claim(now, now.minus(ABANDONED_AFTER), CLAIM_LIMIT));
    for (DeviceDay dirty : claimed) {
      try {
        for (int vehicleId : db.asService(session -> new DayStore(session).listVehicles(dirty))) {
          derive(vehicleId, dirty.day());
        }
        finish(dirty, now);
      } catch (IllegalArgumentException | IllegalStateException | ArithmeticException fault) {
        // A fault of ours in one day must not keep the others waiting.
        LOG.log(System.Logger.Level.ERROR, "cannot derive " + dirty, fault);
        Instant dueAt = now.plus(POSTPONED_BY);
        db.doAsService(session -> new DayStore(session).postpone(dirty, now, dueAt));
      }
    }
    return claimed.size();
  }

  /** Derives a day of a vehicle now if it is dirty: somebody wants to read it. */
  void deriveIfDirty(int vehicleId, LocalDate day) {
    Instant now = micros(clock.instant());
    List<DeviceDay> claimed =
        db.asService(session -> new DayStore(session).claim(vehicleId, day, now));
    if (!claimed.isEmpty()) {
      derive(vehicleId, day);
      // Two vehicles may have shared a tracker that day; then the worker does the other one too.
      claimed.stream()
          .filter(
              dirty ->
                  db.asService(session -> new DayStore(session).listVehicles(dirty))
                      .equals(List.of(vehicleId)))
          .forEach(dirty -> finish(dirty, now));
    }
  }

  private void finish(DeviceDay dirty, Instant claimedAt) {
    db.doAsService(
        session ->
            new DayStore(session).finish(dirty, claimedAt, claimedAt.plus(Merger.DUE_AFTER)));
  }

  private void derive(int vehicleId, LocalDate day) {
    Instant from = day.atStartOfDay(region.zone()).toInstant();
    Instant until = day.plusDays(1).atStartOfDay(region.zone()).toInstant();
    Optional<DayFigures> figures =
        db.asService(
            session -> {
              var store = new DayStore(session);
              store.lock(vehicleId, day);
              if (store.isRetired(day)) {
                return Optional.empty(); // what was derived while it was whole, stays
              }
              Neighbours neighbours =
                  store.findNeighbours(vehicleId, from.minus(MARGIN), until.plus(MARGIN), REACH);
              Track track =
                  store.getTrack(
                      vehicleId,
                      neighbours.before().orElse(from.minus(MARGIN)),
                      neighbours
                          .after()
                          .map(after -> after.plusMillis(1))
                          .orElse(until.plus(MARGIN)));
              var derived =
                  new DerivedDay(
                      vehicleId,
                      day,
                      DayFigures.of(track, from, until),
                      CrossingPolicy.of(track, from, until, Watched.of(region.listAreas())),
                      neighbours,
                      this::placeName);
              store.save(derived, clock.instant());
              store.markNeighbours(
                  derived, edges(track, from, until), MARGIN.plus(REACH), clock.instant());
              return Optional.of(derived.figures());
            });
    figures.ifPresent(known -> correctSince(vehicleId, known));
  }

  private static Edges edges(Track track, Instant from, Instant until) {
    Instant first = null;
    Instant firstAfterMargin = null;
    Instant lastBeforeMargin = null;
    Instant last = null;
    for (int i : UsableFixes.shown(track)) {
      Instant time = track.time(i);
      if (time.isBefore(from) || !time.isBefore(until)) {
        continue;
      }
      first = first == null ? time : first;
      if (firstAfterMargin == null && !time.isBefore(from.plus(MARGIN))) {
        firstAfterMargin = time;
      }
      if (time.isBefore(until.minus(MARGIN))) {
        lastBeforeMargin = time;
      }
      last = time;
    }
    return new Edges(
        Optional.ofNullable(first),
        Optional.ofNullable(firstAfterMargin),
        Optional.ofNullable(lastBeforeMargin),
        Optional.ofNullable(last));
  }

  /** The whole day knows better since when a vehicle stands or drives than its last message did. */
  private void correctSince(int vehicleId, DayFigures figures) {
    Optional<Instant> last = figures.lastFix();
    Optional<Instant> since = last.flatMap(figures::currentSince);
    if (since.isEmpty()) {
      return;
    }
    fleet.listRides(vehicleId, last.get(), last.get().plusMillis(1)).stream()
        .flatMap(ride -> board.find(ride.deviceNo()).stream())
        .filter(newest -> newest.fix().fixTime().equals(last.get()))
        .filter(newest -> !newest.since().equals(since.get()))
        .filter(newest -> newest.standing() == figures.endsInStop())
        .forEach(
            newest -> {
              db.asService(
                  session -> {
                    new DayStore(session).correctSince(newest.deviceNo(), last.get(), since.get());
                    return newest;
                  });
              board.correctSince(newest.deviceNo(), last.get(), since.get());
            });
  }

  private String placeName(LatLon at) {
    return region.placeOf(at).map(Place::name).orElse("");
  }

  /** PostgreSQL keeps microseconds; a claim is recognised by its moment. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}

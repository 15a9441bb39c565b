package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.region.Region;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/** Deletes the positions of days gone by, and keeps a thinned route of each vehicle. */
final class Retirer {
  private final Db db;
  private final Region region;
  private final InstantSource clock;

  Retirer(Db db, Region region, InstantSource clock) {
    this.db = db;
    this.region = region;
    this.clock = clock;
  }

  /** Rolls back. */
  private static final class InUse extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  List<LocalDate> listStoredDays() {
    return db.asService(session -> new RetireStore(session).listDays());
  }

  /** Whether it was done: not while the day is held, in use, or not yet derived. */
  boolean retire(LocalDate day) {
    try {
      return db.asService(session -> retire(session, day));
    } catch (InUse later) {
      return false;
    }
  }

  private boolean retire(Session session, LocalDate day) {
    var store = new RetireStore(session);
    if (!store.begin(day)) {
      return false;
    }
    var days = new DayStore(session);
    int routes = 0;
    for (int vehicleId : store.listVehicles(day)) {
      Track track = days.getTrack(vehicleId, day, region.zone());
      int[] kept = RouteThinner.kept(track);
      if (kept.length > 0 && store.keep(vehicleId, day, RouteThinner.packed(track, kept))) {
        routes++;
      }
    }
    long bytes = store.end(day).orElseThrow(InUse::new);
    store.note(day, clock.instant(), bytes, routes);
    return true;
  }
}

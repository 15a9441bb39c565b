package id.pantau.collector;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import java.time.InstantSource;

/** What everything else stands on: the database, the regency, its people and its vehicles. */
record Ground(
    CollectorSettings settings,
    InstantSource clock,
    Parts parts,
    Db db,
    Region region,
    Audit audit,
    Auth auth,
    Fleet fleet) {

  /** Migrates the database and plants the region if need be. */
  static Ground open(CollectorSettings settings, InstantSource clock, Parts parts) {
    Db db = parts.add(Db.open(settings.database()));
    Region region = Region.open(db, settings.seed(), clock);
    var audit = new Audit(db, clock);
    return new Ground(
        settings,
        clock,
        parts,
        db,
        region,
        audit,
        new Auth(db, audit, clock),
        new Fleet(db, region, clock));
  }
}

package id.pantau.collector.ingest;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.Tracks;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Ingest and what it stands on. */
final class Collecting implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  final Db db;
  final Region region;
  final Fleet fleet;
  final Tracks tracks;
  final LiveFeed live;
  final Ingest ingest;

  /** How many certificates were asked for. */
  final AtomicInteger requests = new AtomicInteger();

  Collecting(DbSettings settings, PrivateBroker broker, CertificateAuthority authority) {
    this(settings, access(broker, authority, "collector", Optional.empty()));
  }

  /** One of a group of collectors on the same database. */
  static Collecting ofGroup(
      String name, DbSettings settings, PrivateBroker broker, CertificateAuthority authority) {
    var one = new Collecting(settings, access(broker, authority, name, Optional.of("office")));
    one.tracks.followOthers();
    return one;
  }

  private static BrokerAccess access(
      PrivateBroker broker, CertificateAuthority authority, String name, Optional<String> group) {
    return new BrokerAccess(broker.uri(), authority.sslContext(authority.client(name)), group);
  }

  private Collecting(DbSettings settings, BrokerAccess broker) {
    InstantSource clock = InstantSource.system();
    db = Db.open(settings);
    region = Region.open(db, "lombok-timur", clock);
    fleet = new Fleet(db, region, clock);
    tracks = new Tracks(db, fleet, region, clock, Tracks.DERIVE_AFTER);
    tracks.start();
    live = new LiveFeed(viewer -> List.of(), clock);
    live.start();
    ingest =
        new Ingest(
            broker,
            new Ingest.Targets(
                db, fleet, tracks, live, (device, request) -> requests.incrementAndGet()),
            clock);
    ingest.start();
    Await.until("ingest is connected", SOON, ingest::isConnected);
  }

  long count(String from) {
    return db.asService(s -> s.get(Sql.of("SELECT count(*) AS n FROM " + from), Map.of()))
        .getLong("n");
  }

  @Override
  public void close() {
    ingest.close();
    live.close();
    tracks.close();
    db.close();
  }
}

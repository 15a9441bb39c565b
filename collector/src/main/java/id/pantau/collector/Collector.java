package id.pantau.collector;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.alert.Alerts;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.db.Db;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.presence.Presences;
import id.pantau.collector.region.Region;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.visit.Visits;
import id.pantau.collector.web.Route;
import io.helidon.metrics.api.Metrics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The service: everything it is made of is put together here, top to bottom, and taken apart in the
 * other direction.
 */
public final class Collector implements AutoCloseable {
  /** Exit code for a configuration that cannot be used: trying again helps nobody. */
  private static final int EXIT_CONFIG = 78;

  private final Ports ports;
  private final AllRoutes routes;
  private final Doors doors;
  private final Parts parts;

  /** The packages' doors, for the administrator's tools, the demo and tests. */
  public record Doors(
      Db db,
      Auth auth,
      Region region,
      Fleet fleet,
      Tracks tracks,
      Activities activities,
      Visits visits,
      Presences presences,
      Alerts alerts,
      LiveFeed live) {

    private static Doors of(Ground ground, TrackerSide trackers, PeopleSide people) {
      return new Doors(
          ground.db(),
          ground.auth(),
          ground.region(),
          ground.fleet(),
          trackers.tracks(),
          people.activities(),
          people.visits(),
          people.presences(),
          people.alerts(),
          trackers.live());
    }
  }

  private Collector(Ports ports, AllRoutes routes, Doors doors, Parts parts) {
    this.ports = ports;
    this.routes = routes;
    this.doors = doors;
    this.parts = parts;
  }

  /**
   * Migrates the database, plants the region if need be, and serves.
   *
   * @throws RuntimeException when the database is away or the port is taken; nothing is left
   *     running
   */
  public static Collector start(CollectorSettings settings, InstantSource clock) {
    var parts = new Parts();
    try {
      return assemble(settings, clock, parts);
    } catch (RuntimeException failure) {
      parts.end(failure);
      throw failure;
    }
  }

  private static Collector assemble(CollectorSettings settings, InstantSource clock, Parts parts) {
    // Beside the database; the first use of the metrics takes a tenth of a second.
    OpeningOffice office = OpeningOffice.begin(settings, clock);
    Thread.startVirtualThread(Metrics::globalRegistry);
    Ground ground = Ground.open(settings, clock, parts);
    TrackerSide trackers = TrackerSide.start(ground, office);
    PeopleSide people = PeopleSide.start(ground, trackers);
    AllRoutes routes = AllRoutes.of(ground, trackers, people);
    Ports ports = parts.add(Ports.open(ground, trackers, routes));
    parts.add(trackers.live()); // ended first of all: the server waits for streams that go on
    return new Collector(ports, routes, Doors.of(ground, trackers, people), parts);
  }

  public int port() {
    return ports.main();
  }

  public Doors doors() {
    return doors;
  }

  /** Every route, for tests that hold them against documents and tables. */
  List<Route> routes() {
    return routes.main().list();
  }

  /** Stops listening, then ends the parts in the order opposite to their start. */
  @Override
  public void close() {
    var failure = new IllegalStateException("the collector did not end in good order");
    parts.end(failure);
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  /**
   * Runs until it is told to stop.
   *
   * @param args the configuration file
   */
  public static void main(String[] args) {
    Logging.configure();
    if (args.length != 1) {
      System.err.println("Collector <collector.yaml>");
      System.exit(EXIT_CONFIG);
    }
    try {
      CollectorSettings settings = CollectorSettings.read(Path.of(args[0]));
      Collector collector = start(settings, InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(collector), "shutdown"));
      System.out.println("Pantau siap: http://" + settings.host() + ":" + collector.port());
      HeapKeeper.begin();
    } catch (ConfigProblem problem) {
      System.err.println(problem.getMessage());
      System.exit(EXIT_CONFIG);
    }
  }

  /** Straight to stderr: the loggers are being shut down at the same time. */
  private static void stop(Collector collector) {
    try {
      collector.close();
      System.err.println("collector stopped");
    } catch (RuntimeException e) {
      System.err.println("collector stopped, but not well");
      e.printStackTrace();
    }
  }
}

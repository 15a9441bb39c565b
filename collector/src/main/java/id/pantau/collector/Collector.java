package id.pantau.collector;

import id.pantau.collector.activity.Activities;
import id.pantau.collector.activity.ActivityApi;
import id.pantau.collector.activity.ReportChange;
import id.pantau.collector.alert.AlertApi;
import id.pantau.collector.alert.AlertNews;
import id.pantau.collector.alert.Alerts;
import id.pantau.collector.alert.RuleApi;
import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.AuthApi;
import id.pantau.collector.db.Db;
import id.pantau.collector.enrolment.Enrolment;
import id.pantau.collector.enrolment.EnrolmentApi;
import id.pantau.collector.enrolment.EnrolmentSettings;
import id.pantau.collector.enrolment.Office;
import id.pantau.collector.enrolment.RenewalDesk;
import id.pantau.collector.export.ExportApi;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.fleet.FleetApi;
import id.pantau.collector.foreign.ForeignApi;
import id.pantau.collector.foreign.ForeignTrackers;
import id.pantau.collector.ingest.DeviceApi;
import id.pantau.collector.ingest.HttpInbox;
import id.pantau.collector.ingest.Ingest;
import id.pantau.collector.live.LatestApi;
import id.pantau.collector.live.LiveAlert;
import id.pantau.collector.live.LiveApi;
import id.pantau.collector.live.LiveFeed;
import id.pantau.collector.live.LivePosition;
import id.pantau.collector.live.LiveReport;
import id.pantau.collector.live.StateWatch;
import id.pantau.collector.permit.PermitApi;
import id.pantau.collector.permit.Permits;
import id.pantau.collector.presence.PresenceApi;
import id.pantau.collector.presence.Presences;
import id.pantau.collector.region.AreaApi;
import id.pantau.collector.region.Region;
import id.pantau.collector.region.RegionApi;
import id.pantau.collector.registry.Registry;
import id.pantau.collector.registry.RegistryApi;
import id.pantau.collector.remote.Downlink;
import id.pantau.collector.remote.Remote;
import id.pantau.collector.remote.RemoteApi;
import id.pantau.collector.report.ReportApi;
import id.pantau.collector.report.Reports;
import id.pantau.collector.retention.Retention;
import id.pantau.collector.retention.RetentionApi;
import id.pantau.collector.track.TrackApi;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.track.VehiclePosition;
import id.pantau.collector.visit.VisitApi;
import id.pantau.collector.visit.Visits;
import id.pantau.collector.web.FirstAnswers;
import id.pantau.collector.web.Route;
import id.pantau.collector.web.RouteServer;
import id.pantau.collector.web.Routes;
import id.pantau.collector.web.StaticFiles;
import id.pantau.collector.web.TransportProblems;
import id.pantau.wire.MutualTls;
import id.pantau.wire.Topics;
import io.helidon.common.Weighted;
import io.helidon.common.tls.Tls;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * The service: everything it is made of is put together here, top to bottom, and taken apart in the
 * other direction.
 */
public final class Collector implements AutoCloseable {
  /**
   * Longer queues of connections than Linux's default: a whole fleet of browsers returns at once.
   */
  private static final int BACKLOG = 4_096;

  /** Above it a request is refused before it is read; JSON has a smaller limit of its own. */
  private static final long PAYLOAD_MAX_BYTES = 8_000_000;

  /** A request of a tracker has 600 bytes. */
  private static final long DOOR_PAYLOAD_MAX_BYTES = 16_384;

  /** Where trackers without a certificate are heard. */
  private static final String DOOR = "enrolment";

  /**
   * How long running requests may take to end when we stop. Helidon waits this long in full for a
   * connection whose stream has just ended, so it is short.
   */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Whoever looks at the demo sees its first days soon. */
  private static final Duration DEMO_LOOK = Duration.ofSeconds(20);

  /** Exit code for a configuration that cannot be used: trying again helps nobody. */
  private static final int EXIT_CONFIG = 78;

  private final WebServer server;
  private final Routes routes;
  private final Doors doors;
  private final Deque<AutoCloseable> parts;

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
      LiveFeed live) {}

  private Collector(WebServer server, Routes routes, Doors doors, Deque<AutoCloseable> parts) {
    this.server = server;
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
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      return assemble(settings, clock, parts);
    } catch (RuntimeException failure) {
      closeAll(parts, failure);
      throw failure;
    }
  }

  private static Collector assemble(
      CollectorSettings settings, InstantSource clock, Deque<AutoCloseable> parts) {
    List<HealthCheck> health = new ArrayList<>();
    CompletableFuture<Optional<Office>> opening = office(settings, clock);
    Db db = opened(parts, Db.open(settings.database()));
    health.add(check("database", db::isReachable));

    Region region = Region.open(db, settings.seed(), clock);
    Audit audit = new Audit(db, clock);
    Auth auth = new Auth(db, audit, clock);

    Fleet fleet = new Fleet(db, region, clock);
    Tracks tracks = opened(parts, new Tracks(db, fleet, region, clock, Tracks.DERIVE_AFTER));
    tracks.start();
    LiveFeed live =
        opened(parts, new LiveFeed(viewer -> livePositions(tracks.listPositions(viewer)), clock));
    live.start();
    opened(parts, new StateWatch(() -> livePositions(tracks.listPositions()), live)).start();
    Optional<Office> office = joined(opening);
    var enrolment = new Enrolment(new Enrolment.Parts(db, fleet, audit), office, clock);
    enrolment.publishRevocations();
    var renewals = opened(parts, new RenewalDesk(enrolment));
    var targets = new Ingest.Targets(db, fleet, tracks, live, renewals::ask);
    ForeignTrackers foreign = new ForeignTrackers(db, fleet, audit, clock);
    Optional<Ingest> ingest = settings.mqtt().map(mqtt -> ingest(mqtt, targets, clock));
    ingest.ifPresent(
        way -> {
          opened(parts, way).start();
          health.add(check("broker", way::isConnected));
          health.add(check("ingest", way::isStoring));
        });
    ingest.ifPresent(
        way ->
            renewals.start(
                (device, told) -> way.send(device, Topics.Down.CERTIFICATE, told, false)));
    Downlink downlink =
        ingest.<Downlink>map(way -> way::send).orElse((device, lane, payload, kept) -> false);
    Remote remote = new Remote(db, fleet, downlink, clock);

    Activities activities =
        new Activities(db, region, clock, change -> live.publish(liveReport(change)));
    Visits visits =
        opened(parts, new Visits(db, new Visits.Sources(region, activities, tracks, audit), clock));
    visits.start();
    Presences presences =
        opened(
            parts, new Presences(db, region, settings.demo() ? DEMO_LOOK : Presences.LOOK_EVERY));
    presences.start();
    Alerts alerts =
        opened(
            parts,
            new Alerts(
                db,
                new Alerts.Sources(region, tracks, audit),
                clock,
                news -> live.publish(liveAlert(news))));
    alerts.start();
    Retention retention =
        opened(
            parts,
            new Retention(
                db, new Retention.Sources(region, tracks, audit), settings.retention(), clock));
    retention.start();
    Reports reports = new Reports(activities, region, clock);

    Routes routes = new Routes();
    new AuthApi(auth, id -> region.getOpd(id).name()).register(routes);
    new RegionApi(region, settings.demo(), Version.text()).register(routes);
    new AreaApi(region, audit).register(routes);
    new FleetApi(fleet).register(routes);
    new ActivityApi(activities).register(routes);
    new ReportApi(reports).register(routes);
    new TrackApi(tracks, fleet, region, clock).register(routes);
    new VisitApi(visits, fleet).register(routes);
    new PresenceApi(presences, region).register(routes);
    new AlertApi(alerts).register(routes);
    new RuleApi(alerts).register(routes);
    new RegistryApi(new Registry(db, region, fleet, audit, clock), region).register(routes);
    new PermitApi(new Permits(db, fleet, audit, clock)).register(routes);
    new ExportApi(tracks, fleet, region, audit).register(routes);
    new RetentionApi(retention).register(routes);
    new LiveApi(live, fleet, auth, clock).register(routes);
    new LatestApi(live, tracks, clock).register(routes);
    new DeviceApi(db).register(routes);
    new HttpInbox(foreign, targets, clock).register(routes);
    new ForeignApi(foreign).register(routes);
    new RemoteApi(remote).register(routes);
    var enrolmentApi = new EnrolmentApi(enrolment);
    enrolmentApi.register(routes);

    new OpenApi(Version.text()).register(routes);

    var firstAnswers = new FirstAnswers(db, clock);
    HttpRouting.Builder routing =
        HttpRouting.builder().addFilter(new SecurityHeaders(region::info));
    new RouteServer(routes, auth, firstAnswers).addTo(routing);
    new StaticFiles().addTo(routing);
    Routes doorRoutes = new Routes();
    enrolmentApi.registerDoor(doorRoutes);
    HttpRouting.Builder doorRouting = HttpRouting.builder();
    new RouteServer(doorRoutes, auth, firstAnswers).addTo(doorRouting);
    Optional<ListenerConfig> door =
        settings.enrolment().map(how -> door(how, office.orElseThrow().doorTls(), doorRouting));
    WebServer server = serve(settings, routing, health, door);
    parts.push(server::stop);
    door.ifPresent(listener -> enrolment.listensOn(server.port(DOOR)));
    parts.push(live); // first of all: the server waits for streams that have not ended
    return new Collector(
        server,
        routes,
        new Doors(db, auth, region, fleet, tracks, activities, visits, presences, alerts, live),
        parts);
  }

  public int port() {
    return server.port();
  }

  public Doors doors() {
    return doors;
  }

  /** Every route, for tests that hold them against documents and tables. */
  List<Route> routes() {
    return routes.list();
  }

  /** Stops listening, then ends the parts in the order opposite to their start. */
  @Override
  public void close() {
    var failure = new IllegalStateException("the collector did not end in good order");
    closeAll(parts, failure);
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
    LogConfig.configureRuntime();
    if (args.length != 1) {
      System.err.println("Collector <collector.yaml>");
      System.exit(EXIT_CONFIG);
    }
    try {
      CollectorSettings settings = CollectorSettings.read(Path.of(args[0]));
      Collector collector = start(settings, InstantSource.system());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(collector), "shutdown"));
      System.out.println("Pantau siap: http://" + settings.host() + ":" + collector.port());
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

  /** Beside the database, which takes as long. */
  private static CompletableFuture<Optional<Office>> office(
      CollectorSettings settings, InstantSource clock) {
    Optional<String> brokerUri = settings.mqtt().map(CollectorSettings.Mqtt::uri);
    return CompletableFuture.supplyAsync(
        () -> settings.enrolment().map(how -> Office.open(how, brokerUri, clock)));
  }

  private static Optional<Office> joined(CompletableFuture<Optional<Office>> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalArgumentException unusable) {
        throw new ConfigProblem(
            "kewenangan sertifikat tidak dapat dipakai | the certificate authority cannot be used: "
                + unusable.getMessage());
      }
      throw e;
    }
  }

  /** The port of the trackers that have no certificate yet. */
  private static ListenerConfig door(
      EnrolmentSettings settings, SSLContext tls, HttpRouting.Builder routing) {
    return ListenerConfig.builder()
        .host(settings.listen())
        .port(settings.port())
        .maxPayloadSize(DOOR_PAYLOAD_MAX_BYTES)
        .shutdownGracePeriod(GRACE)
        .directHandlers(TransportProblems.handlers())
        .tls(Tls.builder().sslContext(tls).build())
        .addRouting(routing)
        .build();
  }

  private static WebServer serve(
      CollectorSettings settings,
      HttpRouting.Builder routing,
      List<HealthCheck> health,
      Optional<ListenerConfig> door) {
    WebServerConfig.Builder builder = WebServer.builder();
    door.ifPresent(listener -> builder.putSocket(DOOR, listener));
    WebServer server =
        builder
            .host(settings.host())
            .port(settings.port())
            .backlog(BACKLOG)
            .maxPayloadSize(PAYLOAD_MAX_BYTES)
            .shutdownGracePeriod(GRACE)
            .directHandlers(TransportProblems.handlers())
            .featuresDiscoverServices(false)
            // Ours runs first and ends what hangs on the server, such as open streams.
            .shutdownHook(false)
            .addFeature(
                ObserveFeature.builder()
                    .observersDiscoverServices(false)
                    // Before our own routing, whose last route answers every path.
                    .weight(Weighted.DEFAULT_WEIGHT + 10)
                    .addObserver(
                        HealthObserver.builder()
                            .details(true)
                            .addChecks(health.toArray(HealthCheck[]::new))
                            .build())
                    .addObserver(MetricsObserver.create())
                    .build())
            .routing(routing)
            .build()
            .start();
    // Helidon logs that it could not listen, and returns.
    if (!server.isRunning()) {
      throw new ConfigProblem(
          "tidak dapat menerima sambungan, apakah port terpakai? | cannot listen, is the port taken? "
              + settings.host()
              + ":"
              + settings.port());
    }
    return server;
  }

  private static Ingest ingest(
      CollectorSettings.Mqtt mqtt, Ingest.Targets targets, InstantSource clock) {
    SSLContext tls = MutualTls.context(mqtt.caFile(), mqtt.certificateFile(), mqtt.keyFile());
    return new Ingest(mqtt.uri(), tls, targets, clock);
  }

  private static List<LivePosition> livePositions(List<VehiclePosition> positions) {
    return positions.stream().map(LivePosition::of).toList();
  }

  private static LiveReport liveReport(ReportChange change) {
    return new LiveReport(
        change.opdId(),
        change.date(),
        change.state().word(),
        change.doneCount(),
        change.dueCount());
  }

  private static LiveAlert liveAlert(AlertNews news) {
    return new LiveAlert(news.id(), news.opdId(), news.vehicleId(), news.rule(), news.severity());
  }

  private static HealthCheck check(String name, BooleanSupplier up) {
    return new HealthCheck() {
      @Override
      public HealthCheckType type() {
        return HealthCheckType.READINESS;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public HealthCheckResponse call() {
        return HealthCheckResponse.builder().status(up.getAsBoolean()).build();
      }
    };
  }

  private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
    parts.push(part);
    return part;
  }

  private static void closeAll(Deque<AutoCloseable> parts, Exception failure) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // each part is given its chance, whatever the others did
        failure.addSuppressed(e);
      }
    }
  }
}

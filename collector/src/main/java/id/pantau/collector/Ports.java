package id.pantau.collector;

import id.pantau.collector.enrolment.EnrolmentSettings;
import id.pantau.collector.web.FirstAnswers;
import id.pantau.collector.web.RouteServer;
import id.pantau.collector.web.StaticFiles;
import id.pantau.collector.web.TransportProblems;
import io.helidon.common.Weighted;
import io.helidon.common.tls.Tls;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * The ports on which the collector listens: one for people and their programs, and where trackers
 * are enrolled one for those that have no certificate yet.
 */
final class Ports implements AutoCloseable {
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

  private final WebServer server;

  private Ports(WebServer server) {
    this.server = server;
  }

  /**
   * @throws ConfigProblem when a port is taken
   */
  static Ports open(Ground ground, TrackerSide trackers, AllRoutes routes) {
    CollectorSettings settings = ground.settings();
    var firstAnswers = new FirstAnswers(ground.db(), ground.clock());
    HttpRouting.Builder routing =
        HttpRouting.builder().addFilter(new SecurityHeaders(ground.region()::info));
    new RouteServer(routes.main(), ground.auth(), firstAnswers).addTo(routing);
    new StaticFiles().addTo(routing);
    HttpRouting.Builder doorRouting = HttpRouting.builder();
    new RouteServer(routes.door(), ground.auth(), firstAnswers).addTo(doorRouting);
    Optional<ListenerConfig> door =
        settings
            .enrolment()
            .map(how -> door(how, trackers.office().orElseThrow().doorTls(), doorRouting));
    var ports = new Ports(serve(settings, routing, healthChecks(ground, trackers), door));
    door.ifPresent(listener -> trackers.enrolment().listensOn(ports.server.port(DOOR)));
    return ports;
  }

  /** That of the people. */
  int main() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
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

  private static List<HealthCheck> healthChecks(Ground ground, TrackerSide trackers) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(check("database", ground.db()::isReachable));
    trackers
        .ingest()
        .ifPresent(
            way -> {
              checks.add(check("broker", way::isConnected));
              checks.add(check("ingest", way::isStoring));
            });
    return checks;
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
}

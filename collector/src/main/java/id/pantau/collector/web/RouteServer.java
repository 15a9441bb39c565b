package id.pantau.collector.web;

import id.pantau.collector.db.DatabaseAway;
import id.pantau.collector.scope.Viewer;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts the routes on the web server: who asks, whether they may, the answer, and every refusal as a
 * problem document.
 */
public final class RouteServer {
  private static final Logger LOG = System.getLogger(RouteServer.class.getName());
  private static final String API = "/api/";

  /** Seconds: a restart of PostgreSQL takes about that. */
  private static final String RETRY_AFTER_S = "5";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final List<Route> routes;
  private final Sessions sessions;
  private final FirstAnswers firstAnswers;
  private final RequestCounts counts = new RequestCounts();

  public RouteServer(Routes routes, Sessions sessions, FirstAnswers firstAnswers) {
    this.routes = routes.list();
    this.sessions = sessions;
    this.firstAnswers = firstAnswers;
  }

  /** Adds the routes, and answers for every other path below {@code /api/}. */
  public void addTo(HttpRouting.Builder routing) {
    for (Route route : routes) {
      routing.route(
          Method.create(route.method()),
          route.path(),
          (request, response) -> serve(route, request, response));
    }
    routing.any(API + "*", this::refuseUnknown);
  }

  private void serve(Route route, ServerRequest request, ServerResponse response) {
    long began = System.nanoTime();
    Call call = new Call(request, response, null);
    try {
      requireSameOrigin(route, request);
      Optional<Viewer> viewer = viewer(route, request);
      requireAccess(route, viewer);
      call = new Call(request, response, viewer.orElse(null));
      handle(route, call, viewer.isPresent());
      if (call.isAnswered()) { // and not a stream, which has lasted as long as somebody looked
        counts.answered(route, Duration.ofNanos(System.nanoTime() - began));
      }
    } catch (Problem problem) {
      refuse(call, problem);
    } catch (DatabaseAway away) {
      LOG.log(Level.WARNING, "not answered: " + away.getMessage() + " path=" + route.path());
      response.headers().set(HeaderNames.RETRY_AFTER, RETRY_AFTER_S);
      refuse(call, Problem.of(503, "database-away"));
    } catch (UncheckedIOException | CloseConnectionException | RequestException gone) {
      throw gone; // the server's own matter: nobody to tell, or a body that is not HTTP
    } catch (Exception fault) {
      LOG.log(
          Level.ERROR, "cannot answer method=" + route.method() + " path=" + route.path(), fault);
      refuse(call, Problem.of(500, "our-fault"));
    }
  }

  /** An answer that has begun cannot be taken back. */
  private void refuse(Call call, Problem problem) {
    counts.refused(problem.code());
    if (!call.response().isSent()) {
      call.sendProblem(problem);
    }
  }

  private void handle(Route route, Call call, boolean known) throws Exception {
    Optional<String> key = call.idempotencyKey();
    if (key.isPresent() && known && !READING.contains(route.method())) {
      firstAnswers.serve(call, key.get(), route.handler());
    } else {
      route.handler().handle(call);
    }
  }

  /** A public route answers without asking who calls, so also while the database is away. */
  private Optional<Viewer> viewer(Route route, ServerRequest request) {
    return route.access() instanceof Access.Public
        ? Optional.empty()
        : request.headers().cookies().first(Sessions.COOKIE).asOptional().flatMap(sessions::find);
  }

  private static void requireAccess(Route route, Optional<Viewer> viewer) {
    switch (route.access()) {
      case Access.Public() -> {}
      case Access.AnyUser() -> viewer.orElseThrow(() -> Problem.of(401, "not-logged-in"));
      case Access.Roles(var allowed) -> {
        Viewer who = viewer.orElseThrow(() -> Problem.of(401, "not-logged-in"));
        if (!allowed.contains(who.role())) {
          throw Problem.of(403, "role-not-allowed");
        }
      }
    }
  }

  /** A page of another site must not write with our cookie. */
  private static void requireSameOrigin(Route route, ServerRequest request) {
    Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
    if (READING.contains(route.method()) || origin.isEmpty()) {
      return;
    }
    String host = request.headers().first(HeaderNames.HOST).orElse("");
    try {
      if (host.equals(new URI(origin.get()).getAuthority())) {
        return;
      }
    } catch (URISyntaxException notAnOrigin) {
      LOG.log(Level.DEBUG, "origin is no address", notAnOrigin);
    }
    throw Problem.of(403, "other-origin");
  }

  /** Answers a request that no route takes, as a problem document. */
  public static void refuse(ServerRequest request, ServerResponse response, Problem problem) {
    new Call(request, response, null).sendProblem(problem);
  }

  /** Answers a request whose address can only be read. */
  public static void refuseMethod(ServerRequest request, ServerResponse response) {
    refuseMethod(request, response, READING);
  }

  private static void refuseMethod(
      ServerRequest request, ServerResponse response, Set<String> methods) {
    String allowed = String.join(", ", new TreeSet<>(methods));
    response.headers().set(HeaderNames.ALLOW, allowed);
    refuse(request, response, Problem.of(405, "wrong-method", allowed));
  }

  private void refuseUnknown(ServerRequest request, ServerResponse response) {
    String path = request.path().path();
    Set<String> methods =
        routes.stream()
            .filter(route -> matches(route.path(), path))
            .map(Route::method)
            .collect(Collectors.toSet());
    if (methods.isEmpty()) {
      refuse(request, response, Problem.of(404, "no-such-path"));
    } else {
      refuseMethod(request, response, methods);
    }
  }

  private static boolean matches(String template, String path) {
    String[] expected = template.split("/");
    String[] given = path.split("/");
    if (expected.length != given.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (!expected[i].startsWith("{") && !expected[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}

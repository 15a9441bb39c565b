package id.pantau.collector.visit;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.PageCursor;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** HTTP of site visits. */
public final class VisitApi implements Api {
  /** A wall is seen by whoever walks past: it is told figures, not whose car was where. */
  private static final Access READERS =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);

  private static final Access COUNTERS =
      Access.roles(
          Role.LEADER,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.WALL,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR);

  private static final Access WITNESSES = Access.roles(Role.LEADER, Role.VERIFIER, Role.OPD_HEAD);

  private static final Set<String> SHOWN =
      Set.of("to-confirm", "confirmed", "rejected", "weak", "excluded", "all");

  private static final int DEFAULT_LIMIT = 100;

  private final Visits visits;
  private final Fleet fleet;

  public VisitApi(Visits visits, Fleet fleet) {
    this.visits = visits;
    this.fleet = fleet;
  }

  record DecisionRequest(Optional<String> decision, Optional<String> reason) {}

  record Items<T>(List<T> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/visits", READERS, this::list)
        .get("/api/v1/visits/summary", COUNTERS, this::summary)
        .get("/api/v1/visits/attention", COUNTERS, this::attention)
        .post("/api/v1/visits/{visitId}/decisions", WITNESSES, this::decide)
        .get("/api/v1/packages/{packageId}/visits", READERS, this::ofPackage)
        .get("/api/v1/vehicles/{vehicleId}/days/{date}/visits", READERS, this::ofVehicleDay);
  }

  private void list(Call call) {
    String show = call.query("show").orElse("to-confirm");
    if (!SHOWN.contains(show)) {
      throw Problem.of(400, "word-wrong", "show", show);
    }
    int limit = call.queryLimit(DEFAULT_LIMIT, Visits.MAX_LIMIT);
    call.send(
        visits.list(
            call.viewer(),
            Visit.Query.of(show, limit)
                .ofOpd(call.queryInt("opdId"))
                .since(call.queryDate("from"))
                .after(call.query("cursor").map(PageCursor::parse))));
  }

  private void summary(Call call) {
    call.send(visits.summary(call.viewer()));
  }

  private void attention(Call call) {
    call.send(visits.attention(call.viewer()));
  }

  private void ofPackage(Call call) {
    call.send(visits.ofPackage(call.viewer(), call.pathInt("packageId")));
  }

  private void ofVehicleDay(Call call) {
    int vehicleId =
        fleet
            .findVehicle(call.viewer(), call.pathInt("vehicleId"))
            .orElseThrow(() -> Problem.of(404, "no-such-vehicle"))
            .id();
    call.send(new Items<>(visits.ofVehicleDay(call.viewer(), vehicleId, call.pathDate("date"))));
  }

  private void decide(Call call) {
    int visitId = call.pathInt("visitId");
    DecisionRequest request = call.body(DecisionRequest.class);
    String decision = request.decision().orElse("");
    call.send(201, visits.decide(call.viewer(), visitId, decision, request.reason()));
  }
}

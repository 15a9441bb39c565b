package id.pantau.collector.permit;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** HTTP of duty permits. */
public final class PermitApi implements Api {
  private static final Access READERS =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);
  private static final Access KEEPERS = Access.roles(Role.OPD_HEAD, Role.OPD_OPERATOR);

  private final Permits permits;

  public PermitApi(Permits permits) {
    this.permits = permits;
  }

  record PermitRequest(
      Optional<List<Integer>> vehicleIds,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> purpose,
      Optional<String> letter) {}

  record CancelRequest(Optional<String> reason) {}

  record Items(List<Permit> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/permits", READERS, this::list)
        .post("/api/v1/permits", KEEPERS, this::add)
        .post("/api/v1/permits/{permitId}/cancellation", KEEPERS, this::cancel);
  }

  private void list(Call call) {
    call.send(
        new Items(permits.list(call.viewer(), call.query("endingAfter").map(PermitApi::moment))));
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Problem.of(400, "not-a-moment", "endingAfter", text);
    }
  }

  private void add(Call call) {
    PermitRequest asked = call.body(PermitRequest.class);
    var permit =
        new Permits.NewPermit(
            asked.vehicleIds().orElse(List.of()),
            asked.from().orElse(Instant.EPOCH),
            asked.until().orElse(Instant.EPOCH),
            asked.purpose().orElse(""),
            asked.letter().orElse(""));
    call.send(201, new Items(permits.add(call.viewer(), permit)));
  }

  private void cancel(Call call) {
    int id = call.pathInt("permitId");
    CancelRequest asked = call.body(CancelRequest.class);
    call.send(201, permits.cancel(call.viewer(), id, asked.reason().orElse("")));
  }
}

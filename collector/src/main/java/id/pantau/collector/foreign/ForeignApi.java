package id.pantau.collector.foreign;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.util.Map;

/** {@code /foreign-trackers}: who may speak as a tracker of another maker. */
public final class ForeignApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.TECHNICIAN, Role.ADMIN);

  private final ForeignTrackers trackers;

  public ForeignApi(ForeignTrackers trackers) {
    this.trackers = trackers;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get(
            "/api/v1/foreign-trackers",
            KEEPERS,
            call -> call.send(Map.of("items", trackers.listTrackers())))
        .post("/api/v1/foreign-trackers", KEEPERS, this::add)
        .post("/api/v1/foreign-trackers/{deviceId}/key", KEEPERS, this::renew)
        .delete("/api/v1/foreign-trackers/{deviceId}/key", KEEPERS, this::revoke);
  }

  private void add(Call call) {
    requireNotKept(call);
    call.send(201, trackers.add(call.viewer(), call.body(ForeignTrackers.Wish.class)));
  }

  private void renew(Call call) {
    requireNotKept(call);
    call.send(201, trackers.renewKey(call.viewer(), call.path("deviceId")));
  }

  private void revoke(Call call) {
    trackers.revokeKey(call.viewer(), call.path("deviceId"));
    call.sendNothing();
  }

  /** The answer would be kept, and with it the key. */
  private static void requireNotKept(Call call) {
    if (call.idempotencyKey().isPresent()) {
      throw Problem.of(400, "idempotency-key-not-here");
    }
  }
}

package id.pantau.collector.retention;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.util.Map;

/** {@code /retention}: what is kept how long, what was deleted, and what is held. */
public final class RetentionApi implements Api {
  private static final Access ADMIN = Access.roles(Role.ADMIN);

  private final Retention retention;

  public RetentionApi(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/retention", ADMIN, call -> call.send(retention.state()))
        .post("/api/v1/retention/holds", ADMIN, this::hold)
        .delete("/api/v1/retention/holds/{holdId}", ADMIN, this::end);
  }

  private void hold(Call call) {
    int id = retention.hold(call.viewer(), call.body(Retention.Wish.class));
    call.send(201, Map.of("id", id));
  }

  private void end(Call call) {
    retention.endHold(call.viewer(), call.pathInt("holdId"));
    call.sendNothing();
  }
}

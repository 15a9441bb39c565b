package id.pantau.collector.enrolment;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.util.Map;

/** {@code /enrolments} for trackers, {@code /enrolment-codes} and {@code /trackers} for people. */
public final class EnrolmentApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.TECHNICIAN, Role.ADMIN);

  private final Enrolment enrolment;

  record Reason(String reason) {}

  record Placed(String deviceId) {}

  public EnrolmentApi(Enrolment enrolment) {
    this.enrolment = enrolment;
  }

  @Override
  public void register(Routes routes) {
    registerDoor(routes);
    routes
        .get(
            "/api/v1/trackers",
            KEEPERS,
            call -> call.send(Map.of("items", enrolment.listTrackers())))
        .post("/api/v1/enrolment-codes", KEEPERS, this::makeCode)
        .delete("/api/v1/enrolment-codes/{deviceId}", KEEPERS, this::cancelCode)
        .post("/api/v1/devices/{deviceId}/revocation", Access.roles(Role.ADMIN), this::revoke)
        .get("/api/v1/vehicles/{vehicleId}/trackers", KEEPERS, this::rides)
        .post("/api/v1/vehicles/{vehicleId}/trackers", KEEPERS, this::place);
  }

  /** Only what a tracker needs, for the port that the whole world may reach. */
  public void registerDoor(Routes routes) {
    routes.post("/api/v1/enrolments", Access.PUBLIC, this::enrol);
  }

  private void makeCode(Call call) {
    if (call.idempotencyKey().isPresent()) { // the answer would be kept, and with it the code
      throw Problem.of(400, "idempotency-key-not-here");
    }
    call.send(201, enrolment.makeCode(call.viewer(), call.body(Enrolment.Wish.class)));
  }

  private void cancelCode(Call call) {
    enrolment.cancelCode(call.viewer(), call.path("deviceId"));
    call.sendNothing();
  }

  private void revoke(Call call) throws InterruptedException {
    String reason = call.body(Reason.class).reason();
    call.send(enrolment.revoke(call.viewer(), call.path("deviceId"), reason));
  }

  private void rides(Call call) {
    call.send(Map.of("items", enrolment.listRides(call.viewer(), call.pathInt("vehicleId"))));
  }

  private void place(Call call) {
    String device = call.body(Placed.class).deviceId();
    enrolment.place(call.viewer(), call.pathInt("vehicleId"), device);
    call.sendNothing();
  }

  private void enrol(Call call) {
    Enrolment.Application application = call.body(Enrolment.Application.class);
    call.send(201, enrolment.enrol(application, call.clientAddress()));
  }
}

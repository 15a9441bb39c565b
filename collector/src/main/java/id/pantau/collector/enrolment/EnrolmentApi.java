package id.pantau.collector.enrolment;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.util.Map;

/** {@code /enrolments} for trackers, {@code /enrolment-codes} and {@code /trackers} for people. */
public final class EnrolmentApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.TECHNICIAN, Role.ADMIN);

  private final Enrolment enrolment;

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
        .delete("/api/v1/enrolment-codes/{deviceId}", KEEPERS, this::cancelCode);
  }

  /** Only what a tracker needs, for the port that the whole world may reach. */
  public void registerDoor(Routes routes) {
    routes.post("/api/v1/enrolments", Access.PUBLIC, this::enrol);
  }

  private void makeCode(Call call) {
    call.send(201, enrolment.makeCode(call.viewer(), call.body(Enrolment.Wish.class)));
  }

  private void cancelCode(Call call) {
    enrolment.cancelCode(call.viewer(), call.path("deviceId"));
    call.sendNothing();
  }

  private void enrol(Call call) {
    Enrolment.Application application = call.body(Enrolment.Application.class);
    call.send(201, enrolment.enrol(application, call.clientAddress()));
  }
}

package id.pantau.collector.fleet;

import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Routes;
import java.util.Map;

/** {@code /vehicles}. */
public final class FleetApi implements Api {
  private final Fleet fleet;

  public FleetApi(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public void register(Routes routes) {
    routes.get(
        "/api/v1/vehicles",
        Access.ANY_USER,
        call -> call.send(Map.of("items", fleet.listVehicles(call.viewer()))));
  }
}

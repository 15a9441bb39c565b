package id.pantau.collector.remote;

import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import id.pantau.wire.Command;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /devices/…/commands}, {@code /devices/…/config}, {@code /vehicles/…/attention}. */
public final class RemoteApi implements Api {
  private static final Access KEEPERS = Access.roles(Role.TECHNICIAN, Role.ADMIN);
  private static final Access ASKERS = Access.roles(Role.TECHNICIAN, Role.ADMIN, Role.CC_OPERATOR);
  private static final Access LOOKERS =
      Access.roles(Role.LEADER, Role.VERIFIER, Role.CC_OPERATOR, Role.OPD_HEAD, Role.OPD_OPERATOR);

  /** What the command centre may ask; the rest belongs to who looks after the trackers. */
  private static final Set<Command.Kind> OF_THE_COMMAND_CENTRE =
      EnumSet.of(Command.Kind.WATCH, Command.Kind.POSITION_NOW);

  private final Remote remote;

  record CommandJson(String kind, Optional<Map<String, String>> arguments) {}

  record ConfigJson(Map<String, String> values) {}

  public RemoteApi(Remote remote) {
    this.remote = remote;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/devices/{deviceId}/commands", ASKERS, this::commands)
        .post("/api/v1/devices/{deviceId}/commands", ASKERS, this::command)
        .get("/api/v1/devices/{deviceId}/config", KEEPERS, this::config)
        .put("/api/v1/devices/{deviceId}/config", KEEPERS, this::configure)
        .post("/api/v1/vehicles/{vehicleId}/attention", LOOKERS, this::look);
  }

  private void commands(Call call) {
    call.send(Map.of("items", remote.listCommands(call.path("deviceId"))));
  }

  private void command(Call call) {
    CommandJson asked = call.body(CommandJson.class);
    Command.Kind kind =
        Command.Kind.find(asked.kind())
            .orElseThrow(() -> Problem.of(422, "word-wrong", "kind", asked.kind()));
    if (call.viewer().role() == Role.CC_OPERATOR && !OF_THE_COMMAND_CENTRE.contains(kind)) {
      throw Problem.of(403, "role-not-allowed");
    }
    call.send(
        201,
        remote.command(
            call.viewer(), call.path("deviceId"), kind, asked.arguments().orElse(Map.of())));
  }

  private void config(Call call) {
    call.send(remote.config(call.path("deviceId")));
  }

  private void configure(Call call) {
    ConfigJson wanted = call.body(ConfigJson.class);
    call.send(remote.configure(call.viewer(), call.path("deviceId"), wanted.values()));
  }

  private void look(Call call) {
    remote.look(call.viewer(), call.pathInt("vehicleId"));
    call.sendNothing();
  }
}

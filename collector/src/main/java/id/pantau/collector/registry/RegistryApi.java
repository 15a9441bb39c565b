package id.pantau.collector.registry;

import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** HTTP of the register of vehicles. */
public final class RegistryApi implements Api {
  private static final Access ADMIN = Access.roles(Role.ADMIN);
  private static final Access FITTERS = Access.roles(Role.TECHNICIAN, Role.ADMIN);
  private static final Access KEEPERS = Access.roles(Role.OPD_HEAD, Role.OPD_OPERATOR, Role.ADMIN);

  /** A month and a half: time enough for a budget to be asked for. */
  private static final int SOON_DAYS = 45;

  private final Registry registry;
  private final Region region;

  public RegistryApi(Registry registry, Region region) {
    this.registry = registry;
    this.region = region;
  }

  record NewVehicleRequest(
      Optional<String> plate,
      Optional<String> name,
      Optional<String> kind,
      Optional<String> use,
      Optional<String> assetNumber,
      Optional<Integer> opdId,
      Optional<String> holder) {}

  /** Whatever is changed, the version that the person had before them. */
  record ChangeRequest(
      Optional<String> name,
      Optional<String> kind,
      Optional<String> use,
      Optional<String> assetNumber,
      Optional<Integer> basedOn) {}

  record PlateRequest(Optional<String> plate, Optional<Integer> basedOn) {}

  record KeeperRequest(
      Optional<Integer> opdId, Optional<String> holder, Optional<Integer> basedOn) {}

  record DueRequest(Optional<String> kind, Optional<LocalDate> on, Optional<String> note) {}

  record ReadingRequest(Optional<Integer> km, Optional<LocalDate> on) {}

  record RetireRequest(Optional<String> reason, Optional<Integer> basedOn) {}

  record PrivateModeRequest(
      Optional<Boolean> allowed, Optional<String> reason, Optional<Integer> basedOn) {}

  record Imported(int added) {}

  record Dues(List<DueVehicle> items) {}

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/vehicle-dues", Access.PEOPLE, this::listDues)
        .post("/api/v1/vehicles", ADMIN, this::add)
        .post("/api/v1/vehicles/import", ADMIN, this::addAll)
        .get("/api/v1/vehicles/{vehicleId}", Access.PEOPLE, this::get)
        .put("/api/v1/vehicles/{vehicleId}", ADMIN, this::change)
        .post("/api/v1/vehicles/{vehicleId}/plates", ADMIN, this::putPlate)
        .post("/api/v1/vehicles/{vehicleId}/keepers", ADMIN, this::giveTo)
        .delete("/api/v1/vehicles/{vehicleId}/trackers", FITTERS, this::takeOutTracker)
        .post("/api/v1/vehicles/{vehicleId}/dues", KEEPERS, this::putDue)
        .post("/api/v1/vehicles/{vehicleId}/odometer", KEEPERS, this::addReading)
        .post("/api/v1/vehicles/{vehicleId}/private-mode", ADMIN, this::setPrivateMode)
        .post("/api/v1/vehicles/{vehicleId}/retirement", ADMIN, this::retire);
  }

  private void listDues(Call call) {
    LocalDate until = call.queryDate("until").orElse(region.today().plusDays(SOON_DAYS));
    call.send(new Dues(registry.listDues(call.viewer(), until)));
  }

  private void get(Call call) {
    call.send(registry.get(call.viewer(), call.pathInt("vehicleId")));
  }

  private void add(Call call) {
    NewVehicleRequest asked = call.body(NewVehicleRequest.class);
    var draft = new VehicleDraft(asked.name(), asked.kind(), asked.use(), asked.assetNumber());
    call.send(
        201,
        registry.add(
            call.viewer(),
            draft,
            asked.plate().orElse(""),
            asked.opdId().orElse(0),
            asked.holder()));
  }

  private void addAll(Call call) {
    byte[] file = call.bodyBytes(VehicleFile.MAX_BYTES);
    call.send(201, new Imported(registry.addAll(call.viewer(), file)));
  }

  private void change(Call call) {
    ChangeRequest asked = call.body(ChangeRequest.class);
    var draft = new VehicleDraft(asked.name(), asked.kind(), asked.use(), asked.assetNumber());
    call.send(registry.change(call.viewer(), seen(call, asked.basedOn()), draft));
  }

  private static Seen seen(Call call, Optional<Integer> basedOn) {
    return new Seen(call.pathInt("vehicleId"), basedOn);
  }

  private void putPlate(Call call) {
    PlateRequest asked = call.body(PlateRequest.class);
    call.send(
        201,
        registry.putPlate(call.viewer(), seen(call, asked.basedOn()), asked.plate().orElse("")));
  }

  private void giveTo(Call call) {
    KeeperRequest asked = call.body(KeeperRequest.class);
    call.send(
        201,
        registry.giveTo(
            call.viewer(), seen(call, asked.basedOn()), asked.opdId().orElse(0), asked.holder()));
  }

  private void takeOutTracker(Call call) {
    call.send(registry.takeOutTracker(call.viewer(), call.pathInt("vehicleId")));
  }

  private void putDue(Call call) {
    DueRequest asked = call.body(DueRequest.class);
    call.send(
        201,
        registry.putDue(
            call.viewer(),
            call.pathInt("vehicleId"),
            asked.kind().orElse(""),
            asked.on(),
            asked.note()));
  }

  private void addReading(Call call) {
    ReadingRequest asked = call.body(ReadingRequest.class);
    call.send(
        201, registry.addReading(call.viewer(), call.pathInt("vehicleId"), asked.km(), asked.on()));
  }

  private void setPrivateMode(Call call) {
    PrivateModeRequest asked = call.body(PrivateModeRequest.class);
    call.send(
        201,
        registry.setPrivateMode(
            call.viewer(),
            seen(call, asked.basedOn()),
            asked.allowed(),
            asked.reason().orElse("")));
  }

  private void retire(Call call) {
    RetireRequest asked = call.body(RetireRequest.class);
    call.send(
        201,
        registry.retire(call.viewer(), seen(call, asked.basedOn()), asked.reason().orElse("")));
  }
}

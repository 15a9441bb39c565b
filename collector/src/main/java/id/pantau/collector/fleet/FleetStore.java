package id.pantau.collector.fleet;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.wire.DeviceId;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** SQL of vehicles and trackers. */
final class FleetStore {
  private static final Sql LIST_VEHICLES = Sql.beside(FleetStore.class, "list-vehicles.sql");
  private static final Sql PACK_VEHICLE_IDS =
      Sql.of(
          "SELECT coalesce(string_agg(int4send(id), ''), '') AS ids FROM vehicle WHERE retired_on IS NULL");
  private static final Sql LIST_RIDES = Sql.beside(FleetStore.class, "list-rides.sql");
  private static final Sql END_RIDE = Sql.beside(FleetStore.class, "end-ride.sql");
  private static final Sql ADD_DEVICE = Sql.beside(FleetStore.class, "add-device.sql");
  private static final Sql ADD_VEHICLE =
      Sql.of(
          """
          INSERT INTO vehicle (name, kind, use_class, asset_number, private_mode, created_at)
          VALUES (:name, :kind, :use, :asset, :use <> 'service', :at) RETURNING id
          """);
  private static final Sql ADD_PLATE =
      Sql.of("INSERT INTO vehicle_plate (vehicle_id, plate, since) VALUES (:id, :plate, :since)");
  private static final Sql ADD_KEEPER =
      Sql.of(
          """
          INSERT INTO vehicle_keeper (vehicle_id, opd_id, holder, since) VALUES (:id, :opd, :holder, :since)
          """);
  private static final Sql ADD_RIDE =
      Sql.of(
          """
          INSERT INTO ride (device_no, vehicle_id, during)
          VALUES (:deviceNo, :vehicleId, tstzrange(CAST(:at AS timestamptz), NULL))
          """);

  private static final Sql RIDES_NOW =
      Sql.of(
          """
          SELECT 1 AS one FROM ride WHERE device_no = :deviceNo AND vehicle_id = :vehicleId AND upper_inf(during)
          """);

  private static final Sql REVOKE =
      Sql.of(
          """
          UPDATE device SET revoked_at = :at, revoked_by = :by, revoke_reason = :reason
          WHERE no = :no AND revoked_at IS NULL
          """);
  private static final Sql ADMIT =
      Sql.of(
          """
          UPDATE device SET revoked_at = NULL, revoked_by = NULL, revoke_reason = NULL
          WHERE no = :no AND revoked_at IS NOT NULL
          """);
  private static final Sql LIST_REVOKED =
      Sql.of("SELECT no FROM device WHERE revoked_at IS NOT NULL LIMIT 100000");

  /** Numbers begin with 1. */
  private static final int NO_DEVICE = 0;

  private final Session session;

  FleetStore(Session session) {
    this.session = session;
  }

  List<Vehicle> listVehicles(OptionalInt id) {
    return session.list(LIST_VEHICLES, Map.of("id", id)).stream()
        .map(
            row ->
                new Vehicle(
                    row.getInt("id"),
                    row.findText("plate"),
                    row.getText("name"),
                    row.getText("kind"),
                    row.getText("use_class"),
                    row.getInt("opd_id"),
                    row.getText("opd_name"),
                    row.findText("holder"),
                    row.findText("device_id")))
        .toList();
  }

  /** One value instead of thousands of rows. */
  Set<Integer> listVehicleIds() {
    IntBuffer packed =
        ByteBuffer.wrap(session.get(PACK_VEHICLE_IDS, Map.of()).getBytes("ids")).asIntBuffer();
    var ids = HashSet.<Integer>newHashSet(packed.remaining());
    while (packed.hasRemaining()) {
      ids.add(packed.get());
    }
    return ids;
  }

  int addVehicle(NewVehicle vehicle, Instant at, LocalDate today) {
    int id =
        session
            .get(
                ADD_VEHICLE,
                Map.of(
                    "name", vehicle.name(),
                    "kind", vehicle.kind(),
                    "use", vehicle.use(),
                    "asset", vehicle.assetNumber(),
                    "at", at))
            .getInt("id");
    session.change(ADD_PLATE, Map.of("id", id, "plate", vehicle.plate(), "since", today));
    session.change(
        ADD_KEEPER,
        Map.of("id", id, "opd", vehicle.opdId(), "holder", vehicle.holder(), "since", at));
    return id;
  }

  /** The number of this device, which is made if there is none. */
  int deviceNo(DeviceId device, Instant at, boolean byItself) {
    session.change(ADD_DEVICE, Map.of("id", device.value(), "at", at, "byItself", byItself));
    return session
        .get(Sql.of("SELECT no FROM device WHERE id = :id"), Map.of("id", device.value()))
        .getInt("no");
  }

  void revoke(int deviceNo, Instant at, String by, String reason) {
    session.change(REVOKE, Map.of("no", deviceNo, "at", at, "by", by, "reason", reason));
  }

  void admit(int deviceNo) {
    session.change(ADMIT, Map.of("no", deviceNo));
  }

  List<Integer> listRevoked() {
    return session.list(LIST_REVOKED, Map.of()).stream().map(row -> row.getInt("no")).toList();
  }

  boolean ridesNow(int deviceNo, int vehicleId) {
    return session
        .find(RIDES_NOW, Map.of("deviceNo", deviceNo, "vehicleId", vehicleId))
        .isPresent();
  }

  void startRide(int deviceNo, int vehicleId, Instant at) {
    session.change(END_RIDE, Map.of("deviceNo", deviceNo, "vehicleId", vehicleId, "at", at));
    session.change(ADD_RIDE, Map.of("deviceNo", deviceNo, "vehicleId", vehicleId, "at", at));
  }

  void endRide(int vehicleId, Instant at) {
    session.change(END_RIDE, Map.of("deviceNo", NO_DEVICE, "vehicleId", vehicleId, "at", at));
  }

  List<Ride> listRides(OptionalInt vehicleId) {
    return session.list(LIST_RIDES, Map.of("vehicleId", vehicleId)).stream()
        .map(
            row ->
                new Ride(
                    row.getInt("device_no"),
                    row.getInt("vehicle_id"),
                    row.getInstant("since"),
                    row.findInstant("until")))
        .toList();
  }
}

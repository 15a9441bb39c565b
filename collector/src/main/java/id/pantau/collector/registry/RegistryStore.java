package id.pantau.collector.registry;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of the register: the database shows and takes only what a person may see and keep. */
final class RegistryStore {
  private static final Sql VEHICLE = Sql.of("SELECT * FROM vehicle WHERE id = :id");
  private static final Sql PLATES =
      Sql.of(
          "SELECT plate, since FROM vehicle_plate WHERE vehicle_id = :id ORDER BY since DESC LIMIT 100");
  private static final Sql KEEPERS =
      Sql.of(
          """
          SELECT k.opd_id, o.name AS opd_name, k.holder, k.since FROM vehicle_keeper k JOIN opd o ON o.id = k.opd_id
          WHERE k.vehicle_id = :id ORDER BY k.since DESC LIMIT 100
          """);
  private static final Sql TRACKERS =
      Sql.of(
          """
          SELECT d.id AS device_id, lower(r.during) AS since, upper(r.during) AS until
          FROM ride r JOIN device d ON d.no = r.device_no WHERE r.vehicle_id = :id ORDER BY r.during DESC LIMIT 100
          """);
  private static final Sql DUES =
      Sql.of(
          """
          SELECT * FROM (SELECT DISTINCT ON (kind) kind, due_on, note, author_name FROM vehicle_due
                         WHERE vehicle_id = :id ORDER BY kind, made_at DESC) newest
          ORDER BY due_on LIMIT 10
          """);
  private static final Sql READINGS =
      Sql.of(
          """
          SELECT read_on, km, author_name FROM odometer_reading
          WHERE vehicle_id = :id ORDER BY read_on DESC, made_at DESC LIMIT 100
          """);
  private static final Sql DRIVEN =
      Sql.of(
          "SELECT coalesce(sum(distance_m), 0) AS metres FROM vehicle_day WHERE vehicle_id = :id AND day > :after");
  private static final Sql PRIVATE_USE = Sql.beside(RegistryStore.class, "sum-private-use.sql");
  private static final Sql PRIVATE_SPELLS =
      Sql.of(
          """
          SELECT from_time, until_time, allowed FROM private_time
          WHERE vehicle_id = :id ORDER BY from_time DESC LIMIT :most
          """);
  private static final Sql SET_PRIVATE_MODE =
      Sql.of("UPDATE vehicle SET private_mode = :allowed WHERE id = :id");
  private static final Sql LIST_DUES = Sql.beside(RegistryStore.class, "list-dues.sql");
  private static final Sql PLATE_HOLDER = Sql.beside(RegistryStore.class, "find-plate.sql");
  private static final Sql ASSET_HOLDER =
      Sql.of("SELECT id FROM vehicle WHERE asset_number = :asset");
  private static final Sql ADVANCE =
      Sql.of("UPDATE vehicle SET version = version + 1 WHERE id = :id AND version = :version");
  private static final Sql CHANGE =
      Sql.of(
          """
          UPDATE vehicle SET name = :name, kind = :kind, use_class = :use, asset_number = :asset WHERE id = :id
          """);
  private static final Sql RETIRE =
      Sql.of(
          """
          UPDATE vehicle SET retired_on = :on, retire_reason = :reason WHERE id = :id AND retired_on IS NULL
          """);
  private static final Sql PUT_PLATE =
      Sql.of(
          """
          INSERT INTO vehicle_plate (vehicle_id, plate, since) VALUES (:id, :plate, :since)
          ON CONFLICT (vehicle_id, since) DO UPDATE SET plate = excluded.plate
          """);
  private static final Sql ADD_KEEPER =
      Sql.of(
          "INSERT INTO vehicle_keeper (vehicle_id, opd_id, holder, since) VALUES (:id, :opd, :holder, :now)");
  private static final Sql ADD_DUE =
      Sql.of(
          """
          INSERT INTO vehicle_due (vehicle_id, kind, due_on, note, author_id, author_name, made_at)
          VALUES (:id, :kind, :on, :note, :authorId, :authorName, :now)
          """);
  private static final Sql ADD_READING =
      Sql.of(
          """
          INSERT INTO odometer_reading (vehicle_id, read_on, km, author_id, author_name, made_at)
          VALUES (:id, :on, :km, :authorId, :authorName, :now)
          """);

  private final Session session;

  RegistryStore(Session session) {
    this.session = session;
  }

  /**
   * @param knowsDrives whether the reader may know when and how far it drives
   */
  Optional<VehicleSheet> find(int id, boolean knowsDrives, LocalDate today) {
    return session.find(VEHICLE, Map.of("id", id)).map(row -> sheet(row, knowsDrives, today));
  }

  private VehicleSheet sheet(Row row, boolean knowsDrives, LocalDate today) {
    int id = row.getInt("id");
    List<VehicleSheet.Reading> readings = readings(id);
    return new VehicleSheet(
        id,
        row.getInt("version"),
        row.getText("name"),
        row.getText("kind"),
        row.getText("use_class"),
        row.findText("asset_number"),
        session.list(PLATES, Map.of("id", id)).stream()
            .map(plate -> new VehicleSheet.Plate(plate.getText("plate"), plate.getDate("since")))
            .toList(),
        session.list(KEEPERS, Map.of("id", id)).stream()
            .map(
                keeper ->
                    new VehicleSheet.Keeper(
                        keeper.getInt("opd_id"),
                        keeper.getText("opd_name"),
                        keeper.findText("holder"),
                        keeper.getInstant("since")))
            .toList(),
        session.list(TRACKERS, Map.of("id", id)).stream()
            .map(
                tracker ->
                    new VehicleSheet.Tracker(
                        tracker.getText("device_id"),
                        tracker.getInstant("since"),
                        tracker.findInstant("until")))
            .toList(),
        session.list(DUES, Map.of("id", id)).stream().map(RegistryStore::due).toList(),
        readings,
        knowsDrives
            ? readings.stream().findFirst().map(last -> last.km() + drivenKm(id, last.on()))
            : Optional.empty(),
        row.getBoolean("private_mode"),
        knowsDrives ? Optional.of(privateUse(id, today.minusYears(1))) : Optional.empty(),
        row.findDate("retired_on")
            .map(on -> new VehicleSheet.Retirement(on, row.getText("retire_reason"))));
  }

  private static Due due(Row row) {
    return new Due(
        row.getText("kind"),
        row.getDate("due_on"),
        row.findText("note"),
        row.getText("author_name"));
  }

  /** The latest day first. */
  List<VehicleSheet.Reading> readings(int id) {
    return session.list(READINGS, Map.of("id", id)).stream()
        .map(
            row ->
                new VehicleSheet.Reading(
                    row.getDate("read_on"), row.getInt("km"), row.getText("author_name")))
        .toList();
  }

  private PrivateUse privateUse(int id, LocalDate after) {
    Row sums = session.get(PRIVATE_USE, Map.of("id", id, "after", after));
    return new PrivateUse(
        sums.getInt("days"),
        sums.getInt("minutes"),
        sums.getInt("refused_days"),
        sums.getInt("refused_minutes"),
        session.list(PRIVATE_SPELLS, Map.of("id", id, "most", PrivateUse.MOST_SPELLS)).stream()
            .map(
                row ->
                    new PrivateUse.Spell(
                        row.getInstant("from_time"),
                        row.getInstant("until_time"),
                        row.getBoolean("allowed")))
            .toList());
  }

  void setPrivateMode(int id, boolean allowed) {
    session.change(SET_PRIVATE_MODE, Map.of("id", id, "allowed", allowed));
  }

  private int drivenKm(int id, LocalDate after) {
    return (int)
        Math.round(
            session.get(DRIVEN, Map.of("id", id, "after", after)).getDouble("metres") / 1_000);
  }

  /** What is due by that day, the soonest first. */
  List<DueVehicle> listDues(LocalDate until, int limit) {
    return session.list(LIST_DUES, Map.of("until", until, "limit", limit)).stream()
        .map(
            row ->
                new DueVehicle(
                    row.getInt("vehicle_id"),
                    row.getText("vehicle_name"),
                    row.findText("plate"),
                    row.getInt("opd_id"),
                    row.getText("opd_name"),
                    row.getText("kind"),
                    row.getDate("due_on")))
        .toList();
  }

  /** The vehicle of the fleet that carries this plate now. */
  Optional<Integer> findPlate(String plate) {
    return session.find(PLATE_HOLDER, Map.of("plate", plate)).map(row -> row.getInt("id"));
  }

  Optional<Integer> findAsset(String assetNumber) {
    return session.find(ASSET_HOLDER, Map.of("asset", assetNumber)).map(row -> row.getInt("id"));
  }

  /** Whether nobody has changed it since it had this version; until the end nobody else can. */
  boolean advance(int id, int version) {
    return session.change(ADVANCE, Map.of("id", id, "version", version)) == 1;
  }

  void change(int id, VehicleDraft.Checked vehicle) {
    session.change(
        CHANGE,
        Map.of(
            "id", id,
            "name", vehicle.name(),
            "kind", vehicle.kind(),
            "use", vehicle.use(),
            "asset", vehicle.assetNumber()));
  }

  /** Whether it had not left before. */
  boolean retire(int id, LocalDate on, String reason) {
    return session.change(RETIRE, Map.of("id", id, "on", on, "reason", reason)) == 1;
  }

  void putPlate(int id, String plate, LocalDate since) {
    session.change(PUT_PLATE, Map.of("id", id, "plate", plate, "since", since));
  }

  void addKeeper(int id, int opdId, Optional<String> holder, Instant now) {
    session.change(ADD_KEEPER, Map.of("id", id, "opd", opdId, "holder", holder, "now", now));
  }

  void addDue(
      int id, String kind, LocalDate on, Optional<String> note, Viewer author, Instant now) {
    session.change(
        ADD_DUE,
        Map.of(
            "id", id,
            "kind", kind,
            "on", on,
            "note", note,
            "authorId", author.userId(),
            "authorName", author.displayName(),
            "now", now));
  }

  void addReading(int id, LocalDate on, int km, Viewer author, Instant now) {
    session.change(
        ADD_READING,
        Map.of(
            "id", id,
            "on", on,
            "km", km,
            "authorId", author.userId(),
            "authorName", author.displayName(),
            "now", now));
  }
}

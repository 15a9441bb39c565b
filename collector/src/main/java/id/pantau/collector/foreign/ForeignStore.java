package id.pantau.collector.foreign;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** SQL of foreign trackers and their keys. */
final class ForeignStore {
  private static final Sql LIST_TRACKERS = Sql.beside(ForeignStore.class, "list-trackers.sql");
  private static final Sql LIST_KEYS =
      Sql.of(
          """
          SELECT f.key_hash, f.device_no, d.id FROM foreign_tracker f JOIN device d ON d.no = f.device_no
          WHERE f.key_hash IS NOT NULL LIMIT 100000
          """);
  private static final Sql FIND_DEVICE = Sql.of("SELECT no FROM device WHERE id = :device");
  private static final Sql FIND =
      Sql.of(
          """
          SELECT f.device_no FROM foreign_tracker f JOIN device d ON d.no = f.device_no
          WHERE d.id = :device FOR UPDATE OF f
          """);
  private static final Sql ADD =
      Sql.of(
          """
          INSERT INTO foreign_tracker (device_no, made_at, made_by, key_hash, key_made_at)
          VALUES (:no, :at, :by, :hash, :at)
          """);
  private static final Sql RENEW =
      Sql.of(
          """
          UPDATE foreign_tracker SET key_hash = :hash, key_made_at = :at, revoked_at = NULL
          WHERE device_no = :no
          """);
  private static final Sql REVOKE =
      Sql.of(
          """
          UPDATE foreign_tracker SET key_hash = NULL, revoked_at = :at
          WHERE device_no = :no AND revoked_at IS NULL
          """);

  private final Session session;

  ForeignStore(Session session) {
    this.session = session;
  }

  /** A key that holds. */
  record StoredKey(byte[] hash, int deviceNo, String deviceId) {}

  List<StoredKey> listKeys() {
    return session.list(LIST_KEYS, Map.of()).stream()
        .map(
            row ->
                new StoredKey(row.getBytes("key_hash"), row.getInt("device_no"), row.getText("id")))
        .toList();
  }

  List<ForeignTracker> listTrackers() {
    return session.list(LIST_TRACKERS, Map.of()).stream().map(ForeignStore::tracker).toList();
  }

  /** Whether any tracker has this name. */
  boolean isKnown(String device) {
    return session.find(FIND_DEVICE, Map.of("device", device)).isPresent();
  }

  /** The number of a foreign tracker, which nobody else changes until the transaction ends. */
  OptionalInt find(String device) {
    return session
        .find(FIND, Map.of("device", device))
        .map(row -> OptionalInt.of(row.getInt("device_no")))
        .orElse(OptionalInt.empty());
  }

  void add(int deviceNo, byte[] hash, Instant at, String by) {
    session.change(ADD, Map.of("no", deviceNo, "hash", hash, "at", at, "by", by));
  }

  void renew(int deviceNo, byte[] hash, Instant at) {
    session.change(RENEW, Map.of("no", deviceNo, "hash", hash, "at", at));
  }

  /** Whether there was a key to end. */
  boolean revoke(int deviceNo, Instant at) {
    return session.change(REVOKE, Map.of("no", deviceNo, "at", at)) > 0;
  }

  private static ForeignTracker tracker(Row row) {
    return new ForeignTracker(
        row.getText("device_id"),
        row.findInt("vehicle_id"),
        row.findText("vehicle_name"),
        row.findText("plate"),
        row.getInstant("made_at"),
        row.getText("made_by"),
        row.getInstant("key_made_at"),
        row.findInstant("revoked_at"),
        row.findInstant("last_seen_at"),
        row.findInt("battery_pct"),
        row.findText("charging").map(Boolean::valueOf),
        row.findDouble("accuracy_m"));
  }
}

package id.pantau.collector.enrolment;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** SQL of codes and certificates. */
final class EnrolmentStore {
  private static final int HEXADECIMAL = 16;
  private static final Sql LIST_TRACKERS = Sql.beside(EnrolmentStore.class, "list-trackers.sql");
  private static final Sql CANCEL_CODES =
      Sql.of(
          """
          UPDATE enrolment_code SET cancelled_at = :at
          WHERE device_id = :device AND used_at IS NULL AND cancelled_at IS NULL AND expires_at > :at
          """);
  private static final Sql COUNT_OPEN =
      Sql.of(
          """
          SELECT count(*) AS n FROM enrolment_code
          WHERE used_at IS NULL AND cancelled_at IS NULL AND expires_at > :now
          """);
  private static final Sql ADD_CODE =
      Sql.of(
          """
          INSERT INTO enrolment_code (code_hash, device_id, vehicle_id, again, made_at, made_by, expires_at)
          VALUES (:hash, :device, :vehicle, :again, :at, :by, :expires)
          """);
  private static final Sql FIND_CODE =
      Sql.of("SELECT * FROM enrolment_code WHERE code_hash = :hash FOR UPDATE");
  private static final Sql USE_CODE =
      Sql.of("UPDATE enrolment_code SET used_at = :at WHERE id = :id");
  private static final Sql COUNT_TRY =
      Sql.of("UPDATE enrolment_code SET tries = tries + 1 WHERE id = :id");
  private static final Sql ADD_CERTIFICATE =
      Sql.of(
          """
          INSERT INTO device_certificate (serial, device_no, key_hash, certificate, issued_at, expires_at, code_id)
          VALUES (:serial, :deviceNo, :keyHash, :certificate, :at, :expires, :code)
          """);
  private static final Sql FIND_BY_KEY =
      Sql.of("SELECT * FROM device_certificate WHERE key_hash = :keyHash");
  private static final Sql FIND_VALID =
      Sql.of(
          """
          SELECT max(c.expires_at) AS expires_at FROM device_certificate c JOIN device d ON d.no = c.device_no
          WHERE d.id = :device AND c.revoked_at IS NULL AND c.expires_at > :now
          """);
  private static final Sql REVOKE =
      Sql.of(
          """
          UPDATE device_certificate SET revoked_at = :at, revoke_reason = :reason
          WHERE device_no = :deviceNo AND revoked_at IS NULL AND expires_at > :at
          """);

  private static final Sql LIST_REVOKED =
      Sql.of(
          """
          SELECT serial, revoked_at FROM device_certificate
          WHERE revoked_at IS NOT NULL AND expires_at > :now ORDER BY serial
          """);
  private static final Sql COUNT_RENEWALS =
      Sql.of(
          """
          SELECT count(*) AS n FROM device_certificate
          WHERE device_no = :deviceNo AND code_id IS NULL AND issued_at > :since
          """);
  private static final Sql FIND_DEVICE = Sql.of("SELECT no FROM device WHERE id = :device");
  private static final Sql LIST_RIDES = Sql.beside(EnrolmentStore.class, "list-tracker-rides.sql");

  private final Session session;

  EnrolmentStore(Session session) {
    this.session = session;
  }

  /** A code as it is stored. */
  record StoredCode(
      int id,
      String deviceId,
      OptionalInt vehicleId,
      boolean again,
      Instant expiresAt,
      int tries,
      Optional<Instant> usedAt,
      Optional<Instant> cancelledAt) {}

  /** A certificate as it is stored. */
  record StoredCertificate(
      int deviceNo, OptionalInt codeId, byte[] der, Instant expiresAt, boolean revoked) {}

  List<Tracker> listTrackers(Instant now) {
    return session.list(LIST_TRACKERS, Map.of("now", now)).stream()
        .map(row -> tracker(row, now))
        .toList();
  }

  /** How many open codes of this name have ended. */
  long cancelCodes(String device, Instant at) {
    return session.change(CANCEL_CODES, Map.of("device", device, "at", at));
  }

  /** How many codes wait. */
  long countOpen(Instant now) {
    return session.get(COUNT_OPEN, Map.of("now", now)).getLong("n");
  }

  void addCode(byte[] hash, String device, OptionalInt vehicle, boolean again, CodeLife life) {
    session.change(
        ADD_CODE,
        Map.of(
            "hash", hash,
            "device", device,
            "vehicle", vehicle,
            "again", again,
            "at", life.madeAt(),
            "by", life.madeBy(),
            "expires", life.expiresAt()));
  }

  record CodeLife(Instant madeAt, String madeBy, Instant expiresAt) {}

  /** The code, which nobody else can use until the transaction ends. */
  Optional<StoredCode> findCode(byte[] hash) {
    return session
        .find(FIND_CODE, Map.of("hash", hash))
        .map(
            row ->
                new StoredCode(
                    row.getInt("id"),
                    row.getText("device_id"),
                    row.findInt("vehicle_id"),
                    row.getBoolean("again"),
                    row.getInstant("expires_at"),
                    row.getInt("tries"),
                    row.findInstant("used_at"),
                    row.findInstant("cancelled_at")));
  }

  void useCode(int id, Instant at) {
    session.change(USE_CODE, Map.of("id", id, "at", at));
  }

  void countTry(int id) {
    session.change(COUNT_TRY, Map.of("id", id));
  }

  void addCertificate(Authority.Issued issued, int deviceNo, OptionalInt codeId, Instant at) {
    session.change(
        ADD_CERTIFICATE,
        Map.of(
            "serial", issued.serial(),
            "deviceNo", deviceNo,
            "keyHash", issued.keyHash(),
            "certificate", issued.der(),
            "at", at,
            "expires", issued.expiresAt(),
            "code", codeId));
  }

  Optional<StoredCertificate> findByKey(byte[] keyHash) {
    return session
        .find(FIND_BY_KEY, Map.of("keyHash", keyHash))
        .map(
            row ->
                new StoredCertificate(
                    row.getInt("device_no"),
                    row.findInt("code_id"),
                    row.getBytes("certificate"),
                    row.getInstant("expires_at"),
                    row.findInstant("revoked_at").isPresent()));
  }

  /** How many certificates this tracker has been given without a code since then. */
  long countRenewals(int deviceNo, Instant since) {
    return session.get(COUNT_RENEWALS, Map.of("deviceNo", deviceNo, "since", since)).getLong("n");
  }

  /** Until when a certificate of this tracker holds, if one does. */
  Optional<Instant> findValidUntil(String device, Instant now) {
    return session.get(FIND_VALID, Map.of("device", device, "now", now)).findInstant("expires_at");
  }

  /** How many certificates of this tracker hold no longer. */
  long revoke(int deviceNo, String reason, Instant at) {
    return session.change(REVOKE, Map.of("deviceNo", deviceNo, "reason", reason, "at", at));
  }

  /** Certificates that hold no longer, though their time is not over. */
  List<RevocationList.Entry> listRevoked(Instant now) {
    return session.list(LIST_REVOKED, Map.of("now", now)).stream()
        .map(
            row ->
                new RevocationList.Entry(
                    new BigInteger(row.getText("serial"), HEXADECIMAL),
                    row.getInstant("revoked_at"),
                    false))
        .toList();
  }

  OptionalInt findDevice(String device) {
    return session
        .find(FIND_DEVICE, Map.of("device", device))
        .map(row -> OptionalInt.of(row.getInt("no")))
        .orElse(OptionalInt.empty());
  }

  /** Which trackers a vehicle has had, the newest first. */
  List<TrackerRide> listRides(int vehicleId) {
    return session.list(LIST_RIDES, Map.of("vehicleId", vehicleId)).stream()
        .map(
            row ->
                new TrackerRide(
                    row.getText("device_id"), row.getInstant("since"), row.findInstant("until")))
        .toList();
  }

  private static Tracker tracker(Row row, Instant now) {
    Optional<Tracker.Certificate> certificate =
        row.findText("serial")
            .map(
                serial ->
                    new Tracker.Certificate(
                        serial, row.getInstant("issued_at"), row.getInstant("expires_at")));
    Optional<Tracker.Revocation> revocation =
        row.findInstant("revoked_at")
            .map(
                at ->
                    new Tracker.Revocation(
                        at, row.getText("revoked_by"), row.getText("revoke_reason")));
    return new Tracker(
        row.getText("device_id"),
        row.findInt("vehicle_id"),
        row.findText("vehicle_name"),
        row.findText("plate"),
        revocation.isPresent() ? "revoked" : state(certificate, now),
        certificate,
        revocation,
        row.findInstant("code_made_at")
            .map(
                madeAt ->
                    new Tracker.OpenCode(
                        madeAt, row.getText("code_made_by"), row.getInstant("code_expires_at"))));
  }

  private static String state(Optional<Tracker.Certificate> certificate, Instant now) {
    return certificate
        .map(each -> each.expiresAt().isAfter(now) ? "active" : "expired")
        .orElse("none");
  }
}

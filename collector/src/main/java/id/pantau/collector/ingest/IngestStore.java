package id.pantau.collector.ingest;

import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sha256;
import id.pantau.collector.db.Sql;
import id.pantau.collector.web.Json;
import id.pantau.wire.DeviceEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** SQL of what trackers say besides positions. */
final class IngestStore {
  private static final Sql ADD_EVENT = Sql.beside(IngestStore.class, "add-event.sql");
  private static final Sql RAISE_HEALTH = Sql.beside(IngestStore.class, "raise-health.sql");
  private static final Sql ADD_ANSWER =
      Sql.of(
          """
          INSERT INTO device_answer (device_no, command_id, received_at, state, answer)
          VALUES (:deviceNo, :commandId, :receivedAt, :state, :answer)
          ON CONFLICT DO NOTHING
          """);

  /** Who has never reported in full has no row yet; that report comes first. */
  private static final Sql NOTE_BEAT = Sql.beside(IngestStore.class, "note-beat.sql");

  private static final Sql NOTE_PHONE = Sql.beside(IngestStore.class, "note-phone.sql");

  private static final Sql ADD_DEAD_LETTER = Sql.beside(IngestStore.class, "add-dead-letter.sql");

  private final Session session;

  IngestStore(Session session) {
    this.session = session;
  }

  void add(Batch.ReceivedEvent received) {
    DeviceEvent event = received.event().event();
    var params = new HashMap<String, Object>();
    params.put("deviceNo", received.deviceNo());
    params.put("epoch", received.event().epoch());
    params.put("seq", received.event().seq());
    params.put("time", event.time());
    params.put("receivedAt", received.receivedAt());
    params.put("kind", event.kind().word());
    params.put("details", json(event.details()));
    params.put("lat", event.place().map(at -> at.lat()));
    params.put("lon", event.place().map(at -> at.lon()));
    session.change(ADD_EVENT, params);
  }

  void raise(Batch.ReceivedHealth received) {
    var health = received.health();
    var params = new HashMap<String, Object>();
    params.put("deviceNo", received.deviceNo());
    params.put("receivedAt", received.receivedAt());
    params.put("deviceTime", health.time());
    params.put("clockTrusted", health.clockTrusted());
    params.put("version", health.agentVersion());
    params.put("depth", health.journalDepth());
    params.put("free", health.journalBytesFree());
    params.put("temperature", known(health.cpuTemperatureC()));
    params.put("satellites", health.satellites());
    params.put("gnss", health.gnssState());
    params.put("details", json(health.details()));
    session.change(RAISE_HEALTH, params);
  }

  void note(Batch.ReceivedBeat received) {
    session.change(
        NOTE_BEAT,
        Map.of(
            "deviceNo", received.deviceNo(),
            "receivedAt", received.receivedAt(),
            "depth", received.beat().journalDepth(),
            "satellites", received.beat().satellites(),
            "temperature", known(received.beat().cpuTemperatureC())));
  }

  void note(Batch.ReceivedPhone received) {
    session.change(
        NOTE_PHONE,
        Map.of(
            "deviceNo", received.deviceNo(),
            "at", received.receivedAt(),
            "battery", received.phone().batteryPct(),
            "charging", received.phone().charging(),
            "accuracy", received.phone().accuracyM()));
  }

  private static Optional<Double> known(double value) {
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
  }

  void add(Batch.ReceivedResult received) {
    session.change(
        ADD_ANSWER,
        Map.of(
            "deviceNo", received.deviceNo(),
            "commandId", printable(received.result().commandId()),
            "receivedAt", received.receivedAt(),
            "state", received.result().state().word(),
            "answer", printable(received.result().text())));
  }

  void add(DeadLetter letter) {
    session.change(
        ADD_DEAD_LETTER,
        Map.of(
            "at", letter.receivedAt(),
            "deviceNo", letter.deviceNo(),
            "topic", printable(letter.topic()),
            "reason", printable(letter.reason()),
            "bytes", letter.payload().length,
            "payload", letter.payload(),
            "digest", Sha256.of(letter.payload())));
  }

  private static String json(Object value) {
    return printable(new String(Json.bytes(value), StandardCharsets.UTF_8));
  }

  /** PostgreSQL's text and jsonb hold everything but the character 0. */
  private static String printable(String text) {
    return text.replace("\0", "").replace("\\u0000", "");
  }
}

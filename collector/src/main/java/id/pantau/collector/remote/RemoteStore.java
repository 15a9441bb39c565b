package id.pantau.collector.remote;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.web.Json;
import id.pantau.wire.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL of commands and settings. */
final class RemoteStore {
  private static final Sql FIND_DEVICE = Sql.of("SELECT no FROM device WHERE id = :device");
  private static final Sql ADD_COMMAND =
      Sql.of(
          """
          INSERT INTO device_command (id, device_no, kind, arguments, made_at, expires_at, made_by)
          VALUES (:id, :deviceNo, :kind, CAST(:arguments AS jsonb), :at, :expires, :by)
          """);
  private static final Sql LIST_COMMANDS = Sql.beside(RemoteStore.class, "list-commands.sql");
  private static final Sql ADD_CONFIG = Sql.beside(RemoteStore.class, "add-config.sql");
  private static final Sql FIND_CONFIG = Sql.beside(RemoteStore.class, "find-config.sql");

  private final Session session;

  RemoteStore(Session session) {
    this.session = session;
  }

  Optional<Integer> findDeviceNo(String device) {
    return session.find(FIND_DEVICE, Map.of("device", device)).map(row -> row.getInt("no"));
  }

  void add(int deviceNo, Command command, Instant at, String by) {
    session.change(
        ADD_COMMAND,
        Map.of(
            "id", command.id(),
            "deviceNo", deviceNo,
            "kind", command.kind().word(),
            "arguments", text(command.arguments()),
            "at", at,
            "expires", command.expiresAt(),
            "by", by));
  }

  List<DeviceCommand> listCommands(int deviceNo, Instant now) {
    return session.list(LIST_COMMANDS, Map.of("deviceNo", deviceNo, "now", now)).stream()
        .map(
            row ->
                new DeviceCommand(
                    row.getText("id"),
                    row.getText("kind"),
                    json(row.getText("arguments")),
                    row.getInstant("made_at"),
                    row.getText("made_by"),
                    row.getInstant("expires_at"),
                    row.getText("state"),
                    row.findInstant("answered_at"),
                    row.findText("answer").filter(answer -> !answer.isEmpty())))
        .toList();
  }

  /** The version that the new settings have. */
  int addConfig(int deviceNo, Map<String, String> values, Instant at, String by) {
    return session
        .get(ADD_CONFIG, Map.of("deviceNo", deviceNo, "settings", text(values), "at", at, "by", by))
        .getInt("version");
  }

  DeviceConfig config(int deviceNo) {
    Row row = session.get(FIND_CONFIG, Map.of("deviceNo", deviceNo));
    return new DeviceConfig(
        row.findInt("version").isPresent()
            ? Optional.of(
                new DeviceConfig.Desired(
                    row.getInt("version"),
                    json(row.getText("settings")),
                    row.getInstant("made_at"),
                    row.getText("made_by")))
            : Optional.empty(),
        row.findInt("reported_version").isPresent()
            ? Optional.of(
                new DeviceConfig.Reported(
                    row.getInt("reported_version"),
                    row.getText("reported_state"),
                    row.findText("reported_reason"),
                    row.getInstant("reported_at")))
            : Optional.empty());
  }

  private static String text(Map<String, String> values) {
    return new String(Json.bytes(values), StandardCharsets.UTF_8);
  }

  private static JsonNode json(String stored) {
    try {
      return Json.read(stored.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("jsonb that is no JSON", e);
    }
  }
}

package id.pantau.collector.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code /devices} and {@code /dead-letters}: how the trackers are, and what could not be read. */
public final class DeviceApi implements Api {
  private static final int PAGE = 100;
  private static final Sql LIST_DEVICES = Sql.beside(DeviceApi.class, "list-devices.sql");
  private static final Sql LIST_DEAD_LETTERS = Sql.beside(DeviceApi.class, "list-dead-letters.sql");

  private final Db db;

  record DeviceJson(
      String deviceId,
      OptionalInt vehicleId,
      Optional<String> vehicleName,
      Optional<Instant> lastSeenAt,
      Optional<String> agentVersion,
      OptionalLong journalDepth,
      Optional<String> gnssState,
      OptionalInt satellites,
      OptionalDouble cpuTemperatureC,
      Optional<Boolean> clockTrusted,
      Optional<JsonNode> details) {}

  record DeadLetterJson(
      long id,
      Instant receivedAt,
      Optional<String> deviceId,
      String topic,
      String reason,
      int bytes,
      long times) {}

  record DeadLetterPage(List<DeadLetterJson> items, Optional<String> nextCursor) {}

  public DeviceApi(Db db) {
    this.db = db;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get(
            "/api/v1/devices",
            Access.roles(Role.TECHNICIAN, Role.ADMIN, Role.CC_OPERATOR),
            this::devices)
        .get("/api/v1/dead-letters", Access.roles(Role.TECHNICIAN, Role.ADMIN), this::deadLetters);
  }

  private void devices(Call call) {
    List<DeviceJson> items =
        db.asService(session -> session.list(LIST_DEVICES, Map.of())).stream()
            .map(DeviceApi::device)
            .toList();
    call.send(Map.of("items", items));
  }

  private void deadLetters(Call call) {
    OptionalLong before =
        call.query("cursor")
            .map(DeviceApi::cursor)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    List<DeadLetterJson> rows =
        db.asService(session -> session.list(LIST_DEAD_LETTERS, Map.of("before", before))).stream()
            .map(DeviceApi::deadLetter)
            .toList();
    // One row more than a page was asked for, to know whether there is a next one.
    List<DeadLetterJson> page = rows.subList(0, Math.min(PAGE, rows.size()));
    Optional<String> next =
        rows.size() > PAGE ? Optional.of("" + page.getLast().id()) : Optional.empty();
    call.send(new DeadLetterPage(page, next));
  }

  private static long cursor(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.of(400, "not-a-number", "cursor", "?");
    }
  }

  private static DeviceJson device(Row row) {
    return new DeviceJson(
        row.getText("device_id"),
        row.findInt("vehicle_id"),
        row.findText("vehicle_name"),
        row.findInstant("last_seen_at"),
        row.findText("agent_version"),
        row.findLong("journal_depth"),
        row.findText("gnss_state"),
        row.findInt("satellites"),
        row.findDouble("cpu_temperature_c"),
        row.findText("clock_trusted").map(Boolean::valueOf),
        row.findText("details").map(DeviceApi::stored));
  }

  private static JsonNode stored(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("jsonb that is no JSON", e);
    }
  }

  private static DeadLetterJson deadLetter(Row row) {
    return new DeadLetterJson(
        row.getLong("id"),
        row.getInstant("received_at"),
        row.findText("device_id"),
        row.getText("topic"),
        row.getText("reason"),
        row.getInt("bytes"),
        row.getLong("times"));
  }
}

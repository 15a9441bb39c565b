package id.pantau.acceptance.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.sim.Laps;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a button in the office to a tracker in a vehicle, and its answer back. */
class RemoteIT {
  private static final DeviceId DEVICE = new DeviceId("trk-remote");
  private static final String COMMANDS = "/devices/" + DEVICE + "/commands";
  private static final String CONFIG = "/devices/" + DEVICE + "/config";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Installation installation;
  private static ApiClient technician;
  private static TestVehicle vehicle;
  private static Laps drive;
  private static int driven;

  @BeforeAll
  static void start() {
    installation = Installation.start("remote", List.of(DEVICE));
    technician = installation.logIn(Installation.TECHNICIAN);
    vehicle = TestVehicle.start(installation, DEVICE);
    drive =
        new Laps(
            new LatLon(-8.65, 116.53),
            InstantSource.system().instant().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
  }

  @BeforeEach
  void driveOn() {
    for (int until = driven + 5; driven < until; driven++) {
      vehicle.line().write(NmeaWriter.write(drive.at(driven)));
    }
    vehicle.awaitStored(drive.at(driven - 1).time());
  }

  @AfterAll
  static void stop() {
    vehicle.close();
    technician.close();
    installation.close();
  }

  private static JsonNode answered(JsonNode command) {
    String id = command.get("id").asText();
    Await.until("command " + id + " is answered", SOON, () -> !state(id).equals("sent"));
    return find(id);
  }

  private static String state(String id) {
    return find(id).get("state").asText();
  }

  private static JsonNode find(String id) {
    for (JsonNode each : technician.get(COMMANDS).good().get("items")) {
      if (each.get("id").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no command " + id);
  }

  private static JsonNode ask(String kind, Map<String, String> arguments) {
    return answered(technician.post(COMMANDS, Map.of("kind", kind, "arguments", arguments)).good());
  }

  @Test
  void whereAreYou() {
    JsonNode answer = ask("position-now", Map.of());
    assertEquals("done", answer.get("state").asText());
    assertTrue(
        answer.get("answer").asText().startsWith(drive.at(driven - 1).time().toString()),
        answer.toString());
    assertEquals(Installation.TECHNICIAN, answer.get("madeBy").asText());
  }

  @Test
  void whatItCannotDoIsRefusedInWords() {
    JsonNode answer = ask("watch", Map.of("seconds", "once"));
    assertEquals("refused", answer.get("state").asText());
    assertTrue(answer.get("answer").asText().contains("seconds=once"), answer.toString());
    assertEquals(422, technician.post(COMMANDS, Map.of("kind", "self-destruct")).status());
    assertEquals(
        404, technician.post("/devices/trk-nobody/commands", Map.of("kind", "restart")).status());
  }

  /** Also shows the log of the device, from far away. */
  @Test
  void whoeverLooksAtAVehicleIsShownItEverySecond() {
    try (ApiClient leader = installation.logIn(Installation.LEADER)) {
      int id = Installation.vehicleOf(leader, DEVICE);
      String attention = "/vehicles/" + id + "/attention";
      assertEquals(204, leader.post(attention, Map.of()).status());
      assertEquals(204, leader.post(attention, Map.of()).status());
      Await.until(
          "the tracker has heard of it", SOON, () -> log().contains("kind=watch state=done"));
      assertEquals(1, log().split("kind=watch state=done", -1).length - 1, "once is enough");
      assertEquals(404, leader.post("/vehicles/999/attention", Map.of()).status());
    }
  }

  private static String log() {
    return ask("log-excerpt", Map.of("lines", "200")).get("answer").asText();
  }

  @Test
  void settingsOfTheOfficeAreTriedKeptOrRefusedInWords() {
    put(Map.of("driving.overspeed-kmh", "80"));
    vehicle.startAgain(); // it ends by itself, to begin with them
    driveOn();
    awaitReported(1, "applied");
    put(Map.of("driving.overspeed-kmh", "very fast"));
    JsonNode nonsense = awaitReported(2, "refused");
    assertTrue(nonsense.get("reason").asText().contains("driving.overspeed-kmh"));
    put(Map.of("mqtt.uri", "ssl://elsewhere:8883"));
    JsonNode foreign = awaitReported(3, "refused");
    assertTrue(foreign.get("reason").asText().startsWith("mqtt.uri"), foreign.toString());
    assertEquals("done", ask("position-now", Map.of()).get("state").asText(), "it is still there");
  }

  private static void put(Map<String, String> values) {
    technician.put(CONFIG, Map.of("values", values)).good();
  }

  private static JsonNode awaitReported(int version, String state) {
    Await.until(
        "settings " + version + " are " + state,
        SOON,
        () -> {
          JsonNode reported = technician.get(CONFIG).good().path("reported");
          return reported.path("version").asInt() == version
              && reported.path("state").asText().equals(state);
        });
    return technician.get(CONFIG).good().get("reported");
  }
}

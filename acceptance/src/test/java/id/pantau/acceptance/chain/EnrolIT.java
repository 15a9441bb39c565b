package id.pantau.acceptance.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.sim.Laps;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.agent.tool.EnrolCommand;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.PseudoSerial;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A card out of the box, a code from the office, and a vehicle on the map. */
class EnrolIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final DeviceId FORMER = new DeviceId("trk-former");

  private static Installation installation;
  private static ApiClient technician;
  private static ApiClient leader;

  @BeforeAll
  static void start() {
    installation = Installation.start("enrol", List.of(FORMER));
    technician = installation.logIn(Installation.TECHNICIAN);
    leader = installation.logIn(Installation.LEADER);
  }

  @AfterAll
  static void stop() {
    technician.close();
    leader.close();
    installation.close();
  }

  /** As hardware/card/prepare-card.sh leaves it: no name, no broker, no key. */
  private static Path card(Path home, Path receiver) throws IOException {
    Files.createDirectories(home.resolve("identity"));
    return Files.writeString(
        home.resolve("agent.yaml"),
        """
        device:
        gnss:
          port: %1$s
          week-rollover: keep
        mqtt:
          uri:
          ca-file: %2$s/identity/ca.pem
          certificate-file: %2$s/identity/device.pem
          key-file: %2$s/identity/device.key
        journal:
          folder: %2$s/journal
          commit-after: 1s
        reporting:
          live-every: 200ms
        """
            .formatted(receiver, home));
  }

  private record Said(int exit, String words) {}

  private static Said enrol(Path config, JsonNode code, String typed) {
    var words = new StringWriter();
    int exit =
        new CommandLine(new EnrolCommand())
            .setOut(new PrintWriter(words))
            .execute(
                typed,
                "--config",
                config.toString(),
                "--server",
                code.get("server").asText(),
                "--pin",
                code.get("fingerprint").asText());
    return new Said(exit, words.toString());
  }

  private static JsonNode tracker(String name) {
    for (JsonNode each : technician.get("/trackers").good().get("items")) {
      if (each.get("deviceId").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no tracker " + name);
  }

  @Test
  void aCodeBringsANewTrackerOntoTheMapInThePlaceOfTheFormer() throws IOException {
    int vehicle = Installation.vehicleOf(leader, FORMER);
    JsonNode code = technician.post("/enrolment-codes", Map.of("vehicleId", vehicle)).good();
    String name = code.get("deviceId").asText();
    Path home = installation.folder().resolve(name);
    try (PseudoSerial line = PseudoSerial.open(home, "gps0")) {
      Path config = card(home, line.devicePath());
      Said wrong = enrol(config, code, "AAAA-AAAA");
      assertEquals(1, wrong.exit());
      assertTrue(wrong.words().contains("Kode tidak dikenal"), wrong.words());
      Said said = enrol(config, code, code.get("code").asText());
      assertEquals(0, said.exit(), said.words());
      assertEquals("active", tracker(name).get("state").asText());
      assertFalse(Files.exists(home.resolve("identity/next-device.key")));
      drive(home, config, line, new DeviceId(name));
      assertEquals(vehicle, Installation.vehicleOf(leader, new DeviceId(name)));
      Said again = enrol(config, code, code.get("code").asText());
      assertTrue(again.words().contains("sudah dipakai"), again.words());
    }
  }

  private static void drive(Path home, Path config, PseudoSerial line, DeviceId device) {
    try (ChildProcess agent =
        JavaChild.start(
            "agent-enrolled",
            home.resolve("agent.log"),
            List.of("-Xmx48m"),
            "id.pantau.agent.Agent",
            List.of(config.toString()))) {
      agent.awaitLine("^agent ready", SOON);
      var drive =
          new Laps(
              new LatLon(-8.65, 116.53),
              InstantSource.system().instant().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
      for (int second = 0; second < 20; second++) {
        line.write(NmeaWriter.write(drive.at(second)));
      }
      Await.until(
          "positions of the new tracker are stored",
          SOON,
          () -> !installation.stored(device).isEmpty());
      agent.terminate(Duration.ofSeconds(10));
    }
  }
}

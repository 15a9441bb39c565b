package id.pantau.acceptance.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient.Answer;
import id.pantau.acceptance.sim.Laps;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import id.pantau.workbench.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is wrong is refused, with a reason that somebody can act on; and a good vehicle, which
 * drives before, during and after it, does not notice.
 */
class BadInputIT {
  private static final DeviceId GOOD = new DeviceId("trk-good");
  private static final DeviceId BAD = new DeviceId("trk-bad");
  private static final LatLon SELONG = new LatLon(-8.65, 116.53);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long ANSWER_MS = 5_000;
  private static final int LEG = 10;

  private static Installation installation;
  private static ApiClient leader;
  private static TestVehicle good;
  private static Laps drive;
  private static int driven;

  @BeforeAll
  static void start() {
    installation = Installation.startWithActivities("bad-input", List.of(GOOD, BAD));
    leader = installation.logIn(Installation.LEADER);
    good = TestVehicle.start(installation, GOOD);
    Instant anHourAgo = InstantSource.system().instant().minus(Duration.ofHours(1));
    drive = new Laps(SELONG, anHourAgo.truncatedTo(ChronoUnit.SECONDS));
  }

  @AfterAll
  static void stop() {
    good.close();
    leader.close();
    installation.close();
  }

  @BeforeEach
  void theGoodVehicleDrives() {
    driveOn();
  }

  @AfterEach
  void theGoodVehicleDrivesOn() {
    driveOn();
    Instant last = drive.at(driven - 1).time();
    good.awaitStored(last);
    good.assertExactlyOnce();
    int vehicle = Installation.vehicleOf(leader, GOOD);
    assertEquals(driven, installation.route(leader, vehicle, drive.start(), last).size());
  }

  private static void driveOn() {
    for (int end = driven + LEG; driven < end; driven++) {
      good.line().write(NmeaWriter.write(drive.at(driven)));
    }
  }

  @Test
  void aDamagedSentenceIsLeftOutAndCountedWithItsReason() {
    byte[] sentences =
        NmeaWriter.write(new Laps(new LatLon(-8.2, 116.9), drive.start()).at(driven));
    byte[] flipped = sentences.clone();
    boolean sound = false;
    for (int i = 0; i < flipped.length; i++) {
      // One bit of the first digit of every sentence: two could leave a checksum as it was.
      sound |= flipped[i] == '$';
      if (sound && Character.isDigit(flipped[i])) {
        flipped[i] ^= 1;
        sound = false;
      }
    }
    good.line().write(flipped);
    good.line().write("$GNRMC,0000".getBytes(StandardCharsets.US_ASCII));
    good.line().write(new byte[] {0, (byte) 0xb5, 0x62, 1, 7, '\r', '\n'});
    driveOn();
    good.awaitStored(drive.at(driven - 1).time());
    Await.until("the health tells of it", SOON, () -> refused("checksum") > 0);
    assertTrue(refused("bad-character") > 0 || refused("truncated") > 0);
  }

  private static int refused(String reason) {
    try (ApiClient technician = installation.logIn(Installation.TECHNICIAN)) {
      for (JsonNode device : technician.get("/devices").good().get("items")) {
        if (device.get("deviceId").asText().equals(GOOD.value())) {
          return device.path("details").path("refused-" + reason).asInt();
        }
      }
      return 0;
    }
  }

  @Test
  void whatCannotBeDecodedIsKeptForTheTechnicianWithItsReason() throws MqttException {
    byte[] nonsense = "bukan posisi".getBytes(StandardCharsets.UTF_8);
    try (var intruder = new RawDevice(BAD)) {
      assertEquals(
          MqttReturnCode.RETURN_CODE_SUCCESS,
          intruder.publish(Topics.up(BAD, Topics.Up.TRACK), nonsense));
    }
    try (ApiClient technician = installation.logIn(Installation.TECHNICIAN)) {
      Await.until("it is kept", SOON, () -> !letters(technician).isEmpty());
      JsonNode letter = letters(technician).get(0);
      assertEquals(BAD.value(), letter.get("deviceId").asText());
      assertEquals(Topics.up(BAD, Topics.Up.TRACK), letter.get("topic").asText());
      assertFalse(letter.get("reason").asText().isBlank());
      assertEquals(nonsense.length, letter.get("bytes").asInt());
    }
  }

  private static JsonNode letters(ApiClient technician) {
    return technician.get("/dead-letters").good().get("items");
  }

  @Test
  void aDeviceThatPublishesAsAnotherIsToldThatItMayNot() throws MqttException {
    var forged = new TrackBatch(0xbad, List.of(new TrackRecord(1, drive.at(driven + 1_000).fix())));
    String others = Topics.up(GOOD, Topics.Up.TRACK);
    try (var intruder = new RawDevice(BAD)) {
      assertEquals(
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED,
          intruder.publish(others, TrackCodec.encode(forged)));
      // What it says in its own name still counts, and comes behind the forged one.
      intruder.publish(Topics.up(BAD, Topics.Up.TRACK), TrackCodec.encode(forged));
    }
    Await.until("its own is stored", SOON, () -> installation.stored(BAD).size() == 1);
    assertTrue(
        installation.stored(GOOD).stream().noneMatch(seen -> seen.key().epoch() == 0xbad),
        "the forged position is stored");
  }

  @Test
  void aDeviceWithoutOurCertificateIsNotLetIn() {
    MqttException refused =
        assertThrows(
            MqttException.class,
            () -> {
              var expired = installation.backbone().authority().expiredClient("trk-late");
              var options = new MqttConnectionOptions();
              options.setAutomaticReconnect(false);
              options.setSocketFactory(
                  installation.backbone().authority().sslContext(expired).getSocketFactory());
              String uri = installation.backbone().broker().uri();
              var late = new MqttAsyncClient(uri, "trk-late", new MemoryPersistence());
              try {
                late.connect(options).waitForCompletion(ANSWER_MS);
              } finally {
                late.close(true);
              }
            });
    assertTrue(refused.getMessage() != null || refused.getCause() != null);
    assertTrue(installation.stored(new DeviceId("trk-late")).isEmpty());
  }

  @Test
  void aWrongPasswordIsRefusedInWordsAndSaysNotWhetherThePersonExists() {
    try (ApiClient stranger = ApiClient.stranger(installation.collector().address())) {
      Answer wrong = logIn(stranger, Installation.LEADER, "salah");
      Answer nobody = logIn(stranger, "tidak.ada", "salah");
      assertRefused(401, "wrong-password", "Nama pengguna atau kata sandi salah.", wrong);
      assertEquals(wrong.body(), nobody.body());
      assertRefused(401, "not-logged-in", "", stranger.get("/vehicles/latest"));
    }
    assertEquals(200, leader.get("/vehicles/latest").status());
  }

  private static Answer logIn(ApiClient who, String userName, String password) {
    return who.post("/session", Map.of("userName", userName, "password", password));
  }

  @Test
  void wrongJsonIsRefusedWithTheFieldThatIsWrong() {
    try (ApiClient operator = installation.logIn(Installation.OPERATOR)) {
      JsonNode mine = operator.get("/packages").good().get("items").get(0);
      String updates = "/packages/" + mine.get("id").asInt() + "/updates";
      assertRefused(400, "json-syntax", "", operator.postRaw(updates, "{\"date\":"));
      Answer wrongType = operator.postRaw(updates, "{\"date\":\"kemarin\",\"kind\":\"nihil\"}");
      assertRefused(400, "json-field", "date", wrongType);
      String today = mine.path("today").asText(today(operator));
      Answer tooMuch =
          operator.post(updates, Map.of("date", today, "kind", "progress", "physicalPct", 101));
      assertEquals(422, tooMuch.status(), tooMuch.body().toString());
      assertEquals("physicalPct", tooMuch.body().at("/errors/0/field").asText());
      assertFalse(tooMuch.body().at("/errors/0/message").asText().isBlank());
    }
  }

  private static String today(ApiClient who) {
    return LocalDate.parse(who.get("/duties").good().get("date").asText()).toString();
  }

  @Test
  void anOperatorCannotTouchTheActivityOfAnotherOpd() {
    try (ApiClient operator = installation.logIn(Installation.OPERATOR)) {
      int own = operator.get("/session").good().at("/user/opdId").asInt();
      JsonNode others = null;
      for (JsonNode each : leader.get("/packages?limit=100").good().get("items")) {
        if (each.get("opdId").asInt() != own) {
          others = each;
        }
      }
      assertTrue(others != null, "all packages are of one OPD");
      String path = "/packages/" + others.get("id").asInt();
      JsonNode before = leader.get(path).good();
      Answer refused =
          operator.post(path + "/updates", Map.of("date", today(operator), "kind", "nihil"));
      assertRefused(403, "other-opd", "milik OPD lain", refused);
      assertRefused(403, "other-opd", "milik OPD lain", operator.get(path));
      assertEquals(before, leader.get(path).good());
      for (JsonNode each : operator.get("/packages").good().get("items")) {
        assertEquals(own, each.get("opdId").asInt());
      }
    }
  }

  /** Refused, in words, in the reader's language, with these among them. */
  private static void assertRefused(int status, String code, String words, Answer answer) {
    assertEquals(status, answer.status(), answer.body().toString());
    assertTrue(answer.contentType().startsWith("application/problem+json"), answer.contentType());
    assertEquals(code, answer.body().path("code").asText());
    String detail = answer.body().path("detail").asText();
    assertFalse(detail.isBlank());
    assertTrue(detail.contains(words), detail);
  }

  /** A tracker whose program is not ours. */
  private static final class RawDevice implements AutoCloseable {
    private final MqttAsyncClient client;

    RawDevice(DeviceId device) throws MqttException {
      var broker = installation.backbone().broker();
      var authority = installation.backbone().authority();
      client = new MqttAsyncClient(broker.uri(), device.value(), new MemoryPersistence());
      var options = new MqttConnectionOptions();
      options.setAutomaticReconnect(false);
      options.setSocketFactory(authority.sslContext(authority.device(device)).getSocketFactory());
      client.connect(options).waitForCompletion(ANSWER_MS);
    }

    /** The reason code with which the broker answers, of MQTT 5. */
    int publish(String topic, byte[] payload) throws MqttException {
      var token = client.publish(topic, payload, 1, false);
      try {
        token.waitForCompletion(ANSWER_MS);
      } catch (MqttException refused) {
        return refused.getReasonCode();
      }
      return token.getReasonCodes()[0];
    }

    @Override
    public void close() throws MqttException {
      client.disconnect().waitForCompletion(ANSWER_MS);
      client.close(true);
    }
  }
}

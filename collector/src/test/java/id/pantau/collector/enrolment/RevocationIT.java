package id.pantau.collector.enrolment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.CollectorSettings;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.wire.CertificateAnswer;
import id.pantau.wire.CertificateAnswerCodec;
import id.pantau.wire.Decoded;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tracker is revoked: what the broker, its connection and its records become. */
class RevocationIT {
  private static final String PASSWORD = "a password of tests";
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Asked of us: so long after the click the connection is gone. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private static CertificateAuthority authority;
  private static PrivateBroker broker;
  private static TestCollector pantau;
  private static Http nobody;
  private static Http admin;

  @BeforeAll
  static void start() {
    Path folder = TestFolder.create("revocation");
    authority = CertificateAuthority.create(folder.resolve("ca"), CLOCK);
    broker = PrivateBroker.start(folder.resolve("broker"), authority);
    Credentials own = authority.client("collector");
    var mqtt =
        new CollectorSettings.Mqtt(
            broker.uri(), authority.certificateFile(), own.certificateFile(), own.keyFile());
    var settings =
        new EnrolmentSettings(
            authority.certificateFile(),
            authority.keyFile(),
            "127.0.0.1",
            "127.0.0.1",
            0,
            broker.uri(),
            authority.revocationList(),
            Optional.of(broker.pidFile()),
            Duration.ofDays(730));
    pantau = TestCollector.start(CLOCK, Optional.of(mqtt), Optional.of(settings));
    pantau
        .collector()
        .doors()
        .auth()
        .addUser(new NewUser("admin", "Admin", Role.ADMIN, OptionalInt.empty(), PASSWORD));
    nobody = Http.of("http://127.0.0.1:" + pantau.collector().port());
    admin = nobody.with(pantau.logIn("admin", PASSWORD));
  }

  @AfterAll
  static void stop() {
    pantau.close();
    broker.close();
  }

  private static JsonNode good(Http.Answer answer) {
    assertTrue(answer.status() < 300, answer.text());
    return answer.json();
  }

  /** The identity of a tracker that has just been enrolled. */
  private static SSLContext enrol(String wish) throws Exception {
    JsonNode code = good(admin.post("/api/v1/enrolment-codes", wish));
    KeyPair keys = Requests.ecKeys();
    var body =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .writeValueAsString(
                java.util.Map.of(
                    "code", code.get("code").asText(), "request", Requests.pem(keys, "")));
    JsonNode enrolled = good(nobody.post("/api/v1/enrolments", body));
    var certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        enrolled.get("certificate").asText().getBytes(StandardCharsets.US_ASCII)));
    return authority.sslContext(
        new Credentials(certificate, keys.getPrivate(), Path.of("none"), Path.of("none")));
  }

  private static JsonNode revoke(String device) {
    return good(
        admin.post(
            "/api/v1/devices/" + device + "/revocation", "{\"reason\":\"Kendaraan dicuri\"}"));
  }

  private static JsonNode tracker(String name) {
    for (JsonNode each : admin.get("/api/v1/trackers").json().get("items")) {
      if (each.get("deviceId").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no tracker " + name);
  }

  private static boolean hasDeadLetter(String device) {
    for (JsonNode each : admin.get("/api/v1/dead-letters").json().get("items")) {
      if (each.path("deviceId").asText().equals(device)
          && each.get("reason").asText().equals("the tracker is revoked")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void itsConnectionEndsAtOnceAndTheBrokerRefusesIt() throws Exception {
    var device = new DeviceId("trk-stolen");
    SSLContext identity = enrol("{\"deviceId\":\"trk-stolen\"}");
    try (var tracker = new TestDevice(device, broker, identity)) {
      tracker.send(1, CLOCK.instant().minusSeconds(60));
      Await.until("its record is named", SOON, () -> tracker.wasNamed(1));
      long before = System.nanoTime();
      JsonNode revoked = revoke("trk-stolen");
      assertEquals(1, revoked.get("certificates").asInt());
      assertTrue(revoked.get("sessionEnded").asBoolean(), revoked.toString());
      assertTrue(revoked.get("brokerRefuses").asBoolean(), revoked.toString());
      Await.until("it is cut off", SOON, () -> !tracker.isConnected());
      Duration took = Duration.ofNanos(tracker.lostAtNanos() - before);
      assertTrue(took.compareTo(ENDS_WITHIN) < 0, took.toString());
    }
    assertThrows(MqttException.class, () -> new TestDevice(device, broker, identity).close());
    JsonNode told = tracker("trk-stolen");
    assertEquals("revoked", told.get("state").asText());
    assertEquals("Kendaraan dicuri", told.get("revocation").get("reason").asText());
    assertEquals("admin", told.get("revocation").get("by").asText());
  }

  @Test
  void othersAreNotDisturbed() throws Exception {
    SSLContext identity = enrol("{\"deviceId\":\"trk-well\"}");
    enrol("{\"deviceId\":\"trk-lost\"}");
    try (var well = new TestDevice(new DeviceId("trk-well"), broker, identity)) {
      assertTrue(revoke("trk-lost").get("brokerRefuses").asBoolean());
      well.send(1, CLOCK.instant().minusSeconds(60));
      Await.until("its record is named", SOON, () -> well.wasNamed(1));
    }
  }

  /** Its certificate was made by hand, so its number is not known, and the broker lets it in. */
  @Test
  void whatARevokedTrackerStillSendsBecomesADeadLetterAndIsNotNamed() throws Exception {
    var device = new DeviceId("trk-by-hand");
    SSLContext identity = authority.sslContext(authority.device(device));
    try (var tracker = new TestDevice(device, broker, identity)) {
      tracker.send(1, CLOCK.instant().minusSeconds(60));
      Await.until("its record is named", SOON, () -> tracker.wasNamed(1));
      JsonNode revoked = revoke("trk-by-hand");
      assertEquals(0, revoked.get("certificates").asInt());
      Await.until("it is cut off", SOON, () -> !tracker.isConnected());
    }
    try (var again = new TestDevice(device, broker, identity)) {
      again.send(2, CLOCK.instant().minusSeconds(50));
      Await.until("it is a dead letter", SOON, () -> hasDeadLetter("trk-by-hand"));
      assertFalse(again.wasNamed(2));
    }
  }

  @Test
  void enrolledAgainItIsBelievedAgainAndItsFormerCertificateIsNot() throws Exception {
    var device = new DeviceId("trk-back");
    SSLContext former = enrol("{\"deviceId\":\"trk-back\"}");
    revoke("trk-back");
    SSLContext present = enrol("{\"deviceId\":\"trk-back\"}");
    try (var tracker = new TestDevice(device, broker, present)) {
      tracker.send(1, CLOCK.instant().minusSeconds(60));
      Await.until("its record is named", SOON, () -> tracker.wasNamed(1));
    }
    assertThrows(MqttException.class, () -> new TestDevice(device, broker, former).close());
    assertEquals("active", tracker("trk-back").get("state").asText());
  }

  @Test
  void aVehicleKeepsItsHistoryWhenItsTrackerIsReplaced() throws Exception {
    var doors = pantau.collector().doors();
    int opd = doors.region().findOpd("dikes").orElseThrow().id();
    int vehicle =
        doors
            .fleet()
            .addVehicle(
                new NewVehicle(
                    "DR 9 L", "Bus", "bus", "service", opd, Optional.empty(), Optional.empty()));
    enrol("{\"deviceId\":\"trk-first\",\"vehicleId\":" + vehicle + "}");
    Instant between = CLOCK.instant();
    enrol("{\"deviceId\":\"trk-second\"}");
    String path = "/api/v1/vehicles/" + vehicle + "/trackers";
    Http.Answer placed = admin.post(path, "{\"deviceId\":\"trk-second\"}");
    assertEquals(204, placed.status(), placed.text());
    JsonNode rides = admin.get(path).json().get("items");
    assertEquals("trk-second", rides.get(0).get("deviceId").asText());
    assertFalse(rides.get(0).has("until"));
    assertEquals("trk-first", rides.get(1).get("deviceId").asText());
    assertEquals(rides.get(0).get("from"), rides.get(1).get("until"));
    int first = doors.fleet().addDevice(new DeviceId("trk-first"));
    assertEquals(OptionalInt.of(vehicle), doors.fleet().vehicleOf(first, between));
    revoke("trk-first");
    Http.Answer back = admin.post(path, "{\"deviceId\":\"trk-first\"}");
    assertEquals("device-is-revoked", back.code());
    assertEquals("no-such-device", admin.post(path, "{\"deviceId\":\"trk-none\"}").code());
    Http.Answer left =
        admin.post(
            "/api/v1/vehicles/" + vehicle + "/retirement",
            "{\"reason\":\"Dilelang\",\"basedOn\":0}");
    assertEquals(201, left.status(), left.text());
    assertEquals("vehicle-left-before", admin.post(path, "{\"deviceId\":\"trk-second\"}").code());
  }

  private static CertificateAnswer asked(TestDevice tracker, byte[] request) throws Exception {
    int before = tracker.answers().size();
    tracker.ask(request);
    Await.until("it is answered", SOON, () -> tracker.answers().size() > before);
    return switch (CertificateAnswerCodec.decode(tracker.answers().getLast())) {
      case Decoded.Good<CertificateAnswer>(CertificateAnswer answer) -> answer;
      case Decoded.Bad<CertificateAnswer>(String reason) -> throw new AssertionError(reason);
    };
  }

  @Test
  void aTrackerThatIsConnectedIsGivenItsNextCertificate() throws Exception {
    var device = new DeviceId("trk-next");
    try (var tracker = new TestDevice(device, broker, enrol("{\"deviceId\":\"trk-next\"}"))) {
      KeyPair keys = Requests.ecKeys();
      byte[] request = Requests.der(keys, "CN=trk-next");
      byte[] made = asked(tracker, request).certificate().orElseThrow();
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(made));
      assertEquals("CN=trk-next", certificate.getSubjectX500Principal().getName());
      assertEquals(keys.getPublic(), certificate.getPublicKey());
      // The answer was lost.
      assertArrayEquals(made, asked(tracker, request).certificate().orElseThrow());
      // The old one holds until the new one is seen to work; so does the new one.
      SSLContext present =
          authority.sslContext(
              new Credentials(certificate, keys.getPrivate(), Path.of("none"), Path.of("none")));
      new TestDevice(device, broker, present).close();
    }
  }

  @Test
  void whatCannotBeRenewedIsRefusedWithTheReason() throws Exception {
    var device = new DeviceId("trk-asks");
    try (var tracker = new TestDevice(device, broker, enrol("{\"deviceId\":\"trk-asks\"}"))) {
      assertEquals(Optional.of("request-unreadable"), asked(tracker, new byte[] {1, 2}).refusal());
      assertEquals(
          Optional.of("request-other-name"),
          asked(tracker, Requests.der(Requests.ecKeys(), "CN=trk-next")).refusal());
      assertEquals(
          Optional.of("request-weak-key"),
          asked(tracker, Requests.der(Requests.rsaKeys(1_024), "CN=trk-asks")).refusal());
      for (int i = 0; i < Issuing.MAX_RENEWALS_A_DAY; i++) {
        assertTrue(
            asked(tracker, Requests.der(Requests.ecKeys(), "CN=trk-asks"))
                .certificate()
                .isPresent());
      }
      assertEquals(
          Optional.of("too-many-renewals"),
          asked(tracker, Requests.der(Requests.ecKeys(), "CN=trk-asks")).refusal());
    }
  }

  @Test
  void aReasonIsNeededAndATracker() {
    Http.Answer without = admin.post("/api/v1/devices/trk-none/revocation", "{\"reason\":\" a \"}");
    assertEquals("reason-wrong", without.code());
    Http.Answer unknown =
        admin.post("/api/v1/devices/trk-none/revocation", "{\"reason\":\"hilang\"}");
    assertEquals("no-such-device", unknown.code());
  }
}

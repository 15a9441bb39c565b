package id.pantau.collector.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a code to a certificate, and every way in which it is refused. */
class EnrolmentIT {
  private static final String PASSWORD = "a password of tests";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(InstantSource.system().instant());

  private static CertificateAuthority authority;
  private static TestCollector pantau;
  private static Http nobody;
  private static Http technician;
  private static int names;

  @BeforeAll
  static void start() throws IOException {
    authority = CertificateAuthority.create(TestFolder.create("enrolment"), InstantSource.system());
    var settings =
        new EnrolmentSettings(
            authority.certificateFile(),
            authority.keyFile(),
            "127.0.0.1",
            "127.0.0.1",
            0,
            "ssl://127.0.0.1:8883",
            authority.revocationList(),
            Optional.empty(),
            Duration.ofDays(730));
    pantau = TestCollector.start(NOW::get, Optional.empty(), Optional.of(settings));
    var auth = pantau.collector().doors().auth();
    auth.addUser(new NewUser("teknisi", "Teknisi", Role.TECHNICIAN, OptionalInt.empty(), PASSWORD));
    nobody = Http.of("http://127.0.0.1:" + pantau.collector().port());
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  @BeforeEach
  void logIn() {
    // A quarter of an hour later whoever guessed may guess again.
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(16)));
    technician = nobody.with(pantau.logIn("teknisi", PASSWORD));
  }

  private static String newName() {
    return "trk-" + ++names;
  }

  private static JsonNode makeCode(Object... wish) {
    Http.Answer answer = tryToMakeCode(wish);
    assertEquals(201, answer.status(), answer.text());
    return answer.json();
  }

  private static Http.Answer tryToMakeCode(Object... wish) {
    return technician.post("/api/v1/enrolment-codes", json(wish));
  }

  private static Http.Answer enrol(String code, String request, String... headers) {
    return enrol(Map.of("code", code, "request", request), headers);
  }

  private static Http.Answer enrol(Map<String, String> body, String... headers) {
    return nobody.send("POST", "/api/v1/enrolments", write(body), headers);
  }

  private static void assertRefused(int status, String code, Http.Answer answer) {
    assertEquals(code, answer.code(), answer.text());
    assertEquals(status, answer.status());
  }

  private static String json(Object... keysAndValues) {
    var map = new HashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return write(map);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(String pem) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private static JsonNode tracker(String name) {
    for (JsonNode each : technician.get("/api/v1/trackers").json().get("items")) {
      if (each.get("deviceId").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no tracker " + name);
  }

  @Test
  void aCodeBecomesACertificateOfTheFleetsAuthority() throws Exception {
    String name = newName();
    JsonNode made = makeCode("deviceId", name);
    assertTrue(made.get("code").asText().matches("[34679A-Y]{4}-[34679A-Y]{4}"), made.toString());
    assertEquals("none", tracker(name).get("state").asText());
    KeyPair keys = Requests.ecKeys();
    // As somebody types it.
    String typed = made.get("code").asText().toLowerCase().replace('-', ' ');
    Http.Answer answer = enrol(typed, Requests.pem(keys, "CN=" + name));
    assertEquals(201, answer.status(), answer.text());
    assertEquals(name, answer.json().get("deviceId").asText());
    assertEquals("ssl://127.0.0.1:8883", answer.json().get("brokerUri").asText());
    X509Certificate own = certificate(answer.json().get("certificate").asText());
    X509Certificate ca = certificate(answer.json().get("authority").asText());
    own.verify(ca.getPublicKey());
    assertEquals("CN=" + name, own.getSubjectX500Principal().getName());
    assertEquals(keys.getPublic(), own.getPublicKey());
    assertEquals(List.of("1.3.6.1.5.5.7.3.2"), own.getExtendedKeyUsage());
    assertEquals(-1, own.getBasicConstraints(), "it makes no certificates itself");
    assertTrue(own.getNotBefore().toInstant().isBefore(NOW.get().minus(Duration.ofHours(20))));
    JsonNode tracker = tracker(name);
    assertEquals("active", tracker.get("state").asText());
    assertFalse(tracker.has("code"));
    assertFalse(findBrokenAuditRow().isPresent());
  }

  private static java.util.OptionalLong findBrokenAuditRow() {
    Collector.Doors doors = pantau.collector().doors();
    return new id.pantau.collector.auth.Audit(doors.db(), NOW::get).findBrokenRow();
  }

  @Test
  void aTrackerWithoutANameIsGivenThatOfItsCodeAndRidesFromThenOn() {
    var fleet = pantau.collector().doors().fleet();
    int opd = pantau.collector().doors().region().findOpd("dikes").orElseThrow().id();
    int vehicle =
        fleet.addVehicle(
            new NewVehicle(
                "DR 7 L",
                "Ambulans",
                "ambulance",
                "service",
                opd,
                Optional.empty(),
                Optional.empty()));
    JsonNode made = makeCode("vehicleId", vehicle);
    String name = made.get("deviceId").asText();
    assertEquals("trk-" + vehicle, name.substring(0, ("trk-" + vehicle).length()));
    Http.Answer answer = enrol(made.get("code").asText(), Requests.pem(Requests.ecKeys(), ""));
    assertEquals(201, answer.status(), answer.text());
    assertEquals(name, answer.json().get("deviceId").asText());
    int no = fleet.addDevice(new DeviceId(name));
    assertEquals(OptionalInt.of(vehicle), fleet.vehicleOf(no, NOW.get()));
    assertEquals("DR 7 L", tracker(name).get("plate").asText());
    // A second one for the same vehicle is another tracker.
    assertNotEquals(name, makeCode("vehicleId", vehicle).get("deviceId").asText());
  }

  @Test
  void anAnswerThatWasLostIsGivenAgainToTheSameKeyOnly() {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText();
    String request = Requests.pem(Requests.ecKeys(), "CN=" + name);
    Http.Answer first = enrol(code, request);
    Http.Answer again = enrol(code, request);
    assertEquals(201, again.status(), again.text());
    assertEquals(first.json(), again.json());
    assertRefused(410, "code-used", enrol(code, Requests.pem(Requests.ecKeys(), "CN=" + name)));
  }

  @Test
  void aWrongCodeIsRefusedAndGuessingIsSlowedDown() {
    String request = Requests.pem(Requests.ecKeys(), "");
    for (int i = 0; i < 5; i++) {
      assertRefused(403, "code-unknown", enrol("AAAA-AAAA", request));
    }
    Http.Answer slowed = enrol("AAAA-AAAA", request);
    assertRefused(429, "too-many-attempts", slowed);
    // Also for who has a real one, until the time is over.
    String code = makeCode("deviceId", newName()).get("code").asText();
    assertRefused(429, "too-many-attempts", enrol(code, request));
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(16)));
    assertEquals(201, enrol(code, request).status());
  }

  @Test
  void allAddressesTogetherAreSlowedDownToo() {
    var limit = new GuessLimit();
    Instant now = NOW.get();
    for (int i = 0; i < GuessLimit.WRONG_A_MINUTE; i++) {
      assertEquals(Duration.ZERO, limit.begin("192.0.2." + i, now));
    }
    assertFalse(limit.begin("198.51.100.1", now).isZero());
    assertTrue(limit.begin("198.51.100.1", now.plus(GuessLimit.WINDOW)).isZero());
  }

  @Test
  void aCodeEndsWhenItsTimeIsOverOrANewerOneIsMade() {
    String name = newName();
    String first = makeCode("deviceId", name).get("code").asText();
    String second = makeCode("deviceId", name, "hours", 1).get("code").asText();
    String request = Requests.pem(Requests.ecKeys(), "");
    assertRefused(410, "code-cancelled", enrol(first, request));
    NOW.updateAndGet(now -> now.plus(Duration.ofMinutes(61)));
    assertRefused(410, "code-expired", enrol(second, request));
  }

  @Test
  void aCodeCanBeWithdrawn() {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText();
    String path = "/api/v1/enrolment-codes/" + name;
    assertEquals(204, technician.send("DELETE", path, "").status());
    assertRefused(404, "no-open-code", technician.send("DELETE", path, ""));
    assertRefused(410, "code-cancelled", enrol(code, Requests.pem(Requests.ecKeys(), "")));
  }

  @Test
  void whatCannotBeSignedIsRefusedInWordsAndClosesTheCodeAfterSomeTries() {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText();
    KeyPair keys = Requests.ecKeys();
    assertRefused(422, "request-unreadable", enrol(code, "no request"));
    assertRefused(422, "request-weak-key", enrol(code, Requests.pem(Requests.rsaKeys(1_024), "")));
    assertRefused(
        422, "request-weak-key", enrol(code, Requests.pem(keys, keys, "", "SHA1withECDSA")));
    assertRefused(
        422,
        "request-broken-signature",
        enrol(code, Requests.pem(keys, Requests.ecKeys(), "", "SHA256withECDSA")));
    Http.Answer other =
        enrol(code, Requests.pem(keys, "CN=trk-of-somebody"), "Accept-Language", "en");
    assertRefused(422, "request-other-name", other);
    assertTrue(other.json().get("detail").asText().contains("the code is for " + name));
    assertRefused(410, "code-exhausted", enrol(code, Requests.pem(keys, "CN=" + name)));
  }

  @Test
  void twoNamesAreNotThatOfTheCode() {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText();
    assertRefused(
        422,
        "request-other-name",
        enrol(code, Requests.pem(Requests.ecKeys(), "CN=" + name + ",CN=collector")));
    assertRefused(
        422,
        "request-other-name",
        enrol(code, Requests.pem(Requests.ecKeys(), "CN=" + name + "+CN=collector")));
    assertEquals(201, enrol(code, Requests.pem(Requests.ecKeys(), "CN=" + name)).status());
  }

  @Test
  void aKeyIsCertifiedOnce() {
    KeyPair keys = Requests.ecKeys();
    String first = makeCode("deviceId", newName()).get("code").asText();
    assertEquals(201, enrol(first, Requests.pem(keys, "")).status());
    String second = makeCode("deviceId", newName()).get("code").asText();
    assertRefused(422, "request-old-key", enrol(second, Requests.pem(keys, "")));
  }

  @Test
  void aTrackerWhoseClockIsWrongIsToldTheTime() {
    String code = makeCode("deviceId", newName()).get("code").asText();
    String request = Requests.pem(Requests.ecKeys(), "");
    Http.Answer asleep =
        enrol(Map.of("code", code, "request", request, "deviceTime", "1970-01-01T00:03:00Z"));
    assertRefused(422, "device-clock-wrong", asleep);
    assertTrue(asleep.json().get("detail").asText().contains("1970-01-01T00:03:00Z"));
    Map<String, String> nearlyRight =
        Map.of(
            "code", code,
            "request", request,
            "deviceTime", NOW.get().minus(Duration.ofHours(9)).toString());
    assertEquals(201, enrol(nearlyRight).status());
  }

  @Test
  void aNameThatHasAWellTrackerIsTakenUnlessItIsTheSameOnceMore() throws Exception {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText();
    enrol(code, Requests.pem(Requests.ecKeys(), ""));
    String firstSerial = tracker(name).get("certificate").get("serial").asText();
    assertRefused(409, "device-name-taken", tryToMakeCode("deviceId", name));
    String again = makeCode("deviceId", name, "again", true).get("code").asText();
    assertEquals(201, enrol(again, Requests.pem(Requests.ecKeys(), "")).status());
    assertNotEquals(firstSerial, tracker(name).get("certificate").get("serial").asText());
    // The card that was replaced may be in anybody's hands.
    assertTrue(isRevoked(firstSerial));
    assertEquals(
        "superseded",
        pantau
            .collector()
            .doors()
            .db()
            .asService(
                session ->
                    session
                        .get(
                            Sql.of(
                                "SELECT revoke_reason FROM device_certificate WHERE serial = :s"),
                            Map.of("s", firstSerial))
                        .getText("revoke_reason")));
  }

  private static boolean isRevoked(String serial) throws Exception {
    try (var in = java.nio.file.Files.newInputStream(authority.revocationList())) {
      var list =
          (java.security.cert.X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      return list.getRevokedCertificate(new java.math.BigInteger(serial, 16)) != null;
    }
  }

  @Test
  void whatMakesNoSenseGetsNoCode() {
    assertRefused(422, "device-name-wrong", tryToMakeCode("deviceId", "collector"));
    assertRefused(422, "device-name-wrong", tryToMakeCode("deviceId", "collector-2"));
    assertRefused(422, "device-name-wrong", tryToMakeCode("deviceId", "trk/1"));
    assertRefused(422, "device-name-wrong", tryToMakeCode("deviceId", "revocation-probe"));
    assertRefused(422, "hours-wrong", tryToMakeCode("deviceId", newName(), "hours", 169));
    assertRefused(404, "no-such-vehicle", tryToMakeCode("vehicleId", 99_999));
    assertRefused(400, "json-field", tryToMakeCode());
  }

  @Test
  void codesAreNotKept() {
    String name = newName();
    String code = makeCode("deviceId", name).get("code").asText().replace("-", "");
    String rows =
        pantau
            .collector()
            .doors()
            .db()
            .asService(
                session ->
                    session
                        .get(
                            Sql.of(
                                """
                                SELECT string_agg(CAST(c AS text), ' ') || (SELECT string_agg(CAST(a AS text), ' ') FROM audit a) AS all
                                FROM enrolment_code c
                                """),
                            Map.of())
                        .getText("all"));
    assertFalse(rows.toUpperCase().contains(code));
    // Whoever may repeat a request has its answer kept for a day.
    Http.Answer repeatable =
        technician.send(
            "POST",
            "/api/v1/enrolment-codes",
            json("deviceId", newName()),
            "Idempotency-Key",
            "once");
    assertRefused(400, "idempotency-key-not-here", repeatable);
    assertTrue(rows.contains(name));
  }

  @Test
  void codesAreAllDifferentAndHaveNoLookAlikes() {
    var random = new java.security.SecureRandom();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      EnrolmentCode code = EnrolmentCode.random(random);
      assertFalse(code.text().matches(".*[0O1IL2Z5S8B].*"), code.text());
      seen.add(code.text());
      assertEquals(Optional.of(code), EnrolmentCode.find(" " + code.spoken().toLowerCase() + "\n"));
    }
    assertEquals(1_000, seen.size());
    assertEquals(Optional.empty(), EnrolmentCode.find("0000-0000"));
  }

  /** Without any other trust than the fingerprint that came with the code. */
  @Test
  void trackersAreHeardOnADoorOfTheirOwnWithACertificateOfTheAuthority() throws Exception {
    String name = newName();
    JsonNode made = makeCode("deviceId", name);
    String server = made.get("server").asText();
    try (HttpClient https =
        HttpClient.newBuilder()
            .sslContext(authority.sslContextWithoutCertificate())
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      HttpResponse<String> answer =
          https.send(
              HttpRequest.newBuilder(URI.create(server + "/api/v1/enrolments"))
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          json(
                              "code",
                              made.get("code").asText(),
                              "request",
                              Requests.pem(Requests.ecKeys(), ""))))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(201, answer.statusCode(), answer.body());
      var chain = answer.sslSession().orElseThrow().getPeerCertificates();
      assertEquals(
          made.get("fingerprint").asText(),
          java.util.HexFormat.of()
              .formatHex(
                  java.security.MessageDigest.getInstance("SHA-256")
                      .digest(chain[chain.length - 1].getEncoded())));
      HttpResponse<String> elsewhere =
          https.send(
              HttpRequest.newBuilder(URI.create(server + "/api/v1/vehicles")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(404, elsewhere.statusCode(), "nothing else is served there");
    }
  }
}

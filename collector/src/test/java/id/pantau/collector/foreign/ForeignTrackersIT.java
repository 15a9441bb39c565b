package id.pantau.collector.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Telephones over HTTP into a database of their own, from the key to the map and the route. */
class ForeignTrackersIT {
  /** 09:00 in Lombok. In the past: partitions far ahead of the database's clock are refused. */
  private static final Instant START = Instant.parse("2025-11-25T01:00:00Z");

  private static final String PASSWORD = "a password of tests";
  private static final AtomicReference<Instant> NOW = new AtomicReference<>(START);

  private static TestCollector pantau;
  private static Http nobody;
  private static Http technician;
  private static Http leader;
  private static int names;

  @BeforeAll
  static void start() {
    pantau = TestCollector.start(NOW::get);
    var auth = pantau.collector().doors().auth();
    auth.addUser(new NewUser("teknisi", "Teknisi", Role.TECHNICIAN, OptionalInt.empty(), PASSWORD));
    auth.addUser(new NewUser("bupati", "Bupati", Role.LEADER, OptionalInt.empty(), PASSWORD));
    nobody = Http.of("http://127.0.0.1:" + pantau.collector().port());
    technician = nobody.with(pantau.logIn("teknisi", PASSWORD));
    leader = nobody.with(pantau.logIn("bupati", PASSWORD));
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  private record Phone(String name, String key, int vehicle) {
    Http.Answer osmAnd(String query) {
      return nobody.get("/api/v1/osmand/" + key + "?" + query);
    }

    Http.Answer ownTracks(String body) {
      return nobody.post("/api/v1/owntracks", body, "Authorization", basic(name, key));
    }
  }

  private static Phone newPhone() {
    String name = "tel-" + ++names;
    int vehicle = addVehicle();
    Http.Answer made =
        technician.post(
            "/api/v1/foreign-trackers",
            "{\"deviceId\":\"" + name + "\",\"vehicleId\":" + vehicle + "}");
    assertEquals(201, made.status(), made.text());
    return new Phone(name, made.json().get("key").asText(), vehicle);
  }

  private static int addVehicle() {
    Collector.Doors doors = pantau.collector().doors();
    int opd = doors.region().findOpd("dikes").orElseThrow().id();
    return doors
        .fleet()
        .addVehicle(
            new NewVehicle(
                "DR 1 L", "Motor", "car", "service", opd, Optional.empty(), Optional.empty()));
  }

  private static String basic(String name, String key) {
    byte[] pair = (name + ":" + key).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private static String at(Instant time, double lat, double knots) {
    return "id=482411&timestamp="
        + time.getEpochSecond()
        + "&lat="
        + lat
        + "&lon=116.5302&speed="
        + knots
        + "&bearing=0&altitude=143.2&accuracy=4.2&batt=83.0&charge=true";
  }

  private static String location(Instant time, double lat) {
    return "{\"_type\":\"location\",\"lat\":"
        + lat
        + ",\"lon\":116.5302,\"acc\":12,\"batt\":61,\"bs\":1,\"vel\":36,\"tid\":\"a1\",\"tst\":"
        + time.getEpochSecond()
        + "}";
  }

  private static List<Row> rows(String sql, Phone of) {
    return pantau
        .collector()
        .doors()
        .db()
        .asService(session -> session.list(Sql.of(sql), Map.of("device", of.name)));
  }

  private static long fixes(Phone of) {
    return rows(
            "SELECT count(*) AS n FROM fix f JOIN device d ON d.no = f.device_no WHERE d.id = :device",
            of)
        .getFirst()
        .getLong("n");
  }

  private static List<String> deadLetters(Phone of) {
    return rows(
            "SELECT w.topic || ': ' || w.reason AS said FROM dead_letter w JOIN device d ON d.no = w.device_no"
                + " WHERE d.id = :device ORDER BY w.id LIMIT 100",
            of)
        .stream()
        .map(row -> row.getText("said"))
        .toList();
  }

  private static JsonNode listed(Phone phone) {
    for (JsonNode each : technician.get("/api/v1/foreign-trackers").json().get("items")) {
      if (each.get("deviceId").asText().equals(phone.name)) {
        return each;
      }
    }
    throw new AssertionError("no tracker " + phone.name);
  }

  private static void assertToldOnce(Phone phone, Http.Answer answer) {
    assertEquals(200, answer.status(), answer.text());
    assertEquals("stored\n", answer.text());
    assertEquals(1, fixes(phone));
  }

  @Test
  void aTelephoneIsOnTheMapAndItsDayIsADayLikeAnyOther() {
    Phone phone = newPhone();
    Instant from = NOW.get();
    // Ten minutes at 36 km/h to the north, a position every 20 s, and then it stands.
    for (int i = 0; i <= 30; i++) {
      NOW.set(from.plusSeconds(20 * i));
      Http.Answer answer = phone.osmAnd(at(NOW.get(), -8.65 + i * 200 / 111_195.0, 19.438));
      assertEquals("stored\n", answer.text());
    }
    NOW.set(from.plusSeconds(620));
    JsonNode shown =
        onlyOf(leader.get("/api/v1/vehicles/latest").json().get("items"), phone.vehicle);
    assertEquals("moving", shown.get("state").asText());
    assertEquals(-8.65 + 6_000 / 111_195.0, shown.get("lat").asDouble(), 1e-5);
    JsonNode day = leader.get("/api/v1/vehicles/" + phone.vehicle + "/days/2025-11-25").json();
    assertEquals(1, day.get("trips").size(), day.toString());
    assertEquals(6_000, day.get("distanceM").asInt(), 60);
    JsonNode listed = listed(phone);
    assertEquals(83, listed.get("batteryPct").asInt());
    assertTrue(listed.get("charging").asBoolean());
    assertEquals(phone.vehicle, listed.get("vehicleId").asInt());
    assertTrue(listed.has("lastSeenAt"));
  }

  private static JsonNode onlyOf(JsonNode items, int vehicle) {
    for (JsonNode each : items) {
      if (each.path("vehicleId").asInt() == vehicle) {
        return each;
      }
    }
    throw new AssertionError("no vehicle " + vehicle + " in " + items);
  }

  @Test
  void whatIsSentAgainIsStoredOnceByWhicheverWay() {
    Phone phone = newPhone();
    Instant time = NOW.get();
    assertToldOnce(phone, phone.osmAnd(at(time, -8.65, 0)));
    for (int i = 0; i < 3; i++) {
      assertEquals("stored before\n", phone.osmAnd(at(time, -8.65, 0)).text());
    }
    assertEquals(
        "stored before\n",
        nobody.post("/api/v1/osmand/" + phone.key, at(time, -8.65, 0)).text(),
        "as a form");
    String json =
        "{\"location\":{\"timestamp\":\""
            + time
            + "\",\"coords\":{\"latitude\":-8.65,\"longitude\":116.53}}}";
    assertEquals("stored before\n", nobody.post("/api/v1/osmand/" + phone.key, json).text());
    assertEquals("[]", phone.ownTracks(location(time, -8.65)).text());
    assertEquals(1, fixes(phone));
    assertEquals("stored\n", phone.osmAnd(at(time.plusSeconds(1), -8.65, 0)).text());
    assertEquals(2, fixes(phone));
  }

  @Test
  void anOlderPositionThatComesLateDoesNotMoveTheVehicleBack() {
    Phone phone = newPhone();
    Instant time = NOW.get();
    phone.ownTracks(location(time, -8.60));
    phone.ownTracks(location(time.minusSeconds(600), -8.65));
    assertEquals(2, fixes(phone));
    JsonNode shown =
        onlyOf(leader.get("/api/v1/vehicles/latest").json().get("items"), phone.vehicle);
    assertEquals(-8.60, shown.get("lat").asDouble(), 1e-6);
  }

  @Test
  void ownTracksIsAnsweredAListAndOnlyItsLocationIsStored() {
    Phone phone = newPhone();
    for (String type : List.of("lwt", "transition", "waypoint", "status", "dump")) {
      Http.Answer answer =
          phone.ownTracks(
              "{\"_type\":\"" + type + "\",\"lat\":-8.6,\"lon\":116.5,\"tst\":1764032400}");
      assertEquals(200, answer.status());
      assertEquals("[]", answer.text());
    }
    assertEquals("[]", phone.ownTracks("").text());
    assertEquals(0, fixes(phone));
    assertEquals(List.of(), deadLetters(phone));
    assertEquals("[]", phone.ownTracks(location(NOW.get(), -8.6)).text());
    assertEquals(1, fixes(phone));
    assertFalse(listed(phone).get("charging").asBoolean());
  }

  @Test
  void whatCanNeverBeStoredIsADeadLetterAndHoldsNobodyUp() {
    Phone phone = newPhone();
    Instant now = NOW.get();
    Http.Answer ahead = phone.osmAnd(at(now.plus(Duration.ofHours(1)), -8.65, 0));
    assertEquals(200, ahead.status());
    assertTrue(ahead.text().contains("is ahead of the server's"), ahead.text());
    assertTrue(
        phone
            .osmAnd(at(Instant.parse("2019-12-31T00:00:00Z"), -8.65, 0))
            .text()
            .contains("is before"));
    assertEquals("[]", phone.ownTracks("{\"_type\":\"location\",\"lat\":95}").text());
    assertTrue(phone.osmAnd("lat=-8.65&lon=116.53").text().startsWith("refused: no timestamp"));
    assertTrue(phone.osmAnd("lat=-8.65&lon=116.53").text().startsWith("refused: no timestamp"));
    assertEquals(0, fixes(phone));
    List<String> letters = deadLetters(phone);
    assertEquals(4, letters.size(), "the same again only counts up: " + letters);
    assertTrue(letters.getFirst().startsWith("osmand/" + phone.name + ": fix time"));
    long withKey =
        rows(
                "SELECT count(*) AS n FROM dead_letter w WHERE :device <> '' AND position('"
                    + phone.key
                    + "' IN convert_from(payload, 'UTF8') || topic || reason) > 0",
                phone)
            .getFirst()
            .getLong("n");
    assertEquals(0, withKey);
    assertEquals("stored\n", phone.osmAnd(at(now, -8.65, 0)).text());
  }

  @Test
  void aCoarsePositionIsKeptButNotShown() {
    Phone phone = newPhone();
    assertToldOnce(phone, phone.osmAnd(at(NOW.get(), -8.65, 0).replace("4.2", "1500")));
    for (JsonNode each : leader.get("/api/v1/vehicles/latest").json().get("items")) {
      assertNotEquals(phone.vehicle, each.path("vehicleId").asInt());
    }
  }

  @Test
  void whoHasNoKeyIsToldNothingAndNothingIsKept() {
    Phone phone = newPhone();
    String position = at(NOW.get(), -8.65, 0);
    String body = location(NOW.get(), -8.65);
    String wrong = phone.key.substring(1) + (phone.key.endsWith("0") ? "1" : "0");
    List<Http.Answer> answers =
        List.of(
            nobody.get("/api/v1/osmand/" + wrong + "?" + position),
            nobody.get("/api/v1/osmand/" + phone.name + "?" + position),
            nobody.post("/api/v1/osmand/" + wrong, position),
            nobody.post("/api/v1/owntracks", body),
            nobody.post("/api/v1/owntracks", body, "Authorization", "Basic ???"),
            nobody.post("/api/v1/owntracks", body, "Authorization", "Bearer " + phone.key),
            nobody.post("/api/v1/owntracks", body, "Authorization", basic(phone.name, wrong)),
            nobody.post("/api/v1/owntracks", body, "Authorization", basic(phone.name, "")),
            nobody.post("/api/v1/owntracks", body, "Authorization", basic("hp-other", phone.key)),
            nobody.post("/api/v1/owntracks", body, "X-Limit-U", phone.name, "X-Limit-D", "x"));
    for (Http.Answer answer : answers) {
      assertEquals(401, answer.status(), answer.text());
      assertEquals(answers.getFirst().text(), answer.text(), "all are told the same");
    }
    assertEquals("Basic realm=\"Pantau\"", answers.get(3).header("WWW-Authenticate"));
    assertEquals(0, fixes(phone));
    assertEquals(List.of(), deadLetters(phone));
    assertTrue(nobody.get("/observe/metrics").text().contains("result=\"no-key\""));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAfterTheKey() {
    Phone phone = newPhone();
    String large = "{\"_type\":\"location\",\"x\":\"" + "x".repeat(70_000) + "\"}";
    assertEquals(413, phone.ownTracks(large).status());
    assertEquals(413, nobody.post("/api/v1/osmand/" + phone.key, large).status());
    assertEquals(401, nobody.post("/api/v1/osmand/nobodys", large).status());
  }

  @Test
  void aKeyEndsWithItsRevocationAndWithTheNextOne() {
    Phone phone = newPhone();
    String position = at(NOW.get(), -8.65, 0);
    String path = "/api/v1/foreign-trackers/" + phone.name + "/key";
    assertEquals(204, technician.send("DELETE", path, "").status());
    assertEquals(401, phone.osmAnd(position).status());
    assertTrue(listed(phone).has("revokedAt"));
    assertEquals(204, technician.send("DELETE", path, "").status(), "again");
    Http.Answer renewed = technician.post(path, "{}");
    assertEquals(201, renewed.status(), renewed.text());
    Phone again = new Phone(phone.name, renewed.json().get("key").asText(), phone.vehicle);
    assertEquals(401, phone.osmAnd(position).status(), "the old one stays ended");
    assertToldOnce(again, again.osmAnd(position));
    assertFalse(listed(phone).has("revokedAt"));
    assertEquals(201, technician.post(path, "{}").status());
    assertEquals(401, again.osmAnd(position).status());
  }

  @Test
  void theKeyIsKeptNowhere() {
    Phone phone = newPhone();
    String dump =
        rows(
                "SELECT CAST(row_to_json(f) AS text) || coalesce((SELECT string_agg(a.action || a.subject || a.details, ' ')"
                    + " FROM audit a), '') AS all FROM foreign_tracker f JOIN device d ON d.no = f.device_no WHERE d.id = :device",
                phone)
            .getFirst()
            .getText("all");
    assertFalse(dump.contains(phone.key));
    assertTrue(dump.contains("foreign-tracker-made"));
    Http.Answer kept =
        technician.post("/api/v1/foreign-trackers", "{\"deviceId\":\"x\"}", "Idempotency-Key", "k");
    assertEquals("idempotency-key-not-here", kept.code());
  }

  @Test
  void namesAreThoseOfTrackersAndGivenOnce() {
    Phone phone = newPhone();
    assertRefused(409, "foreign-name-taken", "{\"deviceId\":\"" + phone.name + "\"}");
    assertRefused(422, "device-name-wrong", "{\"deviceId\":\"collector\"}");
    assertRefused(422, "device-name-wrong", "{\"deviceId\":\"HP 1\"}");
    assertRefused(400, "json-field", "{}");
    assertRefused(404, "no-such-vehicle", "{\"vehicleId\":999999}");
    int vehicle = addVehicle();
    String wish = "{\"vehicleId\":" + vehicle + "}";
    assertEquals("hp-" + vehicle, made(wish));
    NOW.updateAndGet(now -> now.plusSeconds(1)); // nobody rides for no time
    assertEquals("hp-" + vehicle + "-2", made(wish), "and rides instead of the first");
    assertEquals(404, technician.post("/api/v1/foreign-trackers/nobody/key", "{}").status());
    for (JsonNode each : technician.get("/api/v1/trackers").json().get("items")) {
      assertNotEquals(phone.name, each.get("deviceId").asText(), "it has and needs no certificate");
    }
  }

  private static String made(String wish) {
    Http.Answer answer = technician.post("/api/v1/foreign-trackers", wish);
    assertEquals(201, answer.status(), answer.text());
    return answer.json().get("deviceId").asText();
  }

  private static void assertRefused(int status, String code, String wish) {
    Http.Answer answer = technician.post("/api/v1/foreign-trackers", wish);
    assertEquals(code, answer.code(), answer.text());
    assertEquals(status, answer.status());
  }
}

package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A day of a vehicle as the dashboard asks for it, over HTTP from a whole collector. */
class TrackApiIT {
  /** 21:00 in Lombok. In the past: partitions far ahead of the database's clock are refused. */
  private static final String PASSWORD = "a password of tests";

  private static final Instant NOW = Instant.parse("2025-11-25T13:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestCollector pantau;
  private static String leader;
  private static int vehicle;
  private static Drive drive;

  @BeforeAll
  static void start() {
    pantau = TestCollector.start(() -> NOW);
    Collector.Doors doors = pantau.collector().doors();
    doors
        .auth()
        .addUser(new NewUser("bupati", "Bupati", Role.LEADER, OptionalInt.empty(), PASSWORD));
    leader = pantau.logIn("bupati", PASSWORD);
    vehicle =
        doors
            .fleet()
            .addVehicle(
                new NewVehicle(
                    "DR 1 L",
                    "Mobil",
                    "car",
                    "service",
                    doors.region().findOpd("dikes").orElseThrow().id(),
                    Optional.empty(),
                    Optional.empty()));
    doors.fleet().startRide(new DeviceId("trk-1"), vehicle, MIDNIGHT.minus(Duration.ofDays(9)));
    int device = doors.fleet().deviceNo(new DeviceId("trk-1"));
    drive = Drive.startAt(MIDNIGHT.plus(Duration.ofHours(7))).withoutSpeeds();
    drive.north(3_000, 12).stand(Duration.ofMinutes(20), 3).flags(Fix.FLAG_JUMP).spike(9_000);
    drive.flags(0).east(2_000, 10).silent(Duration.ofMinutes(5)).jump(0, 3_000);
    drive.east(2_000, 10).stand(Duration.ofMinutes(8), 2);
    var fixes = new ArrayList<ReceivedFix>();
    for (Fix fix : drive.fixes()) {
      fixes.add(new ReceivedFix(device, 7, fixes.size() + 1, fix, NOW));
    }
    Tracks tracks = doors.tracks();
    tracks.prepare(tracks.daysOf(fixes));
    tracks.show(doors.db().asService(session -> tracks.append(session, fixes)));
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  private static JsonNode get(String path) throws IOException {
    HttpResponse<String> answer = pantau.get("/api/v1/vehicles/" + path, leader);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static int status(String path) {
    return pantau.get("/api/v1/vehicles/" + path, leader).statusCode();
  }

  @Test
  void aDayTellsTripsStopsAndGaps() throws IOException {
    JsonNode day = get(vehicle + "/days/2025-11-25");
    assertEquals("Asia/Makassar", day.get("zone").asText());
    assertEquals(2, day.get("trips").size());
    assertEquals(10_000, day.get("distanceM").asInt(), 500);
    assertEquals(2, day.get("stops").size());
    assertEquals(20 * 60, day.get("stops").get(0).get("durationS").asInt(), 40);
    assertTrue(day.get("stops").get(0).has("leave"));
    assertFalse(day.get("stops").get(1).has("leave"), "it stands there still");
    assertFalse(day.get("stops").get(0).has("ignitionOff"), "the ignition is not wired");
    assertTrue(day.get("trips").get(0).has("toPlace"));
    assertEquals(1, day.get("gaps").size());
    int drivenS = 3_000 / 12 + 2_000 / 10 + 5 * 60 + 2_000 / 10;
    assertEquals(drivenS, day.get("movingS").asInt(), 120);
  }

  @Test
  void theCompactRouteHoldsEveryFix() throws IOException {
    JsonNode route = get(vehicle + "/days/2025-11-25/route?format=compact");
    List<Fix> fixes = drive.fixes();
    assertEquals(fixes.size(), route.get("count").asInt());
    long timeMs = route.get("startTime").asLong();
    int lat = 0;
    int lon = 0;
    for (int i = 0; i < fixes.size(); i++) {
      timeMs += route.get("timesMs").get(i).asInt();
      lat += route.get("latsE6").get(i).asInt();
      lon += route.get("lonsE6").get(i).asInt();
      assertEquals(fixes.get(i).fixTime().toEpochMilli(), timeMs);
      assertEquals(Math.round(fixes.get(i).at().lat() * 1e6), lat);
      assertEquals(Math.round(fixes.get(i).at().lon() * 1e6), lon);
      assertEquals(-1, route.get("speedsKmh").get(i).asInt());
      assertEquals(fixes.get(i).flags(), route.get("flags").get(i).asInt());
    }
  }

  @Test
  void theRouteAsGeoJsonPutsLongitudeFirstAndLeavesJumpsOut() throws IOException {
    JsonNode features = get(vehicle + "/days/2025-11-25/route").get("features");
    var kinds = new TreeMap<String, Integer>();
    for (JsonNode feature : features) {
      kinds.merge(feature.get("properties").get("kind").asText(), 1, Integer::sum);
      JsonNode coordinates = feature.get("geometry").get("coordinates");
      JsonNode first = coordinates.get(0).isArray() ? coordinates.get(0) : coordinates;
      assertEquals(116.5, first.get(0).asDouble(), 0.2);
      assertEquals(-8.6, first.get(1).asDouble(), 0.1);
      for (JsonNode point : coordinates.get(0).isArray() ? coordinates : List.<JsonNode>of()) {
        assertTrue(point.get(1).asDouble() < -8.60, "the jump is drawn");
      }
    }
    assertEquals(Map.of("trip", 2, "stop", 2, "gap", 1), kinds);
  }

  @Test
  void aMonthListsTheDays() throws IOException {
    get(vehicle + "/days/2025-11-25");
    JsonNode items = get(vehicle + "/days?month=2025-11").get("items");
    assertEquals(1, items.size());
    assertEquals("2025-11-25", items.get(0).get("date").asText());
    assertEquals(2, items.get(0).get("tripCount").asInt());
    assertEquals(0, get(vehicle + "/days?month=2025-01").get("items").size());
  }

  @Test
  void anEmptyDayIsEmptyAndNoError() throws IOException {
    JsonNode day = get(vehicle + "/days/2025-11-20");
    assertEquals(0, day.get("trips").size() + day.get("distanceM").asInt());
    assertEquals(0, get(vehicle + "/days/2025-11-20/route?format=compact").get("count").asInt());
    assertEquals(0, get(vehicle + "/days/2025-11-20/route").get("features").size());
  }

  @Test
  void nonsenseIsRefusedWithASentence() {
    assertEquals(404, status("999999/days/2025-11-25"));
    assertEquals(404, status("999999/days/2025-11-25/route"));
    assertEquals(404, status("999999/days?month=2025-11"));
    assertEquals(400, status("mobil/days/2025-11-25"));
    assertEquals(400, status(vehicle + "/days/yesterday"));
    assertEquals(400, status(vehicle + "/days/0001-01-01"));
    assertEquals(400, status(vehicle + "/days/2025-11-25/route?format=gpx"));
    assertEquals(400, status(vehicle + "/days?month=november"));
    assertTrue(
        pantau
            .get("/api/v1/vehicles/" + vehicle + "/days?month=november", leader)
            .body()
            .contains("bulan"));
  }

  @Test
  void aLargeRouteIsCompressed() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          http.send(
              pantau
                  .request("/api/v1/vehicles/" + vehicle + "/days/2025-11-25/route?format=compact")
                  .header("Cookie", leader)
                  .header("Accept-Encoding", "gzip")
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
      int bytesPerFix = answer.body().length / drive.fixes().size();
      assertTrue(bytesPerFix <= 10, bytesPerFix + " bytes a fix");
    }
  }
}

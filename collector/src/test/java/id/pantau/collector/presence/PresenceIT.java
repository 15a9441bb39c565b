package id.pantau.collector.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.region.Area;
import id.pantau.collector.region.Shape;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.wire.DeviceId;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presence over HTTP: what was counted, for whom, and what is refused. */
class PresenceIT {
  private static final String PASSWORD = "a password of tests";

  /** 21:00 in Lombok. */
  private static final Instant NOW = Instant.parse("2025-11-25T13:00:00Z");

  private static final LocalDate TODAY = LocalDate.of(2025, 11, 25);

  private static TestCollector pantau;
  private static Collector.Doors doors;
  private static Http admin;
  private static Http leader;
  private static Http own;
  private static int dikes;
  private static int pupr;
  private static int ambulance;
  private static int truck;
  private static Area sembalun;
  private static Area jerowaru;

  @BeforeAll
  static void start() {
    pantau = TestCollector.start(() -> NOW);
    doors = pantau.collector().doors();
    dikes = opd("dikes");
    pupr = opd("pupr");
    for (var user :
        List.of(
            new NewUser("admin", "A", Role.ADMIN, OptionalInt.empty(), PASSWORD),
            new NewUser("bupati", "B", Role.LEADER, OptionalInt.empty(), PASSWORD),
            new NewUser("kepala.dikes", "K", Role.OPD_HEAD, OptionalInt.of(dikes), PASSWORD))) {
      doors.auth().addUser(user);
    }
    String address = "http://127.0.0.1:" + pantau.collector().port();
    admin = Http.of(address).with(pantau.logIn("admin", PASSWORD));
    leader = Http.of(address).with(pantau.logIn("bupati", PASSWORD));
    own = Http.of(address).with(pantau.logIn("kepala.dikes", PASSWORD));
    ambulance = vehicle("amb-1", "ambulance", "service", dikes);
    truck = vehicle("trk-1", "car", "position", pupr);
    sembalun = kecamatan("Sembalun");
    jerowaru = kecamatan("Jerowaru");
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  @BeforeEach
  void forgetAllDays() {
    for (String table : List.of("presence", "stop", "vehicle_day")) {
      change("DELETE FROM " + table, Map.of());
    }
  }

  private static int opd(String handle) {
    return doors.region().findOpd(handle).orElseThrow().id();
  }

  private static Area kecamatan(String name) {
    return doors.region().listAreas().stream()
        .filter(area -> area.kind().equals("kecamatan") && area.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Some desa of a kecamatan, the first by code. */
  private static Area desa(Area kecamatan) {
    return doors.region().listAreas().stream()
        .filter(area -> area.isDesa() && area.code().startsWith(kecamatan.code()))
        .findFirst()
        .orElseThrow();
  }

  private static int vehicle(String device, String kind, String use, int opd) {
    int id =
        doors
            .fleet()
            .addVehicle(
                new NewVehicle(
                    "DR 1 L", device, kind, use, opd, Optional.empty(), Optional.empty()));
    doors.fleet().startRide(new DeviceId(device), id, NOW.minus(Duration.ofDays(90)));
    return id;
  }

  private static void change(String sql, Map<String, ?> params) {
    doors.db().asService(session -> session.change(Sql.of(sql), params));
  }

  /** As if the day had been derived with these stops, of half an hour each from eight o'clock. */
  private static void day(int vehicle, LocalDate day, LatLon... stops) {
    Map<String, Object> key = Map.of("vehicle", vehicle, "day", day);
    change("DELETE FROM stop WHERE vehicle_id = :vehicle AND day = CAST(:day AS date)", key);
    change("DELETE FROM vehicle_day WHERE vehicle_id = :vehicle AND day = CAST(:day AS date)", key);
    change(
        """
        INSERT INTO vehicle_day (vehicle_id, day, fix_count, first_fix_time, last_fix_time, distance_m, moving_s, stopped_s, trip_count,
                                 device_nos, derived_at)
        VALUES (:vehicle, CAST(:day AS date), 9, now(), now(), 1, 1, 1, 1, ARRAY[1], now())
        """,
        key);
    for (int nr = 0; nr < stops.length; nr++) {
      change(
          """
          INSERT INTO stop (vehicle_id, day, nr, start_time, end_time, began_before, goes_on, engine, geom)
          SELECT :vehicle, day, :nr, region_day_start(day) + (8 + :nr) * interval '1 hour',
                 region_day_start(day) + (8.5 + :nr) * interval '1 hour', false, false, 'off',
                 ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) FROM (SELECT CAST(:day AS date) AS day) AS d
          """,
          Map.of(
              "vehicle", vehicle,
              "day", day,
              "nr", nr,
              "lat", stops[nr].lat(),
              "lon", stops[nr].lon()));
    }
  }

  private static JsonNode ask(Http who, String query) {
    Http.Answer answer = who.get("/api/v1/presence" + query);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  /** Vehicles, days, stays and minutes of a place. */
  private static List<Integer> figures(JsonNode answer, Area place) {
    JsonNode item =
        StreamSupport.stream(answer.get("items").spliterator(), false)
            .filter(each -> each.get("code").asText().equals(place.code()))
            .findFirst()
            .orElseThrow();
    assertEquals(place.name(), item.get("name").asText());
    return figures(item);
  }

  private static List<Integer> figures(JsonNode of) {
    return List.of(
        of.get("vehicleCount").asInt(),
        of.get("dayCount").asInt(),
        of.get("stayCount").asInt(),
        of.get("stayedS").asInt() / 60);
  }

  @Test
  void everyKecamatanIsListedWithWhoStoodThereOnHowManyDays() {
    LatLon up = desa(sembalun).middle();
    day(ambulance, TODAY, up, desa(jerowaru).middle());
    day(ambulance, TODAY.minusDays(1), up);
    day(truck, TODAY.minusDays(1), up, up);
    JsonNode before = ask(leader, "");
    assertEquals(List.of(0, 0, 0, 0), figures(before, sembalun));
    assertEquals(2, before.get("waitingCount").asInt(), "and it says that it does not know yet");

    doors.presences().countDue();
    JsonNode month = ask(leader, "");
    assertEquals(21, month.get("items").size());
    assertEquals(30, month.get("dayCount").asInt());
    assertEquals(0, month.get("waitingCount").asInt());
    assertEquals(List.of(2, 2, 4, 120), figures(month, sembalun));
    assertEquals(List.of(1, 1, 1, 30), figures(month, jerowaru));
    assertEquals(List.of(0, 0, 0, 0), figures(month, kecamatan("Keruak")));
    assertEquals(List.of(2, 2, 5, 150), figures(month.get("all")));
    JsonNode today = ask(leader, "?from=" + TODAY + "&to=" + TODAY);
    assertEquals(List.of(1, 1, 1, 30), figures(today, sembalun));
    JsonNode parts = ask(leader, "?kecamatan=" + sembalun.code());
    assertEquals(List.of(2, 2, 4, 120), figures(parts, desa(sembalun)));
    assertEquals(List.of(2, 2, 4, 120), figures(parts.get("all")));
    assertTrue(parts.get("items").size() > 1);
    for (Area place : List.of(sembalun, desa(sembalun))) {
      assertEquals(List.of(ambulance, truck), guests(leader, place), "the last one first");
      assertEquals(List.of(ambulance), guests(own, place));
    }
  }

  private static List<Integer> guests(Http who, Area place) {
    return StreamSupport.stream(
            who.get("/api/v1/presence/" + place.id() + "/vehicles")
                .json()
                .get("items")
                .spliterator(),
            false)
        .map(item -> item.get("vehicleId").asInt())
        .toList();
  }

  @Test
  void agenciesAndClassesAreFilteredAndWhoIsOfOneSeesNoOther() {
    LatLon up = desa(sembalun).middle();
    day(ambulance, TODAY, up);
    day(truck, TODAY, up, up);
    doors.presences().countDue();
    assertEquals(List.of(1, 1, 2, 60), figures(ask(leader, "?opdId=" + pupr), sembalun));
    assertEquals(List.of(1, 1, 2, 60), figures(ask(leader, "?use=position"), sembalun));
    assertEquals(List.of(0, 0, 0, 0), figures(ask(leader, "?use=personal"), sembalun));
    assertEquals(List.of(1, 1, 1, 30), figures(ask(own, ""), sembalun));
    assertEquals(List.of(1, 1, 1, 30), figures(ask(own, "?opdId=" + dikes), sembalun));
    assertEquals(List.of(0, 0, 0, 0), figures(ask(own, "?use=position"), sembalun));
    assertEquals("vehicles-of-other-opd", own.get("/api/v1/presence?opdId=" + pupr).code());
  }

  @Test
  void nonsenseIsRefusedWithASentence() {
    String path = "/api/v1/presence";
    assertEquals("days-wrong", leader.get(path + "?from=2025-11-26&to=2025-11-25").code());
    assertEquals("days-wrong", leader.get(path + "?from=2024-11-24&to=2025-11-25").code());
    assertEquals(200, leader.get(path + "?from=2024-11-25&to=2025-11-25").status());
    assertEquals("not-a-date", leader.get(path + "?from=kemarin").code());
    assertEquals("no-such-area", leader.get(path + "?kecamatan=52.03.99").code());
    assertEquals("no-such-area", leader.get(path + "?kecamatan=" + desa(sembalun).code()).code());
    assertEquals("no-such-opd", leader.get(path + "?opdId=999999").code());
    assertEquals("no-such-use", leader.get(path + "?use=pribadi").code());
    assertEquals(403, admin.get(path).status());
    String vehicles = path + "/" + sembalun.id() + "/vehicles";
    assertEquals("days-wrong", leader.get(vehicles + "?from=2025-11-26").code());
    assertEquals("vehicles-of-other-opd", own.get(vehicles + "?opdId=" + pupr).code());
    assertEquals("no-such-area", leader.get(path + "/999999/vehicles").code());
    assertEquals(403, admin.get(vehicles).status());
    assertEquals("no-such-area", leader.get("/api/v1/areas/outlines?within=52.03.99").code());
  }

  @Test
  void aDayThatIsDerivedAgainIsCountedAgain() {
    day(ambulance, TODAY.minusDays(1), desa(sembalun).middle());
    doors.presences().countDue();
    day(ambulance, TODAY.minusDays(1), desa(jerowaru).middle());
    assertEquals(1, ask(leader, "").get("waitingCount").asInt());
    doors.presences().countDue();
    JsonNode answer = ask(leader, "");
    assertEquals(List.of(0, 0, 0, 0), figures(answer, sembalun));
    assertEquals(List.of(1, 1, 1, 30), figures(answer, jerowaru));
  }

  @Test
  void theOwnOfficeIsNoPresenceFromTheDayItIsRegistered() {
    Area keruak = kecamatan("Keruak");
    LatLon puskesmas = desa(keruak).middle();
    day(ambulance, TODAY, puskesmas);
    day(truck, TODAY, puskesmas);
    doors.presences().countDue();
    assertEquals(List.of(2, 1, 2, 60), figures(ask(leader, ""), keruak));
    doors.region().putStoppingPlace("office:pkm", "Puskesmas", OptionalInt.of(dikes), puskesmas);
    doors.presences().countDue();
    assertEquals(List.of(1, 1, 1, 30), figures(ask(leader, ""), keruak));
  }

  @Test
  void aVehicleThatChangesHandsTakesItsDaysAlongOnlyFromThen() {
    LatLon up = desa(sembalun).middle();
    day(ambulance, TODAY, up);
    day(ambulance, TODAY.minusDays(9), up);
    doors.presences().countDue();
    assertEquals(List.of(1, 2, 2, 60), figures(ask(own, ""), sembalun));
    change(
        """
        INSERT INTO vehicle_keeper (vehicle_id, opd_id, since) VALUES (:vehicle, :opd, '2025-11-20T00:00Z')
        """,
        Map.of("vehicle", ambulance, "opd", pupr));
    doors.presences().countDue();
    assertEquals(List.of(1, 1, 1, 30), figures(ask(own, ""), sembalun));
    change(
        "DELETE FROM vehicle_keeper WHERE vehicle_id = :vehicle AND opd_id = :opd",
        Map.of("vehicle", ambulance, "opd", pupr));
    doors.presences().countDue();
    assertEquals(List.of(1, 2, 2, 60), figures(ask(own, ""), sembalun));
  }

  @Test
  void whereNoOutlineWasLoadedTheMapShowsWhatIsCounted() {
    Http.Answer answer = leader.get("/api/v1/areas/outlines");
    assertEquals(200, answer.status(), answer.text());
    assertEquals(21, answer.json().get("features").size());
    assertTrue(answer.json().at("/features/0/properties/approximate").asBoolean());
    assertEquals("private, no-cache", answer.header("Cache-Control"));
    assertFalse(answer.header("ETag").isEmpty());
    // The drawing and the counting agree about the middle of every desa of a kecamatan.
    for (JsonNode feature :
        leader.get("/api/v1/areas/outlines?within=" + sembalun.code()).json().get("features")) {
      var shape = Shape.of(feature.get("geometry"));
      Area drawn = doors.region().findArea(feature.at("/properties/areaId").asInt()).orElseThrow();
      assertTrue(shape.contains(drawn.middle()), drawn.name());
      assertEquals(drawn, doors.region().desaOf(drawn.middle()).orElseThrow());
    }
  }

  @Test
  void anOutlineThatIsLoadedHasTheDaysCountedAnew() {
    LatLon sea = new LatLon(-8.30, 116.90);
    day(ambulance, TODAY, sea);
    doors.presences().countDue();
    assertEquals(List.of(0, 0, 0, 0), figures(ask(leader, "").get("all")));
    Area sambelia = kecamatan("Sambelia");
    Http.Answer loaded =
        admin.post(
            "/api/v1/areas/import?kind=kecamatan",
            "{\"type\":\"Feature\",\"properties\":{\"kode\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.6,-8.5],[116.95,-8.5],[116.95,-8.25],[116.6,-8.25],[116.6,-8.5]]]}}"
                .formatted(sambelia.code()));
    assertEquals(201, loaded.status(), loaded.text());
    doors.presences().countDue();
    assertEquals(List.of(1, 1, 1, 30), figures(ask(leader, ""), sambelia));
    JsonNode drawn =
        leader.get("/api/v1/areas/outlines?within=" + sambelia.code()).json().get("features");
    assertTrue(drawn.size() > 1, "the desa share what was loaded for their kecamatan");
    change("UPDATE area SET geom = NULL WHERE code = :code", Map.of("code", sambelia.code()));
    doors.region().reload();
  }
}

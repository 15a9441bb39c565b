package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.web.Http;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Areas over HTTP: drawn, loaded, asked who was in them. */
class VisitorsIT {
  private static final String PASSWORD = "a password of tests";

  /** In the past: partitions far ahead of the database's clock are refused. 21:00 in Lombok. */
  private static final Instant NOW = Instant.parse("2025-11-25T13:00:00Z");

  private static final Instant MIDNIGHT = Instant.parse("2025-11-24T16:00:00Z");
  private static final Instant SEVEN = MIDNIGHT.plus(Duration.ofHours(7));

  private static TestCollector pantau;
  private static Http admin;
  private static Http leader;
  private static Http other;
  private static int driving;
  private static int parked;
  private static Instant through;

  @BeforeAll
  static void start() {
    pantau = TestCollector.start(() -> NOW);
    Collector.Doors doors = pantau.collector().doors();
    int pupr = doors.region().findOpd("pupr").orElseThrow().id();
    for (var user :
        List.of(
            new NewUser("admin", "A", Role.ADMIN, OptionalInt.empty(), PASSWORD),
            new NewUser("bupati", "B", Role.LEADER, OptionalInt.empty(), PASSWORD),
            new NewUser("kepala.pupr", "K", Role.OPD_HEAD, OptionalInt.of(pupr), PASSWORD))) {
      doors.auth().addUser(user);
    }
    String address = "http://127.0.0.1:" + pantau.collector().port();
    admin = Http.of(address).with(pantau.logIn("admin", PASSWORD));
    leader = Http.of(address).with(pantau.logIn("bupati", PASSWORD));
    other = Http.of(address).with(pantau.logIn("kepala.pupr", PASSWORD));
    driving = vehicle("trk-1");
    parked = vehicle("trk-2");
    // 4 km to the north; the square below begins 1 km from here and ends at 2 km.
    Drive way = Drive.startAt(SEVEN).north(4_000, 10).stand(Duration.ofMinutes(5), 2);
    store("trk-1", way.fixes());
    through = SEVEN.plusSeconds(100);
    // Stands at 1.5 km from eight o'clock on and says nothing until it leaves at noon.
    Drive stands = Drive.startAt(SEVEN.plusSeconds(3_600)).jump(1_500, 0);
    stands.stand(Duration.ofMinutes(6), 2).silent(Duration.ofHours(4)).north(3_000, 10);
    store("trk-2", stands.fixes());
    draw("Lapangan", 50);
    for (int vehicle : List.of(driving, parked)) {
      // Its day is derived when somebody reads it.
      assertEquals(200, leader.get("/api/v1/vehicles/" + vehicle + "/days/2025-11-25").status());
    }
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  private static int vehicle(String device) {
    Collector.Doors doors = pantau.collector().doors();
    int id =
        doors
            .fleet()
            .addVehicle(
                new NewVehicle(
                    "DR 1 L",
                    device,
                    "car",
                    "service",
                    doors.region().findOpd("dikes").orElseThrow().id(),
                    Optional.empty(),
                    Optional.empty()));
    doors.fleet().startRide(new DeviceId(device), id, MIDNIGHT.minus(Duration.ofDays(9)));
    return id;
  }

  private static void store(String device, List<Fix> fixes) {
    Collector.Doors doors = pantau.collector().doors();
    int no = doors.fleet().deviceNo(new DeviceId(device));
    var received = new ArrayList<ReceivedFix>();
    for (Fix fix : fixes) {
      received.add(new ReceivedFix(no, 7, received.size() + 1, fix, NOW));
    }
    Tracks tracks = doors.tracks();
    tracks.prepare(tracks.daysOf(received));
    doors.db().asService(session -> tracks.append(session, received));
  }

  private static String square(double south, double north) {
    return "{\"type\":\"Polygon\",\"coordinates\":[[[116.52,%s],[116.54,%s],[116.54,%s],[116.52,%s],[116.52,%s]]]}"
        .formatted(south, south, north, north, south);
  }

  private static int draw(String name, int bufferM) {
    double north = 1_000 / 111_195.0;
    Http.Answer answer =
        admin.post(
            "/api/v1/areas",
            "{\"name\":\"%s\",\"bufferM\":%d,\"geometry\":%s}"
                .formatted(name, bufferM, square(-8.65 + north, -8.65 + 2 * north)));
    assertEquals(201, answer.status(), answer.text());
    return answer.json().get("id").asInt();
  }

  /** A colon in a query is refused by the server, as a browser would never send it. */
  private static String span(Instant from, Instant to) {
    return ("?from=" + from + "&to=" + to).replace(":", "%3A");
  }

  private static List<Integer> visitors(Http who, int area, Instant from, Instant to) {
    Http.Answer answer = who.get("/api/v1/areas/" + area + "/vehicles" + span(from, to));
    assertEquals(200, answer.status(), answer.text());
    return StreamSupport.stream(answer.json().get("items").spliterator(), false)
        .map(item -> item.get("vehicleId").asInt())
        .toList();
  }

  @Test
  void tellsWhoDroveThroughAndWhoStoodThereInSilence() {
    int area = draw("Pasar", 0);
    Instant eight = SEVEN.plusSeconds(3_600);
    assertEquals(List.of(driving, parked), visitors(leader, area, SEVEN, SEVEN.plusSeconds(7_200)));
    assertEquals(List.of(driving), visitors(leader, area, SEVEN, eight));
    // Nobody drives through at ten, and the parked one has said nothing since eight.
    assertEquals(
        List.of(parked),
        visitors(leader, area, eight.plusSeconds(7_200), eight.plusSeconds(10_800)));
    assertEquals(List.of(), visitors(leader, area, SEVEN, SEVEN.plusSeconds(60)));
    assertEquals(List.of(), visitors(other, area, SEVEN, NOW));
    JsonNode first =
        leader
            .get("/api/v1/areas/" + area + "/vehicles" + span(SEVEN, eight))
            .json()
            .get("items")
            .get(0);
    assertEquals(
        0,
        Duration.between(through, Instant.parse(first.get("firstSeen").asText())).toSeconds(),
        10);
    assertEquals(20, first.get("fixCount").asInt(), 2);
  }

  @Test
  void aDayTellsWhenTheVehicleLeftTheAreaItStoodIn() {
    JsonNode crossings =
        leader.get("/api/v1/vehicles/" + parked + "/days/2025-11-25").json().get("crossings");
    assertEquals(1, crossings.size(), crossings.toString());
    assertEquals("Lapangan", crossings.get(0).get("areaName").asText());
    assertEquals(false, crossings.get(0).get("entered").asBoolean());
    Instant noon = SEVEN.plusSeconds(3_600).plus(Duration.ofMinutes(6)).plus(Duration.ofHours(4));
    // It drives on for 550 m until it is beyond the buffer.
    assertEquals(
        55,
        Duration.between(noon, Instant.parse(crossings.get(0).get("at").asText())).toSeconds(),
        15);
    assertEquals(
        0,
        leader
            .get("/api/v1/vehicles/" + driving + "/days/2025-11-25")
            .json()
            .get("crossings")
            .size(),
        "driving through is no visit");
  }

  @Test
  void anAreaThatIsDrawnHasTheLastDaysDerivedAgain() {
    Db db = pantau.collector().doors().db();
    // Yesterday by the clock of the database, with figures but without fixes: whoever derives it
    // anew forgets it.
    String copy =
        "INSERT INTO vehicle_day SELECT vehicle_id, current_date - 1, fix_count, first_fix_time,"
            + " last_fix_time, distance_m, moving_s, stopped_s, trip_count, device_nos, before_time,"
            + " after_time, derived_at FROM vehicle_day WHERE vehicle_id = :vehicleId"
            + " RETURNING CAST(day AS text) AS day";
    String day = db.asService(s -> s.get(Sql.of(copy), Map.of("vehicleId", parked)).getText("day"));
    String path = "/api/v1/vehicles/" + parked + "/days/" + day;
    assertTrue(leader.get(path).json().get("distanceM").asInt() > 0);
    draw("Baru", 0);
    assertEquals(0, leader.get(path).json().get("distanceM").asInt());
  }

  /** The square of the map at zoom 12 in which they drive. */
  private static String tile(int vehicle, String days) {
    return "/api/v1/vehicles/" + vehicle + "/routes/12/3373/2146.mvt" + days;
  }

  private static final String MONTH = "?from=2025-10-27&to=2025-11-25";

  @Test
  void aMonthIsDrawnAsTilesWithALineForEachDay() {
    String path = "/api/v1/vehicles/" + driving + "/routes";
    JsonNode span = leader.get(path + MONTH).json();
    assertEquals(1, span.get("dayCount").asInt());
    assertEquals(0, span.get("undrawnCount").asInt());
    // From the start of the drive to its end, 4 km to the north.
    assertEquals(116.53, span.at("/bounds/0").asDouble(), 1e-3);
    assertEquals(-8.65, span.at("/bounds/1").asDouble(), 1e-3);
    assertEquals(-8.65 + 4_000 / 111_195.0, span.at("/bounds/3").asDouble(), 1e-3);

    Http.Answer tile = leader.get(tile(driving, MONTH));
    assertEquals(200, tile.status(), tile.text());
    assertEquals("application/vnd.mapbox-vector-tile", tile.header("Content-Type"));
    assertEquals("private, no-cache", tile.header("Cache-Control"));
    String raw = new String(tile.bytes(), StandardCharsets.ISO_8859_1);
    assertTrue(raw.contains("routes") && raw.contains("2025-11-25"), raw);
    assertTrue(tile.bytes().length < 200, "a straight road is two places: " + raw.length());
    Http.Answer again = leader.get(tile(driving, MONTH), "If-None-Match", tile.header("ETag"));
    assertEquals(304, again.status());
    assertEquals(0, again.bytes().length);
    assertEquals(0, leader.get(path + "/12/0/0.mvt" + MONTH).bytes().length);
    assertEquals(0, leader.get(tile(driving, "?from=2025-11-01&to=2025-11-24")).bytes().length);
  }

  @Test
  void aDayThatIsDerivedAgainIsDrawnAgain() {
    int late = vehicle("trk-late");
    store("trk-late", Drive.startAt(SEVEN.minus(Duration.ofDays(1))).north(4_000, 10).fixes());
    String day = "/api/v1/vehicles/" + late + "/days/2025-11-24";
    leader.get(day);
    String path = "/api/v1/vehicles/" + late + "/routes" + MONTH;
    JsonNode before = leader.get(path).json();
    int no = pantau.collector().doors().fleet().deviceNo(new DeviceId("trk-late"));
    var more = new ArrayList<ReceivedFix>();
    Drive onward = Drive.startAt(SEVEN.minus(Duration.ofDays(1)).plusSeconds(420)).jump(4_000, 0);
    for (Fix fix : onward.east(3_000, 10).fixes()) {
      more.add(new ReceivedFix(no, 7, 10_000 + more.size(), fix, NOW));
    }
    pantau
        .collector()
        .doors()
        .db()
        .asService(s -> pantau.collector().doors().tracks().append(s, more));
    leader.get(day);
    JsonNode after = leader.get(path).json();
    assertEquals(116.53, before.at("/bounds/2").asDouble(), 1e-3);
    assertEquals(116.557, after.at("/bounds/2").asDouble(), 1e-3);
  }

  @Test
  void tilesOfOthersAndSquaresThatAreNoneAreRefused() {
    assertEquals("no-such-vehicle", other.get(tile(driving, MONTH)).code());
    assertEquals(
        "no-such-vehicle", other.get("/api/v1/vehicles/" + driving + "/routes" + MONTH).code());
    assertEquals("not-a-date", leader.get(tile(driving, "?from=2025-11-25")).code());
    assertEquals("days-wrong", leader.get(tile(driving, "?from=2025-11-25&to=2025-11-24")).code());
    assertEquals("days-wrong", leader.get(tile(driving, "?from=2023-11-24&to=2025-11-25")).code());
    for (String no : List.of("15/0/0.mvt", "3/8/0.mvt", "3/0/-1.mvt", "3/0/a.mvt", "3/0/0.png")) {
      assertEquals(
          "no-such-tile",
          leader.get("/api/v1/vehicles/" + driving + "/routes/" + no + MONTH).code(),
          no);
    }
  }

  /** Where a vehicle was told to be at a moment. */
  private static JsonNode past(Http who, int vehicle, Instant moment) {
    Http.Answer answer = who.get(("/api/v1/vehicles/at?moment=" + moment).replace(":", "%3A"));
    assertEquals(200, answer.status(), answer.text());
    return StreamSupport.stream(answer.json().get("items").spliterator(), false)
        .filter(item -> item.get("vehicleId").asInt() == vehicle)
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  @Test
  void aPastMomentShowsWhoDroveWhereAndWhoStood() {
    JsonNode onTheWay = past(leader, driving, through);
    assertEquals("moving", onTheWay.get("state").asText());
    assertEquals(-8.65 + 1_000 / 111_195.0, onTheWay.get("lat").asDouble(), 1e-4);
    assertEquals(36, onTheWay.get("speedKmh").asInt());
    // It says nothing from eight to noon, and stands.
    JsonNode standing = past(leader, parked, SEVEN.plusSeconds(3 * 3_600));
    assertEquals("parked", standing.get("state").asText());
    // The middle of a stop, which its last metres draw along a little.
    assertEquals(-8.65 + 1_500 / 111_195.0, standing.get("lat").asDouble(), 3e-4);
    assertTrue(standing.has("place"));
    // Late in the evening nothing is known of the other any more, but where it was last.
    JsonNode silent = past(leader, driving, NOW);
    assertEquals("silent", silent.get("state").asText());
    assertTrue(Instant.parse(silent.get("knownAt").asText()).isBefore(NOW.minusSeconds(3_600)));
    Db db = pantau.collector().doors().db();
    String hide =
        "INSERT INTO private_time (vehicle_id, device_no, allowed, day, from_time, until_time, fix_count)"
            + " VALUES (:vehicle, 1, true, '2025-11-25', :at, :at, 1)";
    Instant hidden = NOW.minusSeconds(1_800);
    db.asService(s -> s.change(Sql.of(hide), Map.of("vehicle", driving, "at", hidden)));
    assertEquals("private", past(leader, driving, hidden).get("state").asText());
    assertTrue(past(leader, driving, SEVEN.minusSeconds(60)).isMissingNode());
    assertTrue(past(other, driving, through).isMissingNode());
    String path = "/api/v1/vehicles/at";
    assertEquals("not-a-moment", leader.get(path).code());
    assertEquals(
        "moment-in-future",
        leader.get((path + "?moment=" + NOW.plusSeconds(1)).replace(":", "%3A")).code());
    assertEquals(403, admin.get((path + "?moment=" + through).replace(":", "%3A")).status());
  }

  @Test
  void aBufferReachesFurther() {
    int narrow = draw("Sempit", 0);
    int wide = draw("Lebar", 300);
    Instant before = through.minusSeconds(5);
    assertEquals(List.of(), visitors(leader, narrow, SEVEN, before));
    assertEquals(List.of(driving), visitors(leader, wide, SEVEN, before));
  }

  @Test
  void nonsenseIsRefusedWithASentence() {
    int area = draw("Omong", 0);
    String path = "/api/v1/areas/" + area + "/vehicles";
    assertEquals("not-a-moment", leader.get(path).code());
    assertEquals("moments-wrong", leader.get(path + span(NOW, SEVEN)).code());
    assertEquals(
        "moments-wrong", leader.get(path + span(SEVEN.minus(Duration.ofDays(8)), NOW)).code());
    assertEquals(
        "no-such-area", leader.get("/api/v1/areas/999999/vehicles" + span(SEVEN, NOW)).code());
    assertEquals("not-degrees", leader.get("/api/v1/areas/at?lat=-8.6&lon=1e9").code());
    assertEquals(
        "area-outline-wrong",
        admin
            .post(
                "/api/v1/areas",
                "{\"name\":\"X\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,2]]]}}")
            .code());
    assertEquals(
        422,
        admin
            .post(
                "/api/v1/areas",
                "{\"name\":\"X\",\"kind\":\"bulan\",\"geometry\":" + square(-8.6, -8.5) + "}")
            .status());
    assertEquals(
        "area-not-known",
        admin
            .post("/api/v1/areas/import?kind=desa", feature("Atlantis", "", square(-8.6, -8.5)))
            .code());
    assertEquals(413, admin.post("/api/v1/areas/import", "{" + " ".repeat(5_100_000)).status());
  }

  private static String feature(String name, String code, String geometry) {
    return "{\"type\":\"Feature\",\"properties\":{\"nama\":\"%s\",\"kode\":\"%s\"},\"geometry\":%s}"
        .formatted(name, code, geometry);
  }

  @Test
  void anOutlineOfADesaGoesToTheDesaAndNamesPlaces() {
    var region = pantau.collector().doors().region();
    var far = new LatLon(-8.30, 116.90);
    assertEquals(Optional.empty(), region.placeOf(far));
    String sea =
        "{\"type\":\"Polygon\",\"coordinates\":[[[116.85,-8.35],[116.95,-8.35],[116.95,-8.25],[116.85,-8.25],[116.85,-8.35]]]}";
    Http.Answer answer =
        admin.post("/api/v1/areas/import?kind=desa", feature("Belanting", "", sea));
    assertEquals(201, answer.status(), answer.text());
    assertEquals("Belanting, Sambelia", region.placeOf(far).orElseThrow().name());
    assertEquals(
        "Belanting",
        leader
            .get("/api/v1/areas/at?lat=-8.30&lon=116.90")
            .json()
            .get("items")
            .get(0)
            .get("name")
            .asText());
    int id = answer.json().get("items").get(0).get("id").asInt();
    assertTrue(
        leader
            .get("/api/v1/areas/" + id)
            .json()
            .get("outline")
            .get("type")
            .asText()
            .equals("MultiPolygon"));
    assertEquals("area-of-the-state", remove(id, 1, "Salah").code());
    assertEquals("area-named-by-the-state", change(id, 1, "\"name\":\"Belanting Baru\"").code());
    assertEquals(200, change(id, 1, "\"bufferM\":30").status());
    assertEquals("Belanting, Sambelia", region.placeOf(far).orElseThrow().name());
  }

  private static Http.Answer change(int area, int basedOn, String fields) {
    return admin.send(
        "PUT", "/api/v1/areas/" + area, "{\"basedOn\":%d,%s}".formatted(basedOn, fields));
  }

  private static Http.Answer remove(int area, int basedOn, String reason) {
    return admin.post(
        "/api/v1/areas/" + area + "/removal",
        "{\"basedOn\":%d,\"reason\":\"%s\"}".formatted(basedOn, reason));
  }

  @Test
  void whatWasDrawnIsChangedAndRemovedAndItsPastIsKept() {
    int area = draw("Terminal", 0);
    String geometry = "\"geometry\":" + square(-8.70, -8.69);
    assertEquals(
        "area-name-taken",
        admin.post("/api/v1/areas", "{\"name\":\"terminal\"," + geometry + "}").code());
    JsonNode changed =
        change(area, 0, "\"name\":\"Pulau Terminal\",\"kind\":\"island\",\"bufferM\":50").json();
    assertEquals("island:pulau-terminal", changed.get("code").asText());
    assertEquals(1, changed.get("version").asInt());
    JsonNode before = leader.get("/api/v1/areas/" + area).json();
    assertEquals("admin", before.get("changedBy").asText());
    JsonNode moved = change(area, 1, geometry).json();
    assertEquals("Pulau Terminal", moved.get("name").asText());
    assertEquals(50, moved.get("bufferM").asInt(), "what is not said stays");
    assertTrue(moved.get("lat").asDouble() < before.get("lat").asDouble() - 0.02);
    JsonNode listed = leader.get("/api/v1/areas?kind=island&outlines=true").json().get("items");
    assertEquals("MultiPolygon", listed.get(0).get("outline").get("type").asText());
    assertEquals(422, remove(area, 2, "x").status());
    assertEquals(204, remove(area, 2, "Terminal pindah").status());
    assertEquals(404, leader.get("/api/v1/areas/" + area).status());
    assertEquals("no-such-area", remove(area, 2, "Terminal pindah").code());
    assertEquals(
        3,
        pantau
            .collector()
            .doors()
            .db()
            .asService(
                s ->
                    s.get(
                        Sql.of("SELECT count(*) AS n FROM area_past WHERE area_id = " + area),
                        Map.of()))
            .getInt("n"));
  }

  @Test
  void whoeverChangesAnAreaSecondIsToldAndChangesNothing() {
    int area = draw("Bersama", 0);
    int other = draw("Tetangga", 0);
    assertEquals(200, change(area, 0, "\"bufferM\":10").status());
    assertEquals("area-changed-meanwhile", change(area, 0, "\"bufferM\":20").code());
    assertEquals("area-changed-meanwhile", remove(area, 0, "Tidak dipakai").code());
    assertEquals(10, leader.get("/api/v1/areas/" + area).json().get("bufferM").asInt());
    assertEquals("area-name-taken", change(area, 1, "\"name\":\"Tetangga\"").code());
    assertEquals(
        "area-encloses-nothing",
        change(
                area,
                1,
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[116.5,-8.6],[116.6,-8.6],[116.5,-8.6],[116.5,-8.6]]]}")
            .code());
    assertEquals(422, change(area, 1, "\"bufferM\":5001").status());
    assertEquals(422, change(area, 1, "\"kind\":\"desa\"").status());
    assertEquals(
        422, admin.send("PUT", "/api/v1/areas/" + other, "{\"bufferM\":5}").status(), "basedOn");
  }

  @Test
  void aFileIsShownBeforeItIsLoadedAndNothingIsKept() {
    int known = draw("Gudang", 0);
    String far =
        feature(
            "Jauh",
            "",
            "{\"type\":\"Polygon\",\"coordinates\":[[[106,-6],[107,-6],[107,-5],[106,-6]]]}");
    String file =
        "{\"type\":\"FeatureCollection\",\"features\":["
            + feature("Gudang", "", square(-8.60, -8.59))
            + ","
            + far
            + "]}";
    Http.Answer answer = admin.post("/api/v1/areas/import/preview", file);
    assertEquals(200, answer.status(), answer.text());
    JsonNode items = answer.json().get("items");
    assertEquals(known, items.get(0).get("replaces").asInt());
    assertEquals(false, items.get(0).get("outside").asBoolean());
    assertEquals("MultiPolygon", items.get(0).get("outline").get("type").asText());
    assertEquals("Jauh", items.get(1).get("name").asText());
    assertEquals(false, items.get(1).has("replaces"));
    assertEquals(true, items.get(1).get("outside").asBoolean());
    assertEquals(0, leader.get("/api/v1/areas/" + known).json().get("version").asInt());
    assertEquals("area-file-unknown", admin.post("/api/v1/areas/import/preview", "PDF").code());
  }
}

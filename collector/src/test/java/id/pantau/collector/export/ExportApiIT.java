package id.pantau.collector.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.Tracks;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.workbench.TestFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is taken away, as other programs would open it. */
class ExportApiIT {
  private static final String PASSWORD = "a password of tests";

  /** 21:00 in Lombok. In the past: partitions far ahead of the database's clock are refused. */
  private static final Instant NOW = Instant.parse("2025-11-25T13:00:00Z");

  /** 08:00 in Lombok. */
  private static final Instant MORNING = Instant.parse("2025-11-25T00:00:00Z");

  /** What XML and CSV must not stumble over. */
  private static final String NAME = "Mobil <dinas> & \"Puskesmas\" \u0001";

  private static final LatLon HOME = new LatLon(-8.65, 116.53);
  private static final int LEG = 200;
  private static final double STEP_DEG = 1e-3;

  private static TestCollector pantau;
  private static String leader;
  private static int vehicle;
  private static List<Fix> fixes;

  /**
   * A trip of 22 km to the north, half an hour there, and a trip on; one position is impossible.
   */
  @BeforeAll
  static void start() {
    pantau = TestCollector.start(() -> NOW);
    Collector.Doors doors = pantau.collector().doors();
    int dikes = doors.region().findOpd("dikes").orElseThrow().id();
    doors
        .auth()
        .addUser(new NewUser("bupati", "Bupati", Role.LEADER, OptionalInt.empty(), PASSWORD));
    doors
        .auth()
        .addUser(
            new NewUser(
                "operator.pupr",
                "Operator",
                Role.OPD_OPERATOR,
                OptionalInt.of(doors.region().findOpd("pupr").orElseThrow().id()),
                PASSWORD));
    leader = pantau.logIn("bupati", PASSWORD);
    vehicle =
        doors
            .fleet()
            .addVehicle(
                new NewVehicle(
                    "DR 1 L", NAME, "car", "service", dikes, Optional.empty(), Optional.empty()));
    doors.fleet().startRide(new DeviceId("trk-1"), vehicle, MORNING.minus(Duration.ofDays(9)));
    fixes = drive();
    int device = doors.fleet().deviceNo(new DeviceId("trk-1"));
    List<ReceivedFix> received =
        IntStream.range(0, fixes.size())
            .mapToObj(i -> new ReceivedFix(device, 7, i + 1, fixes.get(i), NOW))
            .toList();
    Tracks tracks = doors.tracks();
    tracks.prepare(tracks.daysOf(received));
    tracks.show(doors.db().asService(session -> tracks.append(session, received)));
    tracks.deriveDue();
  }

  private static List<Fix> drive() {
    var drive = new ArrayList<Fix>();
    Instant time = MORNING;
    double lat = HOME.lat();
    for (int i = 0; i < 2 * LEG; i++) {
      lat += STEP_DEG;
      time = time.plusSeconds(i == LEG ? 1_800 : 10);
      if (i == LEG) { // it stood there, and said so
        for (int minute = 1; minute < 30; minute++) {
          drive.add(fix(time.minusSeconds(1_800 - 60L * minute), lat - STEP_DEG, 0, Fix.FLAG_HELD));
        }
      }
      drive.add(fix(time, i == 50 ? lat + 1 : lat, 11, i == 50 ? Fix.FLAG_JUMP : 0));
    }
    return drive;
  }

  private static Fix fix(Instant time, double lat, double speedMs, int flags) {
    return new Fix(
        time, new LatLon(lat, HOME.lon()), Fix.Mode.FIX_3D, speedMs, 0, 120, 0.9, 9, flags);
  }

  @AfterAll
  static void stop() {
    pantau.close();
  }

  private static HttpResponse<String> get(String path) {
    return pantau.get("/api/v1/" + path, leader);
  }

  private static String track(String more) {
    HttpResponse<String> answer =
        get("vehicles/" + vehicle + "/track?from=2025-11-24&to=2025-11-26&format=" + more);
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(
        answer
            .headers()
            .firstValue("Content-Disposition")
            .orElseThrow()
            .equals(
                "attachment; filename=\"pantau-"
                    + vehicle
                    + "-2025-11-24-2025-11-26."
                    + more
                    + "\""),
        "it is a file with a name");
    return answer.body();
  }

  private static Document xml(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Element> all(Document in, String name) {
    var nodes = in.getElementsByTagNameNS("*", name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  void gpxHasATrackATripWithoutTheImpossible() throws Exception {
    Document gpx = xml(track("gpx"));
    assertEquals("http://www.topografix.com/GPX/1/1", gpx.getDocumentElement().getNamespaceURI());
    assertEquals("1.1", gpx.getDocumentElement().getAttribute("version"));
    assertEquals(
        "DR 1 L Mobil <dinas> & \"Puskesmas\" ", all(gpx, "name").getFirst().getTextContent());
    assertEquals(2, all(gpx, "trk").size());
    List<Element> points = all(gpx, "trkpt");
    assertTrue(points.size() > 2 * LEG - 20 && points.size() < 2 * LEG + 40, points.size() + "");
    for (Element point : points) {
      double lat = Double.parseDouble(point.getAttribute("lat"));
      assertTrue(lat > -8.66 && lat < -8.2, "the jump is in it: " + lat);
      assertEquals("116.530000", point.getAttribute("lon"));
    }
    assertTrue(
        all(gpx, "trk").getFirst().getTextContent().contains("2025-11-25, 08:00"),
        "in local time: " + all(gpx, "trk").getFirst().getTextContent().substring(0, 80));
    List<String> order =
        IntStream.range(0, gpx.getDocumentElement().getChildNodes().getLength())
            .mapToObj(i -> gpx.getDocumentElement().getChildNodes().item(i).getLocalName())
            .distinct()
            .toList();
    assertEquals(List.of("metadata", "wpt", "trk"), order, "as the schema of GPX orders them");
  }

  @Test
  void kmlHasAsManyTimesAsPlacesInEachTrack() throws Exception {
    Document kml = xml(track("kml"));
    assertEquals("http://www.opengis.net/kml/2.2", kml.getDocumentElement().getNamespaceURI());
    List<Element> tracks = all(kml, "Track");
    assertEquals(2, tracks.size());
    assertEquals("http://www.google.com/kml/ext/2.2", tracks.getFirst().getNamespaceURI());
    for (Element track : tracks) {
      int times = track.getElementsByTagNameNS("*", "when").getLength();
      assertTrue(times > LEG - 20);
      assertEquals(times, track.getElementsByTagNameNS("*", "coord").getLength());
    }
    assertTrue(
        all(kml, "coord").getFirst().getTextContent().startsWith("116.530000 -8.6"),
        "longitude first");
  }

  @Test
  void geoJsonHasALineATripAndAPointAStop() throws IOException {
    JsonNode features = new ObjectMapper().readTree(track("geojson")).get("features");
    List<String> kinds = new ArrayList<>();
    features.forEach(
        feature ->
            kinds.add(
                feature.at("/properties/kind").asText()
                    + " "
                    + feature.at("/geometry/type").asText()));
    assertEquals(2, kinds.stream().filter("trip LineString"::equals).count(), kinds.toString());
    assertTrue(kinds.contains("stop Point"), kinds.toString());
    JsonNode way = features.get(0).at("/geometry/coordinates");
    assertTrue(way.size() > LEG - 20);
    assertEquals(116.53, way.get(0).get(0).asDouble(), 1e-6, "longitude first");
    for (JsonNode place : way) {
      assertTrue(place.get(1).asDouble() < -8.2, "the jump is in it: " + place);
    }
  }

  @Test
  void aWorkbookOfDaysHasTripsAndStopsInWords() throws IOException {
    HttpResponse<byte[]> answer =
        pantau.getBytes(
            "/api/v1/vehicles/" + vehicle + "/track?from=2025-11-25&format=xlsx", leader);
    assertEquals(200, answer.statusCode());
    Map<String, String> parts = partsOf(answer.body());
    String words = parts.get("xl/sharedStrings.xml");
    for (String word : List.of("DR 1 L", "2025-11-25", "08:00", "Berangkat", "Lintang")) {
      assertTrue(words.contains(word), word + " is not in " + words);
    }
    // Row 4 is the first trip: half of 44.5 km.
    assertTrue(
        parts.get("xl/worksheets/sheet1.xml").matches("(?s).*r=\"F4\"[^>]*><v>22\\.\\d</v>.*"),
        parts.get("xl/worksheets/sheet1.xml"));
    assertTrue(parts.get("xl/worksheets/sheet2.xml").contains("r=\"D4\""), "a stop");
  }

  @Test
  void csvHasEveryFixAndTellsTheImpossible() {
    List<String> rows = track("csv").lines().toList();
    assertEquals(1 + fixes.size(), rows.size());
    assertEquals("time,localTime,lat,lon,speedKmh,courseDeg,ignition,implausible", rows.getFirst());
    assertEquals(
        "2025-11-25T00:00:10Z,2025-11-25T08:00:10+08:00,-8.649000,116.530000,40,0,,0", rows.get(1));
    assertEquals(1, rows.stream().filter(row -> row.endsWith(",1")).count());
  }

  @Test
  void aMonthOfKilometresIsToldByVehicleDayAndAgency() throws IOException {
    JsonNode month = new ObjectMapper().readTree(get("mileage?month=2025-11").body());
    JsonNode one = month.get("items").get(0);
    assertEquals(1, month.get("items").size());
    assertEquals(vehicle, one.get("vehicleId").asInt());
    assertEquals("DR 1 L", one.get("plate").asText());
    assertEquals(44_500, one.get("distanceM").asInt(), 700);
    assertEquals(2, one.get("tripCount").asInt());
    assertEquals("2025-11-25", one.get("days").get(0).get("date").asText());
    assertEquals(one.get("distanceM"), month.get("opds").get(0).get("distanceM"));
    assertEquals(1, month.get("opds").get(0).get("vehicleCount").asInt());
    assertEquals(
        0, new ObjectMapper().readTree(get("mileage?month=2025-10").body()).get("items").size());
  }

  private static Map<String, String> partsOf(byte[] workbook) throws IOException {
    Path file = Files.write(TestFolder.create("export").resolve("km.xlsx"), workbook);
    Map<String, String> parts = new TreeMap<>();
    try (var zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        parts.put(
            entry.getName(),
            new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  void theWorkbookHasTheSameKilometresInItsCells() throws IOException {
    HttpResponse<byte[]> answer =
        pantau.getBytes("/api/v1/mileage?month=2025-11&format=xlsx", leader);
    assertEquals(200, answer.statusCode());
    Map<String, String> parts = partsOf(answer.body());
    String words = parts.get("xl/sharedStrings.xml");
    for (String word : List.of("Kilometer kendaraan dinas, 2025-11", "Nomor polisi", "DR 1 L")) {
      assertTrue(words.contains(word), word + " is not in " + words);
    }
    // The 25th day stands in the 28th column: after agency, plate and name.
    assertTrue(
        parts.get("xl/worksheets/sheet1.xml").matches("(?s).*r=\"AB4\"[^>]*><v>44\\.\\d</v>.*"),
        parts.get("xl/worksheets/sheet1.xml"));
    assertTrue(parts.containsKey("xl/worksheets/sheet2.xml"), parts.keySet().toString());
  }

  @Test
  void whoTakesATrackAwayIsInTheAudit() {
    track("csv");
    assertEquals(
        "bupati vehicle:" + vehicle + " 2025-11-24..2025-11-26 csv",
        pantau
            .collector()
            .doors()
            .db()
            .asService(
                session ->
                    session.get(
                        Sql.of(
                            """
                            SELECT user_name || ' ' || subject || ' ' || details AS told FROM audit
                            WHERE action = 'track-exported' AND details LIKE '%csv' ORDER BY id LIMIT 1
                            """),
                        Map.of()))
            .getText("told"));
  }

  @Test
  void whatIsNotForThemOrMakesNoSenseIsRefused() throws IOException {
    String other = pantau.logIn("operator.pupr", PASSWORD);
    assertEquals(
        404,
        pantau.get("/api/v1/vehicles/" + vehicle + "/track?from=2025-11-25", other).statusCode());
    assertFalse(
        pantau.get("/api/v1/mileage?month=2025-11", other).body().contains("DR 1 L"),
        "the kilometres of another agency");
    assertEquals(400, get("vehicles/" + vehicle + "/track").statusCode(), "no day");
    assertEquals(
        400, get("vehicles/" + vehicle + "/track?from=2025-11-01&to=2025-12-02").statusCode());
    assertEquals(
        400, get("vehicles/" + vehicle + "/track?from=2025-11-02&to=2025-11-01").statusCode());
    JsonNode problem =
        new ObjectMapper()
            .readTree(get("vehicles/" + vehicle + "/track?from=2025-11-25&format=shp").body());
    assertEquals(
        "Bentuk shp tidak dikenal; yang ada: gpx, kml, geojson, csv, xlsx.",
        problem.get("detail").asText());
    assertEquals(400, get("mileage?month=november").statusCode());
    assertEquals(400, get("mileage?format=ods").statusCode());
  }
}

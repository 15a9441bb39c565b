package id.pantau.acceptance.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import id.pantau.acceptance.chain.Installation.Told;
import id.pantau.acceptance.sim.Laps;
import id.pantau.acceptance.sim.LineDamager;
import id.pantau.acceptance.sim.NmeaWriter;
import id.pantau.acceptance.sim.Reading;
import id.pantau.acceptance.sim.SharedData;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From the serial line to what a leader's browser gets: what is written into a pseudo-serial port
 * comes out of the HTTP interface and of the event stream, every fix exactly once.
 */
class WholeChainIT {
  private static final DeviceId CLEAN = new DeviceId("trk-clean");
  private static final DeviceId DAMAGED = new DeviceId("trk-damaged");
  private static final DeviceId CAPTURED = new DeviceId("trk-captured");
  private static final DeviceId LOGGED = new DeviceId("trk-logged");
  private static final DeviceId TRACKED = new DeviceId("trk-tracked");

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final LatLon SELONG = new LatLon(-8.65, 116.53);

  /** Half a step of the wire and half a step of NMEA. */
  private static final double SAME_PLACE_M = 0.2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Installation installation;
  private static ApiClient leader;

  @BeforeAll
  static void start() {
    installation = Installation.start("chain", List.of(CLEAN, DAMAGED, CAPTURED, LOGGED, TRACKED));
    leader = installation.logIn(Installation.LEADER);
  }

  @AfterAll
  static void stop() {
    leader.close();
    installation.close();
  }

  private static Instant ago(Duration time) {
    return InstantSource.system().instant().minus(time).truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void everyFixOfADriveComesOutOfTheStreamAndOfTheRouteOnce() {
    int seconds = 60;
    var drive = new Laps(SELONG, ago(Duration.ofHours(1)));
    int vehicle = Installation.vehicleOf(leader, CLEAN);
    var shown = new ConcurrentLinkedQueue<Told>();
    var times = ConcurrentHashMap.<Long>newKeySet();
    try (var tracker = TestVehicle.start(installation, CLEAN);
        var viewer =
            LiveViewer.open(
                leader,
                "",
                InstantSource.system(),
                event -> {
                  if (event.name().equals("pos")) {
                    for (Told told : positionsOf(vehicle, event.data())) {
                      shown.add(told);
                      times.add(told.time().toEpochMilli());
                    }
                  }
                })) {
      for (int second = 0; second < seconds; second++) {
        tracker.line().write(NmeaWriter.write(drive.at(second)));
        // One at a time: what comes within a tenth of a second is one movement on the map.
        long now = drive.at(second).time().toEpochMilli();
        Await.until("second " + second + " is shown", SOON, () -> times.contains(now));
      }
      Instant last = drive.at(seconds - 1).time();
      tracker.awaitStored(last);
      tracker.assertExactlyOnce();
      assertTrue(viewer.isOpen());
    }
    List<Fix> sent = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      sent.add(drive.at(second).fix());
    }
    assertSame(sent, List.copyOf(shown));
    assertSame(
        sent, installation.route(leader, vehicle, drive.start(), drive.start().plusSeconds(60)));
  }

  private static List<Told> positionsOf(int vehicle, JsonNode rows) {
    var positions = new ArrayList<Told>();
    for (JsonNode row : rows) {
      if (row.get(0).asInt() == vehicle) {
        positions.add(
            new Told(
                Instant.ofEpochMilli(row.get(6).asLong()),
                new LatLon(row.get(1).asDouble(), row.get(2).asDouble()),
                0));
      }
    }
    return positions;
  }

  private static void assertSame(List<Fix> sent, List<Told> told) {
    assertEquals(sent.size(), told.size());
    for (int i = 0; i < sent.size(); i++) {
      assertEquals(sent.get(i).fixTime(), told.get(i).time());
      double metres = sent.get(i).at().distanceM(told.get(i).at());
      assertTrue(metres <= SAME_PLACE_M, metres + " m apart at " + sent.get(i).fixTime());
    }
  }

  @Test
  void aDamagedLineCostsFixesButInventsNone() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    int seconds = 600;
    var drive = new Laps(SELONG, ago(Duration.ofHours(2)));
    var damager = new LineDamager(seed, 0.05);
    try (var tracker = TestVehicle.start(installation, DAMAGED)) {
      for (int second = 0; second < seconds; second++) {
        tracker.line().write(damager.damage(NmeaWriter.write(drive.at(second))));
      }
      // The line ends well, so that its end can be waited for.
      Instant last = drive.at(seconds + 1).time();
      tracker.line().write(NmeaWriter.write(drive.at(seconds)));
      tracker.line().write(NmeaWriter.write(drive.at(seconds + 1)));
      tracker.awaitStored(last);
      tracker.assertExactlyOnce();
    }
    assertTrue(damager.damages() > 50, damager.damages() + " damages");
    List<Told> told =
        installation.route(
            leader,
            Installation.vehicleOf(leader, DAMAGED),
            drive.start(),
            drive.start().plusSeconds(seconds));
    assertTrue(told.size() > 0.85 * seconds, told.size() + " of " + seconds);
    Instant before = Instant.MIN;
    for (Told each : told) {
      assertTrue(each.time().isAfter(before), "twice or out of order: " + each);
      before = each.time();
      int second = (int) Duration.between(drive.start(), each.time()).toSeconds();
      double metres = drive.at(second).fix().at().distanceM(each.at());
      assertTrue(metres <= SAME_PLACE_M, each + " is " + metres + " m from the truth");
    }
  }

  /** Ours: recorded from the line of a simulated ambulance, with the noise that was on it. */
  @Test
  void aCaptureOfTheLineComesOutAsItWasRecorded() throws IOException {
    byte[] capture = resource("/captures/ambulance-9600.nmea").readAllBytes();
    List<Fix> expected =
        new String(
                resource("/captures/ambulance-9600.csv").readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .skip(1)
            .map(line -> line.split(","))
            .map(
                cells ->
                    fix(
                        Instant.parse(cells[0]),
                        Double.parseDouble(cells[1]),
                        Double.parseDouble(cells[2])))
            .toList();
    assertComesOut(CAPTURED, capture, expected);
  }

  private static InputStream resource(String name) {
    InputStream in = WholeChainIT.class.getResourceAsStream(name);
    if (in == null) {
      throw new AssertionError("no " + name);
    }
    return in;
  }

  @Test
  void aRealLogComesOutAsItsFixes() throws IOException {
    Path log = SharedData.fileOrSkip("nmea/logs/st-teseo-liv3f.log");
    var expected = new ArrayList<Fix>();
    for (String line :
        Files.readAllLines(SharedData.fileOrSkip("nmea/truth/st-teseo-liv3f.jsonl"))) {
      JsonNode fix = JSON.readTree(line);
      if (fix.path("class").asText().equals("required")) {
        expected.add(
            fix(
                Instant.parse(fix.get("time").asText()),
                fix.get("lat").asDouble(),
                fix.get("lon").asDouble()));
      }
    }
    assertComesOut(LOGGED, Files.readAllBytes(log), expected);
  }

  private static Fix fix(Instant time, double lat, double lon) {
    return new Fix(
        time,
        new LatLon(lat, lon),
        Fix.Mode.FIX_3D,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Fix.UNKNOWN_SATELLITES,
        0);
  }

  /** All of these fixes, each once; a vehicle that stands is held at one place. */
  private static void assertComesOut(DeviceId device, byte[] bytes, List<Fix> expected) {
    Fix last = expected.get(expected.size() - 1);
    try (var tracker = TestVehicle.start(installation, device)) {
      tracker.line().write(bytes);
      tracker.awaitStored(last.fixTime());
      tracker.assertExactlyOnce();
    }
    Map<Instant, Told> told =
        installation
            .route(
                leader,
                Installation.vehicleOf(leader, device),
                expected.get(0).fixTime(),
                last.fixTime())
            .stream()
            .collect(Collectors.toMap(Told::time, Function.identity()));
    for (Fix fix : expected) {
      Told found = told.get(fix.fixTime());
      assertTrue(found != null, "the fix of " + fix.fixTime() + " did not come out");
      boolean held = (found.flags() & Fix.FLAG_HELD) != 0;
      double metres = fix.at().distanceM(found.at());
      assertTrue(metres <= (held ? 10 : SAME_PLACE_M), metres + " m apart at " + fix.fixTime());
    }
  }

  @Test
  void aRealTrackComesOutPointByPoint() {
    Path file = SharedData.fileOrSkip("tracks/barefoot-munich-1hz.csv");
    List<Reading.Solved> real = TrackCsv.read(file).subList(0, 900);
    Duration shift =
        Duration.between(real.get(0).time(), ago(Duration.ofHours(3)))
            .truncatedTo(ChronoUnit.SECONDS);
    List<Reading.Solved> recent = real.stream().map(reading -> later(reading, shift)).toList();
    Reading.Solved last = recent.get(recent.size() - 1);
    try (var tracker = TestVehicle.start(installation, TRACKED)) {
      for (Reading.Solved reading : recent) {
        tracker.line().write(NmeaWriter.write(reading));
      }
      // Two more, of a vehicle that drives away: a parked one is told once a minute.
      var away =
          new Laps(
              new LatLon(last.fix().at().lat() + 0.02, last.fix().at().lon()),
              last.time().plusSeconds(600));
      for (int second = 0; second < 5; second++) {
        tracker.line().write(NmeaWriter.write(away.at(second)));
      }
      tracker.awaitStored(away.at(4).time());
      tracker.assertExactlyOnce();
    }
    List<Told> told =
        installation.route(
            leader, Installation.vehicleOf(leader, TRACKED), recent.get(0).time(), last.time());
    Map<Instant, Fix> sent =
        recent.stream()
            .map(Reading.Solved::fix)
            .collect(Collectors.toMap(Fix::fixTime, Function.identity()));
    Map<Instant, Told> byTime =
        told.stream()
            .filter(each -> !each.time().isAfter(last.time()))
            .collect(Collectors.toMap(Told::time, Function.identity()));
    for (Told each : byTime.values()) {
      Fix truth = sent.get(each.time());
      assertTrue(truth != null, "nobody wrote " + each);
      boolean held = (each.flags() & Fix.FLAG_HELD) != 0;
      double metres = truth.at().distanceM(each.at());
      assertTrue(metres <= (held ? 60 : SAME_PLACE_M), metres + " m apart: " + each);
    }
    int driving = 0;
    for (int i = 40; i < recent.size(); i++) {
      // It has come far in the last 40 seconds, so it cannot be held anywhere.
      if (recent.get(i - 40).fix().at().distanceM(recent.get(i).fix().at()) > 150) {
        driving++;
        assertTrue(
            byTime.containsKey(recent.get(i).time()), "lost while driving: " + recent.get(i).fix());
      }
    }
    assertTrue(driving > 300, driving + " seconds of driving");
  }

  private static Reading.Solved later(Reading.Solved reading, Duration by) {
    Fix fix = reading.fix();
    Instant time = fix.fixTime().plus(by);
    return new Reading.Solved(
        time,
        reading.inView(),
        fix.moved(time, fix.at()),
        reading.pdop(),
        reading.vdop(),
        reading.used());
  }
}

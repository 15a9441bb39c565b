package id.pantau.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.track.ReceivedFix;
import id.pantau.collector.track.VehicleState;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveApiIT {
  private static final String PASSWORD = "a password of tests";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Instant START = Instant.parse("2026-11-25T01:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private TestCollector pantau;
  private Collector.Doors doors;
  private int ours;
  private int theirs;

  @BeforeEach
  void start() {
    pantau = TestCollector.start(now::get);
    doors = pantau.collector().doors();
    int dikes = doors.region().findOpd("dikes").orElseThrow().id();
    int dukcapil = doors.region().findOpd("dukcapil").orElseThrow().id();
    doors
        .auth()
        .addPublicUsers(
            List.of(
                user("bupati", Role.LEADER, OptionalInt.empty()),
                user("kepala", Role.OPD_HEAD, OptionalInt.of(dikes)),
                user("teknisi", Role.TECHNICIAN, OptionalInt.empty()),
                user("kepala.lain", Role.OPD_HEAD, OptionalInt.of(dukcapil))));
    ours = vehicle(dikes);
    theirs = vehicle(doors.region().findOpd("pupr").orElseThrow().id());
  }

  @AfterEach
  void stop() {
    pantau.close();
  }

  private static NewUser user(String userName, Role role, OptionalInt opdId) {
    return new NewUser(userName, userName, role, opdId, PASSWORD);
  }

  private int vehicle(int opd) {
    return doors
        .fleet()
        .addVehicle(
            new NewVehicle(
                "DR 1 L", "Mobil", "car", "service", opd, Optional.empty(), Optional.empty()));
  }

  private LivePosition at(int vehicle, int second) {
    return new LivePosition(
        vehicle,
        new LatLon(-8.65, 116.53),
        40,
        90,
        VehicleState.MOVING,
        START.plusSeconds(second),
        START);
  }

  /** A browser's side of a stream. */
  private final class Listener implements AutoCloseable {
    private final List<String> lines = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int status;
    private final InputStream body;
    private volatile boolean ended;

    Listener(String cookie, String query) {
      try {
        HttpResponse<InputStream> answer =
            http.send(
                pantau.request("/api/v1/stream" + query).header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        status = answer.statusCode();
        body = answer.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
        String line;
        while ((line = reader.readLine()) != null) {
          synchronized (lines) {
            lines.add(line);
          }
        }
      } catch (IOException cut) {
        // the test closed it
      }
      ended = true;
    }

    String text() {
      synchronized (lines) {
        return String.join("\n", lines);
      }
    }

    void awaitText(String expected) {
      Await.until("the stream says " + expected, SOON, () -> text().contains(expected));
    }

    long count(String line) {
      synchronized (lines) {
        return lines.stream().filter(line::equals).count();
      }
    }

    String lastId() {
      synchronized (lines) {
        return lines.reversed().stream()
            .filter(line -> line.startsWith("id: "))
            .findFirst()
            .orElseThrow()
            .substring(4);
      }
    }

    @Override
    public void close() {
      http.shutdownNow();
      http.close();
    }
  }

  @Test
  void tellsASnapshotFirstAndThenWhatChanges() {
    try (var leader = new Listener(pantau.logIn("bupati", PASSWORD), "")) {
      leader.awaitText("event: snapshot");
      doors.live().publish(List.of(at(ours, 1)));
      leader.awaitText("[" + ours + ",-8.650000,116.530000,40,90,3,");
    }
  }

  @Test
  void anAgencyHearsOfItsOwnVehiclesOnly() {
    try (var head = new Listener(pantau.logIn("kepala", PASSWORD), "")) {
      head.awaitText("event: snapshot");
      doors.live().publish(List.of(at(theirs, 1)));
      doors.live().publish(List.of(at(ours, 2)));
      head.awaitText("[" + ours + ",");
      assertFalse(head.text().contains("[" + theirs + ","), head.text());
    }
  }

  @Test
  void aReportReachesLeadersAndItsOwnAgencyOnly() {
    int pupr = doors.region().findOpd("pupr").orElseThrow().id();
    int dikes = doors.region().findOpd("dikes").orElseThrow().id();
    try (var leader = new Listener(pantau.logIn("bupati", PASSWORD), "");
        var head = new Listener(pantau.logIn("kepala", PASSWORD), "")) {
      leader.awaitText("event: snapshot");
      head.awaitText("event: snapshot");
      var day = doors.region().today();
      doors.live().publish(new LiveReport(pupr, day, "partial", 1, 2));
      doors.live().publish(new LiveReport(dikes, day, "complete", 2, 2));
      leader.awaitText("\"opdId\":" + pupr);
      head.awaitText("\"opdId\":" + dikes);
      assertFalse(head.text().contains("\"opdId\":" + pupr), head.text());
    }
  }

  @Test
  void whoComesBackContinuesWithoutLossOrRepetition() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    String id;
    try (var before = new Listener(cookie, "")) {
      before.awaitText("event: snapshot");
      doors.live().publish(List.of(at(ours, 1)));
      before.awaitText("," + START.plusSeconds(1).toEpochMilli() + ",");
      id = before.lastId();
    }
    doors.live().publish(List.of(at(theirs, 2)));
    try (var after = new Listener(cookie, "?after=" + id)) {
      after.awaitText("," + START.plusSeconds(2).toEpochMilli() + ",");
      assertFalse(after.text().contains("snapshot"), after.text());
      assertFalse(after.text().contains("," + START.plusSeconds(1).toEpochMilli() + ","));
    }
  }

  @Test
  void anIdOfAnotherLogOrNonsenseStartsAgain() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    for (String after :
        List.of("otherlog-5", "nonsense", "-", "x".repeat(500), "a-99999999999999999999")) {
      try (var listener = new Listener(cookie, "?after=" + after)) {
        listener.awaitText("event: reset");
        listener.awaitText("event: snapshot");
      }
    }
  }

  @Test
  void aSessionThatEndsEndsItsStream() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    try (var leader = new Listener(cookie, "")) {
      leader.awaitText("event: snapshot");
      pantau.send(pantau.request("/api/v1/session").header("Cookie", cookie).DELETE());
      now.set(START.plus(LiveApi.SESSION_CHECKED_EVERY).plusSeconds(1));
      doors.live().publish(List.of(at(ours, 1))); // wakes it up, and is told still or no more
      Await.until("the stream ends", SOON, () -> leader.ended);
    }
    Await.until("nobody is counted", SOON, () -> doors.live().viewers() == 0);
  }

  @Test
  void aViewerOfFewVehiclesHearsTheHeartbeatAmidNewsOfOthers() {
    try (var head = new Listener(pantau.logIn("kepala", PASSWORD), "")) {
      head.awaitText("event: snapshot");
      now.set(START.plus(LiveApi.HEARTBEAT).plusSeconds(1));
      doors.live().publish(List.of(at(theirs, 1)));
      head.awaitText("event: hb");
    }
  }

  @Test
  void aViewerWhoDoesNotReadSlowsNobodyAndIsNotSentEverything() throws IOException {
    String cookie = pantau.logIn("bupati", PASSWORD);
    int events = 400; // of 19 kB: twice what Linux buffers for a connection
    try (Socket lazy = new Socket();
        var other = new Listener(cookie, "")) {
      lazy.setReceiveBufferSize(4_096);
      lazy.connect(new InetSocketAddress("127.0.0.1", pantau.collector().port()));
      lazy.getOutputStream()
          .write(
              ("GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      Await.until("both are in", SOON, () -> doors.live().viewers() == 2);
      other.awaitText("event: snapshot");
      List<Integer> fleet = new ArrayList<>(List.of(ours, theirs));
      for (int i = 0; i < 300; i++) {
        fleet.add(vehicle(doors.region().findOpd("dikes").orElseThrow().id()));
      }
      now.set(START.plus(LiveApi.SESSION_CHECKED_EVERY)); // both hear of the new vehicles
      doors.live().publish(List.of(at(ours, 1)));
      for (int i = 2; i <= events; i++) {
        int second = i;
        long before = doors.live().log().head();
        doors.live().publish(fleet.stream().map(vehicle -> at(vehicle, second)).toList());
        Await.until("it is told", SOON, () -> doors.live().log().head() > before);
      }
      other.awaitText("," + START.plusSeconds(events).toEpochMilli() + ",");
      String all = readUntil(lazy, "," + START.plusSeconds(events).toEpochMilli() + ",");
      long got = all.lines().filter(line -> line.equals("event: pos")).count();
      assertTrue(got < other.count("event: pos"), got + " events were sent to who did not read");
    }
  }

  private static String readUntil(Socket socket, String expected) throws IOException {
    socket.setSoTimeout((int) SOON.toMillis());
    var text = new StringBuilder();
    byte[] buffer = new byte[65_536];
    while (text.indexOf(expected, Math.max(0, text.length() - 2 * buffer.length)) < 0) {
      int n = socket.getInputStream().read(buffer);
      assertTrue(n > 0, "the stream ended");
      text.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void aVehicleThatComesToAnAgencyAppearsInItsOpenStreams() {
    try (var head = new Listener(pantau.logIn("kepala", PASSWORD), "")) {
      head.awaitText("event: snapshot");
      int bought = vehicle(doors.region().findOpd("dikes").orElseThrow().id());
      doors.fleet().startRide(new DeviceId("trk-new"), bought, START.minusSeconds(3_600));
      store(
          new ReceivedFix(
              doors.fleet().deviceNo(new DeviceId("trk-new")), 1, 1, fix(START), START));
      now.set(START.plus(LiveApi.SESSION_CHECKED_EVERY).plusSeconds(1));
      doors.live().publish(List.of(at(ours, 1))); // wakes it up
      head.awaitText("[" + bought + ",");
      assertEquals(2, head.count("event: snapshot"));
    }
  }

  @Test
  void theNewestPositionsGoOnInTheStreamFromTheirCursor() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    doors.fleet().startRide(new DeviceId("trk-1"), ours, START.minusSeconds(3_600));
    int device = doors.fleet().deviceNo(new DeviceId("trk-1"));
    store(new ReceivedFix(device, 1, 1, fix(START.minusSeconds(5)), START));
    var json = pantau.get("/api/v1/vehicles/latest", cookie).body();
    assertTrue(
        json.contains("\"vehicleId\":" + ours + ",\"fixTime\":\"2026-11-25T00:59:55Z\""), json);
    assertTrue(json.contains("\"speedKmh\":36,\"courseDeg\":90,\"state\":\"moving\""), json);
    assertTrue(json.contains("\"place\":\""), json);
    String cursor = json.replaceAll(".*\"cursor\":\"([^\"]+)\".*", "$1");
    doors.live().publish(List.of(at(ours, 1)));
    try (var after = new Listener(cookie, "?after=" + cursor)) {
      after.awaitText("," + START.plusSeconds(1).toEpochMilli() + ",");
      assertFalse(after.text().contains("snapshot"), after.text());
    }
    assertEquals(
        "{\"items\":[]}",
        pantau
            .get("/api/v1/vehicles/latest", pantau.logIn("kepala.lain", PASSWORD))
            .body()
            .replaceAll("\"(cursor|serverTime)\":\"[^\"]*\",", ""));
  }

  private static Fix fix(Instant time) {
    return new Fix(time, new LatLon(-8.65, 116.53), Fix.Mode.FIX_3D, 10, 90, Double.NaN, 1, 9, 0);
  }

  private void store(ReceivedFix fix) {
    var tracks = doors.tracks();
    tracks.prepare(tracks.daysOf(List.of(fix)));
    tracks.show(doors.db().asService(session -> tracks.append(session, List.of(fix))));
  }

  @Test
  void aTechnicianAndNobodyGetNoStream() {
    HttpRequest.Builder nobody = pantau.request("/api/v1/stream");
    assertEquals(401, pantau.send(nobody).statusCode());
    assertEquals(403, pantau.get("/api/v1/stream", pantau.logIn("teknisi", PASSWORD)).statusCode());
  }

  @Test
  void tooManyStreamsOfOneUserAreRefusedAndTheirPlaceComesBack() {
    String cookie = pantau.logIn("bupati", PASSWORD);
    List<Listener> open = new ArrayList<>();
    try {
      for (int i = 0; i < LiveApi.MAX_STREAMS_PER_USER; i++) {
        open.add(new Listener(cookie, ""));
      }
      try (var oneMore = new Listener(cookie, "")) {
        assertEquals(429, oneMore.status);
        oneMore.awaitText("too-many-streams");
      }
      assertTrue(open.stream().allMatch(listener -> listener.status == 200));
    } finally {
      open.forEach(Listener::close);
    }
    // A stream notices that its viewer has gone when it writes.
    int[] second = {0};
    Await.until(
        "all have gone",
        SOON,
        () -> {
          doors.live().publish(List.of(at(ours, ++second[0])));
          return doors.live().viewers() == 0;
        });
  }
}

package id.pantau.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.Collector;
import id.pantau.collector.TestCollector;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.fleet.NewVehicle;
import id.pantau.collector.scope.Role;
import id.pantau.collector.track.VehicleState;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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
    doors
        .auth()
        .addUser(new NewUser("bupati", "Bupati", Role.LEADER, OptionalInt.empty(), PASSWORD));
    doors
        .auth()
        .addUser(new NewUser("kepala", "Kepala", Role.OPD_HEAD, OptionalInt.of(dikes), PASSWORD));
    doors
        .auth()
        .addUser(new NewUser("teknisi", "Teknisi", Role.TECHNICIAN, OptionalInt.empty(), PASSWORD));
    ours = vehicle(dikes);
    theirs = vehicle(doors.region().findOpd("pupr").orElseThrow().id());
  }

  @AfterEach
  void stop() {
    pantau.close();
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

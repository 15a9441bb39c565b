package id.pantau.acceptance.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.LiveViewer;
import id.pantau.workbench.Await;
import id.pantau.workbench.FreePorts;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The demo from outside: it shows what it promises, and nothing of it outlives its end. */
class DemoIT {
  /** A parked vehicle tells once a minute where it stands. */
  private static final Duration ARRIVAL = Duration.ofSeconds(100);

  private static final Duration FIRST_HEALTH = Duration.ofSeconds(60);

  /** 20 s of an idle machine with two cores; what this one takes beside other tests says little. */
  private static final Duration SECOND_START_CPU = Duration.ofSeconds(40);

  private static final InstantSource CLOCK = InstantSource.system();

  private final Path state = TestFolder.create("demo").resolve("state");

  @Test
  void ctrlCLeavesNothingBehindAndACrashNeitherBesideASecondDemo() {
    int port = FreePorts.next();
    int otherPort = FreePorts.next();
    try (DemoProcess first = DemoProcess.start(state, port, "--vehicles", "8", "--fresh")) {
      System.out.println("first start: " + first.awaitReady() + ", of CPU " + first.cpu());
      assertSerialTrackersArrive(first);
      assertEquals(1, first.reachedByCtrlC(), "the demo ends the others, in order");
      assertLeavesNothing(first, first::pressCtrlC);
      assertEquals("", first.saidSinceReady(), "what a person at the terminal sees of the end");
    }
    copyDemo(port, otherPort); // a first start costs half a minute of two cores
    try (DemoProcess again = DemoProcess.start(state, port, "--vehicles", "8");
        DemoProcess other = DemoProcess.start(state, otherPort, "--vehicles", "8")) {
      Duration start = again.awaitReady();
      Duration cpu = again.cpu();
      System.out.println("second start, two at a time: " + start + ", of CPU " + cpu);
      assertTrue(cpu.compareTo(SECOND_START_CPU) < 0, "second start took " + cpu + " of CPU");
      other.awaitReady();
      assertSerialTrackersArrive(again);
      assertTrackersTellHowTheyAre(again);
      assertLeavesNothing(again, again::kill9);
      assertSerialTrackersArrive(other);
      assertLeavesNothing(other, other::pressCtrlC);
    }
  }

  @Test
  void saysInBothLanguagesThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DemoProcess demo = DemoProcess.start(state, taken.getLocalPort())) {
      assertEquals(1, demo.awaitEnd());
      String said = demo.tail();
      assertTrue(said.contains("sedang dipakai program lain"), said);
      assertTrue(said.contains("is in use by another program"), said);
      assertFalse(said.contains("Exception"), said);
      demo.awaitGone(Set.of());
    }
  }

  @Test
  void aStartThatFailsHalfWayLeavesNothingBehind() throws IOException {
    int port = FreePorts.next();
    // The token of the wall screen cannot be written; database and broker run by then.
    Files.createDirectories(state.resolve("demo-" + port).resolve("wall-token").resolve("x"));
    try (DemoProcess demo = DemoProcess.start(state, port, "--vehicles", "3")) {
      Await.until("a database runs", ARRIVAL, () -> demo.count("postgres") > 0);
      Set<ProcessHandle> family = demo.family();
      assertNotEquals(0, demo.awaitEnd());
      assertTrue(demo.tail().contains("Demo gagal dimulai"), demo.tail());
      assertTrue(demo.tail().contains("The demo did not start"), demo.tail());
      demo.awaitGone(family);
    }
  }

  private void copyDemo(int from, int to) {
    try {
      // With owners: the database may belong to another user.
      var copy =
          new ProcessBuilder(
              "cp", "-a", "" + state.resolve("demo-" + from), "" + state.resolve("demo-" + to));
      assertEquals(0, copy.start().waitFor());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy a demo", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertLeavesNothing(DemoProcess demo, Runnable end) {
    Set<ProcessHandle> family = demo.family();
    Set<Integer> ports = demo.ports();
    assertEquals(3, ports.size(), "collector, database and broker");
    assertTrue(family.size() >= 10, "only " + family.size() + " processes");
    end.run();
    assertNotEquals(0, demo.awaitEnd());
    demo.awaitGone(family);
    Await.until("its ports are free", ARRIVAL, () -> ports.stream().allMatch(FreePorts::isFree));
  }

  /** Three whole trackers run, and what their receivers say from now on reaches a viewer. */
  private static void assertSerialTrackersArrive(DemoProcess demo) {
    Instant now = CLOCK.instant();
    Set<String> devices = demo.serialDevices();
    assertEquals(3, devices.size(), devices.toString());
    Map<Integer, Set<Instant>> seen = new ConcurrentHashMap<>();
    try (ApiClient operator = demo.login("operator.cc")) {
      Map<Integer, String> vehicles = vehicles(operator, devices);
      try (LiveViewer viewer = LiveViewer.open(operator, "", CLOCK, event -> note(event, seen))) {
        Await.until(
            "a new position of each of " + devices + " arrives",
            ARRIVAL,
            () ->
                vehicles.keySet().stream()
                    .allMatch(
                        vehicle -> {
                          // As a page does: a parked vehicle tells of itself once a minute only.
                          operator.post("/vehicles/" + vehicle + "/attention", Map.of());
                          return seen.getOrDefault(vehicle, Set.of()).stream()
                              .anyMatch(now::isBefore);
                        }));
      }
      for (JsonNode latest : operator.get("/vehicles/latest").good().get("items")) {
        if (vehicles.containsKey(latest.get("vehicleId").asInt())) {
          assertTrue(Instant.parse(latest.get("fixTime").asText()).isAfter(now), "" + latest);
          assertNotEquals("silent", latest.get("state").asText());
        }
      }
    }
    assertEquals(3, demo.count("id.pantau.agent.Agent"));
    assertEquals(3, demo.count("socat"));
  }

  /** The technician's page is not empty in the first minute: whole and simulated trackers tell. */
  private static void assertTrackersTellHowTheyAre(DemoProcess demo) {
    try (ApiClient technician = demo.login("teknisi")) {
      Await.until(
          "three whole trackers and two others tell how they are",
          FIRST_HEALTH,
          () -> {
            Set<String> told = devicesWithHealth(technician);
            return told.size() >= 5 && told.containsAll(demo.serialDevices());
          });
    }
  }

  private static Set<String> devicesWithHealth(ApiClient technician) {
    var told = new HashSet<String>();
    for (JsonNode each : technician.get("/devices").good().get("items")) {
      if (each.has("agentVersion") && each.has("gnssState")) {
        told.add(each.get("deviceId").asText());
      }
    }
    return told;
  }

  private static Map<Integer, String> vehicles(ApiClient operator, Set<String> devices) {
    var vehicles = new HashMap<Integer, String>();
    for (JsonNode each : operator.get("/vehicles").good().get("items")) {
      String device = each.path("deviceId").asText();
      if (devices.contains(device)) {
        vehicles.put(each.get("id").asInt(), device);
      }
    }
    assertEquals(devices, new HashSet<>(vehicles.values()));
    return vehicles;
  }

  private static void note(LiveViewer.Event event, Map<Integer, Set<Instant>> seen) {
    JsonNode positions =
        switch (event.name()) {
          case "snapshot" -> event.data().get("positions");
          case "pos" -> event.data();
          default -> null;
        };
    if (positions != null) {
      for (JsonNode each : positions) {
        seen.computeIfAbsent(each.get(0).asInt(), id -> ConcurrentHashMap.newKeySet())
            .add(Instant.ofEpochMilli(each.get(6).asLong()));
      }
    }
  }
}

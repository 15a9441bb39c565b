package id.pantau.acceptance.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.acceptance.chain.LiveViewer;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.Tracker;
import id.pantau.agent.TrackerSettings;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the product promises: with 60 vehicles the map moves within a second of a fix, at the 99th
 * percentile. Real trackers with their journals, TLS to a real broker, the collector as a process
 * of its own, a browser's stream.
 */
class LiveLatencyIT {
  private static final int VEHICLES = 60;

  /** A collector that started a moment ago is still being compiled: these do not count. */
  private static final int WARM_UP_S = 5;

  private static final int SECONDS = WARM_UP_S + 30;
  private static final Duration PROMISE = Duration.ofSeconds(1);
  private static final Duration LIVE_EVERY = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.system();

  @Test
  void theMapMovesWithinASecondOfAFix() throws InterruptedException {
    Path folder = TestFolder.create("live");
    List<DeviceId> devices =
        IntStream.rangeClosed(1, VEHICLES).mapToObj(i -> new DeviceId("live-" + i)).toList();
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, 1);
      Map<DeviceId, Integer> vehicles = Enrolment.addVehicles(backbone, devices);
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"));
          ApiClient leader = Enrolment.login(collector.address(), 1)) {
        var map = new SeenMap();
        try (var viewer = LiveViewer.open(leader, "", CLOCK, map::see)) {
          List<Car> cars = new ArrayList<>();
          try {
            vehicles.forEach((device, id) -> cars.add(Car.open(device, id, folder, backbone)));
            Await.until("all are connected", SOON, () -> cars.stream().allMatch(Car::isConnected));
            drive(cars, map);
            Await.until("the last fix of all is shown", SOON, map::isUpToDate);
            assertTrue(viewer.isOpen(), "the stream broke");
          } finally {
            cars.parallelStream().forEach(Car::close);
          }
        }
        report(map, vehicles.size());
      }
    }
  }

  /** All at the same moment, as receivers do: each tells its place at the full second. */
  private static void drive(List<Car> cars, SeenMap map) throws InterruptedException {
    var never = new CountDownLatch(1);
    Instant second = Instant.ofEpochSecond(CLOCK.instant().getEpochSecond() + 1);
    for (int i = 0; i < SECONDS; i++) {
      assertFalse(
          never.await(Duration.between(CLOCK.instant(), second).toMillis(), TimeUnit.MILLISECONDS));
      for (Car car : cars) {
        map.handed(car.vehicle, second, i >= WARM_UP_S);
        car.move(second, i);
      }
      second = second.plusSeconds(1);
    }
  }

  private static void report(SeenMap map, int vehicles) {
    int fixes = vehicles * (SECONDS - WARM_UP_S);
    List<Duration> shown = map.latencies();
    Duration p99 = percentile(shown, 0.99);
    System.out.printf(
        "live: %d fixes of %d vehicles, %d shown themselves; on the map after p50=%d ms p99=%d ms max=%d ms%n",
        fixes,
        vehicles,
        map.shownThemselves(),
        percentile(shown, 0.5).toMillis(),
        p99.toMillis(),
        shown.getLast().toMillis());
    assertEquals(fixes, shown.size(), "fixes that never came to the map");
    assertTrue(
        map.shownThemselves() >= fixes * 9 / 10,
        "only " + map.shownThemselves() + " fixes were shown before the next one came");
    assertEquals(vehicles, map.vehiclesThatMoved(), "vehicles that moved");
    assertTrue(p99.compareTo(PROMISE) <= 0, "p99 " + p99);
  }

  private static Duration percentile(List<Duration> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** A vehicle that drives straight on at 12 m/s. One thread. */
  private static final class Car implements AutoCloseable {
    final int vehicle;
    private final Tracker tracker;

    private Car(int vehicle, Tracker tracker) {
      this.vehicle = vehicle;
      this.tracker = tracker;
    }

    static Car open(DeviceId device, int vehicle, Path folder, Backbone backbone) {
      Credentials credentials = backbone.authority().device(device);
      var tls =
          new TlsFiles(
              backbone.authority().certificateFile(),
              credentials.certificateFile(),
              credentials.keyFile());
      Path journal = folder.resolve("trackers").resolve(device.value());
      return new Car(
          vehicle,
          Tracker.open(
              TrackerSettings.of(device, journal, backbone.broker().uri(), tls)
                  .withLiveEvery(LIVE_EVERY)));
    }

    boolean isConnected() {
      return tracker.isConnected();
    }

    void move(Instant time, int second) {
      // A degree of latitude is 111 km: 12 m are 0.000108 degrees.
      var at = new LatLon(-8.70 + second * 0.000108, 116.40 + vehicle * 0.002);
      tracker.accept(new Fix(time, at, Fix.Mode.FIX_3D, 12, 0, 100, 0.9, 9, 0));
    }

    @Override
    public void close() {
      tracker.close();
    }
  }

  /** What the viewer has seen of what was handed over. Safe for all threads. */
  private static final class SeenMap {
    private record Handed(Instant fixTime, boolean counts, long nanos) {}

    private final Map<Integer, List<Handed>> waiting = new HashMap<>();
    private final Map<Integer, List<String>> places = new HashMap<>();
    private final List<Duration> latencies = new ArrayList<>();
    private int shownThemselves;

    synchronized void handed(int vehicle, Instant fixTime, boolean counts) {
      waiting
          .computeIfAbsent(vehicle, id -> new ArrayList<>())
          .add(new Handed(fixTime, counts, System.nanoTime()));
    }

    void see(LiveViewer.Event event) {
      long now = System.nanoTime();
      switch (event.name()) {
        case "pos" -> event.data().forEach(row -> see(row, now));
        case "snapshot" -> event.data().get("positions").forEach(row -> see(row, now));
        default -> {} // heartbeats
      }
    }

    /** The rows are [vehicle, lat, lon, km/h, degrees, state, fix time, since]. */
    private synchronized void see(JsonNode row, long now) {
      int vehicle = row.get(0).asInt();
      Instant shown = Instant.ofEpochMilli(row.get(6).asLong());
      places
          .computeIfAbsent(vehicle, id -> new ArrayList<>())
          .add(row.get(1).asText() + " " + row.get(2).asText());
      List<Handed> handed = waiting.getOrDefault(vehicle, new ArrayList<>());
      while (!handed.isEmpty() && !handed.getFirst().fixTime().isAfter(shown)) {
        Handed done = handed.removeFirst();
        if (done.counts()) {
          // An older fix that was never shown was overtaken by this one: it is as late as it is.
          latencies.add(Duration.ofNanos(now - done.nanos()));
          shownThemselves += done.fixTime().equals(shown) ? 1 : 0;
        }
      }
    }

    synchronized boolean isUpToDate() {
      return waiting.values().stream().allMatch(List::isEmpty);
    }

    synchronized List<Duration> latencies() {
      return latencies.stream().sorted().toList();
    }

    synchronized int shownThemselves() {
      return shownThemselves;
    }

    synchronized long vehiclesThatMoved() {
      return places.values().stream().filter(p -> p.stream().distinct().count() > 1).count();
    }
  }
}

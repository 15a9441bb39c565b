package id.pantau.acceptance.bench;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How late a map is: real trackers with their journals, TLS to a real broker, the collector as a
 * process of its own, browsers' streams. The thread of the caller drives.
 */
final class LiveDrive {
  /** A collector that started a moment ago is still being compiled: these do not count. */
  private static final int WARM_UP_S = 5;

  private static final Duration LIVE_EVERY = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Backbone backbone;
  private final Path folder;
  private final List<MapWatch> maps;
  private final int seconds;

  /**
   * What was seen.
   *
   * @param fixes that each viewer should see
   */
  record Outcome(int fixes, List<MapWatch> maps) {
    /** What every viewer saw, the fastest first. */
    List<Duration> latencies() {
      return maps.stream().flatMap(map -> map.latencies().stream()).sorted().toList();
    }

    /** So large a share of all was shown at least as soon. */
    Duration percentile(double share) {
      List<Duration> sorted = latencies();
      return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
  }

  private LiveDrive(Backbone backbone, Path folder, int viewers, int seconds) {
    this.backbone = backbone;
    this.folder = folder;
    this.maps = IntStream.range(0, viewers).mapToObj(i -> new MapWatch()).toList();
    this.seconds = WARM_UP_S + seconds;
  }

  /** Every vehicle gives a fix a second, as long as this and a short while before. */
  static Outcome run(int vehicles, int viewers, Duration time, Path folder)
      throws InterruptedException {
    List<DeviceId> devices =
        IntStream.rangeClosed(1, vehicles).mapToObj(i -> new DeviceId("live-" + i)).toList();
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, viewers);
      Map<DeviceId, Integer> fleet = Enrolment.addVehicles(backbone, devices);
      int seconds = Math.toIntExact(time.toSeconds());
      var drive = new LiveDrive(backbone, folder, viewers, seconds);
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"))) {
        drive.before(collector, fleet);
      }
      return new Outcome(vehicles * seconds, drive.maps);
    }
  }

  /** Before the eyes of all viewers. */
  private void before(CollectorProcess collector, Map<DeviceId, Integer> fleet)
      throws InterruptedException {
    List<ApiClient> people = new ArrayList<>();
    List<LiveViewer> viewers = new ArrayList<>();
    List<Car> cars = new ArrayList<>();
    try {
      for (MapWatch map : maps) {
        ApiClient leader = Enrolment.login(collector.address(), people.size() + 1);
        people.add(leader);
        viewers.add(LiveViewer.open(leader, "", CLOCK, map::see));
      }
      fleet.forEach((device, id) -> cars.add(open(device, id)));
      Await.until("all are connected", SOON, () -> cars.stream().allMatch(Car::isConnected));
      drive(cars);
      Await.until(
          "the last fix of all is shown", SOON, () -> maps.stream().allMatch(MapWatch::isUpToDate));
      if (!viewers.stream().allMatch(LiveViewer::isOpen)) {
        throw new IllegalStateException("a stream broke");
      }
    } finally {
      cars.parallelStream().forEach(Car::close);
      viewers.forEach(LiveViewer::close);
      people.forEach(ApiClient::close);
    }
  }

  /** All at the same moment, as receivers do: each tells its place at the full second. */
  private void drive(Collection<Car> cars) throws InterruptedException {
    var never = new CountDownLatch(1);
    Instant second = Instant.ofEpochSecond(CLOCK.instant().getEpochSecond() + 1);
    for (int i = 0; i < seconds; i++) {
      never.await(Duration.between(CLOCK.instant(), second).toMillis(), TimeUnit.MILLISECONDS);
      for (Car car : cars) {
        for (MapWatch map : maps) {
          map.handed(car.vehicle, second, i >= WARM_UP_S);
        }
        car.move(second, i);
      }
      second = second.plusSeconds(1);
    }
  }

  private Car open(DeviceId device, int vehicle) {
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

  /** A vehicle that drives straight on at 12 m/s. One thread. */
  private record Car(int vehicle, Tracker tracker) implements AutoCloseable {
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
}

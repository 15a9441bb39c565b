package id.pantau.acceptance.demo;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.agent.TlsFiles;
import id.pantau.agent.TrackerSettings;
import id.pantau.workbench.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drives the simulated trackers through time, one tick a second, on a thread of its own. */
final class FleetDriver implements AutoCloseable {
  /** Somebody is watching the map, so every tracker tells its place every second. */
  private static final Duration LIVE_EVERY = Duration.ofSeconds(1);

  /** A receiver needs so long after the second to say where it was. */
  private static final long RECEIVER_DELAY_MS = 80;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(FleetDriver.class.getName());

  private final List<SimulatedTracker> trackers;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "fleet");

  private FleetDriver(List<SimulatedTracker> trackers, InstantSource clock) {
    this.trackers = trackers;
    this.clock = clock;
  }

  /** Switches the trackers of these vehicles on. */
  static FleetDriver start(
      SimFleet fleet,
      List<SimVehicle> vehicles,
      Backbone backbone,
      Path folder,
      InstantSource clock) {
    Instant now = clock.instant();
    var trackers = new ArrayList<SimulatedTracker>();
    for (SimVehicle vehicle : vehicles) {
      Credentials credentials = backbone.authority().device(vehicle.device());
      TrackerSettings settings =
          TrackerSettings.of(
                  vehicle.device(),
                  folder.resolve("trackers").resolve(vehicle.device().value()),
                  backbone.broker().uri(),
                  new TlsFiles(
                      backbone.authority().certificateFile(),
                      credentials.certificateFile(),
                      credentials.keyFile()))
              .withLiveEvery(LIVE_EVERY);
      trackers.add(SimulatedTracker.open(fleet, vehicle, backbone.broker().port(), settings, now));
    }
    var driver = new FleetDriver(trackers, clock);
    driver.thread.setDaemon(true);
    driver.thread.start();
    return driver;
  }

  private void run() {
    Instant next = Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1);
    try {
      while (!stop.await(untilDueMs(next), TimeUnit.MILLISECONDS)) {
        for (SimulatedTracker tracker : trackers) {
          tracker.tick(next);
        }
        Instant following = next.plusSeconds(1);
        Instant now = clock.instant();
        // A machine that slept wakes up today, not where it fell asleep.
        next = following.isBefore(now.minusSeconds(10)) ? now.plusSeconds(1) : following;
        next = Instant.ofEpochSecond(next.getEpochSecond());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the simulated fleet stands still", e);
    }
  }

  private long untilDueMs(Instant second) {
    return Math.max(0, second.toEpochMilli() + RECEIVER_DELAY_MS - clock.millis());
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    trackers.parallelStream().forEach(SimulatedTracker::close);
  }
}
